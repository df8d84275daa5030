#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

#include <limits>

namespace tp::test {

OpCases nonMaxSuppressionCases() {
    OpCases cases;
    constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
    // Box 1 shares 2/3 with box 0 and 1/3 with box 2, which shares 3/17 with box 0.
    const Tensor boxes = tensor({{0, 0, 1, 10}, {0, 2, 1, 12}, {1, 7, 0, 17}, {5, 5, 5, 9}});
    const Tensor scores = tensor({0.9, 0.8, 0.7, 0.1});
    const auto row = [&](const char* name,
                         std::string_view op,
                         const TensorFunction& call,
                         const Tensors& inputs,
                         const Tensor& y) {
        cases.push_back({name, op, call, inputs, y, Smooth::No});
    };
    const auto chosen = [](std::int64_t most, double iou, double score) -> TensorFunction {
        return [=](const Tensors& xs) {
            return image::nonMaxSuppression(xs[0], xs[1], most, iou, score);
        };
    };
    const auto ids = [](const TensorData& values) { return tensor(values, DType::Int32); };
    constexpr auto kV3 = "NonMaxSuppressionV3";
    constexpr double kAll = -1e30;

    row("nonMaxSuppression", kV3, chosen(10, 0.5, kAll), {boxes, scores}, ids({0, 2, 3}));
    row("nonMaxSuppression that keeps nearly all",
        kV3,
        chosen(10, 0.7, kAll),
        {boxes, scores},
        ids({0, 1, 2, 3}));
    row("nonMaxSuppression of one", kV3, chosen(1, 0.5, kAll), {boxes, scores}, ids({0}));
    row("nonMaxSuppression of good ones", kV3, chosen(9, 0.5, 0.2), {boxes, scores}, ids({0, 2}));
    row("nonMaxSuppression of equals takes the first",
        kV3,
        chosen(9, 0.5, kAll),
        {boxes, tensor({0.5, 0.5, 0.5, 0.5})},
        ids({0, 2, 3}));
    row("nonMaxSuppression of nothing",
        kV3,
        chosen(9, 0.5, kAll),
        {zeros({0, 4}), zeros({0})},
        tensor({}, {0}, DType::Int32));
    row("nonMaxSuppression of no score",
        kV3,
        chosen(9, 0.5, kAll),
        {boxes, tensor({kNan, 0.2F, kNan, 0.1F})},
        ids({1, 3}));
    row(
        "nonMaxSuppression in future",
        kV3,
        [](const Tensors& xs) { return image::nonMaxSuppressionAsync(xs[0], xs[1], 2).get(); },
        {boxes, scores},
        ids({0, 2}));

    const auto padded = [](std::int64_t most, bool pads, bool count) -> TensorFunction {
        return [=](const Tensors& xs) {
            const auto y = image::nonMaxSuppressionPadded(xs[0], xs[1], most, 0.5, kAll, pads);
            return count ? y.validOutputs : y.selectedIndices;
        };
    };
    constexpr auto kV4 = "NonMaxSuppressionV4";
    row("nonMaxSuppressionPadded", kV4, padded(9, true, false), {boxes, scores}, ids({0, 2, 3, 0}));
    row("nonMaxSuppressionPadded, not padded",
        kV4,
        padded(9, false, false),
        {boxes, scores},
        ids({0, 2, 3}));
    row("nonMaxSuppressionPadded, the count",
        kV4,
        padded(9, true, true),
        {boxes, scores},
        scalar(3, DType::Int32));

    const auto soft = [](double sigma, bool values) -> TensorFunction {
        return [=](const Tensors& xs) {
            const auto y =
                image::nonMaxSuppressionWithScoreAsync(xs[0], xs[1], 9, 1, 0.05, sigma).get();
            return values ? y.selectedScores : y.selectedIndices;
        };
    };
    constexpr auto kV5 = "NonMaxSuppressionV5";
    row("nonMaxSuppressionWithScore", kV5, soft(0.5, false), {boxes, scores}, ids({0, 2, 1, 3}));
    row("nonMaxSuppressionWithScore, the scores",
        kV5,
        soft(0.5, true),
        {boxes, scores},
        tensor({0.9, 0.67853663, 0.45900274, 0.1}));
    row("nonMaxSuppressionWithScore, not softened",
        kV5,
        soft(0, true),
        {boxes, scores},
        tensor({0.9, 0.8, 0.7, 0.1}));
    return cases;
}

} // namespace tp::test
