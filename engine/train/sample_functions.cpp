#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/compare.h"
#include "engine/ops/creation.h"
#include "engine/ops/index.h"
#include "engine/ops/math.h"
#include "engine/ops/reduce.h"
#include "engine/train/metrics.h"

#include <limits>
#include <numbers>

namespace tp::metrics {

namespace {

constexpr float kEpsilon = 1e-7F;
constexpr float kHuge = std::numeric_limits<float>::max();

Tensor unitLength(const Tensor& x) {
    const Tensor length = sqrt(maximum(sum(square(x), -1, true), scalar(kEpsilon)));
    return x / length;
}

// Where both are 1 (or 0), as a count.
Tensor count(const Tensor& labels, float label, const Tensor& predictions, float prediction) {
    const Tensor hits =
        logicalAnd(equal(labels, scalar(label)), equal(predictions, scalar(prediction)));
    return sum(cast(hits, DType::Float32));
}

Tensor shareOf(const Tensor& part, const Tensor& rest) {
    const Tensor whole = part + rest;
    return where(greater(whole, scalar(0)), part / whole, scalar(0));
}

} // namespace

Tensor meanSquaredError(const Tensor& labels, const Tensor& predictions) {
    return mean(squaredDifference(predictions, labels), -1);
}

Tensor meanAbsoluteError(const Tensor& labels, const Tensor& predictions) {
    return mean(abs(predictions - labels), -1);
}

Tensor meanAbsolutePercentageError(const Tensor& labels, const Tensor& predictions) {
    const Tensor size = clipByValue(abs(labels), kEpsilon, kHuge);
    return mean(abs((labels - predictions) / size), -1) * 100.0F;
}

Tensor meanSquaredLogarithmicError(const Tensor& labels, const Tensor& predictions) {
    const Tensor predicted = log(clipByValue(predictions, kEpsilon, kHuge) + 1.0F);
    const Tensor wanted = log(clipByValue(labels, kEpsilon, kHuge) + 1.0F);
    return mean(squaredDifference(predicted, wanted), -1);
}

Tensor squaredHinge(const Tensor& labels, const Tensor& predictions) {
    return mean(square(maximum(1.0F - labels * predictions, scalar(0))), -1);
}

Tensor hinge(const Tensor& labels, const Tensor& predictions) {
    return mean(maximum(1.0F - labels * predictions, scalar(0)), -1);
}

Tensor categoricalHinge(const Tensor& labels, const Tensor& predictions) {
    const Tensor right = sum(labels * predictions, -1);
    const Tensor wrong = max((1.0F - labels) * predictions, -1);
    return maximum(wrong - right + 1.0F, scalar(0));
}

Tensor logcosh(const Tensor& labels, const Tensor& predictions) {
    const Tensor error = predictions - labels;
    return mean(error + softplus(error * -2.0F) - std::numbers::ln2_v<float>, -1);
}

Tensor kullbackLeiblerDivergence(const Tensor& labels, const Tensor& predictions) {
    const Tensor ratio =
        clipByValue(labels, kEpsilon, 1.0F) / clipByValue(predictions, kEpsilon, 1.0F);
    return sum(labels * log(ratio), -1);
}

Tensor poisson(const Tensor& labels, const Tensor& predictions) {
    return mean(predictions - labels * log(predictions + kEpsilon), -1);
}

Tensor cosineProximity(const Tensor& labels, const Tensor& predictions) {
    return neg(sum(unitLength(cast(labels, DType::Float32)) * unitLength(predictions), -1));
}

Tensor categoricalCrossentropy(const Tensor& labels, const Tensor& predictions) {
    const Tensor shares = predictions / sum(predictions, -1, true);
    const Tensor safe = clipByValue(shares, kEpsilon, 1 - kEpsilon);
    return neg(sum(cast(labels, DType::Float32) * log(safe), -1));
}

Tensor sparseCategoricalCrossentropy(const Tensor& labels, const Tensor& predictions) {
    const Shape& shape = predictions.shape();
    const Tensor classes = cast(floor(reshape(labels, {labels.size()})), DType::Int32);
    const Tensor safe = clipByValue(predictions, kEpsilon, 1 - kEpsilon);
    return categoricalCrossentropy(reshape(oneHot(classes, shape.back()), shape), safe);
}

Tensor binaryCrossentropy(const Tensor& labels, const Tensor& predictions) {
    const Tensor safe = clipByValue(predictions, kEpsilon, 1 - kEpsilon);
    const Tensor logits = log(safe / (1.0F - safe));
    // max(x, 0) - x z + log(1 + exp(-|x|)) overflows for no x.
    return mean(relu(logits) - logits * labels + log1p(exp(neg(abs(logits)))), -1);
}

Tensor binaryAccuracy(const Tensor& labels, const Tensor& predictions) {
    const Tensor sides = cast(greater(predictions, scalar(0.5F)), labels.dtype());
    return mean(cast(equal(labels, sides), DType::Float32), -1);
}

Tensor categoricalAccuracy(const Tensor& labels, const Tensor& predictions) {
    return cast(equal(argMax(labels, -1), argMax(predictions, -1)), DType::Float32);
}

Tensor sparseCategoricalAccuracy(const Tensor& labels, const Tensor& predictions) {
    const Tensor best = argMax(predictions, -1);
    const Tensor wanted =
        labels.rank() == predictions.rank() ? reshape(labels, best.shape()) : labels;
    return cast(equal(wanted, cast(best, wanted.dtype())), DType::Float32);
}

Tensor precision(const Tensor& labels, const Tensor& predictions) {
    return shareOf(count(labels, 1, predictions, 1), count(labels, 0, predictions, 1));
}

Tensor recall(const Tensor& labels, const Tensor& predictions) {
    return shareOf(count(labels, 1, predictions, 1), count(labels, 1, predictions, 0));
}

Tensor r2Score(const Tensor& labels, const Tensor& predictions) {
    const Tensor residual = sum(squaredDifference(labels, predictions));
    const Tensor total = sum(squaredDifference(labels, mean(labels)));
    return 1.0F - residual / total;
}

} // namespace tp::metrics
