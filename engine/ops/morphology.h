#pragma once

#include "engine/ops/conv_geometry.h"

namespace tp {

// Grayscale morphology: windows of offsets that move over images. `x` is [height, width, channels]
// or a batch, `filter` is [height, width, channels]; both are float32 and channels come last.

/// The largest sum of image and filter under the filter; padding does not count. The gradient goes
/// to the first of several.
Tensor dilation2d(
    const Tensor& x,
    const Tensor& filter,
    const PerAxis& strides,
    const Pad& pad,
    const PerAxis& dilations = 1);

/// The opposite: the smallest difference between the image and the filter turned around.
Tensor erosion2d(
    const Tensor& x,
    const Tensor& filter,
    const PerAxis& strides,
    const Pad& pad,
    const PerAxis& dilations = 1);

/// How the filter of a Dilation2D op, input 1, moves over the images, input 0. Throws
/// InvalidArgument if it cannot.
WindowGeometry dilationGeometry(const OpCall& call);

/// What no sum under a filter goes below, as in TensorFlow.js: the largest negative number up to
/// which whole numbers are exact in double.
inline constexpr double kLowestDilation = -9007199254740991.0;

} // namespace tp
