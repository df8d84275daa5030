#pragma once

#include "engine/layers/number_or_list.h"

namespace tp::layers {

struct BatchNormalizationConfig {
    std::int64_t axis = -1; ///< of the channels, which are brought to scale one by one
    Shape inputShape = {};
    double momentum = 0.99; ///< how much of the moving averages stays at each step
    double epsilon = 0.001; ///< added to variances, so that none is 0
    bool center = true;     ///< whether a learned number is added (beta)
    bool scale = true;      ///< whether a learned number is multiplied with (gamma)
    Initializer betaInitializer = "zeros";
    Initializer gammaInitializer = "ones";
    Initializer movingMeanInitializer = "zeros";
    Initializer movingVarianceInitializer = "ones";
    Constraint betaConstraint = {};
    Constraint gammaConstraint = {};
    Regularizer betaRegularizer = {};
    Regularizer gammaRegularizer = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, BatchNormalizationConfig& config);

/// Brings each channel to mean 0 and variance 1: over the batch in training, by moving averages of
/// what training saw else.
///
/// As in tfjs, variances are divided by the count, not by one less, also those averaged; and a
/// frozen layer still goes by the batch in training, and moves its averages.
class BatchNormalization : public ConfiguredLayer<BatchNormalizationConfig> {
public:
    explicit BatchNormalization(BatchNormalizationConfig config);
    bool supportsMasking() const override { return true; }

protected:
    void checkInput(const Shape& inputShape) const override;
    void makeWeights(const Shape& inputShape) override;
    Tensor call(const Tensor& x, const LayerCall& call) override;

private:
    Variable m_gamma;
    Variable m_beta;
    Variable m_movingMean;
    Variable m_movingVariance;
};

std::shared_ptr<BatchNormalization> batchNormalization(BatchNormalizationConfig config = {});

struct LayerNormalizationConfig {
    NumberOrList axis = -1; ///< over which each sample is brought to scale
    Shape inputShape = {};
    double epsilon = 0.001; ///< added to variances, so that none is 0
    bool center = true;     ///< whether learned numbers are added (beta)
    bool scale = true;      ///< whether learned numbers are multiplied with (gamma)
    Initializer betaInitializer = "zeros";
    Initializer gammaInitializer = "ones";
    Regularizer betaRegularizer = {};
    Regularizer gammaRegularizer = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, LayerNormalizationConfig& config);

/// Brings each sample to mean 0 and variance 1 along some axes, in training as else.
class LayerNormalization : public ConfiguredLayer<LayerNormalizationConfig> {
public:
    explicit LayerNormalization(LayerNormalizationConfig config);
    bool supportsMasking() const override { return true; }

protected:
    void checkInput(const Shape& inputShape) const override;
    void makeWeights(const Shape& inputShape) override;
    Tensor call(const Tensor& x, const LayerCall& call) override;

private:
    Variable m_gamma;
    Variable m_beta;
};

std::shared_ptr<LayerNormalization> layerNormalization(LayerNormalizationConfig config = {});

} // namespace tp::layers
