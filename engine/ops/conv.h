#pragma once

#include "engine/ops/conv_geometry.h"

#include <string_view>

namespace tp {

// Images are [batch, rows, columns, channels] ("NHWC") or [batch, channels, rows, columns]
// ("NCHW"); a single image may come without its batch axis and then gives a single result. Filters
// are [rows, columns, channels, outputs]. As in TensorFlow.js, all tensors must be float32, strides
// and dilations cannot both be above 1, and a dimRoundingMode ("floor", "round", "ceil": what
// becomes of windows that fit in part) goes with a number as padding only.

/// Slides a filter [size, channels, outputs] over sequences [batch, steps, channels], or one
/// sequence [steps, channels]. `dataFormat` must be "NWC".
Tensor conv1d(
    const Tensor& x,
    const Tensor& filter,
    std::int64_t stride,
    const Pad& pad,
    std::string_view dataFormat = "NWC",
    std::int64_t dilation = 1,
    std::string_view dimRoundingMode = {});

/// Slides a filter over images: each output is the sum of the elements in its window, weighed by
/// the filter.
///
///     const Tensor edges = conv2d(image, filter, 1, "same");
///
Tensor conv2d(
    const Tensor& x,
    const Tensor& filter,
    const PerAxis& strides,
    const Pad& pad,
    std::string_view dataFormat = "NHWC",
    const PerAxis& dilations = 1,
    std::string_view dimRoundingMode = {});

/// The transpose of conv2d(), often called deconvolution: spreads each element of x over a window
/// of the larger result. The filter is [rows, columns, outputs, channels]: the one whose conv2d()
/// would go from the result's shape to x's.
Tensor conv2dTranspose(
    const Tensor& x,
    const Tensor& filter,
    const Shape& outputShape,
    const PerAxis& strides,
    const Pad& pad,
    std::string_view dimRoundingMode = {});

/// As conv2d(), over volumes [batch, depth, rows, columns, channels] with a filter [depth, rows,
/// columns, channels, outputs].
Tensor conv3d(
    const Tensor& x,
    const Tensor& filter,
    const PerAxis& strides,
    const Pad& pad,
    std::string_view dataFormat = "NDHWC",
    const PerAxis& dilations = 1);

/// The transpose of conv3d().
Tensor conv3dTranspose(
    const Tensor& x,
    const Tensor& filter,
    const Shape& outputShape,
    const PerAxis& strides,
    const Pad& pad);

/// Filters every channel on its own: a filter [rows, columns, channels, multiplier] makes
/// `multiplier` results of each channel, side by side.
Tensor depthwiseConv2d(
    const Tensor& x,
    const Tensor& filter,
    const PerAxis& strides,
    const Pad& pad,
    std::string_view dataFormat = "NHWC",
    const PerAxis& dilations = 1,
    std::string_view dimRoundingMode = {});

/// depthwiseConv2d(), then a conv2d() that mixes the channels pixel by pixel: the pointwise filter
/// is [1, 1, channels * multiplier, outputs]. `dataFormat` must be "NHWC".
Tensor separableConv2d(
    const Tensor& x,
    const Tensor& depthwiseFilter,
    const Tensor& pointwiseFilter,
    const PerAxis& strides,
    const Pad& pad,
    const PerAxis& dilation = 1,
    std::string_view dataFormat = "NHWC");

} // namespace tp
