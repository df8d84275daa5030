#include "engine/ops/search.h"

#include "engine/ops/array.h"
#include "engine/ops/compare.h"
#include "engine/ops/creation.h"
#include "engine/ops/index.h"
#include "engine/ops/register.h"
#include "engine/ops/rules.h"
#include "engine/ops/scatter.h"

namespace tp {

namespace {

const Op kTopK = {
    .name = "TopK",
    .doc = "The largest elements along the last axis, and where they are.",
    .formula = "values = the k largest of x[i, :], indices = their places",
    .inputs = {"x"},
    .attrs = {{"k", std::int64_t{1}}, {"sorted", true}},
    .infer = [](const OpCall& call) -> Specs {
        checkDType(call, 0, {DType::Float32, DType::Int32});
        const TensorSpec& x = call.input(0).spec();
        check(x.shape.rank() >= 1, "topk: a scalar has no elements to choose from.");
        const auto k = call.attr<std::int64_t>("k");
        check(
            k >= 0 && k <= x.shape.back(),
            "topk: k must be between 0 and the %1 elements along the last axis, but it is %2.",
            x.shape.back(),
            k);
        Shape shape = x.shape;
        shape[shape.rank() - 1] = k;
        return {{x.dtype, shape}, {DType::Int32, shape}};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        // Each element of dy goes back to the place in its row that it came from.
        const Shape& x = call.shape(0);
        const std::int64_t k = call.dy().shape().back();
        if (x.elementCount() == 0 || k == 0)
            return {zeros(x)};
        const std::int64_t rows = x.elementCount() / x.back();
        const Tensor row = broadcastTo(
            reshape(range(0, static_cast<double>(rows), 1, DType::Int32), {rows, 1}), {rows, k});
        const Tensor places = stack({row, reshape(call.outputs[1], {rows, k})}, 2);
        return {reshape(scatterND(places, reshape(call.dy(), {rows, k}), {rows, x.back()}), x)};
    },
    .saves = Saves::Outputs,
};

const Op kSearchSorted = {
    .name = "SearchSorted",
    .doc = "Where values can be put into sorted rows so that these stay sorted.",
    .formula = "y[i, j] = number of sortedSequence[i, :] below values[i, j]",
    .inputs = {"sortedSequence", "values"},
    .attrs = {{"side", std::string("left")}},
    .infer = [](const OpCall& call) -> Specs {
        checkDType(call, 0, {DType::Float32, DType::Int32});
        const TensorSpec& sequence = call.input(0).spec();
        const TensorSpec& values = call.input(1).spec();
        check(
            sequence.dtype == values.dtype,
            "searchSorted: both inputs must have one dtype, but they are %1 and %2.",
            sequence.dtype,
            values.dtype);
        check(
            sequence.shape.rank() == 2 && values.shape.rank() == 2 &&
                sequence.shape[0] == values.shape[0],
            "searchSorted: as many rows of values as sorted rows are needed, but the shapes are "
            "%1 and %2.",
            values.shape,
            sequence.shape);
        const auto& side = call.attr<std::string>("side");
        check(
            side == "left" || side == "right",
            "searchSorted: the side must be left or right, but it is \"%1\".",
            side);
        return {{DType::Int32, values.shape}};
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

const Op kWhere = {
    .name = "Where",
    .doc = "The places of all elements that are true, or not 0.",
    .formula = "y = all [i, j, …] with condition[i, j, …]",
    .inputs = {"condition"},
    .infer = [](const OpCall& call) -> Specs {
        checkDType(call, 0, {DType::Bool, DType::Int32, DType::Float32});
        return {};
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

template<class F>
std::future<Tensor> later(F compute) {
    return std::async(std::launch::deferred, compute);
}

} // namespace

void registerSearchOps() {
    for (const Op* op : {&kTopK, &kSearchSorted, &kWhere})
        registerOp(*op);
}

ValuesAndIndices topk(const Tensor& x, std::int64_t k, bool sorted) {
    const Tensor number = toNumber(x);
    const Tensors found = runAll(kTopK, std::span(&number, 1), {{"k", k}, {"sorted", sorted}});
    return {found[0], found[1]};
}

Tensor inTopK(const Tensor& predictions, const Tensor& targets, std::int64_t k) {
    check(
        predictions.rank() >= 2,
        "inTopK: the predictions must have an axis of classes, but their shape is %1.",
        predictions.shape());
    const Shape& all = predictions.shape();
    const Shape rows(std::span(all.begin(), all.rank() - 1));
    check(
        rows == targets.shape(),
        "inTopK: predictions of shape %1 need targets of shape %2, but these have shape %3.",
        all,
        rows,
        targets.shape());
    check(
        k > 0 && k <= all.back(),
        "inTopK: k must be between 1 and the %1 classes, but it is %2.",
        all.back(),
        k);
    return any(equal(topk(predictions, k).indices, expandDims(targets, -1)), -1);
}

std::future<Tensor> inTopKAsync(const Tensor& predictions, const Tensor& targets, std::int64_t k) {
    return later([=] { return inTopK(predictions, targets, k); });
}

Tensor searchSorted(const Tensor& sortedSequence, const Tensor& values, std::string_view side) {
    check(
        sortedSequence.rank() >= 1 && values.rank() >= 1,
        "searchSorted: sorted rows and values must have at least one axis, but their shapes are "
        "%1 and %2.",
        sortedSequence.shape(),
        values.shape());
    const auto asMatrix = [](const Tensor& x) {
        std::int64_t rows = 1;
        for (std::size_t axis = 0; axis + 1 < x.rank(); ++axis)
            rows *= x.shape()[axis];
        return reshape(toNumber(x), {rows, x.shape().back()});
    };
    const DType dtype = upcast(sortedSequence.dtype(), values.dtype());
    return run(
        kSearchSorted,
        {asMatrix(toDType(sortedSequence, dtype)), asMatrix(toDType(values, dtype))},
        {{"side", std::string(side)}});
}

Tensor lowerBound(const Tensor& sortedSequence, const Tensor& values) {
    return searchSorted(sortedSequence, values, "left");
}

Tensor upperBound(const Tensor& sortedSequence, const Tensor& values) {
    return searchSorted(sortedSequence, values, "right");
}

Tensor where(const Tensor& condition) {
    return run(kWhere, {condition});
}

std::future<Tensor> whereAsync(const Tensor& condition) {
    return later([=] { return where(condition); });
}

Tensor booleanMask(const Tensor& tensor, const Tensor& mask, int axis) {
    check(mask.rank() >= 1, "booleanMask: the mask must not be a scalar.");
    const std::size_t first = normalizeAxis(axis, tensor.rank(), "booleanMask");
    const Shape& x = tensor.shape();
    check(
        first + mask.rank() <= x.rank() &&
            std::equal(mask.shape().begin(), mask.shape().end(), x.begin() + first),
        "booleanMask: a mask of shape %1 does not fit the axes from %2 on of a tensor of shape %3.",
        mask.shape(),
        first,
        x);
    Shape merged(std::span(x.begin(), first));
    merged.push_back(mask.size());
    for (std::size_t rest = first + mask.rank(); rest < x.rank(); ++rest)
        merged.push_back(x[rest]);
    const Tensor places = squeeze(where(flatten(toDType(mask, DType::Bool))), 1);
    return gather(reshape(tensor, merged), places, static_cast<int>(first));
}

std::future<Tensor> booleanMaskAsync(const Tensor& tensor, const Tensor& mask, int axis) {
    return later([=] { return booleanMask(tensor, mask, axis); });
}

} // namespace tp
