#include "app/commands/input_value.h"

#include "app/commands/picture_tensor.h"
#include "app/commands/shape_text.h"
#include "app/core/picture_file.h"
#include "engine/base/error.h"
#include "engine/base/saturated.h"
#include "engine/io/npy.h"
#include "engine/ops/ops.h"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

using tp::check;
using tp::DType;
using tp::Shape;
using tp::Tensor;
using tp::inspect::ModelEnd;

constexpr std::int64_t kMostElements = std::int64_t{1} << 28; // a gibibyte of numbers

ColorRange chosen(const ModelEnd& input, ColorRange range) {
    const bool isWhole = input.dtype == DType::Int32;
    check(
        !isWhole || range == ColorRange::Usual || range == ColorRange::ZeroTo255,
        "The input \"%1\" takes whole numbers, so only the range 0_255 is possible.",
        input.name);
    if (range != ColorRange::Usual)
        return range;
    return isWhole ? ColorRange::ZeroTo255 : ColorRange::ZeroToOne;
}

/// A number from 0 to 1 for a place: spread evenly, the same each time and in every language.
float spread(std::size_t place) {
    const std::uint32_t mixed = static_cast<std::uint32_t>(place) * 2654435761U;
    return static_cast<float>(mixed >> 8U) / 16777216.0F;
}

float inRange(float share, ColorRange range) {
    switch (range) {
    case ColorRange::MinusOneToOne:
        return 2 * share - 1;
    case ColorRange::ZeroTo255:
        return share * 255;
    case ColorRange::Usual:
    case ColorRange::ZeroToOne:
        break;
    }
    return share;
}

/// The shape of the input with one sample where the batch is open.
std::optional<Shape> ownShape(const ModelEnd& input) {
    if (!input.shape)
        return {};
    Shape shape = *input.shape;
    if (shape.rank() > 0 && shape[0] < 0)
        shape[0] = 1;
    const bool isOpen =
        std::any_of(shape.begin(), shape.end(), [](std::int64_t size) { return size < 0; });
    return isOpen ? std::nullopt : std::optional(shape);
}

Tensor randomValue(const ModelEnd& input, const QString& shapeText, ColorRange range) {
    const auto shape = shapeText.isEmpty() ? ownShape(input) : shapeFrom(shapeText);
    check(
        shape.has_value(),
        "The input \"%1\" needs a shape for its random numbers, such as random:1x224x224x3.",
        input.name);
    std::int64_t count = 1;
    for (const std::int64_t size : *shape)
        count = tp::saturatedProduct(count, size);
    check(
        count <= kMostElements,
        "The input \"%1\" would get random numbers of shape %2, which are more than %3.",
        input.name,
        *shape,
        kMostElements);
    check(
        input.dtype == DType::Float32 || input.dtype == DType::Int32 || input.dtype == DType::Bool,
        "The input \"%1\" takes %2, which cannot be random.",
        input.name,
        input.dtype);
    Tensor made = tp::allocateTensor({input.dtype, *shape});
    std::byte* const memory = made.storage()->host();
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        const float share = spread(i);
        if (input.dtype == DType::Float32) {
            reinterpret_cast<float*>(memory)[i] = inRange(share, range);
        } else if (input.dtype == DType::Int32) {
            reinterpret_cast<std::int32_t*>(memory)[i] = static_cast<std::int32_t>(share * 256);
        } else {
            reinterpret_cast<bool*>(memory)[i] = share >= 0.5F;
        }
    }
    return made;
}

/// Where an input has what of a picture.
struct Layout {
    bool hasBatch = true;
    bool areChannelsFirst = false;
    std::int64_t height = -1; ///< -1: any
    std::int64_t width = -1;
    std::int64_t channels = 3;
};

bool isColorCount(std::int64_t channels) {
    return channels == 1 || channels == 3 || channels == -1;
}

std::optional<Layout> layoutOf(const ModelEnd& input) {
    if (!input.shape)
        return Layout();
    const Shape& shape = *input.shape;
    if (shape.rank() != 3 && shape.rank() != 4)
        return {};
    Layout layout;
    layout.hasBatch = shape.rank() == 4;
    const std::size_t first = layout.hasBatch ? 1 : 0;
    layout.areChannelsFirst = !isColorCount(shape[first + 2]) && isColorCount(shape[first]);
    const std::size_t image = layout.areChannelsFirst ? first + 1 : first;
    layout.height = shape[image];
    layout.width = shape[image + 1];
    const std::int64_t channels = shape[layout.areChannelsFirst ? first : first + 2];
    layout.channels = channels < 0 ? 3 : channels;
    const bool isFit = isColorCount(channels) && (!layout.hasBatch || shape[0] <= 1) &&
                       layout.height != 0 && layout.width != 0;
    return isFit ? std::optional(layout) : std::nullopt;
}

Tensor inRange(const Tensor& colors, ColorRange range) {
    switch (range) {
    case ColorRange::MinusOneToOne:
        return colors / 127.5 - 1;
    case ColorRange::ZeroTo255:
        return colors;
    case ColorRange::Usual:
    case ColorRange::ZeroToOne:
        break;
    }
    return colors / 255;
}

Tensor pictureValue(const ModelEnd& input, const QString& path, ColorRange range) {
    const auto layout = layoutOf(input);
    Tensor colors = tp::cast(tensorOf(readPicture(path)), DType::Float32);
    check(
        layout.has_value(),
        "The input \"%1\" takes no picture: its shape is %2.",
        input.name,
        input.shape.value_or(Shape()));
    const tp::image::Size size{
        layout->height < 0 ? colors.shape()[0] : layout->height,
        layout->width < 0 ? colors.shape()[1] : layout->width};
    check(
        tp::saturatedProduct(size.height, size.width) <= kMostElements / 4,
        "The input \"%1\" asks for a picture of %2 x %3 pixels, which is too large.",
        input.name,
        size.width,
        size.height);
    if (size.height != colors.shape()[0] || size.width != colors.shape()[1])
        colors = tp::image::resizeBilinear(colors, size);
    if (layout->channels == 1)
        colors = tp::image::rgbToGrayscale(colors);
    if (layout->areChannelsFirst)
        colors = tp::transpose(colors, {2, 0, 1});
    if (layout->hasBatch)
        colors = tp::expandDims(colors);
    const Tensor ranged = inRange(colors, range);
    return input.dtype == DType::Int32 ? tp::cast(tp::round(ranged), DType::Int32) : ranged;
}

} // namespace

Tensor inputValue(const ModelEnd& input, const QString& word, ColorRange range) {
    const bool isRandom = word == QLatin1String("random") || word.startsWith("random:");
    if (isRandom)
        return randomValue(input, word.section(u':', 1), chosen(input, range));
    if (word.endsWith(QLatin1String(".npy"), Qt::CaseInsensitive))
        return tp::io::readNpy(word.toStdString());
    return pictureValue(input, word, chosen(input, range));
}

} // namespace app
