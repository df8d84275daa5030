#include "engine/layers/rectifier.h"

#include "engine/base/error.h"
#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/compare.h"
#include "engine/ops/math.h"
#include "engine/ops/reduce.h"

#include <algorithm>

namespace tp::layers {

void describe(ConfigFields& fields, ReLUConfig& config) {
    fields.add("max_value", config.maxValue);
}

ReLU::ReLU(ReLUConfig config) : ConfiguredLayer("ReLU", std::move(config)) {}

Tensor ReLU::call(const Tensor& x, const LayerCall&) {
    const Tensor y = relu(x);
    return m_config.maxValue ? clipByValue(y, 0, *m_config.maxValue) : y;
}

std::shared_ptr<ReLU> reLU(ReLUConfig config) {
    return std::make_shared<ReLU>(std::move(config));
}

void describe(ConfigFields& fields, LeakyReLUConfig& config) {
    fields.add("alpha", config.alpha);
}

LeakyReLU::LeakyReLU(LeakyReLUConfig config) : ConfiguredLayer("LeakyReLU", std::move(config)) {}

Tensor LeakyReLU::call(const Tensor& x, const LayerCall&) {
    return leakyRelu(x, m_config.alpha);
}

std::shared_ptr<LeakyReLU> leakyReLU(LeakyReLUConfig config) {
    return std::make_shared<LeakyReLU>(std::move(config));
}

void describe(ConfigFields& fields, PReLUConfig& config) {
    fields.add("alpha_initializer", config.alphaInitializer);
    fields.add("alpha_regularizer", config.alphaRegularizer);
    fields.add("alpha_constraint", config.alphaConstraint);
    fields.addUnlessEmpty("shared_axes", config.sharedAxes);
}

PReLU::PReLU(PReLUConfig config) : ConfiguredLayer("PReLU", std::move(config)) {}

void PReLU::checkInput(const Shape& inputShape) const {
    for (const std::int64_t axis : m_config.sharedAxes) {
        check(
            axis >= 1 && axis < static_cast<std::int64_t>(inputShape.rank()),
            "%1: the shared axis %2 must be an axis of the input behind the batch axis, but the "
            "input has shape %3.",
            name(),
            axis,
            inputShape);
    }
    if (!isBuilt())
        return;
    const Shape& alpha = m_alpha.shape();
    bool fits = inputShape.rank() == alpha.rank() + 1;
    for (std::size_t i = 0; fits && i < alpha.rank(); ++i)
        fits = alpha[i] == 1 || inputShape[i + 1] == -1 || inputShape[i + 1] == alpha[i];
    check(
        fits,
        "%1: it learned slopes of shape %2, which do not fit an input of shape %3.",
        name(),
        alpha,
        inputShape);
}

void PReLU::makeWeights(const Shape& inputShape) {
    Shape shape;
    for (std::size_t i = 1; i < inputShape.rank(); ++i)
        shape.push_back(inputShape[i]);
    for (const std::int64_t axis : m_config.sharedAxes)
        shape[static_cast<std::size_t>(axis - 1)] = 1;
    check(
        std::find(shape.begin(), shape.end(), -1) == shape.end(),
        "%1: all axes of the input that are not shared must have a known size, but it has shape "
        "%2.",
        name(),
        inputShape);
    m_alpha = addWeight(
        "alpha",
        shape,
        m_config.alphaInitializer,
        {true, m_config.alphaRegularizer, m_config.alphaConstraint});
}

Tensor PReLU::call(const Tensor& x, const LayerCall&) {
    return tp::prelu(x, m_alpha.value());
}

std::shared_ptr<PReLU> prelu(PReLUConfig config) {
    return std::make_shared<PReLU>(std::move(config));
}

void describe(ConfigFields& fields, ELUConfig& config) {
    fields.add("alpha", config.alpha);
}

ELU::ELU(ELUConfig config) : ConfiguredLayer("ELU", std::move(config)) {
    if (m_config.alpha != 1) {
        fail(
            Error::Kind::Unsupported,
            "%1: alpha must be 1, as in TensorFlow.js, but got %2.",
            name(),
            m_config.alpha);
    }
}

Tensor ELU::call(const Tensor& x, const LayerCall&) {
    return tp::elu(x);
}

std::shared_ptr<ELU> elu(ELUConfig config) {
    return std::make_shared<ELU>(std::move(config));
}

void describe(ConfigFields& fields, ThresholdedReLUConfig& config) {
    fields.add("theta", config.theta);
}

ThresholdedReLU::ThresholdedReLU(ThresholdedReLUConfig config)
    : ConfiguredLayer("ThresholdedReLU", std::move(config)) {}

Tensor ThresholdedReLU::call(const Tensor& x, const LayerCall&) {
    return x * cast(greater(x, m_config.theta), DType::Float32);
}

std::shared_ptr<ThresholdedReLU> thresholdedReLU(ThresholdedReLUConfig config) {
    return std::make_shared<ThresholdedReLU>(std::move(config));
}

void describe(ConfigFields& fields, SoftmaxConfig& config) {
    fields.add("axis", config.axis);
}

Softmax::Softmax(SoftmaxConfig config) : ConfiguredLayer("Softmax", std::move(config)) {
    check(!m_config.axis.numbers().empty(), "%1: axis must name one axis or more.", name());
}

Tensor Softmax::call(const Tensor& x, const LayerCall& call) {
    Tensor logits = x;
    if (!call.mask.isNull())
        logits = x + (1 - cast(call.mask, x.dtype())) * -1e9;
    const auto& axes = m_config.axis.numbers();
    if (axes.size() == 1)
        return tp::softmax(logits, static_cast<int>(axes.front()));
    return exp(logits - logSumExp(logits, axes, true));
}

std::shared_ptr<Softmax> softmax(SoftmaxConfig config) {
    return std::make_shared<Softmax>(std::move(config));
}

} // namespace tp::layers
