#pragma once

#include "engine/tensor/memory.h"
#include "engine/tensor/tensor.h"

#include <string>
#include <string_view>
#include <vector>

namespace tp {

/// A tensor that exists and is not disposed, and where it came from.
struct LiveTensor {
    TensorId id = 0;
    DType dtype = DType::Float32;
    Shape shape;
    std::int64_t bytes = 0;    ///< of the memory behind it
    bool sharesMemory = false; ///< an older tensor of the list has that memory too
    bool kept = false;         ///< keep() saved it from tidy()
    std::string_view op;       ///< what made it; empty if its elements were given
    std::string scope;         ///< names of the tidy() it was made in: "outer/inner", or empty
};

/// Notes where tensors come from while it lives, on all threads. Several may: the notes last until
/// the last one goes.
///
///     const TensorTracking tracking;
///     const MemorySnapshot before = memorySnapshot();
///     tidy("step", [&] { model.trainOnBatch(x, y); });
///     for (const MemoryGroup& group : difference(before, memorySnapshot()).byOp) …
///
class TensorTracking {
public:
    TensorTracking();
    ~TensorTracking();
    TensorTracking(const TensorTracking&) = delete;
    TensorTracking& operator=(const TensorTracking&) = delete;
};

/// The tensors made since tracking began that still live, oldest first. Empty when nobody tracks.
std::vector<LiveTensor> liveTensors();

/// All that lives at one moment.
struct MemorySnapshot {
    std::vector<LiveTensor> tensors; ///< those that are tracked
    Memory total;                    ///< of all, tracked or not
};

MemorySnapshot memorySnapshot();

/// What some tensors add up to; memory that several share counts once, for the oldest.
struct MemoryGroup {
    std::string name; ///< of an op or a scope; empty where tensors have none
    std::int64_t tensors = 0;
    std::int64_t bytes = 0;
};

/// The tensors added up by what made them and by where; those with most bytes first.
std::vector<MemoryGroup> groupedByOp(const std::vector<LiveTensor>& tensors);
std::vector<MemoryGroup> groupedByScope(const std::vector<LiveTensor>& tensors);

/// What happened between two snapshots.
struct MemoryDifference {
    std::vector<LiveTensor> made;     ///< in the later one only
    std::vector<LiveTensor> gone;     ///< in the earlier one only
    Memory total;                     ///< later less earlier, so numbers may be negative
    std::vector<MemoryGroup> byOp;    ///< likewise; groups that did not change are left out
    std::vector<MemoryGroup> byScope; ///< likewise
};

MemoryDifference difference(const MemorySnapshot& earlier, const MemorySnapshot& later);

// For Tensor itself, which reports each state by the address of its mark for keep().

void noteMade(
    const std::atomic<bool>& kept, TensorId id, const TensorSpec& spec, const Storage* memory);
void noteGone(const std::atomic<bool>& kept);

} // namespace tp
