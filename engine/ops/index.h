#pragma once

#include "engine/tensor/tensor.h"

namespace tp {

// Elements chosen by the numbers in another tensor.

/// The slices of x along an axis at these indices. The first `batchDims` axes of x and indices go
/// together. Throws InvalidArgument for an index beyond the axis.
Tensor gather(const Tensor& x, const Tensor& indices, int axis = 0, int batchDims = 0);

/// Rows of `offValue` with `onValue` at the index: how classes are put before a model. An index
/// beyond the depth gives a row of `offValue`.
Tensor oneHot(
    const Tensor& indices,
    std::int64_t depth,
    double onValue = 1,
    double offValue = 0,
    DType dtype = DType::Int32);

/// How often examples of each class (row) were taken for each class (column), as int32.
Tensor confusionMatrix(const Tensor& labels, const Tensor& predictions, std::int64_t numClasses);

/// Adds up the slices of x that have the same id; ids outside [0, numSegments) are left out.
Tensor unsortedSegmentSum(const Tensor& x, const Tensor& segmentIds, std::int64_t numSegments);

} // namespace tp
