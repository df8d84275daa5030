#include "engine/models/pose_decoding.h"

#include "engine/base/error.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

namespace tp {

namespace {

/// The tree that a body is to the model: from each part to the next one away from the nose.
struct Edge {
    std::size_t parent;
    std::size_t child;
};

constexpr std::array<Edge, 16> kEdges = {{
    {0, 1},   // nose, left eye
    {1, 3},   // left eye, left ear
    {0, 2},   // nose, right eye
    {2, 4},   // right eye, right ear
    {0, 5},   // nose, left shoulder
    {5, 7},   // shoulder, elbow
    {7, 9},   // elbow, wrist
    {5, 11},  // shoulder, hip
    {11, 13}, // hip, knee
    {13, 15}, // knee, ankle
    {0, 6},   // the same on the right
    {6, 8},
    {8, 10},
    {6, 12},
    {12, 14},
    {14, 16},
}};

constexpr int kRefinements = 2;       // of a point that a displacement led to
constexpr std::int64_t kMostNear = 1; // cells around one that must not be surer

struct Cell {
    std::int64_t y = 0;
    std::int64_t x = 0;
};

/// One map, as numbers.
class Grid {
public:
    Grid(const Tensor& map, std::size_t channels, std::string_view what) {
        check(!map.isNull(), "PoseNet: the map of %1 is an empty tensor handle.", what);
        const bool isFit = map.rank() == 3 && map.dtype() == DType::Float32 && map.size() > 0 &&
                           map.shape()[2] == static_cast<std::int64_t>(channels);
        check(
            isFit,
            "PoseNet: the map of %1 must be float32 of shape [height, width, %2], but is %3 of "
            "shape %4.",
            what,
            channels,
            map.dtype(),
            map.shape());
        m_map = map;
        m_values = m_map.values<float>();
        m_height = map.shape()[0];
        m_width = map.shape()[1];
        m_channels = static_cast<std::int64_t>(channels);
    }

    std::int64_t height() const { return m_height; }
    std::int64_t width() const { return m_width; }

    void checkLike(const Grid& other) const {
        check(
            m_height == other.m_height && m_width == other.m_width,
            "PoseNet: all maps must have as many cells, but one has %1 x %2 and another %3 x %4.",
            m_height,
            m_width,
            other.m_height,
            other.m_width);
    }

    double at(Cell cell, std::size_t channel) const {
        const auto place = static_cast<std::size_t>((cell.y * m_width + cell.x) * m_channels);
        const float value = m_values[place + channel];
        return std::isfinite(value) ? static_cast<double>(value) : 0;
    }

    /// A vector whose y is in the channel, and whose x is in the second half of the channels.
    PosePoint vectorAt(Cell cell, std::size_t channel) const {
        const auto half = static_cast<std::size_t>(m_channels / 2);
        return {at(cell, half + channel), at(cell, channel)};
    }

private:
    Tensor m_map; // keeps the values alive
    std::span<const float> m_values;
    std::int64_t m_height = 0;
    std::int64_t m_width = 0;
    std::int64_t m_channels = 0;
};

void checkStride(int outputStride) {
    check(
        outputStride >= 1 && outputStride <= 1024,
        "PoseNet: the output stride must be from 1 to 1024, but is %1.",
        outputStride);
}

PosePoint sum(PosePoint a, PosePoint b) {
    return {a.x + b.x, a.y + b.y};
}

double squaredDistance(PosePoint a, PosePoint b) {
    return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

/// A part that is surer than all near it.
struct Candidate {
    double score;
    Cell cell;
    std::size_t part;
};

class Decoder {
public:
    explicit Decoder(const PoseMaps& maps)
        : m_scores(maps.scores, kPoseParts, "scores")
        , m_offsets(maps.offsets, 2 * kPoseParts, "offsets")
        , m_stride(maps.outputStride) {
        checkStride(maps.outputStride);
        m_offsets.checkLike(m_scores);
    }

    Pose single() const {
        Pose pose;
        for (std::size_t part = 0; part < kPoseParts; ++part) {
            const Cell cell = surestCell(part);
            pose.keypoints[part] = {m_scores.at(cell, part), pointOf(cell, part)};
            pose.score += pose.keypoints[part].score / static_cast<double>(kPoseParts);
        }
        return pose;
    }

    std::vector<Candidate> candidates(double threshold) const {
        std::vector<Candidate> found;
        for (std::int64_t y = 0; y < m_scores.height(); ++y) {
            for (std::int64_t x = 0; x < m_scores.width(); ++x) {
                for (std::size_t part = 0; part < kPoseParts; ++part) {
                    const double score = m_scores.at({y, x}, part);
                    if (score >= threshold && isSurestNearby({y, x}, part))
                        found.push_back({score, {y, x}, part});
                }
            }
        }
        std::stable_sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
            return a.score > b.score;
        });
        return found;
    }

    PosePoint pointOf(Cell cell, std::size_t part) const {
        const PosePoint corner{
            static_cast<double>(cell.x) * m_stride, static_cast<double>(cell.y) * m_stride};
        return sum(corner, m_offsets.vectorAt(cell, part));
    }

