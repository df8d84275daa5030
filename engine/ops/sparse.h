#pragma once

#include "engine/tensor/tensor.h"

/// Tensors that are mostly empty, given by the places that are not: a row of indices and a value
/// for each.
namespace tp::sparse {

struct FilledRows {
    Tensor outputIndices;
    Tensor outputValues;
    Tensor emptyRowIndicator; ///< bool: which rows had no value
    Tensor reverseIndexMap;   ///< int32: where each value of before is now
};

/// Gives every row of a sparse tensor a value: rows without one get `defaultValue` in their first
/// column. Indices are [count, rank], values [count], denseShape [rank]. Throws InvalidArgument
/// for an index beyond the rows.
FilledRows sparseFillEmptyRows(
    const Tensor& indices,
    const Tensor& values,
    const Tensor& denseShape,
    const Tensor& defaultValue);

struct Reshaped {
    Tensor outputIndices;
    Tensor outputShape;
};

/// The same elements in another shape of as many places; one size may be -1 and is worked out.
Reshaped
sparseReshape(const Tensor& inputIndices, const Tensor& inputShape, const Tensor& newShape);

/// The mean of those slices of `data` that `indices` name, over each run of equal ids. The ids must
/// not descend; a segment that no id names is 0.
Tensor sparseSegmentMean(const Tensor& data, const Tensor& indices, const Tensor& segmentIds);

/// The sum likewise.
Tensor sparseSegmentSum(const Tensor& data, const Tensor& indices, const Tensor& segmentIds);

} // namespace tp::sparse
