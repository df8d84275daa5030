#include "engine/cpu/kernels.h"

#include <queue>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tp::cpu {

namespace {

/// A box with its corners in order.
struct Box {
    explicit Box(const float* corners)
        : top(std::min(corners[0], corners[2]))
        , left(std::min(corners[1], corners[3]))
        , bottom(std::max(corners[0], corners[2]))
        , right(std::max(corners[1], corners[3]))
        , area((bottom - top) * (right - left)) {
        if (std::any_of(corners, corners + 4, [](float corner) { return std::isnan(corner); }))
            area = std::numeric_limits<double>::quiet_NaN();
    }

    /// Intersection over union; NaN if a corner is.
    double overlap(const Box& other) const {
        if (area <= 0 || other.area <= 0)
            return 0;
        const double height = std::min(bottom, other.bottom) - std::max(top, other.top);
        const double width = std::min(right, other.right) - std::max(left, other.left);
        const double shared = std::max(height, 0.0) * std::max(width, 0.0);
        return shared / (area + other.area - shared);
    }

    double top;
    double left;
    double bottom;
    double right;
    double area;
};

struct Candidate {
    double score;
    std::int64_t index;
    std::size_t seen = 0; ///< how many of the chosen boxes it was compared with

    /// Among equal scores the first box is the best.
    bool operator<(const Candidate& other) const {
        return score != other.score ? score < other.score : index > other.index;
    }
};

struct Chosen {
    std::vector<std::int32_t> indices;
    std::vector<float> scores;
};

class Suppression {
public:
    Suppression(const KernelCall& call, double sigma)
        : m_boxes(call.in<float>(0))
        , m_iouThreshold(call.attr<double>("iouThreshold"))
        , m_scoreThreshold(call.attr<double>("scoreThreshold"))
        , m_scale(sigma > 0 ? -0.5 / sigma : 0) {
        std::vector<Candidate> candidates;
        const auto* scores = call.in<float>(1);
        for (std::int64_t i = 0; i < call.input(1).size(); ++i) {
            const auto score = static_cast<double>(scores[i]);
            if (score > m_scoreThreshold)
                candidates.push_back({score, i});
        }
        m_candidates =
            std::priority_queue<Candidate>(std::less<Candidate>(), std::move(candidates));
    }

    Chosen choose(std::int64_t most) {
        Chosen chosen;
        while (static_cast<std::int64_t>(chosen.indices.size()) < most && !m_candidates.empty()) {
            Candidate candidate = m_candidates.top();
            m_candidates.pop();
            const double score = candidate.score;
            const Box box(m_boxes + candidate.index * 4);
            if (!survives(candidate, box))
                continue;
            if (candidate.score == score) {
                m_chosen.push_back(box);
                chosen.indices.push_back(static_cast<std::int32_t>(candidate.index));
                chosen.scores.push_back(static_cast<float>(score));
            } else {
                m_candidates.push(candidate);
            }
        }
        return chosen;
    }

private:
    /// Compares a box with those chosen since it was last looked at, latest first, and lowers its
    /// score.
    bool survives(Candidate& candidate, const Box& box) const {
        for (std::size_t i = m_chosen.size(); i-- > candidate.seen;) {
            const double overlap = box.overlap(m_chosen[i]);
            if (overlap >= m_iouThreshold)
                return false;
            // Nothing is known of a box at NaN: it counts as overlapping wholly.
            const bool known = overlap <= m_iouThreshold;
            candidate.score *= known ? std::exp(m_scale * overlap * overlap) : 0;
            if (!(candidate.score > m_scoreThreshold))
                return false;
        }
        candidate.seen = m_chosen.size();
        return true;
    }

    const float* m_boxes;
    double m_iouThreshold;
    double m_scoreThreshold;
    double m_scale;
    std::priority_queue<Candidate> m_candidates;
    std::vector<Box> m_chosen;
};

/// A tensor that begins with these values; zeros follow.
template<class T>
void addOutput(KernelCall& call, const std::vector<T>& values, const Shape& shape) {
    const std::size_t index = call.outputs.size();
    call.outputs.push_back(allocateTensor({dtypeOf<T>(), shape}));
    T* rest = std::copy(values.begin(), values.end(), call.out<T>(index));
    std::fill(rest, call.out<T>(index) + call.outputs[index].size(), T{0});
}

template<class T>
void addOutput(KernelCall& call, const std::vector<T>& values) {
    addOutput(call, values, {static_cast<std::int64_t>(values.size())});
}

Chosen choose(const KernelCall& call, double sigma) {
    return Suppression(call, sigma).choose(call.attr<std::int64_t>("maxOutputSize"));
}

void nonMaxSuppressionV3(KernelCall& call) {
    addOutput(call, choose(call, 0).indices);
}

void nonMaxSuppressionV4(KernelCall& call) {
    const std::vector<std::int32_t> indices = choose(call, 0).indices;
    const std::vector<std::int32_t> count{static_cast<std::int32_t>(indices.size())};
    if (call.attr<bool>("padToMaxOutputSize")) {
        addOutput(call, indices, {call.attr<std::int64_t>("maxOutputSize")});
    } else {
        addOutput(call, indices);
    }
    addOutput(call, count, {});
}

void nonMaxSuppressionV5(KernelCall& call) {
    const Chosen chosen = choose(call, call.attr<double>("softNmsSigma"));
    addOutput(call, chosen.indices);
    addOutput(call, chosen.scores);
}

} // namespace

void registerNonMaxSuppressionKernels(Backend& backend) {
    backend.add("NonMaxSuppressionV3", nonMaxSuppressionV3);
    backend.add("NonMaxSuppressionV4", nonMaxSuppressionV4);
    backend.add("NonMaxSuppressionV5", nonMaxSuppressionV5);
}

} // namespace tp::cpu
