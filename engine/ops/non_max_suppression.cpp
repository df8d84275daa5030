#include "engine/ops/non_max_suppression.h"

#include "engine/ops/register.h"
#include "engine/ops/rules.h"
#include "engine/tensor/memory_limit.h"

#include <algorithm>
#include <array>

namespace tp {

namespace {

// How many boxes stay is known only once it is computed: the kernels make the outputs.
Specs checkedBoxes(const OpCall& call) {
    checkDType(call, 0, {DType::Float32});
    checkDType(call, 1, {DType::Float32});
    const Shape& boxes = call.input(0).shape();
    const Shape& scores = call.input(1).shape();
    check(
        boxes.rank() == 2 && boxes[1] == 4 && scores == Shape{boxes[0]},
        "nonMaxSuppression: boxes must be [count, 4] and scores [count], but their shapes are %1 "
        "and %2.",
        boxes,
        scores);
    const auto most = call.attr<std::int64_t>("maxOutputSize");
    check(most >= 0, "nonMaxSuppression: maxOutputSize must be 0 or more, but it is %1.", most);
    const auto threshold = call.attr<double>("iouThreshold");
    check(
        threshold >= 0 && threshold <= 1,
        "nonMaxSuppression: iouThreshold must be between 0 and 1, but it is %1.",
        threshold);
    return {};
}

constexpr double kEveryScore = -std::numeric_limits<double>::infinity();

const Op kNonMaxSuppressionV3 = {
    .name = "NonMaxSuppressionV3",
    .doc = "The numbers of the boxes that overlap no better box too much, best first.",
    .formula = "y = boxes with intersection / union < iouThreshold for all better ones",
    .inputs = {"boxes", "scores"},
    .attrs =
        {{"maxOutputSize", std::int64_t{0}},
         {"iouThreshold", 0.5},
         {"scoreThreshold", kEveryScore}},
    .infer = checkedBoxes,
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

const Op kNonMaxSuppressionV4 = {
    .name = "NonMaxSuppressionV4",
    .doc = "The numbers of the boxes that overlap no better box too much, padded, and their count.",
    .formula = "y = boxes with intersection / union < iouThreshold for all better ones, 0, ...",
    .inputs = {"boxes", "scores"},
    .attrs =
        {{"maxOutputSize", std::int64_t{0}},
         {"iouThreshold", 0.5},
         {"scoreThreshold", kEveryScore},
         {"padToMaxOutputSize", false}},
    .infer = [](const OpCall& call) -> Specs {
        if (call.attr<bool>("padToMaxOutputSize")) {
            const auto most = call.attr<std::int64_t>("maxOutputSize");
            checkSizes({most}, "nonMaxSuppression");
            // Kernels fill up before they make their output.
            checkMemory(most * static_cast<std::int64_t>(dtypeBytes(DType::Int32)));
        }
        return checkedBoxes(call);
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

const Op kNonMaxSuppressionV5 = {
    .name = "NonMaxSuppressionV5",
    .doc = "The numbers and scores of the best boxes, where overlap lowers the score.",
    .formula = "score *= exp(-0.5 / softNmsSigma * (intersection / union) ** 2)",
    .inputs = {"boxes", "scores"},
    .attrs =
        {{"maxOutputSize", std::int64_t{0}},
         {"iouThreshold", 0.5},
         {"scoreThreshold", kEveryScore},
         {"softNmsSigma", 0.0}},
    .infer = [](const OpCall& call) -> Specs {
        const auto sigma = call.attr<double>("softNmsSigma");
        check(
            sigma >= 0 && sigma <= 1,
            "nonMaxSuppression: softNmsSigma must be between 0 and 1, but it is %1.",
            sigma);
        return checkedBoxes(call);
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

// NOLINTNEXTLINE(readability-function-size): the parameters are those of TensorFlow.js
Tensors suppress(
    const Op& op,
    const Tensor& boxes,
    const Tensor& scores,
    std::int64_t maxOutputSize,
    double iouThreshold,
    double scoreThreshold,
    Attrs attrs) {
    attrs.emplace_back(
        "maxOutputSize",
        boxes.rank() == 0 ? maxOutputSize : std::min(maxOutputSize, boxes.shape()[0]));
    attrs.emplace_back("iouThreshold", iouThreshold);
    attrs.emplace_back("scoreThreshold", scoreThreshold);
    const std::array inputs{toFloat(boxes), toFloat(scores)};
    return runAll(op, inputs, std::move(attrs));
}

} // namespace

void registerNonMaxSuppressionOps() {
    for (const Op* op : {&kNonMaxSuppressionV3, &kNonMaxSuppressionV4, &kNonMaxSuppressionV5})
        registerOp(*op);
}

namespace image {

Tensor nonMaxSuppression(
    const Tensor& boxes,
    const Tensor& scores,
    std::int64_t maxOutputSize,
    double iouThreshold,
    double scoreThreshold) {
    return suppress(
        kNonMaxSuppressionV3, boxes, scores, maxOutputSize, iouThreshold, scoreThreshold, {})[0];
}

ScoredBoxes nonMaxSuppressionWithScore(
    const Tensor& boxes,
    const Tensor& scores,
    std::int64_t maxOutputSize,
    double iouThreshold,
    double scoreThreshold,
    double softNmsSigma) {
    const Tensors outputs = suppress(
        kNonMaxSuppressionV5,
        boxes,
        scores,
        maxOutputSize,
        iouThreshold,
        scoreThreshold,
        {{"softNmsSigma", softNmsSigma}});
    return {outputs[0], outputs[1]};
}

PaddedBoxes nonMaxSuppressionPadded(
    const Tensor& boxes,
    const Tensor& scores,
    std::int64_t maxOutputSize,
    double iouThreshold,
    double scoreThreshold,
    bool padToMaxOutputSize) {
    const Tensors outputs = suppress(
        kNonMaxSuppressionV4,
        boxes,
        scores,
        maxOutputSize,
        iouThreshold,
        scoreThreshold,
        {{"padToMaxOutputSize", padToMaxOutputSize}});
    return {outputs[0], outputs[1]};
}

std::future<Tensor> nonMaxSuppressionAsync(
    const Tensor& boxes,
    const Tensor& scores,
    std::int64_t maxOutputSize,
    double iouThreshold,
    double scoreThreshold) {
    return std::async(std::launch::deferred, [=] {
        return nonMaxSuppression(boxes, scores, maxOutputSize, iouThreshold, scoreThreshold);
    });
}

std::future<ScoredBoxes> nonMaxSuppressionWithScoreAsync(
    const Tensor& boxes,
    const Tensor& scores,
    std::int64_t maxOutputSize,
    double iouThreshold,
    double scoreThreshold,
    double softNmsSigma) {
    return std::async(std::launch::deferred, [=] {
        return nonMaxSuppressionWithScore(
            boxes, scores, maxOutputSize, iouThreshold, scoreThreshold, softNmsSigma);
    });
}

std::future<PaddedBoxes> nonMaxSuppressionPaddedAsync(
    const Tensor& boxes,
    const Tensor& scores,
    std::int64_t maxOutputSize,
    double iouThreshold,
    double scoreThreshold,
    bool padToMaxOutputSize) {
    return std::async(std::launch::deferred, [=] {
        return nonMaxSuppressionPadded(
            boxes, scores, maxOutputSize, iouThreshold, scoreThreshold, padToMaxOutputSize);
    });
}

} // namespace image

} // namespace tp
