#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/runtime/backend.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tp::reference {

namespace {

/// Intersection over union of two boxes; NaN if it is not known.
double overlap(const Tensor& boxes, std::int64_t a, std::int64_t b) {
    const auto low = [&](std::int64_t box, std::int64_t axis) {
        return std::min(number(boxes, box * 4 + axis), number(boxes, box * 4 + axis + 2));
    };
    const auto high = [&](std::int64_t box, std::int64_t axis) {
        return std::max(number(boxes, box * 4 + axis), number(boxes, box * 4 + axis + 2));
    };
    const auto area = [&](std::int64_t box) {
        for (std::int64_t i = 0; i < 4; ++i) {
            if (std::isnan(number(boxes, box * 4 + i)))
                return std::numeric_limits<double>::quiet_NaN();
        }
        return (high(box, 0) - low(box, 0)) * (high(box, 1) - low(box, 1));
    };
    if (area(a) <= 0 || area(b) <= 0)
        return 0;
    double shared = 1;
    for (const std::int64_t axis : {0, 1}) {
        shared *= std::max(
            0.0, std::min(high(a, axis), high(b, axis)) - std::max(low(a, axis), low(b, axis)));
    }
    return shared / (area(a) + area(b) - shared);
}

struct Scored {
    std::int64_t box;
    double score;
    std::size_t seen; ///< of those selected
};

/// Takes the best box again and again: it is selected if no selected one that it was not compared
/// with before lowers its score, goes back if one does, and goes away if it overlaps too much.
std::vector<Scored> select(const KernelCall& call, double sigma) {
    const auto most = static_cast<std::size_t>(call.attr<std::int64_t>("maxOutputSize"));
    const auto iouThreshold = call.attr<double>("iouThreshold");
    const auto scoreThreshold = call.attr<double>("scoreThreshold");
    std::vector<Scored> waiting;
    for (std::int64_t i = 0; i < call.input(1).size(); ++i) {
        if (number(call.input(1), i) > scoreThreshold)
            waiting.push_back({i, number(call.input(1), i), 0});
    }
    std::vector<Scored> selected;
    while (selected.size() < most && !waiting.empty()) {
        const auto best =
            std::max_element(waiting.begin(), waiting.end(), [](const Scored& a, const Scored& b) {
                return a.score != b.score ? a.score < b.score : a.box > b.box;
            });
        Scored candidate = *best;
        waiting.erase(best);
        const double before = candidate.score;
        bool dropped = false;
        for (std::size_t i = selected.size(); !dropped && i-- > candidate.seen;) {
            const double iou = overlap(call.input(0), candidate.box, selected[i].box);
            const double weight = sigma > 0 ? std::exp(-0.5 / sigma * iou * iou) : 1;
            candidate.score *= iou <= iouThreshold ? weight : 0;
            dropped = iou >= iouThreshold || !(candidate.score > scoreThreshold);
        }
        if (dropped)
            continue;
        candidate.seen = selected.size();
        (candidate.score == before ? selected : waiting).push_back(candidate);
    }
    return selected;
}

Tensor indicesOf(const std::vector<Scored>& selected, std::int64_t count) {
    Tensor indices = allocateTensor({DType::Int32, {count}});
    for (std::int64_t i = 0; i < count; ++i) {
        const auto place = static_cast<std::size_t>(i);
        store(indices, i, place < selected.size() ? static_cast<double>(selected[place].box) : 0.0);
    }
    return indices;
}

std::int64_t countOf(const std::vector<Scored>& selected) {
    return static_cast<std::int64_t>(selected.size());
}

void nonMaxSuppressionV3(KernelCall& call) {
    const auto selected = select(call, 0);
    call.outputs = {indicesOf(selected, countOf(selected))};
}

void nonMaxSuppressionV4(KernelCall& call) {
    const auto selected = select(call, 0);
    const bool pads = call.attr<bool>("padToMaxOutputSize");
    const Tensor count = allocateTensor({DType::Int32, {}});
    store(count, 0, static_cast<double>(selected.size()));
    call.outputs = {
        indicesOf(selected, pads ? call.attr<std::int64_t>("maxOutputSize") : countOf(selected)),
        count};
}

void nonMaxSuppressionV5(KernelCall& call) {
    const auto selected = select(call, call.attr<double>("softNmsSigma"));
    const Tensor scores = allocateTensor({DType::Float32, {countOf(selected)}});
    for (std::int64_t i = 0; i < scores.size(); ++i)
        store(scores, i, selected[static_cast<std::size_t>(i)].score);
    call.outputs = {indicesOf(selected, countOf(selected)), scores};
}

} // namespace

void registerNonMaxSuppressionKernels(Backend& backend) {
    backend.add("NonMaxSuppressionV3", nonMaxSuppressionV3);
    backend.add("NonMaxSuppressionV4", nonMaxSuppressionV4);
    backend.add("NonMaxSuppressionV5", nonMaxSuppressionV5);
}

} // namespace tp::reference
