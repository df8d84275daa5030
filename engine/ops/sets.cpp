#include "engine/ops/sets.h"

#include "engine/ops/register.h"
#include "engine/ops/rules.h"

namespace tp {

namespace {

const Op kUnique = {
    .name = "Unique",
    .doc = "The different slices along an axis, and which of them each slice is.",
    .formula = "values = first of each kind, x[i] = values[indices[i]]",
    .inputs = {"x"},
    .attrs = {{"axis", std::int64_t{0}}},
    .infer = [](const OpCall& call) -> Specs {
        normalizeAxis(call.attr<std::int64_t>("axis"), call.input(0).rank(), "unique");
        return {};
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

const Op kListDiff = {
    .name = "ListDiff",
    .doc = "The elements of one vector that another lacks, and where they are.",
    .formula = "values = all x[i] that are not in y, indices = their i",
    .inputs = {"x", "y"},
    .infer = [](const OpCall& call) -> Specs {
        const TensorSpec& x = call.input(0).spec();
        const TensorSpec& y = call.input(1).spec();
        check(
            x.dtype == y.dtype,
            "setdiff1d: both inputs must have one dtype, but they are %1 and %2.",
            x.dtype,
            y.dtype);
        check(
            x.shape.rank() == 1 && y.shape.rank() == 1,
            "setdiff1d: both inputs must be vectors, but their shapes are %1 and %2.",
            x.shape,
            y.shape);
        return {};
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

/// What both kinds of bincount ask of their inputs; gives the shape of one row of counts.
Shape checkCounting(const OpCall& call, std::string_view where) {
    checkDType(call, 0, {DType::Int32});
    checkDType(call, 1, {DType::Float32, DType::Int32});
    const Tensor& x = call.input(0);
    const Tensor& weights = call.input(1);
    const auto size = call.attr<std::int64_t>("size");
    check(size >= 0, "%1: the size must not be negative, but it is %2.", where, size);
    check(
        weights.size() == 0 || weights.size() == x.size(),
        "%1: no weights or one for each element are needed, but x has shape %2 and the weights %3.",
        where,
        x.shape(),
        weights.shape());
    for (const std::int32_t value : x.values<std::int32_t>())
        check(value >= 0, "%1: there is no counting of the negative number %2.", where, value);
    return {size};
}

const Op kBincount = {
    .name = "Bincount",
    .doc = "How often each number is there, or the sum of the weights at its places.",
    .formula = "y[k] = sum of weights[i] with x[i] = k",
    .inputs = {"x", "weights"},
    .attrs = {{"size", std::int64_t{0}}},
    .infer = [](const OpCall& call) -> Specs {
        const Shape shape = checkCounting(call, "bincount");
        checkSizes(shape, "bincount");
        return {{call.input(1).dtype(), shape}};
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

const Op kDenseBincount = {
    .name = "DenseBincount",
    .doc = "How often each number is in a row, or the sum of the weights at its places.",
    .formula = "y[n, k] = sum of weights[n, i] with x[n, i] = k",
    .inputs = {"x", "weights"},
    .attrs = {{"size", std::int64_t{0}}, {"binaryOutput", false}},
    .infer = [](const OpCall& call) -> Specs {
        Shape shape = checkCounting(call, "denseBincount");
        const Shape& x = call.input(0).shape();
        check(
            x.rank() == 1 || x.rank() == 2,
            "denseBincount: x must be a vector or a matrix, but it has shape %1.",
            x);
        if (x.rank() == 2)
            shape = {x[0], shape[0]};
        checkSizes(shape, "denseBincount");
        return {{call.input(1).dtype(), shape}};
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

} // namespace

void registerSetOps() {
    for (const Op* op : {&kUnique, &kListDiff, &kBincount, &kDenseBincount})
        registerOp(*op);
}

ValuesAndIndices unique(const Tensor& x, int axis) {
    const Tensors found = runAll(kUnique, std::span(&x, 1), {{"axis", std::int64_t{axis}}});
    return {found[0], found[1]};
}

ValuesAndIndices setdiff1d(const Tensor& x, const Tensor& y) {
    const Tensors inputs{x, y};
    const Tensors found = runAll(kListDiff, inputs);
    return {found[0], found[1]};
}

std::future<ValuesAndIndices> setdiff1dAsync(const Tensor& x, const Tensor& y) {
    return std::async(std::launch::deferred, [=] { return setdiff1d(x, y); });
}

Tensor bincount(const Tensor& x, const Tensor& weights, std::int64_t size) {
    return run(kBincount, {x, weights}, {{"size", size}});
}

Tensor denseBincount(const Tensor& x, const Tensor& weights, std::int64_t size, bool binaryOutput) {
    return run(kDenseBincount, {x, weights}, {{"size", size}, {"binaryOutput", binaryOutput}});
}

} // namespace tp
