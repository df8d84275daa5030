#include "engine/ops/reduce.h"

#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/compare.h"
#include "engine/ops/creation.h"
#include "engine/ops/math.h"
#include "engine/ops/reduced_axes.h"
#include "engine/ops/register.h"
#include "engine/ops/rules.h"

namespace tp {

namespace {

TensorSpec reduced(const OpCall& call, DType dtype) {
    const ReducedAxes axes(call);
    return {dtype, axes.outputShape(call.input(0).shape())};
}

Specs reducedNumeric(const OpCall& call) {
    checkDType(call, 0, {DType::Float32, DType::Int32});
    return {reduced(call, call.input(0).dtype())};
}

Specs reducedToFloat(const OpCall& call) {
    checkDType(call, 0, {DType::Float32, DType::Int32, DType::Bool});
    return {reduced(call, DType::Float32)};
}

Specs reducedBool(const OpCall& call) {
    checkDType(call, 0, {DType::Bool});
    return {reduced(call, DType::Bool)};
}

/// The gradient or output with the reduced axes back in place, as size 1.
Tensor withReducedAxes(const Tensor& x, const GradCall& call) {
    return reshape(x, ReducedAxes(call, call.shape(0)).keptShape(call.shape(0)));
}

Op reduction(
    std::string_view name,
    std::string_view doc,
    std::string_view formula,
    ShapeRule infer,
    Gradient gradient,
    Saves saves) {
    return {
        .name = name,
        .doc = doc,
        .formula = formula,
        .inputs = {"x"},
        .attrs =
            {{name == "Max" ? "reductionIndices" : "axis", Axes().list()}, {"keepDims", false}},
        .infer = infer,
        .gradient = gradient,
        .saves = saves,
    };
}

const Op kSum = reduction(
    "Sum",
    "The sum over some or all axes.",
    "y = x[0] + x[1] + ...",
    reducedNumeric,
    [](const GradCall& call) -> Tensors {
        return {broadcastTo(withReducedAxes(call.dy(), call), call.shape(0))};
    },
    Saves::Nothing);

const Op kMean = reduction(
    "Mean",
    "The mean over some or all axes.",
    "y = sum(x) / n",
    reducedToFloat,
    [](const GradCall& call) -> Tensors {
        const auto count = static_cast<double>(call.shape(0).elementCount()) /
                           static_cast<double>(call.dy().size());
        return {broadcastTo(withReducedAxes(call.dy() / count, call), call.shape(0))};
    },
    Saves::Nothing);

const Op kProd = reduction(
    "Prod",
    "The product over some or all axes.",
    "y = x[0] * x[1] * ...",
    reducedNumeric,
    [](const GradCall& call) -> Tensors {
        // Each element is multiplied by all others; dividing y by it would fail for zeros.
        const ReducedAxes axes(call);
        const Shape& shape = call.shape(0);
        const Ints order = axes.keptThenReduced();
        const Tensor flat = reshape(
            transpose(toFloat(call.input(0)), order), {call.dy().size(), axes.reducedCount(shape)});
        const Tensor others = cumprod(flat, 1, true) * cumprod(flat, 1, true, true);
        const Tensor slope = reshape(call.dy(), {call.dy().size(), 1}) * others;
        return {transpose(reshape(slope, permuted(shape, order)), inverse(order))};
    },
    Saves::Inputs);

/// All elements that are as large (or small) as the result get its gradient.
Tensors extremeGradient(const GradCall& call) {
    const Tensor y = withReducedAxes(call.outputs[0], call);
    return {withReducedAxes(call.dy(), call) * toFloat(equal(call.input(0), y))};
}

const Op kMax = reduction(
    "Max",
    "The largest element over some or all axes.",
    "y = max(x[0], x[1], ...)",
    reducedNumeric,
    extremeGradient,
    Saves::InputsAndOutputs);

const Op kMin = reduction(
    "Min",
    "The smallest element over some or all axes.",
    "y = min(x[0], x[1], ...)",
    reducedNumeric,
    extremeGradient,
    Saves::InputsAndOutputs);

const Op kAll = reduction(
    "All",
    "Whether all bools over some or all axes are true.",
    "y = x[0] && x[1] && ...",
    reducedBool,
    notDifferentiable,
    Saves::Nothing);

const Op kAny = reduction(
    "Any",
    "Whether any bool over some or all axes is true.",
    "y = x[0] || x[1] || ...",
    reducedBool,
    notDifferentiable,
    Saves::Nothing);

Op position(std::string_view name, std::string_view doc, std::string_view formula) {
    return {
        .name = name,
        .doc = doc,
        .formula = formula,
        .inputs = {"x"},
        .attrs = {{"axis", std::int64_t{0}}},
        .infer = [](const OpCall& call) -> Specs {
            checkDType(call, 0, {DType::Float32, DType::Int32, DType::Bool});
            const Shape& shape = call.input(0).shape();
            const std::size_t axis =
                normalizeAxis(call.attr<std::int64_t>("axis"), shape.rank(), call.op.name);
            Shape result;
            for (std::size_t i = 0; i < shape.rank(); ++i) {
                if (i != axis)
                    result.push_back(shape[i]);
            }
            return {{DType::Int32, result}};
        },
        .gradient = zeroGradient,
        .saves = Saves::Nothing,
    };
}

const Op kArgMax = position(
    "ArgMax", "Where along an axis the largest element is.", "y = first i with x[i] = max(x)");
const Op kArgMin = position(
    "ArgMin", "Where along an axis the smallest element is.", "y = first i with x[i] = min(x)");

Op cumulative(
    std::string_view name, std::string_view doc, std::string_view formula, Gradient gradient) {
    return {
        .name = name,
        .doc = doc,
        .formula = formula,
        .inputs = {"x"},
        .attrs = {{"axis", std::int64_t{0}}, {"exclusive", false}, {"reverse", false}},
        .infer = [](const OpCall& call) -> Specs {
            normalizeAxis(call.attr<std::int64_t>("axis"), call.input(0).rank(), call.op.name);
            return sameAsNumericInput(call);
        },
        .gradient = gradient,
    };
}

const Op kCumsum = cumulative(
    "Cumsum",
    "The sum of all elements up to here, along an axis.",
    "y[i] = x[0] + ... + x[i]",
    [](const GradCall& call) -> Tensors {
        return {cumsum(
            call.dy(),
            static_cast<int>(call.attr<std::int64_t>("axis")),
            call.attr<bool>("exclusive"),
            !call.attr<bool>("reverse"))};
    });

const Op kCumprod = cumulative(
    "Cumprod",
    "The product of all elements up to here, along an axis.",
    "y[i] = x[0] * ... * x[i]",
    [](const GradCall& call) -> Tensors {
        const Tensor x = toFloat(call.input(0));
        const auto axis = static_cast<int>(call.attr<std::int64_t>("axis"));
        const bool exclusive = call.attr<bool>("exclusive");
        const bool reverse = call.attr<bool>("reverse");
        const Tensor y = cumprod(x, axis, exclusive, reverse);
        return {cumsum(call.dy() * y, axis, exclusive, !reverse) / x};
    });

Tensor runReduction(const Op& op, const Tensor& x, const Axes& axis, bool keepDims) {
    return run(op, {x}, {{op.attrs[0].first, axis.list()}, {"keepDims", keepDims}});
}

} // namespace

void registerReduceOps() {
    for (const Op* op :
         {&kSum,
          &kMean,
          &kProd,
          &kMax,
          &kMin,
          &kAll,
          &kAny,
          &kArgMax,
          &kArgMin,
          &kCumsum,
          &kCumprod})
        registerOp(*op);
}

Tensor sum(const Tensor& x, const Axes& axis, bool keepDims) {
    return runReduction(kSum, toNumber(x), axis, keepDims);
}

Tensor mean(const Tensor& x, const Axes& axis, bool keepDims) {
    return runReduction(kMean, x, axis, keepDims);
}

Tensor prod(const Tensor& x, const Axes& axis, bool keepDims) {
    return runReduction(kProd, toNumber(x), axis, keepDims);
}

Tensor max(const Tensor& x, const Axes& axis, bool keepDims) {
    return runReduction(kMax, toNumber(x), axis, keepDims);
}

Tensor min(const Tensor& x, const Axes& axis, bool keepDims) {
    return runReduction(kMin, toNumber(x), axis, keepDims);
}

Tensor all(const Tensor& x, const Axes& axis, bool keepDims) {
    return runReduction(kAll, x, axis, keepDims);
}

Tensor any(const Tensor& x, const Axes& axis, bool keepDims) {
    return runReduction(kAny, x, axis, keepDims);
}

Tensor logSumExp(const Tensor& x, const Axes& axis, bool keepDims) {
    const Tensor largest = max(x, axis, true);
    Tensor total = log(sum(exp(x - largest), axis, true)) + largest;
    if (keepDims)
        return total;
    return reshape(total, ReducedAxes(axis.list(), x.rank(), "logSumExp").droppedShape(x.shape()));
}

Tensor argMax(const Tensor& x, int axis) {
    return run(kArgMax, {x}, {{"axis", std::int64_t{axis}}});
}

Tensor argMin(const Tensor& x, int axis) {
    return run(kArgMin, {x}, {{"axis", std::int64_t{axis}}});
}

Moments moments(const Tensor& x, const Axes& axis, bool keepDims) {
    const Tensor values = toFloat(x);
    const Tensor center = mean(values, axis, true);
    const Tensor result = keepDims ? center : mean(values, axis, false);
    return {result, mean(squaredDifference(values, center), axis, keepDims)};
}

Tensor cumsum(const Tensor& x, int axis, bool exclusive, bool reverse) {
    return run(
        kCumsum,
        {toNumber(x)},
        {{"axis", std::int64_t{axis}}, {"exclusive", exclusive}, {"reverse", reverse}});
}

Tensor cumprod(const Tensor& x, int axis, bool exclusive, bool reverse) {
    return run(
        kCumprod,
        {toNumber(x)},
        {{"axis", std::int64_t{axis}}, {"exclusive", exclusive}, {"reverse", reverse}});
}

} // namespace tp
