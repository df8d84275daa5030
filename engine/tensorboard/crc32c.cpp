#include "engine/tensorboard/crc32c.h"

#include <array>

namespace tp {

namespace {

constexpr std::array<std::uint32_t, 256> kTable = [] {
    constexpr std::uint32_t kPolynomial = 0x82f63b78U;
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
        std::uint32_t rest = byte;
        for (int bit = 0; bit < 8; ++bit)
            rest = (rest >> 1U) ^ ((rest & 1U) != 0 ? kPolynomial : 0U);
        table[byte] = rest;
    }
    return table;
}();

} // namespace

std::uint32_t crc32c(std::string_view bytes) {
    std::uint32_t rest = ~0U;
    for (const char byte : bytes)
        rest = (rest >> 8U) ^ kTable[(rest ^ static_cast<unsigned char>(byte)) & 0xffU];
    return ~rest;
}

std::uint32_t maskedCrc32c(std::string_view bytes) {
    const std::uint32_t sum = crc32c(bytes);
    return ((sum >> 15U) | (sum << 17U)) + 0xa282ead8U;
}

} // namespace tp
