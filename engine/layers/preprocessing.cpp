#include "engine/layers/preprocessing.h"

#include "engine/base/saturated.h"
#include "engine/layers/window.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"
#include "engine/ops/image.h"
#include "engine/ops/index.h"
#include "engine/ops/random.h"
#include "engine/ops/reduce.h"
#include "engine/ops/sets.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tp {

Json settingToJson(const WidthChange& value) {
    return value.isPair ? Json(Json::List{value.lower, value.upper}) : Json(value.upper);
}

void settingFromJson(const JsonReader& json, WidthChange& value) {
    if (json.value().isNumber()) {
        value = json.number();
        return;
    }
    if (json.size() != 2)
        json.refuse("expected a number or a list of two, but found a list of %2", json.size());
    value = {json.element(0).number(), json.element(1).number()};
}

} // namespace tp

namespace tp::layers {

namespace {

constexpr EnumName<CategoryOutput> kOutputNames[] = {
    {CategoryOutput::Int, "int"},
    {CategoryOutput::OneHot, "one_hot"},
    {CategoryOutput::MultiHot, "multi_hot"},
    {CategoryOutput::Count, "count"},
    {CategoryOutput::TfIdf, "tf_idf"}};

void checkSize(const std::string& layer, std::int64_t height, std::int64_t width) {
    constexpr std::int64_t kLargest = std::numeric_limits<std::int32_t>::max();
    check(
        height >= 1 && height <= kLargest && width >= 1 && width <= kLargest,
        "%1: height and width must be 1 or more, and no more than 2147483647, but got %2 and %3.",
        layer,
        height,
        width);
}

void checkIsImage(const std::string& layer, const Shape& shape) {
    check(
        shape.rank() == 3 || shape.rank() == 4,
        "%1: inputs must have shape [null, null, null] or [null, null, null, null], but one has "
        "shape %2.",
        layer,
        shape);
}

/// Which rows (or columns) of an image with so many a crop is made of. tfjs says where the crop
/// lies in shares of the image's size, which then count from the first pixel to the last: what is
/// cut out is a bit narrower than asked for, and stretched.
Tensor placesOfCrop(std::int64_t size, std::int64_t crop, std::int64_t begin) {
    const auto share = [&](std::int64_t edge) {
        return static_cast<double>(
            static_cast<float>(static_cast<double>(edge) / static_cast<double>(size)));
    };
    const auto last = static_cast<double>(size - 1);
    const double first = share(begin) * last;
    const double step =
        crop == 1 ? 0 : (share(begin + crop) - share(begin)) * last / static_cast<double>(crop - 1);
    const double middle = (share(begin) + share(begin + crop)) / 2 * last;
    check(
        size <= std::numeric_limits<std::int32_t>::max(),
        "centerCrop: an image with %1 rows or columns is too large.",
        size);
    std::vector<std::int32_t> places;
    for (std::int64_t i = 0; i < crop; ++i) {
        const double at = crop == 1 ? middle : first + static_cast<double>(i) * step;
        places.push_back(static_cast<std::int32_t>(std::min(roundedHalfUp(at), last)));
    }
    return fromBuffer(places, {crop});
}

[[noreturn]] void refuseInModel(const std::string& layer) {
    fail(
        Error::Kind::Unsupported,
        "%1: this layer works on tensors only, not within a model, here as in TensorFlow.js: apply "
        "it to the images before they go in.",
        layer);
}

Tensor resized(const Tensor& x, image::Size size, Interpolation interpolation, bool alignsCorners) {
    return interpolation == Interpolation::Bilinear
               ? image::resizeBilinear(x, size, alignsCorners)
               : image::resizeNearestNeighbor(x, size, alignsCorners);
}

} // namespace

void describe(ConfigFields& fields, RescalingConfig& config) {
    fields.add("scale", config.scale);
    fields.add("offset", config.offset);
}

Rescaling::Rescaling(RescalingConfig config) : ConfiguredLayer("Rescaling", std::move(config)) {}

Tensor Rescaling::call(const Tensor& x, const LayerCall&) {
    return cast(x, DType::Float32) * m_config.scale + m_config.offset;
}

std::shared_ptr<Rescaling> rescaling(RescalingConfig config) {
    return std::make_shared<Rescaling>(std::move(config));
}

void describe(ConfigFields& fields, ResizingConfig& config) {
    fields.add("height", config.height);
    fields.add("width", config.width);
    fields.choose("interpolation", config.interpolation, kInterpolationNames);
    fields.add("crop_to_aspect_ratio", config.cropToAspectRatio);
}

Resizing::Resizing(ResizingConfig config) : ConfiguredLayer("Resizing", std::move(config)) {
    checkSize(name(), m_config.height, m_config.width);
}

Shape Resizing::computeOutputShape(const Shape& inputShape) const {
    return {m_config.height, m_config.width, inputShape[2]};
}

void Resizing::checkInput(const Shape& inputShape) const {
    checkIsImage(name(), inputShape);
}

DType Resizing::outputDType(const SymbolicTensors&) const {
    refuseInModel(name());
}

Tensor Resizing::call(const Tensor& x, const LayerCall&) {
    return resized(
        x, {m_config.height, m_config.width}, m_config.interpolation, !m_config.cropToAspectRatio);
}

std::shared_ptr<Resizing> resizing(ResizingConfig config) {
    return std::make_shared<Resizing>(std::move(config));
}

void describe(ConfigFields& fields, CenterCropConfig& config) {
    fields.add("height", config.height);
    fields.add("width", config.width);
}

CenterCrop::CenterCrop(CenterCropConfig config) : ConfiguredLayer("CenterCrop", std::move(config)) {
    checkSize(name(), m_config.height, m_config.width);
}

Shape CenterCrop::computeOutputShape(const Shape& inputShape) const {
    Shape shape = inputShape;
    shape[shape.rank() - 3] = m_config.height;
    shape[shape.rank() - 2] = m_config.width;
    return shape;
}

void CenterCrop::checkInput(const Shape& inputShape) const {
    checkIsImage(name(), inputShape);
}

Tensor CenterCrop::call(const Tensor& x, const LayerCall&) {
    const std::size_t rank = x.rank();
    const std::int64_t rows = x.shape()[rank - 3];
    const std::int64_t columns = x.shape()[rank - 2];
    if (rows < m_config.height || columns < m_config.width)
        return cast(image::resizeBilinear(x, {m_config.height, m_config.width}), x.dtype());
    const std::int64_t top = (rows - m_config.height) / 2;
    // As tfjs has it, never the first column unless all stay.
    const std::int64_t left =
        columns == m_config.width ? 0 : std::max<std::int64_t>((columns - m_config.width) / 2, 1);
    const auto axis = static_cast<int>(rank) - 3;
    return gather(
        gather(x, placesOfCrop(rows, m_config.height, top), axis),
        placesOfCrop(columns, m_config.width, left),
        axis + 1);
}

std::shared_ptr<CenterCrop> centerCrop(CenterCropConfig config) {
    return std::make_shared<CenterCrop>(std::move(config));
}

void describe(ConfigFields& fields, CategoryEncodingConfig& config) {
    fields.add("num_tokens", config.numTokens);
    fields.choose("output_mode", config.outputMode, kOutputNames);
}

CategoryEncoding::CategoryEncoding(CategoryEncodingConfig config)
    : ConfiguredLayer("CategoryEncoding", std::move(config)) {
    check(
        m_config.numTokens >= 1 && m_config.numTokens <= std::numeric_limits<std::int32_t>::max(),
        "%1: numTokens must be 1 or more, and no more than 2147483647, but got %2.",
        name(),
        m_config.numTokens);
}

Shape CategoryEncoding::computeOutputShape(const Shape& inputShape) const {
    Shape shape = inputShape;
    const bool isColumn = shape.rank() > 0 && shape.back() == 1;
    if (shape.rank() == 0 || (m_config.outputMode == CategoryOutput::OneHot && !isColumn)) {
        shape.push_back(m_config.numTokens);
    } else {
        shape[shape.rank() - 1] = m_config.numTokens;
    }
    return shape;
}

DType CategoryEncoding::outputDType(const SymbolicTensors&) const {
    return m_config.outputMode == CategoryOutput::Int ? DType::Int32 : DType::Float32;
}

Tensor CategoryEncoding::call(const Tensor& x, const LayerCall&) {
    return encoded(x, {});
}

Tensor CategoryEncoding::countWeighted(const Tensor& x, const Tensor& weights) {
    check(
        m_config.outputMode == CategoryOutput::Count,
        "%1: weights go with the outputMode \"count\" only.",
        name());
    return encoded(x, weights);
}

Tensor CategoryEncoding::encoded(const Tensor& x, const Tensor& weights) const {
    const CategoryOutput mode = m_config.outputMode;
    Tensor numbers = cast(x, DType::Int32);
    if (numbers.size() > 0) {
        const std::int32_t least = min(numbers).scalar<std::int32_t>();
        const std::int32_t most = max(numbers).scalar<std::int32_t>();
        check(
            least >= 0 && most < m_config.numTokens,
            "%1: the numbers must be 0 or more, and less than numTokens, which is %2, but they go "
            "from %3 to %4.",
            name(),
            m_config.numTokens,
            least,
            most);
    }
    if (mode == CategoryOutput::Int)
        return numbers;
    if (mode == CategoryOutput::TfIdf) {
        fail(
            Error::Kind::Unsupported,
            "%1: the outputMode \"tfIdf\" cannot be computed, here or in TensorFlow.js.",
            name());
    }
    const bool isOneHot = mode == CategoryOutput::OneHot;
    if (numbers.rank() == 0 || (isOneHot && numbers.shape().back() != 1))
        numbers = expandDims(numbers, -1);
    check(
        numbers.rank() <= 2,
        "%1: inputs of shape %2 would become outputs of shape %3, but there can be two axes only.",
        name(),
        x.shape(),
        computeOutputShape(x.shape()));
    return denseBincount(
        numbers,
        weights.isNull() ? zeros({0}) : weights,
        m_config.numTokens,
        mode != CategoryOutput::Count);
}

std::shared_ptr<CategoryEncoding> categoryEncoding(CategoryEncodingConfig config) {
    return std::make_shared<CategoryEncoding>(std::move(config));
}

void describe(ConfigFields& fields, RandomWidthConfig& config) {
    fields.add("factor", config.factor);
    fields.choose("interpolation", config.interpolation, kInterpolationNames);
    fields.add("seed", config.seed);
}

RandomWidth::RandomWidth(RandomWidthConfig config)
    : ConfiguredLayer("RandomWidth", std::move(config))
    , m_nextSeed(m_config.seed) {
    const WidthChange& factor = m_config.factor;
    check(
        factor.isPair || factor.upper > 0,
        "%1: factor must be a number above 0, or two numbers, but got %2.",
        name(),
        factor.upper);
    check(
        factor.lower >= -1 && factor.upper >= factor.lower && std::isfinite(factor.upper),
        "%1: factor must go from -1 or more to as much or more, but it goes from %2 to %3.",
        name(),
        factor.lower,
        factor.upper);
}

Shape RandomWidth::computeOutputShape(const Shape& inputShape) const {
    return {-1, -1, inputShape[2]};
}

void RandomWidth::checkInput(const Shape& inputShape) const {
    checkIsImage(name(), inputShape);
}

DType RandomWidth::outputDType(const SymbolicTensors&) const {
    refuseInModel(name());
}

Tensor RandomWidth::call(const Tensor& x, const LayerCall&) {
    const WidthChange& factor = m_config.factor;
    const Tensor drawn =
        randomUniform({1}, 1 + factor.lower, 1 + factor.upper, DType::Float32, m_nextSeed);
    if (m_nextSeed)
        ++*m_nextSeed;
    const auto columns = static_cast<double>(x.shape()[x.rank() - 2]);
    const double width = roundedHalfUp(static_cast<double>(drawn.values<float>()[0]) * columns);
    return resized(
        x, {x.shape()[x.rank() - 3], saturatedInteger(width)}, m_config.interpolation, false);
}

std::shared_ptr<RandomWidth> randomWidth(RandomWidthConfig config) {
    return std::make_shared<RandomWidth>(std::move(config));
}

} // namespace tp::layers
