#include "engine/train/loss_functions.h"

#include "engine/base/error.h"
#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/compare.h"
#include "engine/ops/creation.h"
#include "engine/ops/math.h"
#include "engine/ops/reduce.h"
#include "engine/runtime/gradients.h"

namespace tp::losses {

namespace {

void checkSameShape(std::string_view loss, const Tensor& labels, const Tensor& predictions) {
    check(
        labels.shape() == predictions.shape(),
        "%1: labels of shape %2 cannot be compared with predictions of shape %3; they must have "
        "the same shape.",
        loss,
        labels.shape(),
        predictions.shape());
}

Tensor absoluteDifferences(const Tensor& labels, const Tensor& predictions) {
    checkSameShape("absoluteDifference", labels, predictions);
    return abs(labels - predictions);
}

Tensor squaredErrors(const Tensor& labels, const Tensor& predictions) {
    checkSameShape("meanSquaredError", labels, predictions);
    return squaredDifference(labels, predictions);
}

Tensor hingeLosses(const Tensor& labels, const Tensor& predictions) {
    checkSameShape("hingeLoss", labels, predictions);
    const Tensor signs = labels * 2.0F - 1.0F;
    return relu(1.0F - signs * predictions);
}

Tensor huberLosses(const Tensor& labels, const Tensor& predictions, double delta) {
    checkSameShape("huberLoss", labels, predictions);
    const Tensor error = abs(predictions - labels);
    const Tensor quadratic = minimum(error, scalar(delta));
    return square(quadratic) * 0.5F + (error - quadratic) * delta;
}

Tensor logLosses(const Tensor& labels, const Tensor& predictions, double epsilon) {
    checkSameShape("logLoss", labels, predictions);
    const Tensor ofOnes = neg(labels * log(predictions + epsilon));
    const Tensor ofZeros = (1.0F - labels) * log(1.0F - predictions + epsilon);
    return ofOnes - ofZeros;
}

/// Without large exponents, whatever the logits.
Tensor sigmoidCrossEntropies(const Tensor& labels, const Tensor& logits, double smoothing) {
    checkSameShape("sigmoidCrossEntropy", labels, logits);
    const Tensor smooth = smoothing > 0 ? labels * (1 - smoothing) + 0.5 * smoothing : labels;
    return relu(logits) - logits * smooth + log1p(exp(-abs(logits)));
}

Tensor softmaxCrossEntropies(const Tensor& labels, const Tensor& logits, double smoothing) {
    checkSameShape("softmaxCrossEntropy", labels, logits);
    check(labels.rank() > 0, "softmaxCrossEntropy: a scalar has no classes.");
    const auto classes = static_cast<double>(labels.shape().back());
    const Tensor smooth = smoothing > 0 ? labels * (1 - smoothing) + smoothing / classes : labels;
    // The gradient of TensorFlow and tfjs, which differs from the derivative where the labels of a
    // sample do not add up to 1.
    const auto withTheirGradient = customGrad([](const Tensors& xs) -> CustomResult {
        return {
            neg(sum(logSoftmax(xs[1]) * xs[0], -1)),
            [labels = xs[0], logits = xs[1]](const Tensor& dy) -> Tensors {
                const Tensor each = expandDims(dy, -1);
                return {neg(each * logSoftmax(logits)), each * (softmax(logits) - labels)};
            }};
    });
    return withTheirGradient({smooth, logits});
}

} // namespace

Tensor computeWeightedLoss(const Tensor& losses, const Tensor& weights, Reduction reduction) {
    Tensor weighed = weights.isNull() ? losses : losses * weights;
    switch (reduction) {
    case Reduction::None:
        return weighed;
    case Reduction::Sum:
        return sum(weighed);
    case Reduction::Mean: {
        if (weights.isNull())
            return mean(weighed);
        // Weights that broadcast count as often as they are used.
        const double uses =
            static_cast<double>(losses.size()) / static_cast<double>(weights.size());
        const Tensor result = sum(weighed) / sum(weights);
        return uses > 1 ? result / uses : result;
    }
    case Reduction::SumByNonzeroWeights:
        break;
    }
    if (weights.isNull())
        return mean(weighed);
    const Tensor used = notEqual(weights * ones(losses.shape()), 0);
    return sum(weighed) / cast(sum(used), DType::Float32);
}

Tensor absoluteDifference(const Tensor& labels, const Tensor& predictions) {
    return mean(absoluteDifferences(labels, predictions));
}

Tensor absoluteDifference(
    const Tensor& labels, const Tensor& predictions, const Tensor& weights, Reduction reduction) {
    return computeWeightedLoss(absoluteDifferences(labels, predictions), weights, reduction);
}

Tensor meanSquaredError(const Tensor& labels, const Tensor& predictions) {
    return mean(squaredErrors(labels, predictions));
}

Tensor meanSquaredError(
    const Tensor& labels, const Tensor& predictions, const Tensor& weights, Reduction reduction) {
    return computeWeightedLoss(squaredErrors(labels, predictions), weights, reduction);
}

Tensor cosineDistance(
    const Tensor& labels,
    const Tensor& predictions,
    int axis,
    const Tensor& weights,
    Reduction reduction) {
    checkSameShape("cosineDistance", labels, predictions);
    return computeWeightedLoss(1.0 - sum(labels * predictions, axis, true), weights, reduction);
}

Tensor hingeLoss(const Tensor& labels, const Tensor& predictions) {
    return mean(hingeLosses(labels, predictions));
}

Tensor hingeLoss(
    const Tensor& labels, const Tensor& predictions, const Tensor& weights, Reduction reduction) {
    return computeWeightedLoss(hingeLosses(labels, predictions), weights, reduction);
}

Tensor huberLoss(const Tensor& labels, const Tensor& predictions) {
    return mean(huberLosses(labels, predictions, 1));
}

Tensor huberLoss(
    const Tensor& labels,
    const Tensor& predictions,
    const Tensor& weights,
    double delta,
    Reduction reduction) {
    return computeWeightedLoss(huberLosses(labels, predictions, delta), weights, reduction);
}

Tensor logLoss(const Tensor& labels, const Tensor& predictions) {
    return mean(logLosses(labels, predictions, 1e-7));
}

Tensor logLoss(
    const Tensor& labels,
    const Tensor& predictions,
    const Tensor& weights,
    double epsilon,
    Reduction reduction) {
    return computeWeightedLoss(logLosses(labels, predictions, epsilon), weights, reduction);
}

Tensor sigmoidCrossEntropy(const Tensor& multiClassLabels, const Tensor& logits) {
    return mean(sigmoidCrossEntropies(multiClassLabels, logits, 0));
}

Tensor sigmoidCrossEntropy(
    const Tensor& multiClassLabels,
    const Tensor& logits,
    const Tensor& weights,
    double labelSmoothing,
    Reduction reduction) {
    return computeWeightedLoss(
        sigmoidCrossEntropies(multiClassLabels, logits, labelSmoothing), weights, reduction);
}

Tensor softmaxCrossEntropy(const Tensor& onehotLabels, const Tensor& logits) {
    return mean(softmaxCrossEntropies(onehotLabels, logits, 0));
}

Tensor softmaxCrossEntropy(
    const Tensor& onehotLabels,
    const Tensor& logits,
    const Tensor& weights,
    double labelSmoothing,
    Reduction reduction) {
    return computeWeightedLoss(
        softmaxCrossEntropies(onehotLabels, logits, labelSmoothing), weights, reduction);
}

} // namespace tp::losses
