#pragma once

#include <cstdint>
#include <string_view>

namespace tp {

/// FarmHash's 64-bit fingerprint of some bytes, which never changes: TensorFlow sorts texts into
/// buckets by it.
std::uint64_t fingerprint64(std::string_view bytes);

} // namespace tp
