#pragma once

#include "engine/tensor/tensor.h"

namespace tp {

// Slices of a tensor named by rows of indices: one index for each of the first axes.

/// The slices that the rows of `indices` [..., depth] name: row [2, 5] of a table of pairs is
/// params[2, 5]. A row shorter than params has axes gives whole slices. Throws InvalidArgument for
/// an index beyond its axis.
Tensor gatherND(const Tensor& params, const Tensor& indices);

/// Zeros of `shape` with the updates added to the slices that the rows of `indices` name; a slice
/// named twice gets the sum. A vector of indices names slices along the first axis.
Tensor scatterND(const Tensor& indices, const Tensor& updates, const Shape& shape);

/// The tensor with other slices where the rows of `indices` say; of several updates of one slice
/// the last one counts.
Tensor tensorScatterUpdate(const Tensor& tensor, const Tensor& indices, const Tensor& updates);

/// `defaultValue` everywhere but at the rows of `sparseIndices`, where the values are, or the one
/// value for all. Indices are a scalar, a vector, or a matrix with a row for each value.
Tensor sparseToDense(
    const Tensor& sparseIndices,
    const Tensor& sparseValues,
    const Shape& outputShape,
    const Tensor& defaultValue = {});

/// A tensor of twice the rank with x along the diagonal and zeros elsewhere.
Tensor diag(const Tensor& x);

} // namespace tp
