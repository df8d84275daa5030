#pragma once

#include <cstdint>
#include <string_view>

namespace tp {

/// The checksum CRC-32C (Castagnoli) of some bytes.
std::uint32_t crc32c(std::string_view bytes);

/// The checksum as TensorFlow's records hold it: turned and shifted, so that a record within a
/// record does not have the same one.
std::uint32_t maskedCrc32c(std::string_view bytes);

} // namespace tp
