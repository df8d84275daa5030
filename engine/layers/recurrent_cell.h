#pragma once

#include "engine/keras/layer_config.h"

#include <memory>

namespace tp::layers {

/// A cell at work on one batch of sequences: holds what stays the same in all steps, as the choice
/// of what is dropped.
class CellRun {
public:
    virtual ~CellRun() = default;

    /// What the cell makes of inputs alone, of one step [samples, ...] or of all at once
    /// [steps, samples, ...].
    virtual Tensor project(const Tensor& xs) = 0;

    /// The states after a step, from what project() made of its input and the states before.
    virtual Tensors step(const Tensor& projected, const Tensors& states) = 0;
};

/// What an RNN does at each step of a sequence. A cell is a layer that has this too; the first of
/// its states is what it puts out.
class RecurrentCell {
public:
    virtual ~RecurrentCell() = default;

    /// The shapes of the states, without the batch axis, for steps of this shape.
    virtual Shapes stateShapes(const Shape& stepShape) const = 0;

    /// How many axes the input of a step has, batch axis counted.
    virtual std::size_t stepRank() const { return 2; }

    /// Starts with a batch of sequences whose steps have this shape.
    virtual std::unique_ptr<CellRun> start(const Shape& stepShape, Training training) const = 0;
};

/// The cells that are layers with settings: each can also be applied on its own, to the input of
/// one step and the states, and then gives its output and the new states.
template<class Config>
class ConfiguredCell : public ConfiguredLayer<Config>, public RecurrentCell {
public:
    Shapes computeOutputShapes(const Shapes& inputShapes) const override {
        Shapes shapes;
        for (const Shape& state : stateShapes(inputShapes.front())) {
            Shape shape{inputShapes.front()[0]};
            for (const std::int64_t size : state)
                shape.push_back(size);
            shapes.push_back(shape);
        }
        shapes.insert(shapes.begin(), shapes.front());
        return shapes;
    }

protected:
    using ConfiguredLayer<Config>::ConfiguredLayer;

    void checkInputs(const Shapes& inputShapes) const override {
        if (inputShapes.empty())
            Layer::checkInputs(inputShapes); // which refuses that
        this->checkInput(inputShapes.front());
        const std::size_t states = stateShapes(inputShapes.front()).size();
        // An RNN builds its cell before there are any states.
        check(
            inputShapes.size() == 1 || inputShapes.size() == states + 1,
            "%1: it takes one input and %2 states, but was given %3 tensors.",
            this->name(),
            states,
            inputShapes.size());
    }

