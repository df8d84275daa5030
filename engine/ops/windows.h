#pragma once

#include "engine/ops/rules.h"

namespace tp {

/// A regular part of a tensor: which elements Slice and StridedSlice take.
struct Window {
    Shape begin;   ///< the first element along each axis of the input
    Shape strides; ///< from one element to the next, negative to go backwards
    Shape sizes;   ///< how many elements
    Shape output;  ///< the output's shape: as `sizes`, with axes dropped or put in
};

/// Throw InvalidArgument if the part lies outside the input.
Window sliceWindow(const OpCall& call);
Window stridedSliceWindow(const OpCall& call);

/// Along which axis, and in which parts, SplitV cuts its input.
struct Parts {
    std::size_t axis;
    Ints sizes;
};

Parts splitParts(const OpCall& call);

/// Throws InvalidArgument, naming `where`, for more parts than anybody wants of a tensor.
void checkPartCount(std::int64_t count, std::string_view where);

/// How GatherV2 sees its input: [batch, outer, axis, inner], with [batch, count] indices.
struct GatherLayout {
    std::int64_t batch = 1;
    std::int64_t outer = 1;
    std::int64_t axis = 1;
    std::int64_t inner = 1;
    std::int64_t count = 1;
    Shape output;
};

GatherLayout gatherLayout(const OpCall& call);
GatherLayout
gatherLayout(const Shape& x, const Shape& indices, std::int64_t axis, std::int64_t batchDims);

} // namespace tp
