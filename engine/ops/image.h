#pragma once

#include "engine/ops/non_max_suppression.h"
#include "engine/tensor/tensor.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tp::image {

// Images are tensors [height, width, channels] or batches of them [batch, height, width, channels].

/// The height and width of an image.
struct Size {
    std::int64_t height;
    std::int64_t width;
};

/// The images in another size, each pixel mixed from its four neighbours; always float32.
///
/// `alignCorners` maps the centres of the corner pixels onto each other, `halfPixelCenters` counts
/// distances from the centres of pixels; both at once are refused, and so is an image without
/// pixels. Takes one image or a batch.
Tensor resizeBilinear(
    const Tensor& images, Size size, bool alignCorners = false, bool halfPixelCenters = false);

/// The same with each pixel copied from its nearest neighbour; the dtype stays.
Tensor resizeNearestNeighbor(
    const Tensor& images, Size size, bool alignCorners = false, bool halfPixelCenters = false);

/// Boxes cut out of images and resized to cropSize: [boxes, height, width, channels], float32.
///
/// `image` is a batch. A row of `boxes` is [y1, x1, y2, x2], where 0 and 1 are the image's edges;
/// y1 above y2 turns the box upside down. `boxInd` says which image of the batch each box is cut
/// from. Parts of a box beyond the image become `extrapolationValue`. `method` is "bilinear" or
/// "nearest".
Tensor cropAndResize(
    const Tensor& image,
    const Tensor& boxes,
    const Tensor& boxInd,
    Size cropSize,
    std::string_view method = "bilinear",
    double extrapolationValue = 0);

/// The images of a batch mirrored: left becomes right.
Tensor flipLeftRight(const Tensor& image);

/// The images of a batch turned counterclockwise by an angle.
///
/// `fillValue` is what lies outside: one number, or one for each channel but the fourth, which
/// becomes 255. `center` is where to turn around, as parts of width and height: one number for
/// both, or x and y.
Tensor rotateWithOffset(
    const Tensor& image,
    double radians,
    const std::vector<double>& fillValue = {0},
    const std::vector<double>& center = {0.5});

/// The images of a batch under projective transforms, one for all or one for each.
///
/// A row [a0, a1, a2, b0, b1, b2, c0, c1] of `transforms` says where the pixel at (x, y) comes
/// from:
/// ((a0 x + a1 y + a2) / k, (b0 x + b1 y + b2) / k) with k = c0 x + c1 y + 1. `interpolation` is
/// "nearest" or "bilinear"; `fillMode` is what lies outside: "constant" (fillValue), "reflect",
/// "wrap" or "nearest". The output has the image's size unless `outputShape` says otherwise.
Tensor transform(
    const Tensor& image,
    const Tensor& transforms,
    std::string_view interpolation = "nearest",
    std::string_view fillMode = "constant",
    double fillValue = 0,
    std::optional<Size> outputShape = {});

/// One channel three times. Takes any tensor of rank 2 or more whose last axis has size 1.
Tensor grayscaleToRGB(const Tensor& image);

/// How light the colours look: 0.2989 red + 0.587 green + 0.114 blue, in the image's dtype. Takes
/// any tensor of rank 2 or more whose last axis has size 3.
Tensor rgbToGrayscale(const Tensor& image);

/// 255 where a pixel is lighter than a threshold, else 0; the other way round if `inverted`. int32.
///
/// `image` is [height, width, channels] with colours from 0 to 255; three channels are taken as a
/// colour. The threshold is 255 `threshValue` for the method "binary", and the one that best parts
/// dark from light for "otsu".
Tensor threshold(
    const Tensor& image,
    std::string_view method = "binary",
    bool inverted = false,
    double threshValue = 0.5);

/// An image as screens and files have it.
struct Pixels {
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::vector<std::uint8_t> rgba; ///< red, green, blue and opacity of each pixel, row by row
};

/// The first `channels` (1 to 4) of the pixels' colours: int32 [height, width, channels].
Tensor fromPixels(const Pixels& pixels, int channels = 3);

/// The image of a tensor [height, width] or [height, width, 1, 3 or 4]: numbers from 0 to 1 if
/// float32, from 0 to 255 if int32. Throws InvalidArgument for any number outside.
Pixels toPixels(const Tensor& image);

} // namespace tp::image
