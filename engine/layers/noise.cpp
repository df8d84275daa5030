#include "engine/layers/noise.h"

#include "engine/base/error.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/compare.h"
#include "engine/ops/random.h"

#include <cmath>

namespace tp::layers {

SpatialDropout1D::SpatialDropout1D(DropoutConfig config)
    : Dropout("SpatialDropout1D", std::move(config)) {}

void SpatialDropout1D::checkInput(const Shape& inputShape) const {
    check(
        inputShape.rank() == 3,
        "%1: inputs must have three axes, [samples, steps, features], but got shape %2.",
        name(),
        inputShape);
}

Shape SpatialDropout1D::noiseShape(const Shape& inputShape) const {
    return {inputShape[0], 1, inputShape[2]};
}

std::shared_ptr<SpatialDropout1D> spatialDropout1d(DropoutConfig config) {
    return std::make_shared<SpatialDropout1D>(std::move(config));
}

void describe(ConfigFields& fields, GaussianNoiseConfig& config) {
    fields.add("stddev", config.stddev);
}

GaussianNoise::GaussianNoise(GaussianNoiseConfig config)
    : ConfiguredLayer("GaussianNoise", std::move(config)) {}

Tensor GaussianNoise::call(const Tensor& x, const LayerCall& call) {
    return call.training == Training::Yes ? x + randomNormal(x.shape(), 0, m_config.stddev) : x;
}

std::shared_ptr<GaussianNoise> gaussianNoise(GaussianNoiseConfig config) {
    return std::make_shared<GaussianNoise>(std::move(config));
}

void describe(ConfigFields& fields, GaussianDropoutConfig& config) {
    fields.add("rate", config.rate);
}

GaussianDropout::GaussianDropout(GaussianDropoutConfig config)
    : ConfiguredLayer("GaussianDropout", std::move(config)) {}

Tensor GaussianDropout::call(const Tensor& x, const LayerCall& call) {
    const double rate = m_config.rate;
    if (call.training == Training::No || !(rate > 0 && rate < 1))
        return x;
    return x * randomNormal(x.shape(), 1, std::sqrt(rate / (1 - rate)));
}

std::shared_ptr<GaussianDropout> gaussianDropout(GaussianDropoutConfig config) {
    return std::make_shared<GaussianDropout>(std::move(config));
}

void describe(ConfigFields& fields, AlphaDropoutConfig& config) {
    fields.add("rate", config.rate);
    if (fields.reader()) // tfjs does not save it
        fields.add("noise_shape", config.noiseShape);
}

AlphaDropout::AlphaDropout(AlphaDropoutConfig config)
    : ConfiguredLayer("AlphaDropout", std::move(config)) {}

Tensor AlphaDropout::call(const Tensor& x, const LayerCall& call) {
    const double rate = m_config.rate;
    if (call.training == Training::No || !(rate > 0 && rate < 1))
        return x;
    // selu() never falls below this.
    const double lowest = -1.6732632423543772848170429916717 * 1.0507009873554804934193349852946;
    const Shape shape = m_config.noiseShape.rank() == 0 ? x.shape() : m_config.noiseShape;
    const Tensor kept = cast(greaterEqual(randomUniform(shape), rate), DType::Float32);
    const Tensor mixed = x * kept + (1 - kept) * lowest;
    // Back to the mean and variance from before.
    const double scale = 1 / std::sqrt((1 - rate) * (1 + rate * lowest * lowest));
    return mixed * scale - scale * lowest * rate;
}

std::shared_ptr<AlphaDropout> alphaDropout(AlphaDropoutConfig config) {
    return std::make_shared<AlphaDropout>(std::move(config));
}

} // namespace tp::layers
