#pragma once

#include "engine/layers/data_format.h"
#include "engine/ops/conv_geometry.h"

namespace tp {

// Sizes of windows in files: a number for all axes, or a list of one for each.
Json settingToJson(const PerAxis& value);
void settingFromJson(const JsonReader& json, PerAxis& value);

} // namespace tp

namespace tp::layers {

// What layers share that move a window over sequences, images or volumes: inputs with one, two or
// three spatial axes beside those of samples and channels.

/// One number for each of `rank` spatial axes. Throws InvalidArgument, naming the layer and the
/// setting, if they are missing, of another count, or not between 1 and 2147483647.
PerAxis
sizesPerAxis(const PerAxis& given, std::size_t rank, const std::string& layer, const char* setting);

/// Which axis of an input the channels are, and the first spatial one.
inline std::size_t channelAxis(DataFormat format, std::size_t rank) {
    return format == DataFormat::ChannelsLast ? rank - 1 : 1;
}
inline std::size_t firstSpatialAxis(DataFormat format) {
    return format == DataFormat::ChannelsLast ? 1 : 2;
}

/// How many windows there are along an axis: -1 if its size is (any), 0 if none fits.
std::int64_t windowCount(
    std::int64_t size,
    std::int64_t window,
    Padding padding,
    std::int64_t stride,
    std::int64_t dilation = 1);

/// The size of an axis, made larger by a transposed convolution; -1 stays -1.
std::int64_t
spreadSize(std::int64_t size, std::int64_t window, Padding padding, std::int64_t stride);

/// Throws InvalidArgument, naming the layer and both shapes, unless the input has as many axes as
/// expected, and their sizes, where these are not -1.
void checkShape(const std::string& layer, const Shape& expected, const Shape& inputShape);

/// The shape [-1, …] of inputs with that many spatial axes, and `channels` of them (-1 for any).
Shape anySizes(std::size_t spatialAxes, DataFormat format = {}, std::int64_t channels = -1);

/// The number of channels. Throws InvalidArgument, naming the layer, if it may be any.
std::int64_t knownChannels(const std::string& layer, const Shape& inputShape, DataFormat format);

/// Where windows go along the axes of an input.
struct Windows {
    const PerAxis& size;
    Padding padding;
    const PerAxis& strides;
    const PerAxis* dilations = nullptr; ///< none: 1
};

/// Throws InvalidArgument, naming the layer and both shapes, if windows reach so far beyond the
/// input that tfjs counts fewer than none; what comes out empty is refused once data come.
void checkWindowsReach(
    const std::string& layer, const Windows& windows, DataFormat format, const Shape& input);

/// Throws InvalidArgument, naming the layer and both shapes, if no window fits: outputs would be
/// empty.
void checkWindowFits(
    const std::string& layer, const PerAxis& window, const Shape& input, const Shape& output);

/// As ops call them. Padding::Causal is for callers to refuse.
inline const char* padName(Padding padding) {
    return padding == Padding::Same ? "same" : "valid";
}
inline const char* imageFormat(DataFormat format) {
    return format == DataFormat::ChannelsLast ? "NHWC" : "NCHW";
}

/// Channels moved to the end, or back to where the format has them; as they are if there already.
Tensor toChannelsLast(const Tensor& x, DataFormat format);
Tensor fromChannelsLast(const Tensor& x, DataFormat format);

} // namespace tp::layers
