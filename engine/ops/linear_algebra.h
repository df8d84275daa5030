#pragma once

#include "engine/ops/reduce.h"
#include "engine/tensor/tensor.h"

#include <string_view>

namespace tp {

/// The product of matrices [..., m, k] and [..., k, n], each first transposed if asked; axes before
/// the last two broadcast. Throws InvalidArgument for ranks below 2 or inner sizes that differ.
Tensor matMul(const Tensor& a, const Tensor& b, bool transposeA = false, bool transposeB = false);

/// The product of vectors and matrices in any combination; of two vectors, a scalar.
Tensor dot(const Tensor& a, const Tensor& b);

/// All products of elements of two vectors: [m] and [n] give [m, n].
Tensor outerProduct(const Tensor& a, const Tensor& b);

/// The size of a vector (one axis, or all elements) or of matrices (two axes).
///
/// `order` is "euclidean" (the root of the sum of squares), "1" (for matrices: the largest sum of a
/// column), "inf" and "-inf" (for matrices: the largest and smallest sum of a row), "2" for vectors
/// or "fro" for matrices.
Tensor norm(
    const Tensor& x,
    std::string_view order = "euclidean",
    const Axes& axis = {},
    bool keepDims = false);

/// The root of the sum of squares along one, several or all axes.
Tensor euclideanNorm(const Tensor& x, const Axes& axis = {}, bool keepDims = false);

} // namespace tp
