#include "engine/layers/normalization.h"

#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/math.h"
#include "engine/ops/normalization.h"
#include "engine/ops/reduce.h"
#include "engine/ops/rules.h"
#include "engine/runtime/gradients.h"

#include <algorithm>

namespace tp::layers {

namespace {

/// What brings numbers to scale, each broadcasting to x; gamma and beta may be null.
struct Scale {
    Tensor mean;
    Tensor variance;
    Tensor gamma;
    Tensor beta;
};

/// The gradients of (x - mean) / sqrt(variance + epsilon) * gamma + beta by x, gamma and beta,
/// where mean and variance are x's own along `axes`.
Tensors normalizedGradient(
    const Tensor& x, const Scale& scale, const Axes& axes, double epsilon, const Tensor& dy) {
    const Tensor unit = batchNorm(x, scale.mean, scale.variance, {}, {}, epsilon);
    const Tensor perDeviation = rsqrt(scale.variance + epsilon);
    const Tensor dyUnit = dy * unit;
    // What changes all numbers alike, or in proportion, changes nothing in the end.
    const auto centered = [&](const Tensor& slope, const Tensor& slopeUnit) {
        return slope - mean(slope, axes, true) - unit * mean(slopeUnit, axes, true);
    };
    Tensors gradients(3);
    const bool isAlike = scale.gamma.isNull() || scale.gamma.shape() == scale.mean.shape();
    if (isAlike) {
        gradients[0] = centered(dy, dyUnit);
        gradients[0] =
            gradients[0] * (scale.gamma.isNull() ? perDeviation : scale.gamma * perDeviation);
    } else {
        gradients[0] = centered(dy * scale.gamma, dyUnit * scale.gamma) * perDeviation;
    }
    if (!scale.gamma.isNull())
        gradients[1] = sumTo(dyUnit, scale.gamma.shape());
    if (!scale.beta.isNull())
        gradients[2] = sumTo(dy, scale.beta.shape());
    return gradients;
}

struct Normalized {
    Tensor y;
    Moments moments; ///< of x along the axes, which are kept
};

/// x brought to mean 0 and variance 1 along `axes`, then scaled by gamma and moved by beta.
Normalized normalized(
    const Tensor& x, const Axes& axes, const Tensor& gamma, const Tensor& beta, double epsilon) {
    Moments found;
    const auto f = customGrad([&](const Tensors& xs) -> CustomResult {
        found = moments(xs[0], axes, true);
        const Scale scale{found.mean, found.variance, gamma, beta};
        return {
            batchNorm(xs[0], scale.mean, scale.variance, beta, gamma, epsilon),
            [=, x = xs[0]](const Tensor& dy) {
                Scale own = scale;
                if (Tape::isRecording()) { // the gradient's own gradient needs to know all of it
                    const Moments again = moments(x, axes, true);
                    own.mean = again.mean;
                    own.variance = again.variance;
                }
                Tensors gradients = normalizedGradient(x, own, axes, epsilon, dy);
                if (beta.isNull())
                    gradients.erase(gradients.begin() + 2);
                if (gamma.isNull())
                    gradients.erase(gradients.begin() + 1);
                return gradients;
            }};
    });
    Tensors arguments{x};
    for (const Tensor& weight : {gamma, beta}) {
        if (!weight.isNull())
            arguments.push_back(weight);
    }
    const Tensor y = f(arguments);
    return {y, found};
}

std::int64_t countedFromFront(std::int64_t axis, std::size_t rank) {
    return axis < 0 ? axis + static_cast<std::int64_t>(rank) : axis;
}

void checkAxis(const std::string& layer, std::int64_t axis, const Shape& inputShape) {
    const auto rank = static_cast<std::int64_t>(inputShape.rank());
    check(
        axis >= -rank && axis < rank,
        "%1: there is no axis %2 in an input of shape %3.",
        layer,
        axis,
        inputShape);
    const std::int64_t place = countedFromFront(axis, inputShape.rank());
    check(
        inputShape[static_cast<std::size_t>(place)] != -1,
        "%1: axis %2 must have a known size, but the input has shape %3.",
        layer,
        axis,
        inputShape);
}

/// The value in a shape that broadcasts; null stays null.
Tensor shaped(const Variable& weight, const Shape& shape) {
    return weight.isNull() ? Tensor() : reshape(weight.value(), shape);
}

} // namespace

void describe(ConfigFields& fields, BatchNormalizationConfig& config) {
    NumberOrList axis = config.axis; // Keras 2 writes the only axis as a list
    fields.add("axis", axis);
    check(
        axis.numbers().size() == 1,
        "batchNormalization: it goes by one axis, but there are %1.",
        axis.numbers().size());
    config.axis = axis.numbers().front();
    fields.add("momentum", config.momentum);
    fields.add("epsilon", config.epsilon);
    fields.add("center", config.center);
    fields.add("scale", config.scale);
    fields.add("beta_initializer", config.betaInitializer);
    fields.add("gamma_initializer", config.gammaInitializer);
    fields.add("moving_mean_initializer", config.movingMeanInitializer);
    fields.add("moving_variance_initializer", config.movingVarianceInitializer);
    fields.add("beta_regularizer", config.betaRegularizer);
    fields.add("gamma_regularizer", config.gammaRegularizer);
    fields.add("beta_constraint", config.betaConstraint);
    fields.add("gamma_constraint", config.gammaConstraint);
}

BatchNormalization::BatchNormalization(BatchNormalizationConfig config)
    : ConfiguredLayer("BatchNormalization", std::move(config)) {}

void BatchNormalization::checkInput(const Shape& inputShape) const {
    checkAxis(name(), m_config.axis, inputShape);
    check(
        inputShape.rank() >= 2,
        "%1: inputs must have two axes or more, but one has shape %2.",
        name(),
        inputShape);
    if (!isBuilt())
        return;
    const auto axis = static_cast<std::size_t>(countedFromFront(m_config.axis, inputShape.rank()));
    check(
        inputShape[axis] == m_movingMean.shape()[0],
        "%1: axis %2 of the input must have size %3, but the input has shape %4.",
        name(),
        m_config.axis,
        m_movingMean.shape()[0],
        inputShape);
}

void BatchNormalization::makeWeights(const Shape& inputShape) {
    const Shape shape{
        inputShape[static_cast<std::size_t>(countedFromFront(m_config.axis, inputShape.rank()))]};
    if (m_config.scale) {
        m_gamma = addWeight(
            "gamma",
            shape,
            m_config.gammaInitializer,
            {true, m_config.gammaRegularizer, m_config.gammaConstraint});
    }
    if (m_config.center) {
        m_beta = addWeight(
            "beta",
            shape,
            m_config.betaInitializer,
            {true, m_config.betaRegularizer, m_config.betaConstraint});
    }
    m_movingMean = addWeight("moving_mean", shape, m_config.movingMeanInitializer, {false});
    m_movingVariance =
        addWeight("moving_variance", shape, m_config.movingVarianceInitializer, {false});
}

Tensor BatchNormalization::call(const Tensor& x, const LayerCall& call) {
    const auto axis = static_cast<std::size_t>(countedFromFront(m_config.axis, x.rank()));
    const Shape weightShape = m_movingMean.shape();
    std::vector<std::int64_t> others;
    Shape shape;
    for (std::size_t i = 0; i < x.rank(); ++i) {
        shape.push_back(i == axis ? weightShape[0] : 1);
        if (i != axis)
            others.push_back(static_cast<std::int64_t>(i));
    }
    const Tensor gamma = shaped(m_gamma, shape);
    const Tensor beta = shaped(m_beta, shape);
    if (call.training == Training::No) {
        return batchNorm(
            x,
            shaped(m_movingMean, shape),
            shaped(m_movingVariance, shape),
            beta,
            gamma,
            m_config.epsilon);
    }
    const auto [y, seen] = normalized(x, others, gamma, beta, m_config.epsilon);
    const auto move = [&](const Variable& average, const Tensor& newest) {
        const Tensor step =
            (average.value() - reshape(newest, weightShape)) * (1 - m_config.momentum);
        average.assign(average.value() - step);
    };
    move(m_movingMean, seen.mean);
    move(m_movingVariance, seen.variance);
    return y;
}

std::shared_ptr<BatchNormalization> batchNormalization(BatchNormalizationConfig config) {
    return std::make_shared<BatchNormalization>(std::move(config));
}

void describe(ConfigFields& fields, LayerNormalizationConfig& config) {
    fields.add("axis", config.axis);
    fields.add("epsilon", config.epsilon);
    fields.add("center", config.center);
    fields.add("scale", config.scale);
    fields.add("beta_initializer", config.betaInitializer);
    fields.add("gamma_initializer", config.gammaInitializer);
    fields.add("beta_regularizer", config.betaRegularizer);
    fields.add("gamma_regularizer", config.gammaRegularizer);
}

LayerNormalization::LayerNormalization(LayerNormalizationConfig config)
    : ConfiguredLayer("LayerNormalization", std::move(config)) {
    check(!m_config.axis.numbers().empty(), "%1: axis must name one axis or more.", name());
}

void LayerNormalization::checkInput(const Shape& inputShape) const {
    Shape places;
    for (const std::int64_t axis : m_config.axis.numbers()) {
        checkAxis(name(), axis, inputShape);
        const std::int64_t place = countedFromFront(axis, inputShape.rank());
        check(
            std::find(places.begin(), places.end(), place) == places.end(),
            "%1: axis %2 is named twice; the input has shape %3.",
            name(),
            axis,
            inputShape);
        places.push_back(place);
    }
    if (!isBuilt() || (m_gamma.isNull() && m_beta.isNull()))
        return;
    Shape sizes;
    for (const std::int64_t place : places)
        sizes.push_back(inputShape[static_cast<std::size_t>(place)]);
    const Shape& expected = m_gamma.isNull() ? m_beta.shape() : m_gamma.shape();
    check(
        sizes == expected,
        "%1: the axes that are brought to scale must have sizes %2, but the input has shape %3.",
        name(),
        expected,
        inputShape);
}

// As in tfjs, the axes of a layer with weights are a list of places counted from the front.
void LayerNormalization::makeWeights(const Shape& inputShape) {
    Shape shape;
    std::vector<std::int64_t> places;
    for (const std::int64_t axis : m_config.axis.numbers()) {
        places.push_back(countedFromFront(axis, inputShape.rank()));
        shape.push_back(inputShape[static_cast<std::size_t>(places.back())]);
    }
    m_config.axis = NumberOrList(std::move(places));
    if (m_config.scale) {
        m_gamma =
            addWeight("gamma", shape, m_config.gammaInitializer, {true, m_config.gammaRegularizer});
    }
    if (m_config.center) {
        m_beta =
            addWeight("beta", shape, m_config.betaInitializer, {true, m_config.betaRegularizer});
    }
}

Tensor LayerNormalization::call(const Tensor& x, const LayerCall&) {
    Shape shape;
    for (std::size_t i = 0; i < x.rank(); ++i)
        shape.push_back(1);
    for (const std::int64_t axis : m_config.axis.numbers())
        shape[static_cast<std::size_t>(axis)] = x.shape()[static_cast<std::size_t>(axis)];
    return normalized(
               x,
               m_config.axis.numbers(),
               shaped(m_gamma, shape),
               shaped(m_beta, shape),
               m_config.epsilon)
        .y;
}

std::shared_ptr<LayerNormalization> layerNormalization(LayerNormalizationConfig config) {
    return std::make_shared<LayerNormalization>(std::move(config));
}

} // namespace tp::layers
