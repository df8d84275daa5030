#pragma once

#include "engine/layers/activation.h"
#include "engine/layers/layer.h"

namespace tp::layers {

struct DenseConfig {
    std::int64_t units = 0; ///< how many numbers come out for each sample
    Shape inputShape = {};
    Activation activation = "linear";
    bool useBias = true;
    Initializer kernelInitializer = "glorotNormal";
    Initializer biasInitializer = "zeros";
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

/// Every output is a weighted sum of all inputs, plus a bias: activation(x · kernel + bias).
///
///     layers::dense({.units = 8, .inputShape = {3}, .activation = "relu"})   // [n, 3] -> [n, 8]
///
/// Inputs have two axes or more; the last one is summed over.
class Dense : public Layer {
public:
    explicit Dense(DenseConfig config);

    std::int64_t units() const { return m_units; }
    const Activation& activation() const { return m_activation; }

    Shape computeOutputShape(const Shape& inputShape) const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    void makeWeights(const Shape& inputShape) override;
    Tensor call(const Tensor& x, Training training) override;

private:
    std::int64_t m_units;
    Activation m_activation;
    bool m_useBias;
    Initializer m_kernelInitializer;
    Initializer m_biasInitializer;
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
};

/// An activation on its own.
class ActivationLayer : public Layer {
public:
    explicit ActivationLayer(ActivationConfig config);

protected:
    Tensor call(const Tensor& x, Training training) override;

private:
    tp::Activation m_activation;
};

std::shared_ptr<ActivationLayer> activation(ActivationConfig config);

struct DropoutConfig {
    double rate = 0; ///< the share of numbers that are dropped
    Shape inputShape = {};
    Seed seed = {};
    Shape batchInputShape = {};
    std::string name = {};
};

/// Drops numbers at random while training, and makes the others larger to keep the sum: what is
/// learned then hangs on no single number.
class Dropout : public Layer {
public:
    explicit Dropout(DropoutConfig config);

protected:
    Tensor call(const Tensor& x, Training training) override;

private:
    double m_rate;
    Seed m_seed;
};

/// Throws InvalidArgument if `rate` is outside [0, 1].
std::shared_ptr<Dropout> dropout(DropoutConfig config);

struct FlattenConfig {
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
};

/// Lays each sample's numbers out in one row: [n, 28, 28] -> [n, 784].
class Flatten : public Layer {
public:
    explicit Flatten(FlattenConfig config);

    Shape computeOutputShape(const Shape& inputShape) const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    Tensor call(const Tensor& x, Training training) override;
};

std::shared_ptr<Flatten> flatten(FlattenConfig config = {});

} // namespace tp::layers
