#include "engine/layers/conv.h"

#include "engine/layers/fusable.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/conv.h"
#include "engine/ops/fused.h"

namespace tp::layers {

void describe(ConfigFields& fields, ConvConfig& config) {
    fields.add("filters", config.filters);
    fields.add("kernel_initializer", config.kernelInitializer);
    fields.add("kernel_regularizer", config.kernelRegularizer);
    fields.add("kernel_constraint", config.kernelConstraint);
    fields.add("kernel_size", config.kernelSize);
    fields.add("strides", config.strides);
    fields.choose("padding", config.padding, kPaddingNames);
    // tfjs does not write it for sequences, and takes what it does not find for channels last.
    const bool isSequence = config.kernelSize.list().size() == 1;
    if (fields.reader() || !isSequence || config.dataFormat != DataFormat::ChannelsLast)
        fields.choose("data_format", config.dataFormat, kDataFormatNames);
    fields.add("dilation_rate", config.dilationRate);
    fields.add("activation", config.activation);
    fields.add("use_bias", config.useBias);
    fields.add("bias_initializer", config.biasInitializer);
    fields.add("bias_regularizer", config.biasRegularizer);
    fields.refuseIfGiven("activity_regularizer");
    fields.add("bias_constraint", config.biasConstraint);
}

void refuseCausal(const std::string& layer, Padding padding) {
    if (padding == Padding::Causal) {
        fail(
            Error::Kind::Unsupported,
            "%1: the padding \"causal\" cannot be computed, here or in TensorFlow.js: use "
            "\"same\" or \"valid\".",
            layer);
    }
}

Conv::Conv(std::string_view className, std::size_t spatialAxes, ConvConfig config)
    : ConfiguredLayer(className, std::move(config))
    , m_spatialAxes(spatialAxes) {
    check(
        m_config.filters >= 1,
        "%1: filters must be 1 or more, but got %2.",
        name(),
        m_config.filters);
    m_config.kernelSize = sizesPerAxis(m_config.kernelSize, spatialAxes, name(), "kernelSize");
    m_config.strides = sizesPerAxis(m_config.strides, spatialAxes, name(), "strides");
    m_config.dilationRate =
        sizesPerAxis(m_config.dilationRate, spatialAxes, name(), "dilationRate");
}

Shape Conv::computeOutputShape(const Shape& inputShape) const {
    Shape shape = inputShape;
    const std::size_t first = firstSpatialAxis(m_config.dataFormat);
    for (std::size_t i = 0; i < m_spatialAxes; ++i) {
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

void Conv::checkInput(const Shape& inputShape) const {
    const std::int64_t channels = isBuilt() ? m_kernel.shape()[m_spatialAxes] : -1;
    checkShape(name(), anySizes(m_spatialAxes, m_config.dataFormat, channels), inputShape);
    checkWindowsReach(
        name(),
        {m_config.kernelSize, m_config.padding, m_config.strides, &m_config.dilationRate},
        m_config.dataFormat,
        inputShape);
}

void Conv::makeWeights(const Shape& inputShape) {
    Shape kernel(m_config.kernelSize.list());
    kernel.push_back(knownChannels(name(), inputShape, m_config.dataFormat));
    kernel.push_back(m_config.filters);
    m_kernel = addWeight(
        "kernel",
        kernel,
        m_config.kernelInitializer,
        {true, m_config.kernelRegularizer, m_config.kernelConstraint});
    if (m_config.useBias) {
        m_bias = addWeight(
            "bias",
            {m_config.filters},
            m_config.biasInitializer,
            {true, m_config.biasRegularizer, m_config.biasConstraint});
    }
}

Tensor Conv::call(const Tensor& x, const LayerCall&) {
    refuseCausal(name(), m_config.padding);
    checkWindowFits(name(), m_config.kernelSize, x.shape(), computeOutputShape(x.shape()));
    if (m_spatialAxes == 1)
        return callSequence(x);
    return m_spatialAxes == 2 ? callImage(x) : callVolume(x);
}

// The convolution of images with its bias, and its activation if that goes in one.
Tensor Conv::convolved(
    const Tensor& x, const Tensor& kernel, const PerAxis& strides, const PerAxis& dilations) const {
    return fused::conv2d(
        {.x = x,
         .filter = kernel,
         .strides = strides,
         .pad = padName(m_config.padding),
         .dataFormat = imageFormat(m_config.dataFormat),
         .dilations = dilations,
         .bias = m_config.useBias ? m_bias.value() : Tensor(),
         .activation = isFusable(m_config.activation) ? m_config.activation.name() : "linear"});
}

// A sequence is an image of one row.
Tensor Conv::callSequence(const Tensor& x) const {
    const Shape& in = x.shape();
    const Shape out = computeOutputShape(in);
    const Shape& kernel = m_kernel.shape();
    const bool isLast = m_config.dataFormat == DataFormat::ChannelsLast;
    const Tensor y = convolved(
        reshape(x, isLast ? Shape{in[0], 1, in[1], in[2]} : Shape{in[0], in[1], 1, in[2]}),
        reshape(m_kernel.value(), {1, kernel[0], kernel[1], kernel[2]}),
        {1, m_config.strides.list()[0]},
        {1, m_config.dilationRate.list()[0]});
    const Tensor flat = reshape(y, out);
    return isFusable(m_config.activation) ? flat : m_config.activation(flat);
}

Tensor Conv::callImage(const Tensor& x) const {
    const Tensor y = convolved(x, m_kernel.value(), m_config.strides, m_config.dilationRate);
    return isFusable(m_config.activation) ? y : m_config.activation(y);
}

Tensor Conv::callVolume(const Tensor& x) const {
    const bool isLast = m_config.dataFormat == DataFormat::ChannelsLast;
    Tensor y = tp::conv3d(
        x,
        m_kernel.value(),
        m_config.strides,
        padName(m_config.padding),
        isLast ? "NDHWC" : "NCDHW",
        m_config.dilationRate);
    if (m_config.useBias)
        y = y + (isLast ? m_bias.value() : reshape(m_bias.value(), {m_config.filters, 1, 1, 1}));
    return m_config.activation(y);
}

std::shared_ptr<Conv1D> conv1d(ConvConfig config) {
    return std::make_shared<Conv1D>(std::move(config));
}

std::shared_ptr<Conv2D> conv2d(ConvConfig config) {
    return std::make_shared<Conv2D>(std::move(config));
}

std::shared_ptr<Conv3D> conv3d(ConvConfig config) {
    return std::make_shared<Conv3D>(std::move(config));
}

} // namespace tp::layers
