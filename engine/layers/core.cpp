#include "engine/layers/core.h"

#include "engine/base/error.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/linear_algebra.h"
#include "engine/ops/math.h"
#include "engine/ops/random.h"

#include <algorithm>

namespace tp::layers {

Dense::Dense(DenseConfig config)
    : Layer(
          "Dense",
          {config.inputShape, config.batchInputShape, std::move(config.name), config.trainable})
    , m_units(config.units)
    , m_activation(std::move(config.activation))
    , m_useBias(config.useBias)
    , m_kernelInitializer(std::move(config.kernelInitializer))
    , m_biasInitializer(std::move(config.biasInitializer)) {
    check(m_units >= 1, "%1: units must be 1 or more, but got %2.", name(), m_units);
}

Shape Dense::computeOutputShape(const Shape& inputShape) const {
    Shape shape = inputShape;
    shape[shape.rank() - 1] = m_units;
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
    if (isBuilt())
        check(
            inputShape.back() == m_kernel.shape()[0],
            "%1: the last axis of the input must have size %2, but the input has shape %3.",
            name(),
            m_kernel.shape()[0],
            inputShape);
}

void Dense::makeWeights(const Shape& inputShape) {
    m_kernel = addWeight("kernel", {inputShape.back(), m_units}, m_kernelInitializer);
    if (m_useBias)
        m_bias = addWeight("bias", {m_units}, m_biasInitializer);
}

Tensor Dense::call(const Tensor& x, Training) {
    // The kernel applies to the last axis only, whatever lies before it.
    const bool isFlat = x.rank() == 2;
    Tensor y = isFlat ? x : reshape(x, {x.size() / x.shape().back(), x.shape().back()});
    y = matMul(y, m_kernel.value());
    if (m_useBias)
        y = y + m_bias.value();
    return m_activation(isFlat ? y : reshape(y, computeOutputShape(x.shape())));
}

std::shared_ptr<Dense> dense(DenseConfig config) {
    return std::make_shared<Dense>(std::move(config));
}

ActivationLayer::ActivationLayer(ActivationConfig config)
    : Layer("Activation", {config.inputShape, config.batchInputShape, std::move(config.name)})
    , m_activation(std::move(config.activation)) {}

Tensor ActivationLayer::call(const Tensor& x, Training) {
    return m_activation(x);
}

std::shared_ptr<ActivationLayer> activation(ActivationConfig config) {
    return std::make_shared<ActivationLayer>(std::move(config));
}

Dropout::Dropout(DropoutConfig config)
    : Layer("Dropout", {config.inputShape, config.batchInputShape, std::move(config.name)})
    , m_rate(config.rate)
    , m_seed(config.seed) {
    check(
        m_rate >= 0 && m_rate <= 1,
        "%1: the rate must lie between 0 and 1, but got %2.",
        name(),
        m_rate);
}

Tensor Dropout::call(const Tensor& x, Training training) {
    // tfjs drops nothing at a rate of 1, where nothing would be left.
    if (training == Training::No || m_rate == 0 || m_rate == 1)
        return x;
    const double share = 1 - m_rate;
    const Tensor kept = floor(randomUniform(x.shape(), 0, 1, DType::Float32, m_seed) + share);
    return x * (kept / share);
}

std::shared_ptr<Dropout> dropout(DropoutConfig config) {
    return std::make_shared<Dropout>(std::move(config));
}

Flatten::Flatten(FlattenConfig config)
    : Layer("Flatten", {config.inputShape, config.batchInputShape, std::move(config.name)}) {}

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

Tensor Flatten::call(const Tensor& x, Training) {
    return reshape(x, computeOutputShape(x.shape()));
}

std::shared_ptr<Flatten> flatten(FlattenConfig config) {
    return std::make_shared<Flatten>(std::move(config));
}

} // namespace tp::layers
