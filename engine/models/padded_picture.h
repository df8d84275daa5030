#pragma once

#include "engine/ops/image.h"

namespace tp {

/// A picture brought to a model's size without changing its proportions.
struct PaddedPicture {
    Tensor image; ///< [height, width, 3], float32, in the picture's colours

    // How many pixels of the picture's size were put around it: black ones.
    double top = 0;
    double left = 0;

    // How many pixels of the picture one of the image is.
    double scaleY = 1;
    double scaleX = 1;
};

/// Pads with black to the proportions of `size`, the same on both sides, then resizes. The padded
/// picture is never made, however long and narrow it is.
///
/// `picture` is [height, width, 3], int32 or float32. Throws InvalidArgument for another shape or
/// dtype, and for sizes below 1.
PaddedPicture padAndResize(const Tensor& picture, image::Size size);

} // namespace tp
