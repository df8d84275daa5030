#pragma once

#include "engine/ops/search.h"
#include "engine/tensor/tensor.h"

namespace tp {

// Which elements there are, and how often.

/// The different slices along an axis, in the order in which they first stand there; `indices` has
/// for each slice of x the number of the one it equals. NaN equals NaN.
ValuesAndIndices unique(const Tensor& x, int axis = 0);

/// The elements of the vector x that the vector y lacks, and where they are. NaN equals NaN.
ValuesAndIndices setdiff1d(const Tensor& x, const Tensor& y);
/// setdiff1d(), computed when the future is asked.
std::future<ValuesAndIndices> setdiff1dAsync(const Tensor& x, const Tensor& y);

/// How often each number from 0 up to, but without, `size` is in x, or the sum of the weights at
/// those places; larger numbers are left out. Throws InvalidArgument for a negative number.
Tensor bincount(const Tensor& x, const Tensor& weights, std::int64_t size);

/// bincount() of a vector, or of each row of a matrix. With `binaryOutput` only whether a number is
/// there: 1 or 0.
Tensor
denseBincount(const Tensor& x, const Tensor& weights, std::int64_t size, bool binaryOutput = false);

} // namespace tp
