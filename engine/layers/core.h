#pragma once

#include "engine/layers/data_format.h"

namespace tp::layers {

struct DenseConfig {
    std::int64_t units = 0; ///< how many numbers come out for each sample
    Shape inputShape = {};
    Activation activation = "linear";
    bool useBias = true;
    Initializer kernelInitializer = "glorotNormal";
    Initializer biasInitializer = "zeros";
    Regularizer kernelRegularizer = {};
    Regularizer biasRegularizer = {};
    Constraint kernelConstraint = {};
    Constraint biasConstraint = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, DenseConfig& config);

/// Every output is a weighted sum of all inputs, plus a bias: activation(x · kernel + bias).
///
///     layers::dense({.units = 8, .inputShape = {3}, .activation = "relu"})   // [n, 3] -> [n, 8]
///
/// Inputs have two axes or more; the last one is summed over.
class Dense : public ConfiguredLayer<DenseConfig> {
public:
    explicit Dense(DenseConfig config);

    std::int64_t units() const { return m_config.units; }
    const Activation& activation() const { return m_config.activation; }

    Shape computeOutputShape(const Shape& inputShape) const override;
    bool supportsMasking() const override { return true; }

protected:
    void checkInput(const Shape& inputShape) const override;
    void makeWeights(const Shape& inputShape) override;
    Tensor call(const Tensor& x, const LayerCall& call) override;

private:
    Variable m_kernel;
    Variable m_bias;
};

/// Throws InvalidArgument if `units` is not 1 or more.
std::shared_ptr<Dense> dense(DenseConfig config);

struct ActivationConfig {
    tp::Activation activation = "linear";
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, ActivationConfig& config);

/// An activation on its own.
class ActivationLayer : public ConfiguredLayer<ActivationConfig> {
public:
    explicit ActivationLayer(ActivationConfig config);
    bool supportsMasking() const override { return true; }

protected:
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

std::shared_ptr<ActivationLayer> activation(ActivationConfig config);

struct DropoutConfig {
    double rate = 0; ///< the share of numbers that are dropped, brought within 0 and 1
    Shape inputShape = {};
    Shape noiseShape = {}; ///< what is dropped together has a size of 1 here; -1: the input's size
    Seed seed = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, DropoutConfig& config);

/// Drops numbers at random while training, and makes the others larger to keep the sum: what is
/// learned then hangs on no single number.
class Dropout : public ConfiguredLayer<DropoutConfig> {
public:
    explicit Dropout(DropoutConfig config);
    bool supportsMasking() const override { return true; }

protected:
    Dropout(std::string_view className, DropoutConfig config);

    /// What shape the choice has for an input of this shape.
    virtual Shape noiseShape(const Shape& inputShape) const;

    Tensor call(const Tensor& x, const LayerCall& call) override;
};

std::shared_ptr<Dropout> dropout(DropoutConfig config);

struct FlattenConfig {
    Shape inputShape = {};
    std::optional<DataFormat> dataFormat = {}; ///< channels last, if not given
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, FlattenConfig& config);

/// Lays each sample's numbers out in one row: [n, 28, 28] -> [n, 784]. Images with their channels
/// first are turned before, so that both kinds give the same row.
class Flatten : public ConfiguredLayer<FlattenConfig> {
public:
    explicit Flatten(FlattenConfig config);

    Shape computeOutputShape(const Shape& inputShape) const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

std::shared_ptr<Flatten> flatten(FlattenConfig config = {});

} // namespace tp::layers
