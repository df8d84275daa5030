#include "engine/ops/array.h"

#include "engine/base/saturated.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/creation.h"
#include "engine/ops/index.h"
#include "engine/ops/reduced_axes.h"
#include "engine/ops/register.h"
#include "engine/ops/windows.h"

#include <array>

namespace tp {

namespace {

Shape resolvedShape(const OpCall& call) {
    Shape shape(call.attr<Ints>("shape"));
    const Shape& input = call.input(0).shape();
    std::int64_t known = 1;
    std::size_t open = shape.rank();
    for (std::size_t axis = 0; axis < shape.rank(); ++axis) {
        if (shape[axis] != -1) {
            known = saturatedProduct(known, shape[axis]);
            continue;
        }
        check(
            open == shape.rank(), "reshape: only one size may be -1, but the shape is %1.", shape);
        open = axis;
    }
    if (open < shape.rank() && known > 0 && input.elementCount() % known == 0)
        shape[open] = input.elementCount() / known;
    checkSizes(shape, "reshape");
    check(
        shape.elementCount() == input.elementCount(),
        "reshape: a tensor of shape %1 has %2 elements, but shape %3 needs %4.",
        input,
        input.elementCount(),
        shape,
        shape.elementCount());
    return shape;
}

Tensors reshapedGradient(const GradCall& call) {
    return {reshape(call.dy(), call.shape(0))};
}

const Op kReshape = {
    .name = "Reshape",
    .doc = "The same elements in another shape.",
    .formula = "y = x",
    .inputs = {"x"},
    .attrs = {{"shape", Ints{}}},
    .infer = [](const OpCall& call) -> Specs {
        return {{call.input(0).dtype(), resolvedShape(call)}};
    },
    .gradient = reshapedGradient,
    .saves = Saves::Nothing,
    .isView = true,
};

const Op kExpandDims = {
    .name = "ExpandDims",
    .doc = "Puts in an axis of size 1.",
    .formula = "y = x",
    .inputs = {"input"},
    .attrs = {{"dim", std::int64_t{0}}},
    .infer = [](const OpCall& call) -> Specs {
        const Shape& input = call.input(0).shape();
        const std::size_t place =
            normalizeAxis(call.attr<std::int64_t>("dim"), input.rank() + 1, "expandDims");
        Shape shape;
        for (std::size_t axis = 0; axis <= input.rank(); ++axis)
            shape.push_back(axis == place ? 1 : input[axis < place ? axis : axis - 1]);
        return {{call.input(0).dtype(), shape}};
    },
    .gradient = reshapedGradient,
    .saves = Saves::Nothing,
    .isView = true,
};

const Op kIdentity = {
    .name = "Identity",
    .doc = "The same tensor once more.",
    .formula = "y = x",
    .inputs = {"x"},
    .infer = sameAsInput,
    .gradient = [](const GradCall& call) -> Tensors { return {call.dy()}; },
    .saves = Saves::Nothing,
    .isView = true,
};

const Op kCast = {
    .name = "Cast",
    .doc = "The elements as another dtype.",
    .formula = "y = dtype(x)",
    .inputs = {"x"},
    .attrs = {{"dtype", DType::Float32}},
    .infer = [](const OpCall& call) -> Specs {
        const auto dtype = call.attr<DType>("dtype");
        check(
            (dtype == DType::String) == (call.input(0).dtype() == DType::String),
            "cast: a %1 tensor cannot become %2.",
            call.input(0).dtype(),
            dtype);
        return {{dtype, call.input(0).shape()}};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        const bool fromComplex = call.specs[0].dtype == DType::Complex64;
        return {toDType(call.dy(), fromComplex ? DType::Complex64 : DType::Float32)};
    },
    .saves = Saves::Nothing,
};

Ints transposition(const OpCall& call) {
    const std::size_t rank = call.inputs.empty() ? 0 : call.input(0).rank();
    const Ints& perm = call.attr<Ints>("perm");
    std::vector<bool> seen(rank, false);
    bool fits = perm.size() == rank;
    for (std::size_t i = 0; fits && i < rank; ++i) {
        fits = perm[i] >= 0 && perm[i] < static_cast<std::int64_t>(rank) &&
               !seen[static_cast<std::size_t>(perm[i])];
        if (fits)
            seen[static_cast<std::size_t>(perm[i])] = true;
    }
    check(
        fits,
        "transpose: perm must name each of the %1 axes once, but it is %2.",
        rank,
        perm.size() <= Shape::kMaxRank ? toText(Shape(perm)) : "longer");
    return perm;
}

const Op kTranspose = {
    .name = "Transpose",
    .doc = "The axes in another order.",
    .formula = "y[j, i] = x[i, j]",
    .inputs = {"x"},
    .attrs = {{"perm", Ints{}}},
    .infer = [](const OpCall& call) -> Specs {
        return {{call.input(0).dtype(), permuted(call.input(0).shape(), transposition(call))}};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        return {transpose(call.dy(), inverse(call.attr<Ints>("perm")))};
    },
    .saves = Saves::Nothing,
};

const Op kSlice = {
    .name = "Slice",
    .doc = "A block of the tensor.",
    .formula = "y[i] = x[begin + i]",
    .inputs = {"x"},
    .attrs = {{"begin", Ints{}}, {"size", Ints{}}},
    .infer = [](const OpCall& call) -> Specs {
        return {{call.input(0).dtype(), sliceWindow(call).output}};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        const Ints& begin = call.attr<Ints>("begin");
        Paddings paddings;
        for (std::size_t axis = 0; axis < call.shape(0).rank(); ++axis) {
            const std::int64_t before = axis < begin.size() ? begin[axis] : 0;
            paddings.emplace_back(before, call.shape(0)[axis] - before - call.dy().shape()[axis]);
        }
        return {pad(call.dy(), paddings)};
    },
    .saves = Saves::Nothing,
};

const Op kStridedSlice = {
    .name = "StridedSlice",
    .doc = "Every n-th element of a block, as Python's x[begin:end:stride].",
    .formula = "y[i] = x[begin + i * stride]",
    .inputs = {"x"},
    .attrs =
        {{"begin", Ints{}},
         {"end", Ints{}},
         {"strides", Ints{}},
         {"beginMask", std::int64_t{0}},
         {"endMask", std::int64_t{0}},
         {"ellipsisMask", std::int64_t{0}},
         {"newAxisMask", std::int64_t{0}},
         {"shrinkAxisMask", std::int64_t{0}}},
    .infer = [](const OpCall& call) -> Specs {
        return {{call.input(0).dtype(), stridedSliceWindow(call).output}};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        // The same slice of the elements' numbers says where each element of dy belongs.
        const std::int64_t count = call.shape(0).elementCount();
        const Tensor numbers =
            reshape(range(0, static_cast<double>(count), 1, DType::Int32), call.shape(0));
        const Tensor places = run(kStridedSlice, {numbers}, call.attrs);
        const Tensor sums = unsortedSegmentSum(flatten(call.dy()), flatten(places), count);
        return {reshape(sums, call.shape(0))};
    },
    .saves = Saves::Nothing,
};

/// The shape of tensors after one another, all checked against the first.
TensorSpec concatenated(const OpCall& call) {
    check(!call.inputs.empty(), "concat: give at least one tensor.");
    const TensorSpec& first = call.input(0).spec();
    const std::size_t axis =
        normalizeAxis(call.attr<std::int64_t>("axis"), first.shape.rank(), "concat");
    TensorSpec result = first;
    for (std::size_t i = 1; i < call.inputs.size(); ++i) {
        const TensorSpec& other = call.input(i).spec();
        bool fits = other.dtype == first.dtype && other.shape.rank() == first.shape.rank();
        for (std::size_t k = 0; fits && k < first.shape.rank(); ++k)
            fits = k == axis || other.shape[k] == first.shape[k];
        check(
            fits,
            "concat: the tensors may differ along axis %1 only, but tensor 0 is %2 of shape %3 and "
            "tensor %4 is %5 of shape %6.",
            axis,
            first.dtype,
            first.shape,
            i,
            other.dtype,
            other.shape);
        result.shape[axis] += other.shape[axis];
    }
    return result;
}

const Op kConcat = {
    .name = "Concat",
    .doc = "Tensors one after the other along an axis.",
    .formula = "y = x0, x1, ...",
    .inputs = {"xs*"},
    .attrs = {{"axis", std::int64_t{0}}},
    .infer = [](const OpCall& call) -> Specs { return {concatenated(call)}; },
    .gradient = [](const GradCall& call) -> Tensors {
        const std::size_t axis =
            normalizeAxis(call.attr<std::int64_t>("axis"), call.shape(0).rank(), "concat");
        Ints sizes;
        for (const TensorSpec& spec : call.specs)
            sizes.push_back(spec.shape[axis]);
        return split(call.dy(), sizes, static_cast<int>(axis));
    },
    .saves = Saves::Nothing,
};

const Op kPack = {
    .name = "Pack",
    .doc = "Tensors of one shape along a new axis.",
    .formula = "y[i] = xi",
    .inputs = {"xs*"},
    .attrs = {{"axis", std::int64_t{0}}},
    .infer = [](const OpCall& call) -> Specs {
        check(!call.inputs.empty(), "stack: give at least one tensor.");
        const TensorSpec& first = call.input(0).spec();
        for (const Tensor& other : call.inputs) {
            check(
                other.dtype() == first.dtype && other.shape() == first.shape,
                "stack: all tensors must be %1 of shape %2 like the first, but one is %3 of shape "
                "%4.",
                first.dtype,
                first.shape,
                other.dtype(),
                other.shape());
        }
        const std::size_t place =
            normalizeAxis(call.attr<std::int64_t>("axis"), first.shape.rank() + 1, "stack");
        Shape shape;
        for (std::size_t axis = 0; axis <= first.shape.rank(); ++axis) {
            shape.push_back(
                axis == place ? static_cast<std::int64_t>(call.inputs.size())
                              : first.shape[axis < place ? axis : axis - 1]);
        }
        return {{first.dtype, shape}};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        return unstack(call.dy(), static_cast<int>(call.attr<std::int64_t>("axis")));
    },
    .saves = Saves::Nothing,
};

const Op kUnpack = {
    .name = "Unpack",
    .doc = "The slices along an axis, each a tensor of its own.",
    .formula = "yi = x[i]",
    .inputs = {"value"},
    .attrs = {{"axis", std::int64_t{0}}},
    .infer = [](const OpCall& call) -> Specs {
        const TensorSpec& x = call.input(0).spec();
        const std::size_t place =
            normalizeAxis(call.attr<std::int64_t>("axis"), x.shape.rank(), "unstack");
        checkPartCount(x.shape[place], "unstack");
        Shape shape;
        for (std::size_t axis = 0; axis < x.shape.rank(); ++axis) {
            if (axis != place)
                shape.push_back(x.shape[axis]);
        }
        return Specs(static_cast<std::size_t>(x.shape[place]), {x.dtype, shape});
    },
    .gradient = [](const GradCall& call) -> Tensors {
        return {stack(
            Tensors(call.dys.begin(), call.dys.end()),
            static_cast<int>(call.attr<std::int64_t>("axis")))};
    },
    .saves = Saves::Nothing,
};

const Op kSplitV = {
    .name = "SplitV",
    .doc = "Cuts a tensor into parts along an axis.",
    .formula = "y0, y1, ... = x",
    .inputs = {"x"},
    .attrs = {{"numOrSizeSplits", Ints{1}}, {"axis", std::int64_t{0}}},
    .infer = [](const OpCall& call) -> Specs {
        const Parts parts = splitParts(call);
        Specs specs;
        for (const std::int64_t size : parts.sizes) {
            TensorSpec spec = call.input(0).spec();
            spec.shape[parts.axis] = size;
            specs.push_back(spec);
        }
        return specs;
    },
    .gradient = [](const GradCall& call) -> Tensors {
        return {concat(
            Tensors(call.dys.begin(), call.dys.end()),
            static_cast<int>(call.attr<std::int64_t>("axis")))};
    },
    .saves = Saves::Nothing,
};

} // namespace

void registerArrayOps() {
    for (const Op* op :
         {&kReshape,
          &kExpandDims,
          &kIdentity,
          &kCast,
          &kTranspose,
          &kSlice,
          &kStridedSlice,
          &kConcat,
          &kPack,
          &kUnpack,
          &kSplitV})
        registerOp(*op);
}

Tensor reshape(const Tensor& x, const Shape& shape) {
    return run(kReshape, {x}, {{"shape", toInts(shape)}});
}

Tensor flatten(const Tensor& x) {
    return reshape(x, {x.size()});
}

Tensor expandDims(const Tensor& x, int axis) {
    return run(kExpandDims, {x}, {{"dim", std::int64_t{axis}}});
}

Tensor squeeze(const Tensor& x, const Axes& axis) {
    const ReducedAxes dropped(axis.list(), x.rank(), "squeeze");
    const bool all = axis.list() == Axes().list();
    Shape shape;
    for (std::size_t i = 0; i < x.rank(); ++i) {
        const std::int64_t size = x.shape()[i];
        check(
            all || !dropped.isReduced(i) || size == 1,
            "squeeze: axis %1 of shape %2 cannot be dropped: its size is not 1.",
            i,
            x.shape());
        if (!dropped.isReduced(i) || size != 1)
            shape.push_back(size);
    }
    return reshape(x, shape);
}

Tensor clone(const Tensor& x) {
    return run(kIdentity, {x});
}

Tensor cast(const Tensor& x, DType dtype) {
    return x.dtype() == dtype ? clone(x) : run(kCast, {x}, {{"dtype", dtype}});
}

Tensor transpose(const Tensor& x, const Ints& perm) {
    Ints order = perm;
    if (order.empty()) {
        for (std::size_t axis = x.rank(); axis-- > 0;)
            order.push_back(static_cast<std::int64_t>(axis));
    }
    return run(kTranspose, {x}, {{"perm", order}});
}

Tensor slice(const Tensor& x, const Ints& begin, const Ints& size) {
    return run(kSlice, {x}, {{"begin", begin}, {"size", size}});
}

Tensor stridedSlice(
    const Tensor& x,
    const Ints& begin,
    const Ints& end,
    const Ints& strides,
    const SliceMasks& masks) {
    return run(
        kStridedSlice,
        {x},
        {{"begin", begin},
         {"end", end},
         {"strides", strides},
         {"beginMask", masks.begin},
         {"endMask", masks.end},
         {"ellipsisMask", masks.ellipsis},
         {"newAxisMask", masks.newAxis},
         {"shrinkAxisMask", masks.shrinkAxis}});
}

Tensor concat(const Tensors& tensors, int axis) {
    return run(kConcat, tensors, {{"axis", std::int64_t{axis}}});
}

Tensor stack(const Tensors& tensors, int axis) {
    return run(kPack, tensors, {{"axis", std::int64_t{axis}}});
}

Tensors unstack(const Tensor& x, int axis) {
    const std::array inputs{x};
    return runAll(kUnpack, inputs, {{"axis", std::int64_t{axis}}});
}

Tensors split(const Tensor& x, int count, int axis) {
    const std::array inputs{x};
    return runAll(
        kSplitV, inputs, {{"numOrSizeSplits", Ints{count}}, {"axis", std::int64_t{axis}}});
}

Tensors split(const Tensor& x, const Ints& sizes, int axis) {
    const std::array inputs{x};
    const std::size_t along = normalizeAxis(axis, x.rank(), "split");
    check(
        sizes.size() != 1 || sizes[0] == -1 || sizes[0] == x.shape()[along],
        "split: the only part has size %1, but the axis has size %2.",
        sizes.empty() ? 0 : sizes[0],
        x.shape()[along]);
    // In the attribute, a single number is a count of parts.
    const Ints parts = sizes.size() == 1 ? Ints{1} : sizes;
    return runAll(kSplitV, inputs, {{"numOrSizeSplits", parts}, {"axis", std::int64_t{axis}}});
}

} // namespace tp
