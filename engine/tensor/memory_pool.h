#pragma once

#include <cstddef>
#include <cstdint>

namespace tp {

// Where large tensors get their elements' memory from. New memory is slow to touch at first, since
// the system hands it out page by page and cleared, which takes longer than most ops; so blocks
// that tensors leave behind are kept for the next ones. The large ones merge with free ones beside
// them, so that they serve any size (see block_heap.h). The sanitizers' builds keep none, so that
// they see a use after the end.

/// Uninitialised memory, 64-byte aligned; null if the computer has no more.
std::byte* takeMemory(std::size_t bytes);

/// Gives back what takeMemory() gave for `bytes`.
void returnMemory(std::byte* memory, std::size_t bytes);

/// How much is kept for later tensors at the moment. Never more than 256 MiB.
std::size_t spareMemory();

/// How much was taken from the system and not given back: what tensors have, rounded up to blocks,
/// and what is kept. Small blocks, which malloc hands out, do not count.
std::size_t memoryFromSystem();

/// How much kernels hold at the moment besides tensors, as oneDNN's scratch pads.
std::size_t scratchMemory();

/// For kernels: takes so much more, or less.
void countScratchMemory(std::ptrdiff_t bytes);

/// How many blocks the system had to give so far, since none that was kept would do. Small ones,
/// which malloc hands out, do not count.
std::uint64_t blocksFromSystem();

/// Gives all that is kept back to the system.
void releaseSpareMemory();

} // namespace tp
