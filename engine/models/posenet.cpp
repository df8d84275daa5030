#include "engine/models/posenet.h"

#include "engine/base/error.h"
#include "engine/models/padded_picture.h"
#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"

#include <algorithm>

namespace tp {

namespace {

constexpr int kUsualStride = 16;
constexpr std::int64_t kLargestResolution = 4097;

/// The averages of the colours that the larger network was trained with, to be taken away.
constexpr double kMeanColor[] = {123.15, 115.90, 103.06};

/// How many channels an output has; -1 if the model does not say.
std::int64_t channelsOf(const GraphSpec& spec) {
    return spec.shape && spec.shape->rank() == 4 ? spec.shape->back() : -1;
}

/// The size of an axis of the model's input; nothing if any will do.
std::optional<std::int64_t> fixedSize(const GraphModel& model, std::size_t axis) {
    const auto& shape = model.inputs().front().shape;
    if (!shape || shape->rank() != 4 || (*shape)[axis] < 0)
        return {};
    return (*shape)[axis];
}

std::int64_t validResolution(std::int64_t wanted, int stride) {
    return (wanted - 1) / stride * stride + 1;
}

/// From the pixels of the model's input to those of the picture.
Pose inPicture(Pose pose, const PaddedPicture& padded, bool isFlipped, std::int64_t width) {
    for (Keypoint& each : pose.keypoints) {
        each.position.x = each.position.x * padded.scaleX - padded.left;
        each.position.y = each.position.y * padded.scaleY - padded.top;
        if (isFlipped)
            each.position.x = static_cast<double>(width) - 1 - each.position.x;
    }
    return pose;
}

} // namespace

PoseNet PoseNet::load(const std::string& url, const PoseNetConfig& config) {
    return PoseNet(GraphModel::load(url), config);
}

PoseNet::PoseNet(GraphModel model, const PoseNetConfig& config)
    : m_model(std::move(model))
    , m_config(config) {
    checkModelTakes();
    findOutputs();
    chooseResolution();
}

void PoseNet::checkModelTakes() const {
    check(
        m_model.inputs().size() == 1 && m_model.outputs().size() >= 4,
        "PoseNet: the model must take one picture and give four maps, but it takes %1 inputs and "
        "gives %2 outputs.",
        m_model.inputs().size(),
        m_model.outputs().size());
    const GraphSpec& input = m_model.inputs().front();
    check(
        input.dtype == DType::Float32 && (!input.shape || input.shape->rank() == 4) &&
            fixedSize(m_model, 3).value_or(3) == 3,
        "PoseNet: the model must take pictures as float32 of shape [1, height, width, 3], but its "
        "input \"%1\" is %2 of shape %3.",
        input.name,
        input.dtype,
        input.shape.value_or(Shape()));
}

void PoseNet::findOutputs() {
    constexpr std::size_t kNone = SIZE_MAX;
    m_scores = m_offsets = m_forward = m_backward = kNone;
    const auto& outputs = m_model.outputs();
    // The displacements have as many channels. Names tell which is which; without any, those away
    // from the nose come first in all models.
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const std::string& name = outputs[i].name;
        const auto has = [&](std::string_view part) {
            return name.find(part) != std::string::npos;
        };
        const std::int64_t channels = channelsOf(outputs[i]);
        if (has("heatmap") || channels == 17) {
            m_scores = i;
        } else if (has("offset") || channels == 34) {
            m_offsets = i;
        } else if (has("bwd") || has("backward")) {
            m_backward = i;
        } else if (has("fwd") || has("forward")) {
            m_forward = i;
        } else if (channels == 32) {
            (m_forward == kNone ? m_forward : m_backward) = i;
        }
    }
    for (const std::size_t each : {m_scores, m_offsets, m_forward, m_backward}) {
        check(
            each != kNone,
            "PoseNet: the model gives no maps of scores, offsets, and displacements forward and "
            "backward: this is another kind of model.");
    }
}

