#include "engine/tensorboard/wire.h"

namespace tp {

std::optional<std::uint64_t> Wire::varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !m_left.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(m_left.front());
        m_left.remove_prefix(1);
        value |= std::uint64_t{byte & 0x7fU} << shift;
        if (byte < 0x80)
            return value;
    }
    return {};
}

std::optional<std::uint64_t> Wire::fixed(std::size_t bytes) {
    if (m_left.size() < bytes)
        return {};
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i)
        value |= std::uint64_t{static_cast<unsigned char>(m_left[i])} << (8 * i);
    m_left.remove_prefix(bytes);
    return value;
}

std::optional<Wire::Field> Wire::fieldOf(std::uint64_t key) {
    constexpr std::uint64_t kLargestNumber = (1U << 29U) - 1;
    Field field;
    if (key >> 3U == 0 || key >> 3U > kLargestNumber)
        return {};
    field.number = static_cast<std::uint32_t>(key >> 3U);
    std::optional<std::uint64_t> value;
    switch (key & 7U) {
    case 0:
        value = varint();
        break;
    case 1:
        value = fixed(8);
        break;
    case 5:
        value = fixed(4);
        break;
    case 2:
        value = varint();
        if (!value || *value > m_left.size())
            return {};
        field.kind = Field::Kind::Bytes;
        field.bytes = m_left.substr(0, *value);
        m_left.remove_prefix(*value);
        return field;
    default: // groups, which no writer of events uses
        return {};
    }
    if (!value)
        return {};
    field.value = *value;
    return field;
}

std::optional<Wire::Field> Wire::next() {
    if (m_left.empty() || m_isBroken)
        return {};
    const auto key = varint();
    auto field = key ? fieldOf(*key) : std::nullopt;
    m_isBroken = !field;
    return field;
}

} // namespace tp
