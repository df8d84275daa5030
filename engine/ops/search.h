#pragma once

#include "engine/tensor/tensor.h"

#include <string_view>

namespace tp {

// Where something is in a tensor: the largest elements, the true ones, a place in a sorted list.

struct ValuesAndIndices {
    Tensor values;
    Tensor indices; ///< int32
};

/// The `k` largest elements along the last axis and where they are: the largest first, and of equal
/// ones the first; NaN counts as largest. If not `sorted`, they stay in the order in which they
/// stand.
ValuesAndIndices topk(const Tensor& x, std::int64_t k = 1, bool sorted = true);

/// Whether the class of each target is among the `k` likeliest of the predictions [..., classes].
Tensor inTopK(const Tensor& predictions, const Tensor& targets, std::int64_t k = 1);
std::future<Tensor>
inTopKAsync(const Tensor& predictions, const Tensor& targets, std::int64_t k = 1);

/// For each value the place in its row of `sortedSequence`, whose rows ascend, where it can be put
/// in: before elements equal to it if `side` is "left", after them if it is "right". Leading axes
/// of both must be of one size and are taken together: the result is a matrix.
Tensor
searchSorted(const Tensor& sortedSequence, const Tensor& values, std::string_view side = "left");
/// searchSorted() on the left.
Tensor lowerBound(const Tensor& sortedSequence, const Tensor& values);
/// searchSorted() on the right.
Tensor upperBound(const Tensor& sortedSequence, const Tensor& values);

/// Where the condition holds: a row of indices for each element that is true, or not 0.
Tensor where(const Tensor& condition);
/// where(), computed when the future is asked.
std::future<Tensor> whereAsync(const Tensor& condition);

/// The slices of a tensor where the mask is true. The mask covers the axes from `axis` on, which
/// become one. Throws InvalidArgument if it does not fit them.
Tensor booleanMask(const Tensor& tensor, const Tensor& mask, int axis = 0);
/// booleanMask(), computed when the future is asked.
std::future<Tensor> booleanMaskAsync(const Tensor& tensor, const Tensor& mask, int axis = 0);

} // namespace tp
