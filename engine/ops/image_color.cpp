#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/compare.h"
#include "engine/ops/creation.h"
#include "engine/ops/image.h"
#include "engine/ops/image_geometry.h"
#include "engine/ops/math.h"
#include "engine/ops/reduce.h"

#include <algorithm>
#include <array>

namespace tp::image {

namespace {

constexpr std::int64_t kShades = 256;

void checkChannels(const Tensor& image, std::int64_t channels, std::string_view where) {
    check(
        image.rank() >= 2 && image.shape().back() == channels,
        "%1: an image whose last axis has size %2 is needed, but the shape is %3.",
        where,
        channels,
        image.shape());
}

// How much each colour counts (CCIR 601).
constexpr double kRed = 0.2989;
constexpr double kGreen = 0.5870;
constexpr double kBlue = 0.1140;

using Histogram = std::array<double, kShades>;

Histogram histogramOf(const Tensor& grayscale) {
    Histogram counts{};
    const Tensor shades = cast(round(toFloat(grayscale)), DType::Int32);
    for (const std::int32_t shade : shades.values<std::int32_t>()) {
        check(
            shade >= 0,
            "threshold: the method otsu needs colours from 0 to 255, but one is %1.",
            shade);
        if (shade < kShades)
            ++counts[static_cast<std::size_t>(shade)];
    }
    return counts;
}

/// The shade that best parts dark from light: the first with the largest variance between the two
/// (Otsu 1979); -1 if none parts anything.
double otsuThreshold(const Histogram& counts, double pixels) {
    double all = 0;
    double allWeighted = 0;
    for (std::size_t shade = 0; shade < counts.size(); ++shade) {
        all += counts[shade];
        allWeighted += counts[shade] * static_cast<double>(shade);
    }
    double best = -1;
    double bestVariance = 0;
    double dark = 0;
    double darkWeighted = 0;
    for (std::size_t shade = 0; shade + 1 < counts.size(); ++shade) {
        dark += counts[shade];
        darkWeighted += counts[shade] * static_cast<double>(shade);
        const double light = all - dark;
        if (dark == 0 || light == 0)
            continue;
        const double apart = darkWeighted / dark - (allWeighted - darkWeighted) / light;
        const double variance = dark / pixels * (light / pixels) * apart * apart;
        if (variance > bestVariance) {
            bestVariance = variance;
            best = static_cast<double>(shade);
        }
    }
    return best;
}

std::uint8_t toByte(double value, double largest, std::string_view dtype) {
    check(
        !(value < 0 || value > largest),
        "toPixels: numbers of a %1 image must be between 0 and %2, but one is %3.",
        dtype,
        largest,
        value);
    // NaN becomes 0.
    return static_cast<std::uint8_t>(toInt32(roundHalfUp(value * (255 / largest))));
}

template<class T>
std::vector<std::uint8_t> toBytes(const Tensor& image, double largest) {
    std::vector<std::uint8_t> bytes;
    for (const T value : image.values<T>())
        bytes.push_back(toByte(static_cast<double>(value), largest, dtypeName(image.dtype())));
    return bytes;
}

} // namespace

Tensor grayscaleToRGB(const Tensor& image) {
    checkChannels(image, 1, "grayscaleToRGB");
    Ints reps(image.rank(), 1);
    reps.back() = 3;
    return tile(image, reps);
}

Tensor rgbToGrayscale(const Tensor& image) {
    checkChannels(image, 3, "rgbToGrayscale");
    const Tensor weighed = toFloat(image) * tensor({kRed, kGreen, kBlue});
    return toDType(sum(weighed, -1, true), image.dtype());
}

Tensor threshold(const Tensor& image, std::string_view method, bool inverted, double threshValue) {
    check(
        image.rank() == 3,
        "threshold: an image [height, width, channels] is needed, but the shape is %1.",
        image.shape());
    check(
        image.dtype() == DType::Float32 || image.dtype() == DType::Int32,
        "threshold: the image must be float32 or int32, but it is %1.",
        image.dtype());
    check(
        method == "binary" || method == "otsu",
        "threshold: the method must be binary or otsu, but it is \"%1\".",
        method);
    Tensor grayscale = toFloat(image);
    if (image.shape()[2] == 3) {
        const Tensors colors = split(grayscale, 3, 2);
        grayscale = colors[0] * kRed + colors[1] * kGreen + colors[2] * kBlue;
    }
    double limit = static_cast<double>(static_cast<float>(threshValue)) * 255;
    if (method == "otsu") {
        const auto pixels = static_cast<double>(image.shape()[0] * image.shape()[1]);
        limit = otsuThreshold(histogramOf(grayscale), pixels);
    }
    const Tensor isWhite = inverted ? lessEqual(grayscale, limit) : greater(grayscale, limit);
    return cast(isWhite, DType::Int32) * scalar(255, DType::Int32);
}

Tensor fromPixels(const Pixels& pixels, int channels) {
    check(
        channels >= 1 && channels <= 4,
        "fromPixels: an image has 1 to 4 channels, but %1 were asked for.",
        channels);
    const Shape shape{pixels.height, pixels.width, channels};
    checkSizes({pixels.height, pixels.width, 4}, "fromPixels");
    const auto bytes = static_cast<std::int64_t>(pixels.rgba.size());
    check(
        bytes == pixels.height * pixels.width * 4,
        "fromPixels: %1 by %2 pixels need 4 bytes each, but there are %3 bytes.",
        pixels.width,
        pixels.height,
        bytes);
    std::vector<std::int32_t> values;
    values.reserve(static_cast<std::size_t>(shape.elementCount()));
    for (auto pixel = pixels.rgba.begin(); pixel != pixels.rgba.end(); pixel += 4)
        values.insert(values.end(), pixel, pixel + channels);
    return fromBuffer(values, shape);
}

Pixels toPixels(const Tensor& image) {
    check(
        image.rank() == 2 || image.rank() == 3,
        "toPixels: a tensor of rank 2 or 3 is needed, but the shape is %1.",
        image.shape());
    const std::int64_t depth = image.rank() == 2 ? 1 : image.shape()[2];
    check(
        depth == 1 || depth == 3 || depth == 4,
        "toPixels: an image has 1, 3 or 4 channels, but this has %1.",
        depth);
    check(
        image.dtype() == DType::Float32 || image.dtype() == DType::Int32,
        "toPixels: the image must be float32 or int32, but it is %1.",
        image.dtype());
    const std::vector<std::uint8_t> bytes = image.dtype() == DType::Float32
                                                ? toBytes<float>(image, 1)
                                                : toBytes<std::int32_t>(image, kShades - 1);
    Pixels pixels{image.shape()[1], image.shape()[0], {}};
    pixels.rgba.reserve(bytes.size() / static_cast<std::size_t>(depth) * 4);
    for (auto pixel = bytes.begin(); pixel != bytes.end(); pixel += depth) {
        if (depth == 1) {
            pixels.rgba.insert(pixels.rgba.end(), 3, *pixel);
        } else {
            pixels.rgba.insert(pixels.rgba.end(), pixel, pixel + 3);
        }
        pixels.rgba.push_back(depth == 4 ? pixel[3] : std::uint8_t{255});
    }
    return pixels;
}

} // namespace tp::image
