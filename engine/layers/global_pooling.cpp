#include "engine/layers/global_pooling.h"

#include "engine/layers/window.h"
#include "engine/ops/reduce.h"

namespace tp::layers {

namespace {

Axes pixelAxes(DataFormat format) {
    return format == DataFormat::ChannelsLast ? Axes{1, 2} : Axes{2, 3};
}

Shape perChannel(const Shape& inputShape, DataFormat format) {
    return {inputShape[0], inputShape[channelAxis(format, inputShape.rank())]};
}

} // namespace

void describe(ConfigFields&, GlobalPooling1DConfig&) {}

void describe(ConfigFields& fields, GlobalPooling2DConfig& config) {
    fields.choose("data_format", config.dataFormat, kDataFormatNames);
}

GlobalAveragePooling1D::GlobalAveragePooling1D(GlobalPooling1DConfig config)
    : ConfiguredLayer("GlobalAveragePooling1D", std::move(config)) {}

Shape GlobalAveragePooling1D::computeOutputShape(const Shape& inputShape) const {
    return perChannel(inputShape, DataFormat::ChannelsLast);
}

void GlobalAveragePooling1D::checkInput(const Shape& inputShape) const {
    checkShape(name(), anySizes(1), inputShape);
}

Tensor GlobalAveragePooling1D::call(const Tensor& x, const LayerCall&) {
    return mean(x, 1);
}

GlobalMaxPooling1D::GlobalMaxPooling1D(GlobalPooling1DConfig config)
    : ConfiguredLayer("GlobalMaxPooling1D", std::move(config)) {}

Shape GlobalMaxPooling1D::computeOutputShape(const Shape& inputShape) const {
    return perChannel(inputShape, DataFormat::ChannelsLast);
}

void GlobalMaxPooling1D::checkInput(const Shape& inputShape) const {
    checkShape(name(), anySizes(1), inputShape);
}

Tensor GlobalMaxPooling1D::call(const Tensor& x, const LayerCall&) {
    return max(x, 1);
}

GlobalAveragePooling2D::GlobalAveragePooling2D(GlobalPooling2DConfig config)
    : ConfiguredLayer("GlobalAveragePooling2D", std::move(config)) {}

Shape GlobalAveragePooling2D::computeOutputShape(const Shape& inputShape) const {
    return perChannel(inputShape, m_config.dataFormat);
}

void GlobalAveragePooling2D::checkInput(const Shape& inputShape) const {
    checkShape(name(), anySizes(2), inputShape);
}

Tensor GlobalAveragePooling2D::call(const Tensor& x, const LayerCall&) {
    return mean(x, pixelAxes(m_config.dataFormat));
}

GlobalMaxPooling2D::GlobalMaxPooling2D(GlobalPooling2DConfig config)
    : ConfiguredLayer("GlobalMaxPooling2D", std::move(config)) {}

Shape GlobalMaxPooling2D::computeOutputShape(const Shape& inputShape) const {
    return perChannel(inputShape, m_config.dataFormat);
}

void GlobalMaxPooling2D::checkInput(const Shape& inputShape) const {
    checkShape(name(), anySizes(2), inputShape);
}

Tensor GlobalMaxPooling2D::call(const Tensor& x, const LayerCall&) {
    return max(x, pixelAxes(m_config.dataFormat));
}

std::shared_ptr<GlobalAveragePooling1D> globalAveragePooling1d(GlobalPooling1DConfig config) {
    return std::make_shared<GlobalAveragePooling1D>(std::move(config));
}

std::shared_ptr<GlobalMaxPooling1D> globalMaxPooling1d(GlobalPooling1DConfig config) {
    return std::make_shared<GlobalMaxPooling1D>(std::move(config));
}

std::shared_ptr<GlobalAveragePooling2D> globalAveragePooling2d(GlobalPooling2DConfig config) {
    return std::make_shared<GlobalAveragePooling2D>(std::move(config));
}

std::shared_ptr<GlobalMaxPooling2D> globalMaxPooling2d(GlobalPooling2DConfig config) {
    return std::make_shared<GlobalMaxPooling2D>(std::move(config));
}

} // namespace tp::layers
