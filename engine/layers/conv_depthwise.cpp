#include "engine/layers/conv_depthwise.h"

#include "engine/base/saturated.h"
#include "engine/layers/fusable.h"
#include "engine/ops/conv.h"
#include "engine/ops/fused.h"

#include <limits>

namespace tp::layers {

namespace {

constexpr std::size_t kImageAxes = 2;

void checkMultiplier(const std::string& layer, std::int64_t depthMultiplier) {
    check(
        depthMultiplier >= 1 && depthMultiplier <= std::numeric_limits<std::int32_t>::max(),
        "%1: depthMultiplier must be 1 or more, and no more than 2147483647, but got %2.",
        layer,
        depthMultiplier);
}

/// tfjs writes the regularizer in the constraint's place; from there, it must not be read as one.
void describeDepthwiseConstraint(ConfigFields& fields, DepthwiseConv2DConfig& config) {
    constexpr std::string_view kName = "depthwise_constraint";
    if (!fields.reader()) {
        fields.add(kName, config.depthwiseRegularizer);
        return;
    }
    const auto given = fields.reader()->find(kName);
    const Json* kind =
        given && given->value().isObject() ? given->value().find("class_name") : nullptr;
    if (!kind || *kind != Json("L1L2"))
        fields.add(kName, config.depthwiseConstraint);
}

} // namespace

void describe(ConfigFields& fields, DepthwiseConv2DConfig& config) {
    fields.add("kernel_size", config.kernelSize);
    fields.add("strides", config.strides);
    fields.choose("padding", config.padding, kPaddingNames);
    fields.choose("data_format", config.dataFormat, kDataFormatNames);
    fields.add("dilation_rate", config.dilationRate);
    fields.add("activation", config.activation);
    fields.add("use_bias", config.useBias);
    fields.add("bias_initializer", config.biasInitializer);
    fields.add("bias_regularizer", config.biasRegularizer);
    fields.refuseIfGiven("activity_regularizer");
    fields.add("bias_constraint", config.biasConstraint);
    fields.add("depth_multiplier", config.depthMultiplier);
    fields.add("depthwise_initializer", config.depthwiseInitializer);
    fields.add("depthwise_regularizer", config.depthwiseRegularizer);
    describeDepthwiseConstraint(fields, config);
}

DepthwiseConv2D::DepthwiseConv2D(DepthwiseConv2DConfig config)
    : ConfiguredLayer("DepthwiseConv2D", std::move(config)) {
    checkMultiplier(name(), m_config.depthMultiplier);
    m_config.kernelSize = sizesPerAxis(m_config.kernelSize, kImageAxes, name(), "kernelSize");
    m_config.strides = sizesPerAxis(m_config.strides, kImageAxes, name(), "strides");
    m_config.dilationRate = sizesPerAxis(m_config.dilationRate, kImageAxes, name(), "dilationRate");
}

// What a layer with weights writes must bring it back whole, so that models can be loaded.
Json DepthwiseConv2D::getConfig() const {
    Json config = ConfiguredLayer::getConfig();
    if (isBuilt())
        config.set("depthwise_constraint", settingToJson(m_config.depthwiseConstraint));
    return config;
}

Shape DepthwiseConv2D::computeOutputShape(const Shape& inputShape) const {
    Shape shape = inputShape;
    const std::size_t first = firstSpatialAxis(m_config.dataFormat);
    for (std::size_t i = 0; i < kImageAxes; ++i) {
        shape[first + i] = windowCount(
            inputShape[first + i],
            m_config.kernelSize.list()[i],
            m_config.padding,
            m_config.strides.list()[i]);
    }
    const std::size_t axis = channelAxis(m_config.dataFormat, shape.rank());
    if (shape[axis] != -1)
        shape[axis] = saturatedProduct(shape[axis], m_config.depthMultiplier);
    return shape;
}

void DepthwiseConv2D::checkInput(const Shape& inputShape) const {
    const std::int64_t channels = isBuilt() ? m_kernel.shape()[kImageAxes] : -1;
    checkShape(name(), anySizes(kImageAxes, m_config.dataFormat, channels), inputShape);
    checkWindowsReach(
        name(),
        {m_config.kernelSize, m_config.padding, m_config.strides},
        m_config.dataFormat,
        inputShape);
}

void DepthwiseConv2D::makeWeights(const Shape& inputShape) {
    const std::int64_t channels = knownChannels(name(), inputShape, m_config.dataFormat);
    Shape kernel(m_config.kernelSize.list());
    kernel.push_back(channels);
    kernel.push_back(m_config.depthMultiplier);
    m_kernel = addWeight(
        "depthwise_kernel",
        kernel,
        m_config.depthwiseInitializer,
        {true, m_config.depthwiseRegularizer, m_config.depthwiseConstraint});
    if (m_config.useBias) {
        m_bias = addWeight(
            "bias",
            {channels * m_config.depthMultiplier},
            m_config.biasInitializer,
            {true, m_config.biasRegularizer, m_config.biasConstraint});
    }
}

Tensor DepthwiseConv2D::call(const Tensor& x, const LayerCall&) {
    checkWindowFits(name(), m_config.kernelSize, x.shape(), computeOutputShape(x.shape()));
    const bool isFused = isFusable(m_config.activation);
    const Tensor y = fused::depthwiseConv2d(
        {.x = x,
         .filter = m_kernel.value(),
         .strides = m_config.strides,
         .pad = padName(m_config.padding),
         .dataFormat = imageFormat(m_config.dataFormat),
         .bias = m_config.useBias ? m_bias.value() : Tensor(),
         .activation = isFused ? m_config.activation.name() : "linear"});
    return isFused ? y : m_config.activation(y);
}

std::shared_ptr<DepthwiseConv2D> depthwiseConv2d(DepthwiseConv2DConfig config) {
    return std::make_shared<DepthwiseConv2D>(std::move(config));
}

void describe(ConfigFields& fields, SeparableConv2DConfig& config) {
    fields.add("filters", config.filters);
    fields.add("kernel_size", config.kernelSize);
    fields.add("strides", config.strides);
    fields.choose("padding", config.padding, kPaddingNames);
    fields.choose("data_format", config.dataFormat, kDataFormatNames);
    fields.add("dilation_rate", config.dilationRate);
    fields.add("activation", config.activation);
    fields.add("use_bias", config.useBias);
    fields.add("bias_initializer", config.biasInitializer);
    fields.add("bias_regularizer", config.biasRegularizer);
    fields.refuseIfGiven("activity_regularizer");
    fields.add("bias_constraint", config.biasConstraint);
    fields.add("depthwise_initializer", config.depthwiseInitializer);
    // tfjs writes the other one here; see getConfig().
    fields.add(
        "pointwise_initializer",
        fields.reader() ? config.pointwiseInitializer : config.depthwiseInitializer);
    fields.add("depthwise_regularizer", config.depthwiseRegularizer);
    fields.add("pointwise_regularizer", config.pointwiseRegularizer);
    fields.add("depthwise_constraint", config.depthwiseConstraint);
    fields.add("pointwise_constraint", config.pointwiseConstraint);
    if (fields.reader()) // tfjs reads it, but does not write it; see getConfig()
        fields.add("depth_multiplier", config.depthMultiplier);
}

SeparableConv2D::SeparableConv2D(SeparableConv2DConfig config)
    : ConfiguredLayer("SeparableConv2D", std::move(config)) {
    check(
        m_config.filters >= 1,
        "%1: filters must be 1 or more, but got %2.",
        name(),
        m_config.filters);
    check(
        m_config.padding != Padding::Causal,
        "%1: the padding must be \"same\" or \"valid\", but got \"causal\".",
        name());
    checkMultiplier(name(), m_config.depthMultiplier);
    m_config.kernelSize = sizesPerAxis(m_config.kernelSize, kImageAxes, name(), "kernelSize");
    m_config.strides = sizesPerAxis(m_config.strides, kImageAxes, name(), "strides");
    m_config.dilationRate = sizesPerAxis(m_config.dilationRate, kImageAxes, name(), "dilationRate");
}

// What a layer with weights writes must bring it back whole, so that models can be loaded.
Json SeparableConv2D::getConfig() const {
    Json config = ConfiguredLayer::getConfig();
    if (isBuilt()) {
        config.set("pointwise_initializer", settingToJson(m_config.pointwiseInitializer));
        if (m_config.depthMultiplier != 1)
            config.set("depth_multiplier", m_config.depthMultiplier);
    }
    return config;
}

Shape SeparableConv2D::computeOutputShape(const Shape& inputShape) const {
    Shape shape = inputShape;
    const std::size_t first = firstSpatialAxis(m_config.dataFormat);
    for (std::size_t i = 0; i < kImageAxes; ++i) {
        shape[first + i] = windowCount(
            inputShape[first + i],
            m_config.kernelSize.list()[i],
            m_config.padding,
            m_config.strides.list()[i],
            m_config.dilationRate.list()[i]);
    }
    shape[channelAxis(m_config.dataFormat, shape.rank())] = m_config.filters;
    return shape;
}

void SeparableConv2D::checkInput(const Shape& inputShape) const {
    const std::int64_t channels = isBuilt() ? m_depthwise.shape()[kImageAxes] : -1;
    checkShape(name(), anySizes(kImageAxes, m_config.dataFormat, channels), inputShape);
    checkWindowsReach(
        name(),
        {m_config.kernelSize, m_config.padding, m_config.strides, &m_config.dilationRate},
        m_config.dataFormat,
        inputShape);
}

void SeparableConv2D::makeWeights(const Shape& inputShape) {
    const std::int64_t channels = knownChannels(name(), inputShape, m_config.dataFormat);
    Shape depthwise(m_config.kernelSize.list());
    depthwise.push_back(channels);
    depthwise.push_back(m_config.depthMultiplier);
    m_depthwise = addWeight(
        "depthwise_kernel",
        depthwise,
        m_config.depthwiseInitializer,
        {true, m_config.depthwiseRegularizer, m_config.depthwiseConstraint});
    m_pointwise = addWeight(
        "pointwise_kernel",
        {1, 1, channels * m_config.depthMultiplier, m_config.filters},
        m_config.pointwiseInitializer,
        {true, m_config.pointwiseRegularizer, m_config.pointwiseConstraint});
    if (m_config.useBias) {
        m_bias = addWeight(
            "bias",
            {m_config.filters},
            m_config.biasInitializer,
            {true, m_config.biasRegularizer, m_config.biasConstraint});
    }
}

Tensor SeparableConv2D::call(const Tensor& x, const LayerCall&) {
    checkWindowFits(name(), m_config.kernelSize, x.shape(), computeOutputShape(x.shape()));
    const char* format = imageFormat(m_config.dataFormat);
    const Tensor filtered = tp::depthwiseConv2d(
        x,
        m_depthwise.value(),
        m_config.strides,
        padName(m_config.padding),
        format,
        m_config.dilationRate);
    const bool isFused = isFusable(m_config.activation);
    const Tensor y = fused::conv2d(
        {.x = filtered,
         .filter = m_pointwise.value(),
         .dataFormat = format,
         .bias = m_config.useBias ? m_bias.value() : Tensor(),
         .activation = isFused ? m_config.activation.name() : "linear"});
    return isFused ? y : m_config.activation(y);
}

std::shared_ptr<SeparableConv2D> separableConv2d(SeparableConv2DConfig config) {
    return std::make_shared<SeparableConv2D>(std::move(config));
}

} // namespace tp::layers
