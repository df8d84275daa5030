#pragma once

#include "engine/ops/conv_geometry.h"

#include <string_view>

namespace tp {

// A window moves over images and leaves one number for each channel: its mean or its maximum.
// Images are [height, width, channels] or batches of them, channels last; padding does not count.

/// The mean under the window. Its gradient shares dy out over the whole window, even where a part
/// of it lies in the padding, as TensorFlow.js does. `dimRoundingMode` (floor, round or ceil) says
/// how many windows there are where they do not fit evenly; only with a padding in numbers.
Tensor avgPool(
    const Tensor& x,
    const PerAxis& filterSize,
    const PerAxis& strides,
    const Pad& pad,
    std::string_view dimRoundingMode = "");

/// The largest number under the window; NaN does not count. The gradient goes to the first of
/// several.
Tensor maxPool(
    const Tensor& x,
    const PerAxis& filterSize,
    const PerAxis& strides,
    const Pad& pad,
    std::string_view dimRoundingMode = "");

/// The same for [depth, height, width, channels], or batches of them.
Tensor avgPool3d(
    const Tensor& x,
    const PerAxis& filterSize,
    const PerAxis& strides,
    const Pad& pad,
    std::string_view dimRoundingMode = "",
    std::string_view dataFormat = "NDHWC");
Tensor maxPool3d(
    const Tensor& x,
    const PerAxis& filterSize = {3, 3, 3},
    const PerAxis& strides = 1,
    const Pad& pad = "valid",
    std::string_view dimRoundingMode = "",
    std::string_view dataFormat = "NDHWC");

struct PooledWithArgmax {
    Tensor result;
    Tensor indexes; ///< int32
};

/// maxPool() of a batch with the places of the maxima: (row * width + column) * channels + channel,
/// counted on through the batch if includeBatchInIndex; -1 where there is none.
PooledWithArgmax maxPoolWithArgmax(
    const Tensor& x,
    const PerAxis& filterSize,
    const PerAxis& strides,
    const Pad& pad,
    bool includeBatchInIndex = false);

/// avgPool() or maxPool() ("avg" or "max"), if `dilations` are above 1 over every n-th element;
/// strides must be 1 then.
Tensor pool(
    const Tensor& input,
    const PerAxis& windowShape,
    std::string_view poolingType,
    const Pad& pad,
    const PerAxis& dilations = 1,
    const PerAxis& strides = 1,
    std::string_view dimRoundingMode = "");

} // namespace tp
