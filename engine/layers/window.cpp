#include "engine/layers/window.h"

#include "engine/base/saturated.h"

#include <algorithm>
#include <limits>

namespace tp {

Json settingToJson(const PerAxis& value) {
    return settingToJson(value.list());
}

void settingFromJson(const JsonReader& json, PerAxis& value) {
    Ints sizes;
    settingFromJson(json, sizes);
    value = PerAxis(std::move(sizes));
}

} // namespace tp

namespace tp::layers {

PerAxis sizesPerAxis(
    const PerAxis& given, std::size_t rank, const std::string& layer, const char* setting) {
    Ints sizes = given.list();
    check(
        !sizes.empty(), "%1: %2 is missing: give a number, or a list of %3.", layer, setting, rank);
    if (sizes.size() == 1)
        sizes.resize(rank, sizes.front());
    check(
        sizes.size() == rank,
        "%1: %2 must be a number, or a list of %3, but got a list of %4.",
        layer,
        setting,
        rank,
        sizes.size());
    for (const std::int64_t size : sizes) {
        check(
            size >= 1 && size <= std::numeric_limits<std::int32_t>::max(),
            "%1: %2 must be 1 or more, and no more than 2147483647, but got %3.",
            layer,
            setting,
            size);
    }
    return sizes;
}

std::int64_t windowCount(
    std::int64_t size,
    std::int64_t window,
    Padding padding,
    std::int64_t stride,
    std::int64_t dilation) {
    if (size == -1)
        return -1;
    const std::int64_t extent = (window - 1) * dilation + 1;
    const std::int64_t places = padding == Padding::Same ? size : size - extent + 1;
    return places <= 0 ? 0 : (places - 1) / stride + 1;
}

std::int64_t
spreadSize(std::int64_t size, std::int64_t window, Padding padding, std::int64_t stride) {
    if (size == -1)
        return -1;
    const std::int64_t overhang =
        padding == Padding::Same ? 0 : std::max<std::int64_t>(window - stride, 0);
    return saturatedSum(saturatedProduct(size, stride), overhang);
}

void checkShape(const std::string& layer, const Shape& expected, const Shape& inputShape) {
    bool fits = expected.rank() == inputShape.rank();
    for (std::size_t axis = 0; fits && axis < expected.rank(); ++axis)
        fits = expected[axis] == -1 || expected[axis] == inputShape[axis];
    check(
        fits, "%1: inputs must have shape %2, but one has shape %3.", layer, expected, inputShape);
}

Shape anySizes(std::size_t spatialAxes, DataFormat format, std::int64_t channels) {
    Shape shape;
    for (std::size_t axis = 0; axis < spatialAxes + 2; ++axis)
        shape.push_back(-1);
    shape[channelAxis(format, spatialAxes + 2)] = channels;
    return shape;
}

std::int64_t knownChannels(const std::string& layer, const Shape& inputShape, DataFormat format) {
    const std::int64_t channels = inputShape[channelAxis(format, inputShape.rank())];
    check(
        channels != -1,
        "%1: the number of channels must be known, but the input has shape %2.",
        layer,
        inputShape);
    return channels;
}

void checkWindowsReach(
    const std::string& layer, const Windows& windows, DataFormat format, const Shape& input) {
    if (windows.padding == Padding::Same)
        return;
    const std::size_t first = firstSpatialAxis(format);
    for (std::size_t i = 0; i < windows.size.list().size(); ++i) {
        const std::int64_t size = input[first + i];
        const std::int64_t dilation = windows.dilations ? windows.dilations->list()[i] : 1;
        const std::int64_t extent = (windows.size.list()[i] - 1) * dilation + 1;
        check(
            size == -1 || size - extent + windows.strides.list()[i] >= 0,
            "%1: windows of size %2 are larger than an input of shape %3.",
            layer,
            Shape(windows.size.list()),
            input);
    }
}

void checkWindowFits(
    const std::string& layer, const PerAxis& window, const Shape& input, const Shape& output) {
    const bool isEmpty = std::find(output.begin() + 1, output.end(), 0) != output.end();
    check(
        !isEmpty,
        "%1: no window of size %2 fits on an input of shape %3: the output would have shape %4.",
        layer,
        Shape(window.list()),
        input,
        output);
}

Tensor toChannelsLast(const Tensor& x, DataFormat format) {
    if (format == DataFormat::ChannelsLast)
        return x;
    std::vector<std::int64_t> order = {0};
    for (std::size_t axis = 2; axis < x.rank(); ++axis)
        order.push_back(static_cast<std::int64_t>(axis));
    order.push_back(1);
    return transpose(x, order);
}

Tensor fromChannelsLast(const Tensor& x, DataFormat format) {
    if (format == DataFormat::ChannelsLast)
        return x;
    std::vector<std::int64_t> order = {0, static_cast<std::int64_t>(x.rank()) - 1};
    for (std::size_t axis = 1; axis + 1 < x.rank(); ++axis)
        order.push_back(static_cast<std::int64_t>(axis));
    return transpose(x, order);
}

} // namespace tp::layers
