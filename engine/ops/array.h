#pragma once

#include "engine/ops/reduce.h"
#include "engine/tensor/tensor.h"

#include <string_view>
#include <utility>
#include <vector>

namespace tp {

// Elements in other places, shapes and dtypes.

/// The same elements in another shape of as many; one size may be -1 and is worked out.
Tensor reshape(const Tensor& x, const Shape& shape);
/// All elements in one axis.
Tensor flatten(const Tensor& x);
/// A new axis of size 1 at `axis`.
Tensor expandDims(const Tensor& x, int axis = 0);
/// Without the axes of size 1: all of them, or those given, which must be of size 1.
Tensor squeeze(const Tensor& x, const Axes& axis = {});
/// A tensor of its own that shares x's elements.
Tensor clone(const Tensor& x);

/// The elements as another dtype; fractions are cut off, bools become 0 and 1.
Tensor cast(const Tensor& x, DType dtype);

/// The axes in another order; reversed if none is given.
Tensor transpose(const Tensor& x, const std::vector<std::int64_t>& perm = {});

/// `size` elements from `begin` on along each axis; a size of -1, or none, goes to the end.
Tensor slice(
    const Tensor& x,
    const std::vector<std::int64_t>& begin,
    const std::vector<std::int64_t>& size = {});

/// What stridedSlice() takes literally and what not: bit i of a mask is about the i-th entry.
struct SliceMasks {
    std::int64_t begin = 0;      ///< start at the first element
    std::int64_t end = 0;        ///< go to the last one
    std::int64_t ellipsis = 0;   ///< stands for as many whole axes as needed
    std::int64_t newAxis = 0;    ///< puts in an axis of size 1
    std::int64_t shrinkAxis = 0; ///< takes one element and drops the axis
};

/// Every strides-th element from begin up to, but without, end; negative positions count from the
/// end, as in Python's x[begin:end:strides].
Tensor stridedSlice(
    const Tensor& x,
    const std::vector<std::int64_t>& begin,
    const std::vector<std::int64_t>& end,
    const std::vector<std::int64_t>& strides = {},
    const SliceMasks& masks = {});

/// Tensors one after the other along an axis they may differ in.
Tensor concat(const Tensors& tensors, int axis = 0);
/// Tensors of one shape along a new axis.
Tensor stack(const Tensors& tensors, int axis = 0);
/// The opposite of stack(): the slices along an axis.
Tensors unstack(const Tensor& x, int axis = 0);
/// Parts along an axis: as many equal ones, or of these sizes, one of which may be -1.
Tensors split(const Tensor& x, int count, int axis = 0);
Tensors split(const Tensor& x, const std::vector<std::int64_t>& sizes, int axis = 0);

/// x repeated along each axis.
Tensor tile(const Tensor& x, const std::vector<std::int64_t>& reps);
/// x stretched to a shape that it broadcasts to.
Tensor broadcastTo(const Tensor& x, const Shape& shape);
/// The shape, as a vector, that tensors of two shapes stretch to; -1 is an axis of any size.
Tensor broadcastArgs(const Tensor& s0, const Tensor& s1);
/// x itself. Throws InvalidArgument unless it has this shape, where -1 is any size.
Tensor ensureShape(const Tensor& x, const Shape& shape);

using Paddings = std::vector<std::pair<std::int64_t, std::int64_t>>;

/// x with so many elements of `value` before and after it along each axis.
Tensor pad(const Tensor& x, const Paddings& paddings, double value = 0);
/// x with its own elements mirrored at the edges: "reflect" leaves the edge itself out, "symmetric"
/// repeats it.
Tensor mirrorPad(const Tensor& x, const Paddings& paddings, std::string_view mode);

/// The elements in the opposite order along these axes, or all.
Tensor reverse(const Tensor& x, const Axes& axis = {});

} // namespace tp