void PoseNet::chooseResolution() {
    const int stride = m_config.outputStride.value_or(kUsualStride);
    check(
        stride == 8 || stride == 16 || stride == 32,
        "PoseNet: the output stride must be 8, 16 or 32, but is %1.",
        stride);
    const auto choose = [&](std::size_t axis, std::optional<std::int64_t> wanted) {
        const auto fixed = fixedSize(m_model, axis);
        if (!wanted)
            return fixed.value_or(257);
        check(
            *wanted > stride && *wanted <= kLargestResolution,
            "PoseNet: the input resolution must be from %1 to %2, but is %3.",
            stride + 1,
            kLargestResolution,
            *wanted);
        const std::int64_t valid = validResolution(*wanted, stride);
        check(
            !fixed || *fixed == valid || *fixed == *wanted,
            "PoseNet: the model takes pictures of %1 pixels only, not of %2.",
            fixed.value_or(0),
            *wanted);
        return fixed.value_or(valid);
    };
    const auto& wanted = m_config.inputResolution;
    m_resolution.height = choose(1, wanted ? std::optional(wanted->height) : std::nullopt);
    m_resolution.width = choose(2, wanted ? std::optional(wanted->width) : std::nullopt);
    check(
        m_resolution.height >= 1 && m_resolution.height <= kLargestResolution &&
            m_resolution.width >= 1 && m_resolution.width <= kLargestResolution,
        "PoseNet: the model takes pictures of %1 x %2 pixels, which no picture is brought to.",
        m_resolution.width,
        m_resolution.height);
}

int PoseNet::strideOf(const Shape& scores) const {
    check(
        scores.rank() == 3 && scores[0] >= 1 && scores[1] >= 1,
        "PoseNet: the map of scores must have the shape [height, width, 17], but has %1.",
        scores);
    // A map of one cell tells nothing of how far cells are apart.
    const std::size_t axis = scores[0] > 1 ? 0 : 1;
    const std::int64_t pixels = axis == 0 ? m_resolution.height : m_resolution.width;
    const std::int64_t cells = scores[axis];
    const std::int64_t found = cells > 1 ? std::max<std::int64_t>((pixels - 1) / (cells - 1), 1)
                                         : m_config.outputStride.value_or(kUsualStride);
    check(
        !m_config.outputStride || *m_config.outputStride == found,
        "PoseNet: the output stride was said to be %1, but the model's maps have %2 cells for %3 "
        "pixels, which is a stride of %4.",
        m_config.outputStride.value_or(0),
        cells,
        pixels,
        found);
    return static_cast<int>(found);
}

PoseMaps PoseNet::maps(const Tensor& image) const {
    const Tensor prepared = m_config.architecture == PoseNetConfig::Architecture::ResNet50
                                ? image - tensor({kMeanColor[0], kMeanColor[1], kMeanColor[2]})
                                : image / 127.5 - 1;
    const Tensors outputs = m_model.predict({expandDims(prepared)});
    const auto map = [&](std::size_t output) {
        const Tensor& each = outputs[output];
        check(
            each.rank() == 4 && each.shape()[0] == 1,
            "PoseNet: the model's maps must have the shape [1, height, width, channels], but one "
            "has %1.",
            each.shape());
        return squeeze(each, {0});
    };
    PoseMaps maps{sigmoid(map(m_scores)), map(m_offsets), map(m_forward), map(m_backward)};
    maps.outputStride = strideOf(maps.scores.shape());
    return maps;
}

Pose PoseNet::estimateSinglePose(const Tensor& picture, const SinglePoseConfig& config) const {
    const PaddedPicture padded = padAndResize(picture, m_resolution);
    const Pose pose = decodeSinglePose(maps(padded.image));
    return inPicture(pose, padded, config.flipHorizontal, picture.shape()[1]);
}

std::vector<Pose>
PoseNet::estimateMultiplePoses(const Tensor& picture, const MultiPoseConfig& config) const {
    const PaddedPicture padded = padAndResize(picture, m_resolution);
    std::vector<Pose> poses = decodeMultiplePoses(maps(padded.image), config);
    for (Pose& pose : poses)
        pose = inPicture(pose, padded, config.flipHorizontal, picture.shape()[1]);
    return poses;
}

} // namespace tp
