#include "engine/ops/array.h"
#include "engine/ops/conv.h"
#include "engine/ops/conv_calls.h"
#include "engine/runtime/op.h"

#include <algorithm>

namespace tp {

Batched batched(const Tensor& x, std::size_t rank) {
    if (x.rank() + 1 != rank)
        return {x, false};
    Shape shape{1};
    for (const std::int64_t size : x.shape())
        shape.push_back(size);
    return {reshape(x, shape), true};
}

Tensor unbatched(const Tensor& y, bool isSingle) {
    if (!isSingle)
        return y;
    return reshape(y, Shape(std::span(y.shape().begin() + 1, y.rank() - 1)));
}

void checkSteps(const PerAxis& strides, const PerAxis& dilations, std::string_view where) {
    const auto areOne = [](const PerAxis& steps) {
        return std::all_of(
            steps.list().begin(), steps.list().end(), [](std::int64_t step) { return step == 1; });
    };
    check(
        areOne(strides) || areOne(dilations),
        "%1: strides and dilations cannot both be above 1: make one of them 1.",
        where);
}

Attrs callAttrs(
    const PerAxis& strides,
    const Pad& pad,
    std::string_view dimRoundingMode,
    std::string_view dataFormat,
    const PerAxis& dilations) {
    return {
        {"strides", strides.list()},
        {"pad", pad.how()},
        {"explicitPaddings", pad.sizes()},
        {"dimRoundingMode", std::string(dimRoundingMode)},
        {"dataFormat", std::string(dataFormat)},
        {"dilations", dilations.list()}};
}

// NOLINTNEXTLINE(readability-function-size): the parameters are those of TensorFlow.js
Tensor conv1d(
    const Tensor& x,
    const Tensor& filter,
    std::int64_t stride,
    const Pad& pad,
    std::string_view dataFormat,
    std::int64_t dilation,
    std::string_view dimRoundingMode) {
    const auto [images, isSingle] = batched(x, 3);
    check(
        images.rank() == 3 && filter.rank() == 3,
        "conv1d: x must be [batch, steps, channels] and the filter [size, channels, outputs], but "
        "their shapes are %1 and %2.",
        x.shape(),
        filter.shape());
    check(dataFormat == "NWC", "conv1d: the data format must be NWC, but it is %1.", dataFormat);
    const Tensor y = conv2d(
        expandDims(images, 1),
        expandDims(filter, 0),
        {1, stride},
        pad,
        "NHWC",
        {1, dilation},
        dimRoundingMode);
    return unbatched(squeeze(y, 1), isSingle);
}

// NOLINTNEXTLINE(readability-function-size): the parameters are those of TensorFlow.js
Tensor conv2d(
    const Tensor& x,
    const Tensor& filter,
    const PerAxis& strides,
    const Pad& pad,
    std::string_view dataFormat,
    const PerAxis& dilations,
    std::string_view dimRoundingMode) {
    checkRoundable(pad, dimRoundingMode, "conv2d");
    checkSteps(strides, dilations, "conv2d");
    const auto [images, isSingle] = batched(x, 4);
    const Attrs attrs = callAttrs(strides, pad, dimRoundingMode, dataFormat, dilations);
    return unbatched(run(*findOp("Conv2D"), {images, filter}, attrs), isSingle);
}

namespace {

Tensor transposed(
    std::string_view op,
    std::size_t rank,
    const Tensor& x,
    const Tensor& filter,
    const Shape& outputShape,
    Attrs attrs) {
    const auto [dy, isSingle] = batched(x, rank);
    Ints shape = toInts(outputShape);
    if (isSingle && shape.size() + 1 == rank)
        shape.insert(shape.begin(), 1);
    attrs.emplace_back("inputShape", shape);
    return unbatched(run(*findOp(op), {dy, filter}, std::move(attrs)), isSingle);
}

} // namespace

Tensor conv2dTranspose(
    const Tensor& x,
    const Tensor& filter,
    const Shape& outputShape,
    const PerAxis& strides,
    const Pad& pad,
    std::string_view dimRoundingMode) {
    checkRoundable(pad, dimRoundingMode, "conv2dTranspose");
    return transposed(
        "Conv2DBackpropInput",
        4,
        x,
        filter,
        outputShape,
        callAttrs(strides, pad, dimRoundingMode, "NHWC", 1));
}

Tensor conv3d(
    const Tensor& x,
    const Tensor& filter,
    const PerAxis& strides,
    const Pad& pad,
    std::string_view dataFormat,
    const PerAxis& dilations) {
    checkSteps(strides, dilations, "conv3d");
    const auto [images, isSingle] = batched(x, 5);
    const Attrs attrs = callAttrs(strides, pad, {}, dataFormat, dilations);
    return unbatched(run(*findOp("Conv3D"), {images, filter}, attrs), isSingle);
}

Tensor conv3dTranspose(
    const Tensor& x,
    const Tensor& filter,
    const Shape& outputShape,
    const PerAxis& strides,
    const Pad& pad) {
    return transposed(
        "Conv3DBackpropInputV2",
        5,
        x,
        filter,
        outputShape,
        callAttrs(strides, pad, {}, "NDHWC", 1));
}

// NOLINTNEXTLINE(readability-function-size): the parameters are those of TensorFlow.js
Tensor depthwiseConv2d(
    const Tensor& x,
    const Tensor& filter,
    const PerAxis& strides,
    const Pad& pad,
    std::string_view dataFormat,
    const PerAxis& dilations,
    std::string_view dimRoundingMode) {
    checkRoundable(pad, dimRoundingMode, "depthwiseConv2d");
    checkSteps(strides, dilations, "depthwiseConv2d");
    const auto [images, isSingle] = batched(x, 4);
    const Attrs attrs = callAttrs(strides, pad, dimRoundingMode, dataFormat, dilations);
    return unbatched(run(*findOp("DepthwiseConv2dNative"), {images, filter}, attrs), isSingle);
}

// NOLINTNEXTLINE(readability-function-size): the parameters are those of TensorFlow.js
Tensor separableConv2d(
    const Tensor& x,
    const Tensor& depthwiseFilter,
    const Tensor& pointwiseFilter,
    const PerAxis& strides,
    const Pad& pad,
    const PerAxis& dilation,
    std::string_view dataFormat) {
    check(
        dataFormat == "NHWC",
        "separableConv2d: the data format must be NHWC, but it is %1.",
        dataFormat);
    const Shape& point = pointwiseFilter.shape();
    check(
        point.rank() == 4 && point[0] == 1 && point[1] == 1,
        "separableConv2d: the pointwise filter must be [1, 1, channels, outputs], but its shape is "
        "%1.",
        point);
    const Tensor filtered = depthwiseConv2d(x, depthwiseFilter, strides, pad, dataFormat, dilation);
    return conv2d(filtered, pointwiseFilter, 1, "valid", dataFormat);
}

} // namespace tp
