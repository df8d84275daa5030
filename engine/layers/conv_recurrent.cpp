#include "engine/layers/conv_recurrent.h"

#include "engine/base/error.h"
#include "engine/layers/recurrent_config.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/conv.h"

#include <array>

namespace tp::layers {

namespace {

constexpr std::int64_t kGates = 4; // what comes in, what stays, the new value, what goes out

struct ConvWeights {
    Tensor kernel;
    Tensor recurrentKernel;
    Tensor bias; ///< null for none
};

class ConvRun : public CellRun {
public:
    ConvRun(
        ConvWeights weights,
        const ConvLSTM2DCellConfig& config,
        const Shape& stepShape,
        const Shape& stateShape,
        Training training)
        : m_weights(std::move(weights))
        , m_config(config)
        , m_channelAxis(channelAxis(config.dataFormat, 4)) {
        // Unlike its simpler sisters, the cell chooses for each gate anew what it drops.
        for (std::int64_t gate = 0; gate < kGates; ++gate) {
            m_inputMasks.push_back(dropoutMask(stepShape, config.dropout, training));
            m_stateMasks.push_back(dropoutMask(stateShape, config.recurrentDropout, training));
        }
    }

    Tensor project(const Tensor& xs) override {
        const std::size_t rank = xs.rank();
        Tensor y = throughGates(
            xs, m_inputMasks, m_weights.kernel, [&](const Tensor& x, const Tensor& kernel) {
                return conv2d(
                    imagesOf(x),
                    kernel,
                    m_config.strides,
                    padName(m_config.padding),
                    imageFormat(m_config.dataFormat),
                    m_config.dilationRate);
            });
        if (!m_weights.bias.isNull()) {
            Shape shape{1, 1, 1, 1};
            shape[m_channelAxis] = m_weights.bias.size();
            y = y + tp::reshape(m_weights.bias, shape);
        }
        if (rank == 4)
            return y;
        Shape shape{xs.shape()[0], xs.shape()[1]};
        for (std::size_t axis = 1; axis < 4; ++axis)
            shape.push_back(y.shape()[axis]);
        return tp::reshape(y, shape);
    }

    Tensors step(const Tensor& projected, const Tensors& states) override {
        const auto conv = [&](const Tensor& h, const Tensor& kernel) {
            return conv2d(h, kernel, 1, "same", imageFormat(m_config.dataFormat));
        };
        const Tensor all =
            projected + throughGates(states[0], m_stateMasks, m_weights.recurrentKernel, conv);
        const Tensors z = split(all, static_cast<int>(kGates), static_cast<int>(m_channelAxis));
        const Activation& gate = m_config.recurrentActivation;
        const Tensor c = gate(z[1]) * states[1] + gate(z[0]) * m_config.activation(z[2]);
        return {gate(z[3]) * m_config.activation(c), c};
    }

private:
    // All gates in one convolution, unless what is dropped differs from gate to gate.
    template<class Conv>
    Tensor throughGates(
        const Tensor& x, const Tensors& masks, const Tensor& kernel, const Conv& conv) const {
        if (masks.front().isNull())
            return conv(x, kernel);
        const Tensors kernels = split(kernel, static_cast<int>(kGates), 3);
        Tensors parts;
        for (std::size_t gate = 0; gate < kernels.size(); ++gate)
            parts.push_back(conv(x * masks[gate], kernels[gate]));
        return concat(parts, static_cast<int>(m_channelAxis));
    }

    // All steps as one batch of images.
    static Tensor imagesOf(const Tensor& xs) {
        if (xs.rank() == 4)
            return xs;
        const Shape& shape = xs.shape();
        return tp::reshape(xs, {shape[0] * shape[1], shape[2], shape[3], shape[4]});
    }