    /// All parts of a body, from one of them.
    Pose poseFrom(const Candidate& root, const Grid& forward, const Grid& backward) const {
        std::array<std::optional<Keypoint>, kPoseParts> found;
        found[root.part] = Keypoint{root.score, pointOf(root.cell, root.part)};
        for (std::size_t edge = kEdges.size(); edge-- > 0;) {
            const auto [parent, child] = kEdges[edge];
            if (found[child] && !found[parent])
                found[parent] = partAlong(edge, *found[child], parent, backward);
        }
        for (std::size_t edge = 0; edge < kEdges.size(); ++edge) {
            const auto [parent, child] = kEdges[edge];
            if (found[parent] && !found[child])
                found[child] = partAlong(edge, *found[parent], child, forward);
        }
        Pose pose;
        for (std::size_t part = 0; part < kPoseParts; ++part)
            pose.keypoints[part] = found[part].value_or(Keypoint());
        return pose;
    }

    const Grid& scores() const { return m_scores; }

private:
    Cell surestCell(std::size_t part) const {
        Cell best;
        for (std::int64_t y = 0; y < m_scores.height(); ++y) {
            for (std::int64_t x = 0; x < m_scores.width(); ++x) {
                if (m_scores.at({y, x}, part) > m_scores.at(best, part))
                    best = {y, x};
            }
        }
        return best;
    }

    bool isSurestNearby(Cell cell, std::size_t part) const {
        const double score = m_scores.at(cell, part);
        const std::int64_t bottom = std::min(cell.y + kMostNear, m_scores.height() - 1);
        const std::int64_t right = std::min(cell.x + kMostNear, m_scores.width() - 1);
        for (std::int64_t y = std::max<std::int64_t>(cell.y - kMostNear, 0); y <= bottom; ++y) {
            for (std::int64_t x = std::max<std::int64_t>(cell.x - kMostNear, 0); x <= right; ++x) {
                if (m_scores.at({y, x}, part) > score)
                    return false;
            }
        }
        return true;
    }

    /// Halves are rounded up, as JavaScript does.
    std::int64_t nearestCell(double position, std::int64_t count) const {
        const double cell = std::floor(position / m_stride + 0.5);
        return static_cast<std::int64_t>(std::clamp(cell, 0.0, static_cast<double>(count - 1)));
    }

    Cell nearestCell(PosePoint point) const {
        return {nearestCell(point.y, m_scores.height()), nearestCell(point.x, m_scores.width())};
    }

    Keypoint partAlong(
        std::size_t edge, const Keypoint& from, std::size_t part, const Grid& displacements) const {
        PosePoint point =
            sum(from.position, displacements.vectorAt(nearestCell(from.position), edge));
        for (int i = 0; i < kRefinements; ++i)
            point = pointOf(nearestCell(point), part);
        return {m_scores.at(nearestCell(point), part), point};
    }

    Grid m_scores;
    Grid m_offsets;
    double m_stride;
};

/// Whether one of these people has the part there already.
bool isTaken(
    const std::vector<Pose>& poses, std::size_t part, PosePoint point, double squaredRadius) {
    return std::any_of(poses.begin(), poses.end(), [&](const Pose& pose) {
        return squaredDistance(pose.keypoints[part].position, point) <= squaredRadius;
    });
}

double ownScore(const std::vector<Pose>& others, const Pose& pose, double squaredRadius) {
    double total = 0;
    for (std::size_t part = 0; part < kPoseParts; ++part) {
        if (!isTaken(others, part, pose.keypoints[part].position, squaredRadius))
            total += pose.keypoints[part].score;
    }
    return total / static_cast<double>(kPoseParts);
}

void checkConfig(const MultiPoseConfig& config) {
    check(
        config.maxDetections >= 1,
        "PoseNet: maxDetections must be 1 or more, but is %1.",
        config.maxDetections);
    check(
        config.scoreThreshold >= 0 && config.scoreThreshold <= 1,
        "PoseNet: scoreThreshold must be from 0 to 1, but is %1.",
        config.scoreThreshold);
    check(
        config.nmsRadius > 0 && std::isfinite(config.nmsRadius),
        "PoseNet: nmsRadius must be above 0, but is %1.",
        config.nmsRadius);
}

} // namespace

Pose decodeSinglePose(const PoseMaps& maps) {
    return Decoder(maps).single();
}

std::vector<Pose> decodeMultiplePoses(const PoseMaps& maps, const MultiPoseConfig& config) {
    checkConfig(config);
    const Decoder decoder(maps);
    const Grid forward(maps.displacementsForward, 2 * kEdges.size(), "displacements forward");
    const Grid backward(maps.displacementsBackward, 2 * kEdges.size(), "displacements backward");
    forward.checkLike(decoder.scores());
    backward.checkLike(decoder.scores());
    const double squaredRadius = config.nmsRadius * config.nmsRadius;
    std::vector<Pose> poses;
    for (const Candidate& root : decoder.candidates(config.scoreThreshold)) {
        if (std::ssize(poses) >= config.maxDetections)
            break;
        if (isTaken(poses, root.part, decoder.pointOf(root.cell, root.part), squaredRadius))
            continue;
        Pose pose = decoder.poseFrom(root, forward, backward);
        pose.score = ownScore(poses, pose, squaredRadius);
        poses.push_back(pose);
    }
    return poses;
}

} // namespace tp
