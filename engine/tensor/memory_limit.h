#pragma once

#include <atomic>
#include <cstdint>

namespace tp {

// What one tensor may take. Asking for more is refused, rather than bringing the computer to a
// standstill.

/// The most bytes that one tensor may have; at first as many as the computer has free.
std::int64_t maxTensorBytes();

/// Changes it; throws InvalidArgument for a negative number.
void setMaxTensorBytes(std::int64_t bytes);

/// What programs may still take of this computer's memory without others being put out, in bytes; a
/// very large number where that is not known.
std::int64_t availableMemory();

/// Tensors of more bytes are worth a closer look.
inline std::atomic<std::int64_t> g_harmlessBytes = std::int64_t{64} << 20;

/// checkMemory() for those.
void checkLargeMemory(std::int64_t bytes);

/// Throws Device if there is no room for a tensor of that many bytes.
inline void checkMemory(std::int64_t bytes) {
    if (bytes > g_harmlessBytes.load(std::memory_order_relaxed)) [[unlikely]]
        checkLargeMemory(bytes);
}

} // namespace tp
