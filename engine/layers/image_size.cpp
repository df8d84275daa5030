#include "engine/layers/image_size.h"

#include "engine/base/saturated.h"
#include "engine/layers/window.h"
#include "engine/ops/array.h"
#include "engine/ops/image.h"

#include <limits>

namespace tp {

Margins::Margins(std::initializer_list<std::int64_t> axes) {
    for (const std::int64_t margin : axes)
        m_axes.emplace_back(margin, margin);
}

Json settingToJson(const Margins& value) {
    Json::List axes;
    for (const auto& [before, after] : value.axes())
        axes.emplace_back(Json::List{before, after});
    return axes;
}

void settingFromJson(const JsonReader& json, Margins& value) {
    if (json.value().isNumber()) {
        value = json.integer();
        return;
    }
    std::vector<Margins::Pair> axes;
    for (const JsonReader& each : json.elements()) {
        if (each.value().isNumber()) {
            axes.emplace_back(each.integer(), each.integer());
        } else {
            if (each.size() != 2)
                each.refuse("expected two numbers, before and after, but found %2", each.size());
            axes.emplace_back(each.element(0).integer(), each.element(1).integer());
        }
    }
    value = Margins(std::move(axes));
}

} // namespace tp

namespace tp::layers {

namespace {

void checkMargins(const std::string& layer, const char* setting, const Margins& margins) {
    check(
        margins.axes().size() == 2,
        "%1: %2 must be a number, two numbers or two pairs, for rows and columns, but got a list "
        "of %3.",
        layer,
        setting,
        margins.axes().size());
    for (const auto& [before, after] : margins.axes()) {
        for (const std::int64_t margin : {before, after}) {
            check(
                margin >= 0 && margin <= std::numeric_limits<std::int32_t>::max(),
                "%1: %2 must be 0 or more, and no more than 2147483647, but got %3.",
                layer,
                setting,
                margin);
        }
    }
}

/// The image without so many pixels at its edges; -1 stays -1, and what would be below 0 is 0.
Shape croppedShape(const Shape& image, const Margins& margins, DataFormat format) {
    Shape shape = image;
    const std::size_t first = firstSpatialAxis(format);
    for (std::size_t i = 0; i < 2; ++i) {
        const auto& [before, after] = margins.axes()[i];
        if (image[first + i] != -1)
            shape[first + i] = std::max<std::int64_t>(image[first + i] - before - after, 0);
    }
    return shape;
}

} // namespace

void describe(ConfigFields& fields, ZeroPadding2DConfig& config) {
    fields.add("padding", config.padding);
    fields.choose("data_format", config.dataFormat, kDataFormatNames);
}

ZeroPadding2D::ZeroPadding2D(ZeroPadding2DConfig config)
    : ConfiguredLayer("ZeroPadding2D", std::move(config)) {
    checkMargins(name(), "padding", m_config.padding);
}

Shape ZeroPadding2D::computeOutputShape(const Shape& inputShape) const {
    Shape shape = inputShape;
    const std::size_t first = firstSpatialAxis(m_config.dataFormat);
    for (std::size_t i = 0; i < 2; ++i) {
        const auto& [before, after] = m_config.padding.axes()[i];
        if (inputShape[first + i] != -1)
            shape[first + i] = saturatedSum(inputShape[first + i], before + after);
    }
    return shape;
}

void ZeroPadding2D::checkInput(const Shape& inputShape) const {
    checkShape(name(), anySizes(2), inputShape);
}

Tensor ZeroPadding2D::call(const Tensor& x, const LayerCall&) {
    Paddings paddings(4, {0, 0});
    const std::size_t first = firstSpatialAxis(m_config.dataFormat);
    for (std::size_t i = 0; i < 2; ++i) {
        const auto& [before, after] = m_config.padding.axes()[i];
        paddings[first + i] = {before, after};
    }
    return pad(x, paddings);
}

std::shared_ptr<ZeroPadding2D> zeroPadding2d(ZeroPadding2DConfig config) {
    return std::make_shared<ZeroPadding2D>(std::move(config));
}

void describe(ConfigFields& fields, Cropping2DConfig& config) {
    fields.add("cropping", config.cropping);
    fields.choose("data_format", config.dataFormat, kDataFormatNames);
}

Cropping2D::Cropping2D(Cropping2DConfig config) : ConfiguredLayer("Cropping2D", std::move(config)) {
    checkMargins(name(), "cropping", m_config.cropping);
}

Shape Cropping2D::computeOutputShape(const Shape& inputShape) const {
    return croppedShape(inputShape, m_config.cropping, m_config.dataFormat);
}

void Cropping2D::checkInput(const Shape& inputShape) const {
    checkShape(name(), anySizes(2), inputShape);
}

Tensor Cropping2D::call(const Tensor& x, const LayerCall&) {
    const Shape shape = computeOutputShape(x.shape());
    const std::size_t first = firstSpatialAxis(m_config.dataFormat);
    check(
        shape[first] > 0 && shape[first + 1] > 0,
        "%1: nothing is left of an input of shape %2: the output would have shape %3.",
        name(),
        x.shape(),
        shape);
    Ints begin(4, 0);
    for (std::size_t i = 0; i < 2; ++i)
        begin[first + i] = m_config.cropping.axes()[i].first;
    return slice(x, begin, toInts(shape));
}

std::shared_ptr<Cropping2D> cropping2D(Cropping2DConfig config) {
    return std::make_shared<Cropping2D>(std::move(config));
}

void describe(ConfigFields& fields, UpSampling2DConfig& config) {
    fields.add("size", config.size);
    fields.choose("data_format", config.dataFormat, kDataFormatNames);
    fields.choose("interpolation", config.interpolation, kInterpolationNames);
}

UpSampling2D::UpSampling2D(UpSampling2DConfig config)
    : ConfiguredLayer("UpSampling2D", std::move(config)) {
    m_config.size = sizesPerAxis(m_config.size, 2, name(), "size");
}

Shape UpSampling2D::computeOutputShape(const Shape& inputShape) const {
    Shape shape = inputShape;
    const std::size_t first = firstSpatialAxis(m_config.dataFormat);
    for (std::size_t i = 0; i < 2; ++i) {
        if (inputShape[first + i] != -1)
            shape[first + i] = saturatedProduct(inputShape[first + i], m_config.size.list()[i]);
    }
    return shape;
}

void UpSampling2D::checkInput(const Shape& inputShape) const {
    checkShape(name(), anySizes(2), inputShape);
}

// With channels first, each channel is taken for an image of its own, and nothing has to move.
Tensor UpSampling2D::call(const Tensor& x, const LayerCall&) {
    const Shape& in = x.shape();
    const Shape out = computeOutputShape(in);
    const std::size_t first = firstSpatialAxis(m_config.dataFormat);
    const bool isLast = m_config.dataFormat == DataFormat::ChannelsLast;
    const Tensor images = isLast ? x : reshape(x, {in[0] * in[1], in[2], in[3], 1});
    const image::Size size{out[first], out[first + 1]};
    const Tensor y = m_config.interpolation == Interpolation::Nearest
                         ? image::resizeNearestNeighbor(images, size)
                         : image::resizeBilinear(images, size);
    return isLast ? y : reshape(y, out);
}

std::shared_ptr<UpSampling2D> upSampling2d(UpSampling2DConfig config) {
    return std::make_shared<UpSampling2D>(std::move(config));
}

} // namespace tp::layers
