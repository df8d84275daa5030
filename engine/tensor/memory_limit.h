#pragma once

#include <atomic>
#include <cstdint>

namespace tp {

// What one tensor may take, and all together. Asking for more is refused, rather than bringing the
// computer to a standstill.

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

/// What tensors leave to other programs, in bytes; at first 256 MiB.
std::int64_t reservedMemory();

/// Changes it; throws InvalidArgument for a negative number.
void setReservedMemory(std::int64_t bytes);

/// With more bytes in all tensors together, it is time to see what is left.
inline std::atomic<std::int64_t> g_nextLook = std::int64_t{64} << 20;

/// checkTotalMemory() then.
void checkGrownMemory(std::int64_t total);

/// Throws Device if all tensors, which are to have `total` bytes together, have used up the memory:
/// many small ones can, of which each is harmless.
inline void checkTotalMemory(std::int64_t total) {
    if (total > g_nextLook.load(std::memory_order_relaxed)) [[unlikely]]
        checkGrownMemory(total);
}

} // namespace tp
