// Tensors made larger from themselves or from nothing, and turned around.

#include "engine/base/saturated.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/reduced_axes.h"
#include "engine/ops/register.h"
#include "engine/ops/rules.h"

namespace tp {

namespace {

const Op kTile = {
    .name = "Tile",
    .doc = "The tensor repeated along its axes.",
    .formula = "y[i] = x[i mod n]",
    .inputs = {"x"},
    .attrs = {{"reps", Ints{}}},
    .infer = [](const OpCall& call) -> Specs {
        TensorSpec spec = call.input(0).spec();
        const Ints& reps = call.attr<Ints>("reps");
        check(
            reps.size() == spec.shape.rank(),
            "tile: one count for each of the %1 axes is needed, but %2 were given.",
            spec.shape.rank(),
            reps.size());
        for (std::size_t axis = 0; axis < reps.size(); ++axis) {
            check(reps[axis] >= 0, "tile: a tensor cannot be repeated %1 times.", reps[axis]);
            spec.shape[axis] = saturatedProduct(spec.shape[axis], reps[axis]);
        }
        checkSizes(spec.shape, "tile");
        return {spec};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        const Ints& reps = call.attr<Ints>("reps");
        Tensor gradient = call.dy();
        for (std::size_t axis = 0; axis < reps.size(); ++axis) {
            if (reps[axis] == 1)
                continue;
            Shape folded = gradient.shape();
            folded[axis] = call.shape(0)[axis];
            std::int64_t before = 1;
            std::int64_t after = folded[axis];
            for (std::size_t i = 0; i < folded.rank(); ++i)
                (i < axis ? before : after) *= i == axis ? 1 : folded[i];
            gradient = reshape(sum(reshape(gradient, {before, reps[axis], after}), 1), folded);
        }
        return {gradient};
    },
    .saves = Saves::Nothing,
};

const Op kBroadcastTo = {
    .name = "BroadcastTo",
    .doc = "The tensor stretched to a larger shape.",
    .formula = "y[i, j] = x[j]",
    .inputs = {"x"},
    .attrs = {{"shape", Ints{}}},
    .infer = [](const OpCall& call) -> Specs {
        const Shape shape(call.attr<Ints>("shape"));
        checkSizes(shape, "broadcastTo");
        const TensorSpec& x = call.input(0).spec();
        const bool longEnough = x.shape.rank() <= shape.rank();
        check(
            longEnough && broadcastShape(x.shape, shape, "broadcastTo") == shape,
            "broadcastTo: a tensor of shape %1 cannot be stretched to shape %2.",
            x.shape,
            shape);
        return {{x.dtype, shape}};
    },
    .gradient = [](const GradCall& call) -> Tensors { return {sumTo(call.dy(), call.shape(0))}; },
    .saves = Saves::Nothing,
};

Shape paddedShape(const OpCall& call, std::string_view where) {
    Shape shape = call.input(0).shape();
    const Ints& paddings = call.attr<Ints>("paddings");
    check(
        paddings.size() == 2 * shape.rank(),
        "%1: a pair of paddings for each of the %2 axes is needed, but %3 numbers were given.",
        where,
        shape.rank(),
        paddings.size());
    for (std::size_t axis = 0; axis < shape.rank(); ++axis) {
        const std::int64_t before = paddings[2 * axis];
        const std::int64_t after = paddings[2 * axis + 1];
        check(
            before >= 0 && after >= 0,
            "%1: paddings must not be negative, but are [%2, %3].",
            where,
            before,
            after);
        shape[axis] = saturatedSum(shape[axis], saturatedSum(before, after));
    }
    checkSizes(shape, where);
    return shape;
}

/// What lies inside the margins.
Tensors insideGradient(const GradCall& call) {
    const Ints& paddings = call.attr<Ints>("paddings");
    Ints begin;
    for (std::size_t axis = 0; axis < call.shape(0).rank(); ++axis)
        begin.push_back(paddings[2 * axis]);
    return {slice(call.dy(), begin, toInts(call.shape(0)))};
}

const Op kPadV2 = {
    .name = "PadV2",
    .doc = "The tensor with a margin of one value.",
    .formula = "y = x inside, constantValue around it",
    .inputs = {"x"},
    .attrs = {{"paddings", Ints{}}, {"constantValue", 0.0}},
    .infer = [](const OpCall& call) -> Specs {
        checkDType(call, 0, {DType::Float32, DType::Int32, DType::Bool, DType::Complex64});
        return {{call.input(0).dtype(), paddedShape(call, "pad")}};
    },
    .gradient = insideGradient,
    .saves = Saves::Nothing,
};

const Op kReverse = {
    .name = "Reverse",
    .doc = "The elements in the opposite order along some or all axes.",
    .formula = "y[i] = x[n - 1 - i]",
    .inputs = {"x"},
    .attrs = {{"dims", Axes().list()}},
    .infer = [](const OpCall& call) -> Specs {
        const ReducedAxes axes(call.attr<Ints>("dims"), call.input(0).rank(), "reverse");
        return sameAsInput(call);
    },
    .gradient = [](const GradCall& call) -> Tensors {
        return {reverse(call.dy(), Axes(call.attr<Ints>("dims")))};
    },
    .saves = Saves::Nothing,
};

const Op kBroadcastArgs = {
    .name = "BroadcastArgs",
    .doc = "The shape that tensors of two shapes stretch to.",
    .formula = "y[i] = s0[i] == 1 ? s1[i] : s0[i]",
    .inputs = {"s0", "s1"},
    .infer = [](const OpCall& call) -> Specs {
        for (const std::size_t input : {0U, 1U}) {
            checkDType(call, input, {DType::Int32});
            check(
                call.input(input).rank() == 1,
                "broadcastArgs: shapes are vectors, but one is a tensor of shape %1.",
                call.input(input).shape());
        }
        const auto a = call.input(0).values<std::int32_t>();
        const auto b = call.input(1).values<std::int32_t>();
        for (std::size_t i = 1; i <= std::min(a.size(), b.size()); ++i) {
            const std::int32_t sizeA = a[a.size() - i];
            const std::int32_t sizeB = b[b.size() - i];
            check(
                sizeA == sizeB || sizeA == 1 || sizeB == 1,
                "broadcastArgs: the sizes %1 and %2 do not go together.",
                sizeA,
                sizeB);
        }
        return {{DType::Int32, {static_cast<std::int64_t>(std::max(a.size(), b.size()))}}};
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

const Op kMirrorPad = {
    .name = "MirrorPad",
    .doc = "The tensor with a margin of its own elements, mirrored.",
    .formula = "y[-i] = x[i]",
    .inputs = {"x"},
    .attrs = {{"paddings", Ints{}}, {"mode", std::string("reflect")}},
    .infer = [](const OpCall& call) -> Specs {
        const auto& mode = call.attr<std::string>("mode");
        check(
            mode == "reflect" || mode == "symmetric",
            "mirrorPad: the mode must be reflect or symmetric, but it is %1.",
            mode);
        const Shape shape = paddedShape(call, "mirrorPad");
        const Ints& paddings = call.attr<Ints>("paddings");
        const Shape& input = call.input(0).shape();
        const std::int64_t edge = mode == "reflect" ? 1 : 0;
        for (std::size_t i = 0; i < paddings.size(); ++i) {
            check(
                paddings[i] <= input[i / 2] - edge,
                "mirrorPad: a margin of %1 is wider than an axis of size %2 can be mirrored.",
                paddings[i],
                input[i / 2]);
        }
        return {{call.input(0).dtype(), shape}};
    },
    // TensorFlow.js leaves the margins out of the gradient; so do we, to train alike.
    .gradient = insideGradient,
    .saves = Saves::Nothing,
};

Ints flatPairs(const Paddings& paddings) {
    Ints flat;
    for (const auto& [before, after] : paddings) {
        flat.push_back(before);
        flat.push_back(after);
    }
    return flat;
}

} // namespace

void registerTilingOps() {
    for (const Op* op : {&kTile, &kBroadcastTo, &kBroadcastArgs, &kPadV2, &kMirrorPad, &kReverse})
        registerOp(*op);
}

Tensor tile(const Tensor& x, const Ints& reps) {
    return run(kTile, {x}, {{"reps", reps}});
}

Tensor broadcastArgs(const Tensor& s0, const Tensor& s1) {
    return run(kBroadcastArgs, {toDType(s0, DType::Int32), toDType(s1, DType::Int32)});
}

Tensor ensureShape(const Tensor& x, const Shape& shape) {
    bool fits = x.rank() == shape.rank();
    for (std::size_t axis = 0; fits && axis < shape.rank(); ++axis)
        fits = shape[axis] == -1 || shape[axis] == x.shape()[axis];
    check(fits, "ensureShape: the tensor has shape %1, not %2.", x.shape(), shape);
    return x;
}

Tensor broadcastTo(const Tensor& x, const Shape& shape) {
    return x.shape() == shape ? x : run(kBroadcastTo, {x}, {{"shape", toInts(shape)}});
}

Tensor pad(const Tensor& x, const Paddings& paddings, double value) {
    return run(kPadV2, {x}, {{"paddings", flatPairs(paddings)}, {"constantValue", value}});
}

Tensor mirrorPad(const Tensor& x, const Paddings& paddings, std::string_view mode) {
    return run(kMirrorPad, {x}, {{"paddings", flatPairs(paddings)}, {"mode", std::string(mode)}});
}

Tensor reverse(const Tensor& x, const Axes& axis) {
    return run(kReverse, {x}, {{"dims", axis.list()}});
}

} // namespace tp
