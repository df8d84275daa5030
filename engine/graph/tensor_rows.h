#pragma once

#include "engine/graph/call.h"

namespace tp::graph {

// What lists and arrays of tensors share.

/// The most elements that one may have.
constexpr std::int64_t kMostElements = std::int64_t{1} << 22;

/// A number of elements, or the place of one, out of an input. Throws InvalidArgument beyond
/// kMostElements.
std::size_t countFrom(const Call& call, std::size_t input);

/// A shape as an input gives it; a scalar, and what lies outside, mean any shape.
PartialShape partialShapeFrom(const Call& call, std::size_t input);

/// One shape out of what two say about it. Throws InvalidArgument where they disagree.
PartialShape mergedShape(const Call& call, const PartialShape& a, const PartialShape& b);

/// Throws InvalidArgument unless the tensor is of that dtype and shape.
void checkElement(const Call& call, const Tensor& element, DType dtype, const PartialShape& shape);

/// The elements along a new first axis. Those that were never set are zeros, of the shape that
/// `shape` or another element tells. Throws InvalidArgument where none does.
Tensor stacked(const Call& call, const Tensors& elements, DType dtype, PartialShape shape);

/// The elements one after the other along their first axis, and how many each has.
Values
concatenated(const Call& call, const Tensors& elements, DType dtype, const PartialShape& shape);

/// Parts of these lengths along the first axis.
Tensors partsOf(const Call& call, const Tensor& tensor, const Ints& lengths);

} // namespace tp::graph