    ConvWeights m_weights;
    const ConvLSTM2DCellConfig& m_config; ///< of the cell, which outlives its runs
    std::size_t m_channelAxis;
    Tensors m_inputMasks;
    Tensors m_stateMasks;
};

template<class Config>
void describeConvolution(ConfigFields& fields, Config& config) {
    fields.add("filters", config.filters);
    fields.add("kernel_size", config.kernelSize);
    fields.choose("padding", config.padding, kPaddingNames);
    fields.choose("data_format", config.dataFormat, kDataFormatNames);
    fields.add("dilation_rate", config.dilationRate);
    fields.add("strides", config.strides);
}

} // namespace

void describe(ConfigFields& fields, ConvLSTM2DCellConfig& config) {
    describeCell(fields, config);
    describeConvolution(fields, config);
}

ConvLSTM2DCell::ConvLSTM2DCell(ConvLSTM2DCellConfig config)
    : ConfiguredCell("ConvLSTM2DCell", std::move(config)) {
    check(
        m_config.filters >= 1 && m_config.filters <= std::int64_t(1) << 31,
        "%1: filters must be 1 or more, but got %2.",
        name(),
        m_config.filters);
    check(
        m_config.padding != Padding::Causal,
        "%1: padding must be \"valid\" or \"same\"; images have no later steps to hide.",
        name());
    m_config.kernelSize = sizesPerAxis(m_config.kernelSize, 2, name(), "kernelSize");
    m_config.strides = sizesPerAxis(m_config.strides, 2, name(), "strides");
    m_config.dilationRate = sizesPerAxis(m_config.dilationRate, 2, name(), "dilationRate");
    clampDropout(m_config);
}

Shapes ConvLSTM2DCell::stateShapes(const Shape& stepShape) const {
    const std::size_t first = firstSpatialAxis(m_config.dataFormat);
    const auto count = [&](std::size_t axis) {
        return windowCount(
            stepShape[first + axis],
            m_config.kernelSize.list()[axis],
            m_config.padding,
            m_config.strides.list()[axis],
            m_config.dilationRate.list()[axis]);
    };
    const Shape state = m_config.dataFormat == DataFormat::ChannelsFirst
                            ? Shape{m_config.filters, count(0), count(1)}
                            : Shape{count(0), count(1), m_config.filters};
    return {state, state};
}

void ConvLSTM2DCell::checkInput(const Shape& inputShape) const {
    check(
        inputShape.rank() == 4,
        "%1: the input of a step must be images, [samples, rows, columns, channels], but it has "
        "shape %2.",
        name(),
        inputShape);
    const std::int64_t channels = inputShape[channelAxis(m_config.dataFormat, 4)];
    check(
        channels != -1,
        "%1: how many channels the input has must be known, but a step has shape %2.",
        name(),
        inputShape);
    check(
        m_kernel.isNull() || m_kernel.shape()[2] == channels,
        "%1: the input must have %2 channels, but a step has shape %3.",
        name(),
        m_kernel.isNull() ? 0 : m_kernel.shape()[2],
        inputShape);
    const Shape output = stateShapes(inputShape).front();
    for (const std::int64_t size : output) {
        check(
            size == -1 || size >= 1,
            "%1: a step of shape %2 is smaller than one window of the kernel.",
            name(),
            inputShape);
    }
}

void ConvLSTM2DCell::makeWeights(const Shape& inputShape) {
    const std::int64_t channels = inputShape[channelAxis(m_config.dataFormat, 4)];
    const std::int64_t outputs = kGates * m_config.filters;
    const Ints& size = m_config.kernelSize.list();
    m_kernel = addWeight(
        "kernel",
        {size[0], size[1], channels, outputs},
        m_config.kernelInitializer,
        {true, m_config.kernelRegularizer, m_config.kernelConstraint});
    m_recurrentKernel = addWeight(
        "recurrent_kernel",
        {size[0], size[1], m_config.filters, outputs},
        m_config.recurrentInitializer,
        {true, m_config.recurrentRegularizer, m_config.recurrentConstraint});
    if (!m_config.useBias)
        return;
    m_bias = addWeight(
        "bias",
        {outputs},
        m_config.biasInitializer,
        {true, m_config.biasRegularizer, m_config.biasConstraint});
    if (m_config.unitForgetBias.value_or(false))
        m_bias.assign(unitForgetBias(m_config.biasInitializer, m_config.filters));
}

std::unique_ptr<CellRun> ConvLSTM2DCell::start(const Shape& stepShape, Training training) const {
    const Shape output = stateShapes(stepShape).front();
    Shape state{stepShape[0]};
    for (const std::int64_t size : output)
        state.push_back(size);
    return std::make_unique<ConvRun>(
        ConvWeights{
            m_kernel.value(),
            m_recurrentKernel.value(),
            m_bias.isNull() ? Tensor() : m_bias.value()},
        m_config,
        stepShape,
        state,
        training);
}

std::shared_ptr<ConvLSTM2DCell> convLstm2dCell(ConvLSTM2DCellConfig config) {
    return std::make_shared<ConvLSTM2DCell>(std::move(config));
}

void describe(ConfigFields& fields, ConvLSTM2DConfig& config) {
    describeCell(fields, config);
    describeConvolution(fields, config);
    describeSequence(fields, config);
}

namespace {

LayerPointer cellOf(const ConvLSTM2DConfig& config) {
    auto cell = cellConfigOf<ConvLSTM2DCellConfig>(config);
    cell.filters = config.filters;
    cell.kernelSize = config.kernelSize;
    cell.strides = config.strides;
    cell.padding = config.padding;
    cell.dataFormat = config.dataFormat;
    cell.dilationRate = config.dilationRate;
    return convLstm2dCell(std::move(cell));
}

} // namespace

ConvLSTM2D::ConvLSTM2D(const ConvLSTM2DConfig& config)
    : RNN("ConvLSTM2D",
          {config.inputShape, config.batchInputShape, config.name, config.trainable},
          cellOf(config),
          {config.returnSequences,
           config.returnState,
           config.goBackwards,
           config.stateful,
           config.unroll}) {
    check(!config.unroll, "%1: unroll is not possible with convolutions.", name());
}

std::shared_ptr<ConvLSTM2D> convLstm2d(const ConvLSTM2DConfig& config) {
    return std::make_shared<ConvLSTM2D>(config);
}

} // namespace tp::layers
