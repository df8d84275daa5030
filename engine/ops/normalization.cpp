#include "engine/ops/normalization.h"

#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"
#include "engine/ops/linear_algebra.h"
#include "engine/ops/math.h"
#include "engine/ops/register.h"
#include "engine/ops/rules.h"

#include <cmath>
#include <cstdlib>

namespace tp {

namespace {

// The inputs of FusedBatchNorm, in TensorFlow.js's order.
constexpr std::size_t kX = 0;
constexpr std::size_t kScale = 1;
constexpr std::size_t kOffset = 2;
constexpr std::size_t kMean = 3;
constexpr std::size_t kVariance = 4;

Specs batchNormSpecs(const OpCall& call) {
    checkDType(call, kX, {DType::Float32});
    const TensorSpec& x = call.input(kX).spec();
    for (const std::size_t input : {kScale, kOffset, kMean, kVariance}) {
        if (call.input(input).isNull())
            continue;
        checkDType(call, input, {DType::Float32});
        const Shape& shape = call.input(input).shape();
        check(
            shape.rank() <= x.shape.rank() &&
                broadcastShape(x.shape, shape, "batchNorm") == x.shape,
            "batchNorm: a tensor of shape %1 does not broadcast to x of shape %2.",
            shape,
            x.shape);
    }
    return {x};
}

Tensors batchNormGradient(const GradCall& call) {
    const Tensor& scale = call.input(kScale);
    const Tensor& variance = call.input(kVariance);
    const Tensor centered = call.input(kX) - call.input(kMean);
    const Tensor perDeviation = rsqrt(variance + call.attr<double>("varianceEpsilon"));
    const Tensor weighed = scale.isNull() ? call.dy() : call.dy() * scale;
    Tensors gradients(call.specs.size());
    if (call.wants(kX))
        gradients[kX] = weighed * perDeviation;
    if (call.wants(kMean))
        gradients[kMean] = sumTo(neg(weighed * perDeviation), call.shape(kMean));
    if (call.wants(kVariance)) {
        const Tensor slope = perDeviation * perDeviation * perDeviation * -0.5;
        gradients[kVariance] = sumTo(weighed * centered * slope, call.shape(kVariance));
    }
    if (call.wants(kScale) && !scale.isNull())
        gradients[kScale] = sumTo(call.dy() * centered * perDeviation, scale.shape());
    if (call.wants(kOffset))
        gradients[kOffset] = sumTo(call.dy(), call.shape(kOffset));
    return gradients;
}

const Op kFusedBatchNorm = {
    .name = "FusedBatchNorm",
    .doc = "Moves and scales activations by a mean and a variance.",
    .formula = "y = (x - mean) / sqrt(variance + varianceEpsilon) * scale + offset",
    .inputs = {"x", "scale?", "offset?", "mean", "variance"},
    .attrs = {{"varianceEpsilon", 0.001}},
    .infer = batchNormSpecs,
    .gradient = batchNormGradient,
};

const Attrs kResponseAttrs = {
    {"depthRadius", std::int64_t{5}}, {"bias", 1.0}, {"alpha", 1.0}, {"beta", 0.5}};

Specs responseSpecs(const OpCall& call) {
    const Shape& shape = call.input(0).shape();
    check(
        shape.rank() == 4,
        "localResponseNormalization: one image of rank 3 or a batch of rank 4 is needed, but the "
        "shape is %1.",
        shape);
    for (std::size_t input = 0; input < call.inputs.size(); ++input) {
        checkDType(call, input, {DType::Float32});
        check(
            call.input(input).shape() == shape,
            "%1: x, y and dy must have one shape, but %2 and %3 differ.",
            call.op.name,
            shape,
            call.input(input).shape());
    }
    check(
        call.attr<std::int64_t>("depthRadius") >= 0,
        "localResponseNormalization: depthRadius must be 0 or more, but it is %1.",
        call.attr<std::int64_t>("depthRadius"));
    for (const std::string_view name : {"bias", "alpha", "beta"}) {
        check(
            std::isfinite(call.attr<double>(name)),
            "localResponseNormalization: %1 must be a finite number, but it is %2.",
            name,
            call.attr<double>(name));
    }
    return {call.input(0).spec()};
}

/// 1 where two channels are near each other, else 0.
Tensor neighbours(std::int64_t channels, std::int64_t radius) {
    std::vector<float> band;
    for (std::int64_t a = 0; a < channels; ++a) {
        for (std::int64_t b = 0; b < channels; ++b)
            band.push_back(std::abs(a - b) <= radius ? 1.0F : 0.0F);
    }
    return fromBuffer(band, {channels, channels});
}

/// The gradient of dx = dy * norm ** -beta - 2 alpha beta * x * nearby(dy * y / norm), where
/// norm = bias + alpha * nearby(x ** 2) and nearby() sums over channels.
Tensors responseGradGradient(const GradCall& call) {
    const auto alpha = call.attr<double>("alpha");
    const auto beta = call.attr<double>("beta");
    const Shape& shape = call.shape(0);
    const Shape flat{shape[0] * shape[1] * shape[2], shape[3]};
    const Tensor band = neighbours(shape[3], call.attr<std::int64_t>("depthRadius"));
    const auto nearby = [&](const Tensor& each) { return matMul(each, band); };
    const Tensor x = reshape(call.input(0), flat);
    const Tensor y = reshape(call.input(1), flat);
    const Tensor dy = reshape(call.input(2), flat);
    const Tensor v = reshape(call.dy(), flat);
    const Tensor norm = nearby(square(x)) * alpha + call.attr<double>("bias");
    const Tensor power = pow(norm, scalar(-beta));
    const double slope = 2 * alpha * beta;
    const Tensor shared = nearby(x * v) * slope;
    const Tensor byNorm = dy * (y * shared / norm - power * v * beta) / norm;
    const Tensor byX = x * nearby(byNorm) * (2 * alpha) - v * nearby(dy * y / norm) * slope;
    return {
        reshape(byX, shape),
        reshape(neg(dy * shared / norm), shape),
        reshape(v * power - y * shared / norm, shape)};
}

const Op kLRNGrad = {
    .name = "LRNGrad",
    .doc = "The gradient of LRN.",
    .formula = "dx = dy * norm ** -beta - 2 * alpha * beta * x * sum(dy * y / norm)",
    .inputs = {"x", "y", "dy"},
    .attrs = kResponseAttrs,
    .infer = responseSpecs,
    .gradient = responseGradGradient,
};

const Op kLRN = {
    .name = "LRN",
    .doc = "Divides each channel by how strong it and its neighbours are.",
    .formula = "y = x / (bias + alpha * sum(x ** 2 nearby)) ** beta",
    .inputs = {"x"},
    .attrs = kResponseAttrs,
    .infer = responseSpecs,
    .gradient = [](const GradCall& call) -> Tensors {
        return {run(kLRNGrad, {call.input(0), call.outputs[0], call.dy()}, call.attrs)};
    },
    .saves = Saves::InputsAndOutputs,
};

/// As batchNorm(), checked for x of one rank.
// NOLINTNEXTLINE(readability-function-size): the parameters are those of TensorFlow.js
Tensor batchNormOfRank(
    std::size_t rank,
    const Tensor& x,
    const Tensor& mean,
    const Tensor& variance,
    const Tensor& offset,
    const Tensor& scale,
    double varianceEpsilon) {
    check(
        x.rank() == rank,
        "batchNorm%1d: x must be of rank %1, but its shape is %2.",
        rank,
        x.shape());
    for (const Tensor& other : {mean, variance, offset, scale}) {
        check(
            other.isNull() || other.rank() == rank || other.rank() == 1,
            "batchNorm%1d: mean, variance, offset and scale must be of rank %1 or 1, but one has "
            "shape %2.",
            rank,
            other.isNull() ? Shape() : other.shape());
    }
    return batchNorm(x, mean, variance, offset, scale, varianceEpsilon);
}

} // namespace

void registerNormalizationOps() {
    for (const Op* op : {&kFusedBatchNorm, &kLRN, &kLRNGrad})
        registerOp(*op);
}

Tensor batchNorm(
    const Tensor& x,
    const Tensor& mean,
    const Tensor& variance,
    const Tensor& offset,
    const Tensor& scale,
    double varianceEpsilon) {
    for (const Tensor& other : {variance, offset, scale}) {
        check(
            other.isNull() || other.rank() == mean.rank(),
            "batchNorm: mean, variance, offset and scale must be of one rank, but the mean has "
            "shape %1 and another %2.",
            mean.shape(),
            other.isNull() ? Shape() : other.shape());
    }
    return run(
        kFusedBatchNorm,
        {x, scale, offset, mean, variance},
        {{"varianceEpsilon", varianceEpsilon}});
}

Tensor batchNorm2d(
    const Tensor& x,
    const Tensor& mean,
    const Tensor& variance,
    const Tensor& offset,
    const Tensor& scale,
    double varianceEpsilon) {
    return batchNormOfRank(2, x, mean, variance, offset, scale, varianceEpsilon);
}

Tensor batchNorm3d(
    const Tensor& x,
    const Tensor& mean,
    const Tensor& variance,
    const Tensor& offset,
    const Tensor& scale,
    double varianceEpsilon) {
    return batchNormOfRank(3, x, mean, variance, offset, scale, varianceEpsilon);
}

Tensor batchNorm4d(
    const Tensor& x,
    const Tensor& mean,
    const Tensor& variance,
    const Tensor& offset,
    const Tensor& scale,
    double varianceEpsilon) {
    return batchNormOfRank(4, x, mean, variance, offset, scale, varianceEpsilon);
}

Tensor localResponseNormalization(
    const Tensor& x, std::int64_t depthRadius, double bias, double alpha, double beta) {
    const bool single = x.rank() == 3;
    const Tensor y =
        run(kLRN,
            {single ? expandDims(x) : x},
            {{"depthRadius", depthRadius}, {"bias", bias}, {"alpha", alpha}, {"beta", beta}});
    return single ? squeeze(y, 0) : y;
}

} // namespace tp
