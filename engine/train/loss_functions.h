#pragma once

#include "engine/tensor/tensor.h"

namespace tp {

/// How the losses of single predictions become one number.
enum class Reduction {
    None,                ///< not at all
    Mean,                ///< the sum divided by the sum of the weights
    Sum,                 ///< the sum
    SumByNonzeroWeights, ///< the sum divided by the number of weights that are not 0
};

/// TensorFlow.js's losses for whole batches, to train with or to use alone.
///
/// In their short form they give the mean over all predictions. In their long form, each loss is
/// first multiplied by its weight; weights broadcast, and a null handle stands for 1. All throw
/// InvalidArgument if labels and predictions differ in shape.
namespace losses {

/// The losses of single predictions, weighed and reduced.
Tensor computeWeightedLoss(
    const Tensor& losses,
    const Tensor& weights = {},
    Reduction reduction = Reduction::SumByNonzeroWeights);

/// |label - prediction|.
Tensor absoluteDifference(const Tensor& labels, const Tensor& predictions);
Tensor absoluteDifference(
    const Tensor& labels,
    const Tensor& predictions,
    const Tensor& weights,
    Reduction reduction = Reduction::SumByNonzeroWeights);

/// (label - prediction)².
Tensor meanSquaredError(const Tensor& labels, const Tensor& predictions);
Tensor meanSquaredError(
    const Tensor& labels,
    const Tensor& predictions,
    const Tensor& weights,
    Reduction reduction = Reduction::SumByNonzeroWeights);

/// 1 minus the dot product along an axis, of vectors of length 1.
Tensor cosineDistance(
    const Tensor& labels,
    const Tensor& predictions,
    int axis,
    const Tensor& weights = {},
    Reduction reduction = Reduction::SumByNonzeroWeights);

/// Labels are 0 or 1; predictions may be any number, and should lie beyond 1 or -1.
Tensor hingeLoss(const Tensor& labels, const Tensor& predictions);
Tensor hingeLoss(
    const Tensor& labels,
    const Tensor& predictions,
    const Tensor& weights,
    Reduction reduction = Reduction::SumByNonzeroWeights);

/// Quadratic up to an error of `delta`, 1 in the short form, and linear beyond.
Tensor huberLoss(const Tensor& labels, const Tensor& predictions);
Tensor huberLoss(
    const Tensor& labels,
    const Tensor& predictions,
    const Tensor& weights,
    double delta = 1,
    Reduction reduction = Reduction::SumByNonzeroWeights);

/// Labels are 0 or 1, predictions probabilities; `epsilon` is added to them before the logarithm.
Tensor logLoss(const Tensor& labels, const Tensor& predictions);
Tensor logLoss(
    const Tensor& labels,
    const Tensor& predictions,
    const Tensor& weights,
    double epsilon = 1e-7,
    Reduction reduction = Reduction::SumByNonzeroWeights);

/// Each class on its own: labels are probabilities, logits what sigmoid() makes probabilities of.
/// Smoothing draws labels towards a half.
Tensor sigmoidCrossEntropy(const Tensor& multiClassLabels, const Tensor& logits);
Tensor sigmoidCrossEntropy(
    const Tensor& multiClassLabels,
    const Tensor& logits,
    const Tensor& weights,
    double labelSmoothing = 0,
    Reduction reduction = Reduction::SumByNonzeroWeights);

/// One class of those along the last axis: labels are probabilities, logits what softmax() makes
/// probabilities of. Smoothing draws labels towards all being the same.
Tensor softmaxCrossEntropy(const Tensor& onehotLabels, const Tensor& logits);
Tensor softmaxCrossEntropy(
    const Tensor& onehotLabels,
    const Tensor& logits,
    const Tensor& weights,
    double labelSmoothing = 0,
    Reduction reduction = Reduction::SumByNonzeroWeights);

} // namespace losses

} // namespace tp
