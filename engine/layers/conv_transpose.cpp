#include "engine/layers/conv_transpose.h"

#include "engine/ops/arithmetic.h"
#include "engine/ops/conv.h"

namespace tp::layers {

namespace {

Shape withChannelsLast(const Shape& shape, DataFormat format) {
    if (format == DataFormat::ChannelsLast)
        return shape;
    Shape last{shape[0]};
    for (std::size_t axis = 2; axis < shape.rank(); ++axis)
        last.push_back(shape[axis]);
    last.push_back(shape[1]);
    return last;
}

} // namespace

void describe(ConfigFields& fields, ConvTransposeConfig& config) {
    fields.add("filters", config.filters);
    fields.add("kernel_initializer", config.kernelInitializer);
    fields.add("kernel_regularizer", config.kernelRegularizer);
    fields.add("kernel_constraint", config.kernelConstraint);
    fields.add("kernel_size", config.kernelSize);
    fields.add("strides", config.strides);
    fields.choose("padding", config.padding, kPaddingNames);
    fields.choose("data_format", config.dataFormat, kDataFormatNames);
    fields.add("activation", config.activation);
    fields.add("use_bias", config.useBias);
    fields.add("bias_initializer", config.biasInitializer);
    fields.add("bias_regularizer", config.biasRegularizer);
    fields.refuseIfGiven("activity_regularizer");
    fields.add("bias_constraint", config.biasConstraint);
}

ConvTranspose::ConvTranspose(
    std::string_view className, std::size_t spatialAxes, ConvTransposeConfig config)
    : ConfiguredLayer(className, std::move(config))
    , m_spatialAxes(spatialAxes) {
    check(
        m_config.filters >= 1,
        "%1: filters must be 1 or more, but got %2.",
        name(),
        m_config.filters);
    check(
        m_config.padding != Padding::Causal,
        "%1: the padding must be \"same\" or \"valid\", but got \"causal\".",
        name());
    m_config.kernelSize = sizesPerAxis(m_config.kernelSize, spatialAxes, name(), "kernelSize");
    m_config.strides = sizesPerAxis(m_config.strides, spatialAxes, name(), "strides");
}

Shape ConvTranspose::computeOutputShape(const Shape& inputShape) const {
    Shape shape = inputShape;
    const std::size_t first = firstSpatialAxis(m_config.dataFormat);
    for (std::size_t i = 0; i < m_spatialAxes; ++i) {
        shape[first + i] = spreadSize(
            inputShape[first + i],
            m_config.kernelSize.list()[i],
            m_config.padding,
            m_config.strides.list()[i]);
    }
    shape[channelAxis(m_config.dataFormat, shape.rank())] = m_config.filters;
    return shape;
}

void ConvTranspose::checkInput(const Shape& inputShape) const {
    const std::int64_t channels = isBuilt() ? m_kernel.shape().back() : -1;
    checkShape(name(), anySizes(m_spatialAxes, m_config.dataFormat, channels), inputShape);
}

void ConvTranspose::makeWeights(const Shape& inputShape) {
    Shape kernel(m_config.kernelSize.list());
    kernel.push_back(m_config.filters);
    kernel.push_back(knownChannels(name(), inputShape, m_config.dataFormat));
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

Tensor ConvTranspose::call(const Tensor& x, const LayerCall&) {
    const DataFormat format = m_config.dataFormat;
    const Tensor in = toChannelsLast(x, format);
    const Shape out = withChannelsLast(computeOutputShape(x.shape()), format);
    const char* pad = padName(m_config.padding);
    Tensor y = m_spatialAxes == 2
                   ? tp::conv2dTranspose(in, m_kernel.value(), out, m_config.strides, pad)
                   : tp::conv3dTranspose(in, m_kernel.value(), out, m_config.strides, pad);
    if (m_config.useBias)
        y = y + m_bias.value();
    return m_config.activation(fromChannelsLast(y, format));
}

std::shared_ptr<Conv2DTranspose> conv2dTranspose(ConvTransposeConfig config) {
    return std::make_shared<Conv2DTranspose>(std::move(config));
}

std::shared_ptr<Conv3DTranspose> conv3dTranspose(ConvTransposeConfig config) {
    return std::make_shared<Conv3DTranspose>(std::move(config));
}

} // namespace tp::layers
