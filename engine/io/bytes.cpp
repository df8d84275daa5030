#include "engine/io/bytes.h"

#include <array>

namespace tp::io {

namespace {

constexpr std::size_t kSlices = 8;
using Tables = std::array<std::array<std::uint32_t, 256>, kSlices>;

/// The remainder of each byte, followed by 0 to 7 zero bytes.
constexpr Tables makeTables() {
    Tables tables{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t rest = byte;
        for (int bit = 0; bit < 8; ++bit)
            rest = (rest >> 1U) ^ ((rest & 1U) != 0 ? 0xEDB88320U : 0U);
        tables[0][byte] = rest;
    }
    for (std::size_t slice = 1; slice < kSlices; ++slice) {
        for (std::size_t byte = 0; byte < 256; ++byte) {
            const std::uint32_t before = tables[slice - 1][byte];
            tables[slice][byte] = (before >> 8U) ^ tables[0][before & 0xFFU];
        }
    }
    return tables;
}

constexpr Tables kTables = makeTables();

} // namespace

std::uint32_t crc32(ByteView bytes) {
    std::uint32_t rest = 0xFFFFFFFFU;
    while (bytes.size() >= kSlices) { // eight at a time: models are large
        std::uint32_t next = 0;
        for (std::size_t i = 0; i < kSlices; ++i) {
            const std::uint32_t old = i < 4 ? (rest >> (8 * i)) & 0xFFU : 0;
            next ^= kTables[kSlices - 1 - i][bytes[i] ^ old];
        }
        rest = next;
        bytes = bytes.subspan(kSlices);
    }
    for (const std::uint8_t byte : bytes)
        rest = (rest >> 8U) ^ kTables[0][(rest ^ byte) & 0xFFU];
    return ~rest;
}

} // namespace tp::io
