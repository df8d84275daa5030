#pragma once

#include "engine/graph/graph_model.h"
#include "engine/models/pose_decoding.h"
#include "engine/ops/image.h"

#include <optional>

namespace tp {

struct PoseNetConfig {
    /// What the model was trained for says how it takes colours.
    enum class Architecture : std::uint8_t { MobileNetV1, ResNet50 };

    Architecture architecture = Architecture::MobileNetV1;

    /// How many pixels of the model's input one cell of its maps is; if not given, what the maps'
    /// sizes tell.
    std::optional<int> outputStride = {};

    /// The size that pictures are brought to: small ones are fast, large ones exact. Taken down to
    /// a multiple of the stride (16 if not given) and one more. If not given, what the model asks
    /// for, or 257 x 257.
    std::optional<image::Size> inputResolution = {};
};

struct SinglePoseConfig {
    bool flipHorizontal = false; ///< for pictures of a camera that shows a mirror
};

/// Finds people in a picture, each as 17 points.
///
///     const PoseNet net = PoseNet::load("posenet/model-stride16.json");
///     net.estimateSinglePose(picture).keypoints[0].position; // where the nose is
///
/// Pictures are [height, width, 3], int32 or float32 with colours from 0 to 255; positions are
/// pixels of the picture.
class PoseNet {
public:
    /// Throws what GraphModel::load() throws, and what the constructor does.
    static PoseNet load(const std::string& url, const PoseNetConfig& config = {});

    /// Throws InvalidArgument for a model that does not take one picture and give scores, offsets
    /// and displacements, and for a stride or resolution that it cannot have.
    explicit PoseNet(GraphModel model, const PoseNetConfig& config = {});

    /// The size that pictures are brought to.
    image::Size inputResolution() const { return m_resolution; }

    /// The pose of the one person in the picture; of several people, parts may be mixed.
    Pose estimateSinglePose(const Tensor& picture, const SinglePoseConfig& config = {}) const;

    /// The poses of all people.
    std::vector<Pose>
    estimateMultiplePoses(const Tensor& picture, const MultiPoseConfig& config = {}) const;

    /// What the model says of a picture that has its size: [height, width, 3], float32, colours
    /// from 0 to 255.
    PoseMaps maps(const Tensor& image) const;

private:
    void findOutputs();
    void chooseResolution();
    void checkModelTakes() const;
    int strideOf(const Shape& scores) const;

    GraphModel m_model;
    PoseNetConfig m_config;
    image::Size m_resolution = {257, 257};
    std::size_t m_scores = 0; // numbers of the model's outputs
    std::size_t m_offsets = 0;
    std::size_t m_forward = 0;
    std::size_t m_backward = 0;
};

} // namespace tp
