#pragma once

#include "engine/layers/core.h"

namespace tp::layers {

/// Dropout for sequences [samples, steps, features]: drops a feature in all steps of a sample, or
/// in none.
class SpatialDropout1D : public Dropout {
public:
    explicit SpatialDropout1D(DropoutConfig config);

protected:
    void checkInput(const Shape& inputShape) const override;
    Shape noiseShape(const Shape& inputShape) const override;
};

std::shared_ptr<SpatialDropout1D> spatialDropout1d(DropoutConfig config);

struct GaussianNoiseConfig {
    double stddev = 0; ///< how far the noise spreads
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, GaussianNoiseConfig& config);

/// Adds normally distributed noise while training, so that nothing is learned by heart.
class GaussianNoise : public ConfiguredLayer<GaussianNoiseConfig> {
public:
    explicit GaussianNoise(GaussianNoiseConfig config);
    bool supportsMasking() const override { return true; }

protected:
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

std::shared_ptr<GaussianNoise> gaussianNoise(GaussianNoiseConfig config);

struct GaussianDropoutConfig {
    double rate = 0; ///< as of dropout: the noise spreads by √(rate / (1 - rate))
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, GaussianDropoutConfig& config);

/// Multiplies by normally distributed noise around 1 while training.
class GaussianDropout : public ConfiguredLayer<GaussianDropoutConfig> {
public:
    explicit GaussianDropout(GaussianDropoutConfig config);
    bool supportsMasking() const override { return true; }

protected:
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

std::shared_ptr<GaussianDropout> gaussianDropout(GaussianDropoutConfig config);

struct AlphaDropoutConfig {
    double rate = 0;       ///< the share of numbers that are dropped
    Shape noiseShape = {}; ///< what is dropped together has a size of 1 here; not saved in files
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, AlphaDropoutConfig& config);

/// Dropout that keeps mean and variance: what is dropped becomes the smallest value of selu().
class AlphaDropout : public ConfiguredLayer<AlphaDropoutConfig> {
public:
    explicit AlphaDropout(AlphaDropoutConfig config);
    bool supportsMasking() const override { return true; }

protected:
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

std::shared_ptr<AlphaDropout> alphaDropout(AlphaDropoutConfig config);

} // namespace tp::layers
