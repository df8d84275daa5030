#pragma once

#include "engine/tensor/tensor.h"

#include <cstdint>
#include <future>
#include <limits>

namespace tp::image {

// Of boxes that overlap, only the one with the best score is kept.

/// The numbers of the boxes that stay, best first, at most maxOutputSize; int32.
///
/// `boxes` is [count, 4] with rows [y1, x1, y2, x2], `scores` is [count], both float32. A box goes
/// if its score is not above scoreThreshold, or if the part it shares with a better box
/// (intersection over union) is iouThreshold or more. Throws InvalidArgument for other shapes, for
/// an iouThreshold outside [0, 1], and for a negative maxOutputSize.
Tensor nonMaxSuppression(
    const Tensor& boxes,
    const Tensor& scores,
    std::int64_t maxOutputSize,
    double iouThreshold = 0.5,
    double scoreThreshold = -std::numeric_limits<double>::infinity());

struct ScoredBoxes {
    Tensor selectedIndices;
    Tensor selectedScores; ///< lowered for boxes that overlap better ones
};

/// The same with the scores. A softNmsSigma above 0 (up to 1) lowers the scores of boxes that
/// overlap better ones little by little, rather than dropping them at once.
ScoredBoxes nonMaxSuppressionWithScore(
    const Tensor& boxes,
    const Tensor& scores,
    std::int64_t maxOutputSize,
    double iouThreshold = 0.5,
    double scoreThreshold = -std::numeric_limits<double>::infinity(),
    double softNmsSigma = 0);

struct PaddedBoxes {
    Tensor selectedIndices;
    Tensor validOutputs; ///< a scalar: how many of the indices count
};

/// The same, with zeros up to maxOutputSize (or to the number of boxes, if less) if
/// padToMaxOutputSize.
PaddedBoxes nonMaxSuppressionPadded(
    const Tensor& boxes,
    const Tensor& scores,
    std::int64_t maxOutputSize,
    double iouThreshold = 0.5,
    double scoreThreshold = -std::numeric_limits<double>::infinity(),
    bool padToMaxOutputSize = false);

/// As above; the work is done when the future is asked.
std::future<Tensor> nonMaxSuppressionAsync(
    const Tensor& boxes,
    const Tensor& scores,
    std::int64_t maxOutputSize,
    double iouThreshold = 0.5,
    double scoreThreshold = -std::numeric_limits<double>::infinity());
std::future<ScoredBoxes> nonMaxSuppressionWithScoreAsync(
    const Tensor& boxes,
    const Tensor& scores,
    std::int64_t maxOutputSize,
    double iouThreshold = 0.5,
    double scoreThreshold = -std::numeric_limits<double>::infinity(),
    double softNmsSigma = 0);
std::future<PaddedBoxes> nonMaxSuppressionPaddedAsync(
    const Tensor& boxes,
    const Tensor& scores,
    std::int64_t maxOutputSize,
    double iouThreshold = 0.5,
    double scoreThreshold = -std::numeric_limits<double>::infinity(),
    bool padToMaxOutputSize = false);

} // namespace tp::image
