#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace tp::io {

// Bytes of files, and what tells whether they are still the same.

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

/// A text's bytes, where they lie.
inline ByteView bytesOf(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// Bytes as text, where they lie.
inline std::string_view textOf(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The CRC-32 of zip and PNG files.
std::uint32_t crc32(ByteView bytes);

} // namespace tp::io
