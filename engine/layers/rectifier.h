#pragma once

#include "engine/layers/number_or_list.h"

namespace tp::layers {

struct ReLUConfig {
    std::optional<double> maxValue = {}; ///< what is larger comes out as this
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, ReLUConfig& config);

/// Passes on what is above 0, and 0 for the rest.
class ReLU : public ConfiguredLayer<ReLUConfig> {
public:
    explicit ReLU(ReLUConfig config);
    bool supportsMasking() const override { return true; }

protected:
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

std::shared_ptr<ReLU> reLU(ReLUConfig config = {});

struct LeakyReLUConfig {
    double alpha = 0.3; ///< the slope below 0
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, LeakyReLUConfig& config);

/// As ReLU, but what is below 0 comes through a little: times alpha.
class LeakyReLU : public ConfiguredLayer<LeakyReLUConfig> {
public:
    explicit LeakyReLU(LeakyReLUConfig config);

protected:
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

std::shared_ptr<LeakyReLU> leakyReLU(LeakyReLUConfig config = {});

struct PReLUConfig {
    Initializer alphaInitializer = "zeros";
    Regularizer alphaRegularizer = {};
    Constraint alphaConstraint = {};
    std::vector<std::int64_t> sharedAxes = {}; ///< axes along which all share one slope
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, PReLUConfig& config);

/// A leaky ReLU whose slopes are learned, one for each number of a sample:
///
///     layers::prelu({.sharedAxes = {1, 2}})   // of an image: one slope for each channel
class PReLU : public ConfiguredLayer<PReLUConfig> {
public:
    explicit PReLU(PReLUConfig config);
    bool supportsMasking() const override { return true; }

protected:
    void checkInput(const Shape& inputShape) const override;
    void makeWeights(const Shape& inputShape) override;
    Tensor call(const Tensor& x, const LayerCall& call) override;

private:
    Variable m_alpha;
};

std::shared_ptr<PReLU> prelu(PReLUConfig config = {});

struct ELUConfig {
    double alpha = 1; ///< no other is supported, as in TensorFlow.js
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, ELUConfig& config);

/// exp(x) - 1 below zero, x above.
class ELU : public ConfiguredLayer<ELUConfig> {
public:
    explicit ELU(ELUConfig config);

protected:
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

/// Throws Unsupported for an alpha other than 1.
std::shared_ptr<ELU> elu(ELUConfig config = {});

struct ThresholdedReLUConfig {
    double theta = 1; ///< what is not above this comes out as 0
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, ThresholdedReLUConfig& config);

/// Passes on what is above theta, and 0 for the rest.
class ThresholdedReLU : public ConfiguredLayer<ThresholdedReLUConfig> {
public:
    explicit ThresholdedReLU(ThresholdedReLUConfig config);

protected:
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

std::shared_ptr<ThresholdedReLU> thresholdedReLU(ThresholdedReLUConfig config = {});

struct SoftmaxConfig {
    NumberOrList axis = 1; ///< the axis, or axes, along which all add up to 1; batch axis counted
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, SoftmaxConfig& config);

/// Probabilities: exp(x), divided by its sum along the axis. A single axis must be the last one, as
/// in TensorFlow.js. Where a mask is in force, what it leaves out gets no probability.
class Softmax : public ConfiguredLayer<SoftmaxConfig> {
public:
    explicit Softmax(SoftmaxConfig config);

protected:
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

/// Throws InvalidArgument if no axis is given.
std::shared_ptr<Softmax> softmax(SoftmaxConfig config = {});

} // namespace tp::layers
