#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tp {

/// A block of memory in a run of ops. Tensors that share elements share one; a result that an op
/// writes over its input is the input's block.
struct PlannedBlock {
    std::int64_t bytes = 0;
    bool isThereBefore = false; ///< as a weight is
    bool isThereAfter = false;  ///< as a result is
};

/// One op of the run, and the blocks that it reads or writes, as indices of MemorySequence::blocks.
struct PlannedOp {
    std::string name;
    std::vector<std::size_t> blocks;
};

/// A run of ops, one after another, as a plan of its memory sees it.
struct MemorySequence {
    std::vector<PlannedBlock> blocks;
    std::vector<PlannedOp> ops;
};

/// What a run of ops needs if no block is held for longer than it must be.
struct MemoryPlan {
    /// The largest live set: the bytes of all blocks that must be there during the worst op. A
    /// block must be there from the first op that names it to the last; from the beginning if it
    /// is there before, and to the end if it is there after.
    std::int64_t liveBytes = 0;
    std::size_t worstOp = 0; ///< the first op at which it is that large

    /// Where each block lies in one arena that serves them all, in bytes from its beginning and 64
    /// byte aligned: blocks whose times overlap lie apart. Those that no op names have 0.
    std::vector<std::int64_t> offsets;
    std::int64_t arenaBytes = 0; ///< how large the arena is
};

/// Plans the memory of a run: blocks get their places from the largest to the smallest, each in
/// the tightest gap that those with a place leave at its time. That is "greedy by size" of
/// Pisarchyk and Lee, "Efficient Memory Management for Deep Neural Net Inference"
/// (arXiv:2001.03288, 2020), which TensorFlow Lite uses. Throws InvalidArgument for an op that
/// names a block that there is not, and for a block of less than no bytes.
MemoryPlan planMemory(const MemorySequence& sequence);

} // namespace tp