    Tensors callMany(const Tensors& xs, const LayerCall& call) override {
        check(xs.size() > 1, "%1: it needs the states before the step as inputs.", this->name());
        const auto run = start(xs.front().shape(), call.training);
        Tensors states = run->step(run->project(xs.front()), Tensors(xs.begin() + 1, xs.end()));
        states.insert(states.begin(), states.front());
        return states;
    }
};

struct SimpleRNNCellConfig {
    std::int64_t units = 0; ///< how many numbers are carried from step to step, and come out
    Shape inputShape = {};
    Activation activation = "tanh";
    bool useBias = true;
    Initializer kernelInitializer = "glorotNormal";
    Initializer recurrentInitializer = "orthogonal";
    Initializer biasInitializer = "zeros";
    Regularizer kernelRegularizer = {};
    Regularizer recurrentRegularizer = {};
    Regularizer biasRegularizer = {};
    Constraint kernelConstraint = {};
    Constraint recurrentConstraint = {};
    Constraint biasConstraint = {};
    double dropout = 0;          ///< the share of inputs that are dropped while training
    double recurrentDropout = 0; ///< the share of what is carried that is dropped while training
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, SimpleRNNCellConfig& config);

/// One step of SimpleRNN.
class SimpleRNNCell : public ConfiguredCell<SimpleRNNCellConfig> {
public:
    explicit SimpleRNNCell(SimpleRNNCellConfig config);
    Shapes stateShapes(const Shape&) const override { return {{m_config.units}}; }
    std::unique_ptr<CellRun> start(const Shape& stepShape, Training training) const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    void makeWeights(const Shape& inputShape) override;

private:
    Variable m_kernel;
    Variable m_recurrentKernel;
    Variable m_bias;
};

/// Throws InvalidArgument unless `units` is 1 or more.
std::shared_ptr<SimpleRNNCell> simpleRNNCell(SimpleRNNCellConfig config);

struct GRUCellConfig {
    std::int64_t units = 0; ///< how many numbers are carried from step to step, and come out
    Shape inputShape = {};
    Activation activation = "tanh";
    Activation recurrentActivation = "hardSigmoid"; ///< of the gates
    bool useBias = true;
    Initializer kernelInitializer = "glorotNormal";
    Initializer recurrentInitializer = "orthogonal";
    Initializer biasInitializer = "zeros";
    Regularizer kernelRegularizer = {};
    Regularizer recurrentRegularizer = {};
    Regularizer biasRegularizer = {};
    Constraint kernelConstraint = {};
    Constraint recurrentConstraint = {};
    Constraint biasConstraint = {};
    double dropout = 0;          ///< the share of inputs that are dropped while training
    double recurrentDropout = 0; ///< the share of what is carried that is dropped while training
    std::optional<std::int64_t> implementation = {}; ///< kept for files; there is only one
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, GRUCellConfig& config);

/// One step of GRU.
class GRUCell : public ConfiguredCell<GRUCellConfig> {
public:
    explicit GRUCell(GRUCellConfig config);
    Shapes stateShapes(const Shape&) const override { return {{m_config.units}}; }
    std::unique_ptr<CellRun> start(const Shape& stepShape, Training training) const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    void makeWeights(const Shape& inputShape) override;

private:
    Variable m_kernel;
    Variable m_recurrentKernel;
    Variable m_bias;
};

/// Throws InvalidArgument unless `units` is 1 or more.
std::shared_ptr<GRUCell> gruCell(GRUCellConfig config);

struct LSTMCellConfig {
    std::int64_t units = 0; ///< how many numbers are carried from step to step, and come out
    Shape inputShape = {};
    Activation activation = "tanh";
    Activation recurrentActivation = "hardSigmoid"; ///< of the gates
    bool useBias = true;
    Initializer kernelInitializer = "glorotNormal";
    Initializer recurrentInitializer = "orthogonal";
    Initializer biasInitializer = "zeros";
    std::optional<bool> unitForgetBias = {}; ///< whether the forget gate's bias starts with ones
    Regularizer kernelRegularizer = {};
    Regularizer recurrentRegularizer = {};
    Regularizer biasRegularizer = {};
    Constraint kernelConstraint = {};
    Constraint recurrentConstraint = {};
    Constraint biasConstraint = {};
    double dropout = 0;          ///< the share of inputs that are dropped while training
    double recurrentDropout = 0; ///< the share of what is carried that is dropped while training
    std::optional<std::int64_t> implementation = {}; ///< kept for files; there is only one
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, LSTMCellConfig& config);

/// One step of LSTM. Its states are what it puts out, and what it remembers.
class LSTMCell : public ConfiguredCell<LSTMCellConfig> {
public:
    explicit LSTMCell(LSTMCellConfig config);
    Shapes stateShapes(const Shape&) const override { return {{m_config.units}, {m_config.units}}; }
    std::unique_ptr<CellRun> start(const Shape& stepShape, Training training) const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    void makeWeights(const Shape& inputShape) override;

private:
    Variable m_kernel;
    Variable m_recurrentKernel;
    Variable m_bias;
};

/// Throws InvalidArgument unless `units` is 1 or more.
std::shared_ptr<LSTMCell> lstmCell(LSTMCellConfig config);

} // namespace tp::layers
