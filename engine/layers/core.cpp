#include "engine/layers/core.h"

#include "engine/base/error.h"
#include "engine/layers/fusable.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/fused.h"
#include "engine/ops/math.h"
#include "engine/ops/random.h"

#include <algorithm>
#include <cmath>

namespace tp::layers {

void describe(ConfigFields& fields, DenseConfig& config) {
    fields.add("units", config.units);
    fields.add("activation", config.activation);
    fields.add("use_bias", config.useBias);
    fields.add("kernel_initializer", config.kernelInitializer);
    fields.add("bias_initializer", config.biasInitializer);
    fields.add("kernel_regularizer", config.kernelRegularizer);
    fields.add("bias_regularizer", config.biasRegularizer);
    fields.refuseIfGiven("activity_regularizer");
    fields.add("kernel_constraint", config.kernelConstraint);
    fields.add("bias_constraint", config.biasConstraint);
}

Dense::Dense(DenseConfig config) : ConfiguredLayer("Dense", std::move(config)) {
    check(units() >= 1, "%1: units must be 1 or more, but got %2.", name(), units());
}

Shape Dense::computeOutputShape(const Shape& inputShape) const {
    Shape shape = inputShape;
    shape[shape.rank() - 1] = m_config.units;
    return shape;
}

void Dense::checkInput(const Shape& inputShape) const {
    check(
        inputShape.rank() >= 2,
        "%1: inputs must have two axes or more, [samples, numbers], but got shape %2.",
        name(),
        inputShape);
    check(
        inputShape.back() != -1,
        "%1: the last axis of the input must have a known size, but the input has shape %2.",
        name(),
        inputShape);
    if (isBuilt()) {
        check(
            inputShape.back() == m_kernel.shape()[0],
            "%1: the last axis of the input must have size %2, but the input has shape %3.",
            name(),
            m_kernel.shape()[0],
            inputShape);
    }
}

void Dense::makeWeights(const Shape& inputShape) {
    m_kernel = addWeight(
        "kernel",
        {inputShape.back(), units()},
        m_config.kernelInitializer,
        {true, m_config.kernelRegularizer, m_config.kernelConstraint});
    if (m_config.useBias) {
        m_bias = addWeight(
            "bias",
            {units()},
            m_config.biasInitializer,
            {true, m_config.biasRegularizer, m_config.biasConstraint});
    }
}

Tensor Dense::call(const Tensor& x, const LayerCall&) {
    // The kernel applies to the last axis only, whatever lies before it.
    const bool isFlat = x.rank() == 2;
    const bool isFused = isFusable(m_config.activation);
    const Tensor product = fused::matMul(
        {.a = isFlat ? x : reshape(x, {x.size() / x.shape().back(), x.shape().back()}),
         .b = m_kernel.value(),
         .bias = m_config.useBias ? m_bias.value() : Tensor(),
         .activation = isFused ? m_config.activation.name() : "linear"});
    const Tensor y = isFlat ? product : reshape(product, computeOutputShape(x.shape()));
    return isFused ? y : m_config.activation(y);
}

std::shared_ptr<Dense> dense(DenseConfig config) {
    return std::make_shared<Dense>(std::move(config));
}

void describe(ConfigFields& fields, ActivationConfig& config) {
    fields.add("activation", config.activation);
}

ActivationLayer::ActivationLayer(ActivationConfig config)
    : ConfiguredLayer("Activation", std::move(config)) {}

Tensor ActivationLayer::call(const Tensor& x, const LayerCall&) {
    return m_config.activation(x);
}

std::shared_ptr<ActivationLayer> activation(ActivationConfig config) {
    return std::make_shared<ActivationLayer>(std::move(config));
}

void describe(ConfigFields& fields, DropoutConfig& config) {
    fields.add("rate", config.rate);
    std::optional<Shape> noiseShape;
    if (config.noiseShape.rank() > 0)
        noiseShape = config.noiseShape;
    fields.add("noise_shape", noiseShape);
    config.noiseShape = noiseShape.value_or(Shape());
    fields.add("seed", config.seed);
}

Dropout::Dropout(DropoutConfig config) : Dropout("Dropout", std::move(config)) {}

Dropout::Dropout(std::string_view className, DropoutConfig config)
    : ConfiguredLayer(className, std::move(config)) {
    check(!std::isnan(m_config.rate), "%1: the rate must be a number, but got NaN.", name());
    m_config.rate = std::clamp(m_config.rate, 0.0, 1.0); // as tfjs does
}

Shape Dropout::noiseShape(const Shape& inputShape) const {
    return m_config.noiseShape.rank() == 0 ? inputShape : m_config.noiseShape;
}

Tensor Dropout::call(const Tensor& x, const LayerCall& call) {
    // tfjs drops nothing at a rate of 1, where nothing would be left.
    if (call.training == Training::No || m_config.rate == 0 || m_config.rate == 1)
        return x;
    return tp::dropout(x, m_config.rate, noiseShape(x.shape()), m_config.seed);
}

std::shared_ptr<Dropout> dropout(DropoutConfig config) {
    return std::make_shared<Dropout>(std::move(config));
}

void describe(ConfigFields& fields, FlattenConfig& config) {
    // Unlike other layers, files have it only if it was given.
    if (!config.dataFormat && !(fields.reader() && fields.reader()->find("data_format")))
        return;
    DataFormat format = config.dataFormat.value_or(DataFormat::ChannelsLast);
    fields.choose("data_format", format, kDataFormatNames);
    config.dataFormat = format;
}

Flatten::Flatten(FlattenConfig config) : ConfiguredLayer("Flatten", std::move(config)) {}

Shape Flatten::computeOutputShape(const Shape& inputShape) const {
    std::int64_t count = 1;
    for (std::size_t axis = 1; axis < inputShape.rank(); ++axis)
        count *= inputShape[axis];
    return {inputShape[0], count};
}

void Flatten::checkInput(const Shape& inputShape) const {
    check(
        inputShape.rank() >= 3,
        "%1: inputs must have three axes or more, but got shape %2, which is flat already.",
        name(),
        inputShape);
    check(
        std::find(inputShape.begin() + 1, inputShape.end(), -1) == inputShape.end(),
        "%1: all axes of the input but the first must have a known size, but it has shape %2.",
        name(),
        inputShape);
}

Tensor Flatten::call(const Tensor& x, const LayerCall&) {
    if (m_config.dataFormat != DataFormat::ChannelsFirst)
        return reshape(x, computeOutputShape(x.shape()));
    std::vector<std::int64_t> order = {0};
    for (std::size_t axis = 2; axis < x.rank(); ++axis)
        order.push_back(static_cast<std::int64_t>(axis));
    order.push_back(1);
    return reshape(transpose(x, order), computeOutputShape(x.shape()));
}

std::shared_ptr<Flatten> flatten(FlattenConfig config) {
    return std::make_shared<Flatten>(std::move(config));
}

} // namespace tp::layers
