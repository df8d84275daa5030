#include "engine/ops/index.h"

#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/compare.h"
#include "engine/ops/creation.h"
#include "engine/ops/linear_algebra.h"
#include "engine/ops/register.h"
#include "engine/ops/windows.h"

namespace tp {

namespace {

const Op kGatherV2 = {
    .name = "GatherV2",
    .doc = "The slices along an axis that the indices name.",
    .formula = "y[i] = x[indices[i]]",
    .inputs = {"x", "indices"},
    .attrs = {{"axis", std::int64_t{0}}, {"batchDims", std::int64_t{0}}},
    .infer = [](const OpCall& call) -> Specs {
        checkDType(call, 1, {DType::Int32});
        const GatherLayout layout = gatherLayout(call);
        for (const std::int32_t index : call.input(1).values<std::int32_t>()) {
            check(
                index >= 0 && index < layout.axis,
                "gather: the index %1 is not in [0, %2).",
                index,
                layout.axis);
        }
        return {{call.input(0).dtype(), layout.output}};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        if (!call.wants(0))
            return {};
        // Every slice of dy goes back to its index; the batches are told apart by an offset.
        const Tensor& indices = call.input(1);
        const GatherLayout layout = gatherLayout(
            call.shape(0),
            indices.shape(),
            call.attr<std::int64_t>("axis"),
            call.attr<std::int64_t>("batchDims"));
        const Tensor offsets = range(
            0,
            static_cast<double>(layout.batch * layout.axis),
            static_cast<double>(std::max<std::int64_t>(layout.axis, 1)),
            DType::Int32);
        const Tensor ids = flatten(
            reshape(indices, {layout.batch, layout.count}) + reshape(offsets, {layout.batch, 1}));
        const Tensor rows = transpose(
            reshape(call.dy(), {layout.batch, layout.outer, layout.count, layout.inner}),
            {0, 2, 1, 3});
        const Tensor sums = unsortedSegmentSum(
            reshape(rows, {layout.batch * layout.count, layout.outer, layout.inner}),
            ids,
            layout.batch * layout.axis);
        const Tensor placed = transpose(
            reshape(sums, {layout.batch, layout.axis, layout.outer, layout.inner}), {0, 2, 1, 3});
        return {reshape(placed, call.shape(0)), Tensor()};
    },
};

const Op kOneHot = {
    .name = "OneHot",
    .doc = "Rows with one value at the index and another everywhere else.",
    .formula = "y[i, k] = k == indices[i] ? onValue : offValue",
    .inputs = {"indices"},
    .attrs =
        {{"depth", std::int64_t{0}}, {"onValue", 1.0}, {"offValue", 0.0}, {"dtype", DType::Int32}},
    .infer = [](const OpCall& call) -> Specs {
        checkDType(call, 0, {DType::Int32});
        const auto depth = call.attr<std::int64_t>("depth");
        check(depth >= 2, "oneHot: the depth must be 2 or more, but it is %1.", depth);
        const auto dtype = call.attr<DType>("dtype");
        check(
            dtype != DType::String && dtype != DType::Complex64,
            "oneHot: the dtype must be float32, int32 or bool, but it is %1.",
            dtype);
        Shape shape = call.input(0).shape();
        shape.push_back(depth);
        checkSizes(shape, "oneHot");
        return {{dtype, shape}};
    },
    .gradient = zeroGradient,
    .saves = Saves::Nothing,
};

const Op kUnsortedSegmentSum = {
    .name = "UnsortedSegmentSum",
    .doc = "Adds up the slices that have the same id.",
    .formula = "y[k] = sum of x[i] with segmentIds[i] = k",
    .inputs = {"x", "segmentIds"},
    .attrs = {{"numSegments", std::int64_t{0}}},
    .infer = [](const OpCall& call) -> Specs {
        checkDType(call, 0, {DType::Float32, DType::Int32});
        checkDType(call, 1, {DType::Int32});
        const Shape& ids = call.input(1).shape();
        TensorSpec spec = call.input(0).spec();
        check(
            ids.rank() == 1 && spec.shape.rank() >= 1 && ids[0] == spec.shape[0],
            "unsortedSegmentSum: one id for each slice is needed, but the ids have shape %1 and "
            "the tensor %2.",
            ids,
            spec.shape);
        spec.shape[0] = call.attr<std::int64_t>("numSegments");
        checkSizes(spec.shape, "unsortedSegmentSum");
        return {spec};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        if (!call.wants(0))
            return {};
        // A row of zeros stands for the ids that were left out.
        const Tensor& ids = call.input(1);
        const std::int64_t count = call.dy().shape()[0];
        Paddings below(call.dy().rank(), {0, 0});
        below[0] = {0, 1};
        const auto last = static_cast<double>(count);
        const Tensor known = where(
            logicalAnd(greaterEqual(ids, 0), less(ids, last)),
            ids,
            fill(ids.shape(), last, DType::Int32));
        return {gather(pad(call.dy(), below), known), Tensor()};
    },
};

} // namespace

void registerIndexOps() {
    for (const Op* op : {&kGatherV2, &kOneHot, &kUnsortedSegmentSum})
        registerOp(*op);
}

Tensor gather(const Tensor& x, const Tensor& indices, int axis, int batchDims) {
    return run(
        kGatherV2,
        {x, toDType(indices, DType::Int32)},
        {{"axis", std::int64_t{axis}}, {"batchDims", std::int64_t{batchDims}}});
}

Tensor
oneHot(const Tensor& indices, std::int64_t depth, double onValue, double offValue, DType dtype) {
    return run(
        kOneHot,
        {toDType(indices, DType::Int32)},
        {{"depth", depth}, {"onValue", onValue}, {"offValue", offValue}, {"dtype", dtype}});
}

Tensor confusionMatrix(const Tensor& labels, const Tensor& predictions, std::int64_t numClasses) {
    check(
        labels.rank() == 1 && labels.shape() == predictions.shape(),
        "confusionMatrix: labels and predictions must be vectors of one length, but their shapes "
        "are %1 and %2.",
        labels.shape(),
        predictions.shape());
    check(
        numClasses > 0,
        "confusionMatrix: the number of classes must be positive, but it is %1.",
        numClasses);
    return matMul(oneHot(labels, numClasses), oneHot(predictions, numClasses), true);
}

Tensor unsortedSegmentSum(const Tensor& x, const Tensor& segmentIds, std::int64_t numSegments) {
    return run(
        kUnsortedSegmentSum,
        {x, toDType(segmentIds, DType::Int32)},
        {{"numSegments", numSegments}});
}

} // namespace tp
