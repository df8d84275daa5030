#include "engine/models/padded_picture.h"

#include "engine/base/error.h"
#include "engine/ops/array.h"

#include <algorithm>
#include <cmath>

namespace tp {

namespace {

constexpr std::int64_t kChannels = 3;

/// Where one row or column of the image comes from: between two of the picture, or from padding.
struct Source {
    std::int64_t first; ///< -1: padding
    std::int64_t second;
    float share; ///< of the second one
};

std::vector<Source> sourcesOf(std::int64_t count, std::int64_t out, double padding) {
    const double padded = static_cast<double>(count) + 2 * padding;
    const double step = padded / static_cast<double>(out);
    const auto inPicture = [&](double place) -> std::int64_t {
        const double own = place - padding;
        return own >= 0 && own < static_cast<double>(count) ? static_cast<std::int64_t>(own) : -1;
    };
    std::vector<Source> sources;
    for (std::int64_t i = 0; i < out; ++i) {
        const double place = step * static_cast<double>(i);
        const double before = std::min(std::floor(place), padded - 1);
        const double after = std::min(std::ceil(place), padded - 1);
        sources.push_back(
            {inPicture(before), inPicture(after), static_cast<float>(place - std::floor(place))});
    }
    return sources;
}

/// Halves are rounded up, as JavaScript does.
double rounded(double value) {
    return std::floor(value + 0.5);
}

Tensor resized(
    const Tensor& picture, const std::vector<Source>& rows, const std::vector<Source>& columns) {
    const auto values = picture.values<float>();
    const std::int64_t width = picture.shape()[1];
    const auto at = [&](std::int64_t y, std::int64_t x, std::int64_t channel) {
        if (y < 0 || x < 0)
            return 0.0F;
        return values[static_cast<std::size_t>((y * width + x) * kChannels + channel)];
    };
    Tensor image =
        allocateTensor({DType::Float32, {std::ssize(rows), std::ssize(columns), kChannels}});
    auto* out = reinterpret_cast<float*>(image.storage()->host());
    for (const Source& row : rows) {
        for (const Source& column : columns) {
            for (std::int64_t channel = 0; channel < kChannels; ++channel) {
                const float leftTop = at(row.first, column.first, channel);
                const float rightTop = at(row.first, column.second, channel);
                const float leftBottom = at(row.second, column.first, channel);
                const float rightBottom = at(row.second, column.second, channel);
                const float top = leftTop + (rightTop - leftTop) * column.share;
                const float bottom = leftBottom + (rightBottom - leftBottom) * column.share;
                *out++ = top + (bottom - top) * row.share;
            }
        }
    }
    return image;
}

} // namespace

PaddedPicture padAndResize(const Tensor& picture, image::Size size) {
    check(!picture.isNull(), "padAndResize: the picture is an empty tensor handle.");
    const bool isFit = picture.rank() == 3 && picture.shape()[2] == kChannels &&
                       picture.size() > 0 &&
                       (picture.dtype() == DType::Int32 || picture.dtype() == DType::Float32);
    check(
        isFit,
        "padAndResize: the picture must be int32 or float32 of shape [height, width, 3], but is %1 "
        "of shape %2.",
        picture.dtype(),
        picture.shape());
    check(
        size.height >= 1 && size.width >= 1,
        "padAndResize: the size must be 1 x 1 or more, but is %1 x %2.",
        size.height,
        size.width);
    const auto height = static_cast<double>(picture.shape()[0]);
    const auto width = static_cast<double>(picture.shape()[1]);
    const double wanted = static_cast<double>(size.width) / static_cast<double>(size.height);
    PaddedPicture result;
    if (width / height < wanted) {
        result.left = rounded(0.5 * (wanted * height - width));
    } else {
        result.top = rounded(0.5 * (1 / wanted * width - height));
    }
    result.scaleY = (height + 2 * result.top) / static_cast<double>(size.height);
    result.scaleX = (width + 2 * result.left) / static_cast<double>(size.width);
    result.image = resized(
        cast(picture, DType::Float32),
        sourcesOf(picture.shape()[0], size.height, result.top),
        sourcesOf(picture.shape()[1], size.width, result.left));
    return result;
}

} // namespace tp
