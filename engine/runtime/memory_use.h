#pragma once

#include "engine/runtime/memory_plan.h"

#include <functional>

namespace tp {

/// What some computation needs of memory, and what it took; all in bytes.
struct MemoryUse {
    std::int64_t liveBytes = 0;    ///< needed: MemoryPlan::liveBytes of its ops in their order
    std::string worstOp;           ///< the op that needs them
    std::int64_t arenaBytes = 0;   ///< needed by one arena for all its blocks
    std::int64_t heldBytes = 0;    ///< the most that tensors held, those from before included
    std::int64_t systemBytes = 0;  ///< the most that those took of the system, with what is spare
    std::int64_t scratchBytes = 0; ///< the most that kernels held besides, in oneDNN's pads say
    std::size_t opCount = 0;

    /// The share of what was held to what was needed; 1 is as good as can be.
    double ratio() const {
        return liveBytes == 0 ? 1 : static_cast<double>(heldBytes) / static_cast<double>(liveBytes);
    }
};

/// Runs `f` and plans the memory of the ops that it does on this thread.
///
///     const MemoryUse use = memoryUse([&] { model.trainOnBatch(x, y); });
///     std::cout << use.heldBytes << " of " << use.liveBytes << " bytes";
///
/// Where tensors live that `f` does not look at, another model's say, they are held too.
MemoryUse memoryUse(const std::function<void()>& f);

/// Likewise, the run itself as planMemory() takes it.
MemorySequence recordMemory(const std::function<void()>& f);

} // namespace tp
