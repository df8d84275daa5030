#include "engine/layers/recurrent_cell.h"

#include "engine/base/error.h"
#include "engine/layers/recurrent_config.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/linear_algebra.h"

#include <functional>

namespace tp::layers {

namespace {

void checkUnits(const std::string& layer, std::int64_t units) {
    // Four gates of so many units must fit into a shape.
    check(
        units >= 1 && units <= std::int64_t(1) << 31,
        "%1: units must be 1 or more, but got %2.",
        layer,
        units);
}

void checkStep(const std::string& layer, const Shape& shape, const Variable& kernel) {
    check(
        shape.rank() == 2,
        "%1: the input of a step must have two axes, [samples, numbers], but it has shape %2.",
        layer,
        shape);
    check(
        shape.back() != -1,
        "%1: the last axis of the input must have a known size, but a step has shape %2.",
        layer,
        shape);
    check(
        kernel.isNull() || kernel.shape()[0] == shape.back(),
        "%1: the last axis of the input must have size %2, but a step has shape %3.",
        layer,
        kernel.isNull() ? 0 : kernel.shape()[0],
        shape);
}

/// The part of a run that all cells of matrices share.
class DenseRun : public CellRun {
public:
    struct Weights {
        Tensor kernel;
        Tensor recurrentKernel;
        Tensor bias; ///< null for none
    };

    template<class Config>
    DenseRun(Weights weights, const Config& config, const Shape& stepShape, Training training)
        : m_weights(std::move(weights))
        , m_inputMask(dropoutMask(stepShape, config.dropout, training))
        , m_stateMask(
              dropoutMask({stepShape[0], config.units}, config.recurrentDropout, training)) {}

    Tensor project(const Tensor& xs) override {
        const Tensor x = masked(xs, m_inputMask);
        Shape shape = x.shape();
        const std::int64_t inputs = shape.back();
        const Tensor rows = x.rank() == 2 ? x : tp::reshape(x, {x.size() / inputs, inputs});
        Tensor y = matMul(rows, m_weights.kernel);
        if (!m_weights.bias.isNull())
            y = y + m_weights.bias;
        shape[shape.rank() - 1] = y.shape().back();
        return x.rank() == 2 ? y : tp::reshape(y, shape);
    }

protected:
    const Tensor& recurrentKernel() const { return m_weights.recurrentKernel; }
    Tensor carried(const Tensor& state) const { return masked(state, m_stateMask); }

private:
    Weights m_weights;
    Tensor m_inputMask;
    Tensor m_stateMask;
};

class SimpleRun : public DenseRun {
public:
    SimpleRun(Weights w, const SimpleRNNCellConfig& config, const Shape& step, Training training)
        : DenseRun(std::move(w), config, step, training)
        , m_activation(config.activation) {}

    Tensors step(const Tensor& projected, const Tensors& states) override {
        return {m_activation(projected + matMul(carried(states[0]), recurrentKernel()))};
    }

private:
    Activation m_activation;
};

class GRURun : public DenseRun {
public:
    GRURun(const Weights& w, const GRUCellConfig& config, const Shape& step, Training training)
        : DenseRun(w, config, step, training)
        , m_activation(config.activation)
        , m_gate(config.recurrentActivation)
        , m_units(config.units)
        , m_parts(split(w.recurrentKernel, {2 * config.units, config.units}, 1)) {}

    // The gates are z (how much stays) and r (how much of the state the new value sees).
    Tensors step(const Tensor& projected, const Tensors& states) override {
        const Tensor h = carried(states[0]);
        const Tensors x = split(projected, {2 * m_units, m_units}, 1);
        const Tensors gates = split(m_gate(x[0] + matMul(h, m_parts[0])), 2, 1);
        const Tensor fresh = m_activation(x[1] + matMul(gates[1] * h, m_parts[1]));
        return {gates[0] * h + (1 - gates[0]) * fresh};
    }

private:
    Activation m_activation;
    Activation m_gate;
    std::int64_t m_units;
    Tensors m_parts; ///< of the recurrent kernel: for the gates, for the new value
};

class LSTMRun : public DenseRun {
public:
    LSTMRun(Weights w, const LSTMCellConfig& config, const Shape& step, Training training)
        : DenseRun(std::move(w), config, step, training)
        , m_activation(config.activation)
        , m_gate(config.recurrentActivation) {}

    // The four parts are the gates for what comes in, what stays, the new value, and what goes out.
    Tensors step(const Tensor& projected, const Tensors& states) override {
        const Tensor all = projected + matMul(carried(states[0]), recurrentKernel());
        const Tensors z = split(all, 4, 1);
        const Tensor c = m_gate(z[1]) * states[1] + m_gate(z[0]) * m_activation(z[2]);
        return {m_gate(z[3]) * m_activation(c), c};
    }

private:
    Activation m_activation;
    Activation m_gate;
};

/// The weights of a cell while it is being built.
struct Made {
    Variable& kernel;
    Variable& recurrentKernel;
    Variable& bias;
};

using AddWeight =
    std::function<Variable(const char*, const Shape&, const Initializer&, WeightOptions)>;

template<class Config>
void makeDenseWeights(
    const AddWeight& add,
    const Config& config,
    std::int64_t inputs,
    std::int64_t gates,
    const Made& made) {
    made.kernel =
        add("kernel",
            {inputs, gates * config.units},
            config.kernelInitializer,
            {true, config.kernelRegularizer, config.kernelConstraint});
    made.recurrentKernel =
        add("recurrent_kernel",
            {config.units, gates * config.units},
            config.recurrentInitializer,
            {true, config.recurrentRegularizer, config.recurrentConstraint});
    if (config.useBias) {
        made.bias =
            add("bias",
                {gates * config.units},
                config.biasInitializer,
                {true, config.biasRegularizer, config.biasConstraint});
    }
}

DenseRun::Weights
valuesOf(const Variable& kernel, const Variable& recurrent, const Variable& bias) {
    return {kernel.value(), recurrent.value(), bias.isNull() ? Tensor() : bias.value()};
}

} // namespace

void describe(ConfigFields& fields, SimpleRNNCellConfig& config) {
    describeCell(fields, config);
}

SimpleRNNCell::SimpleRNNCell(SimpleRNNCellConfig config)
    : ConfiguredCell("SimpleRNNCell", std::move(config)) {
    checkUnits(name(), m_config.units);
    clampDropout(m_config);
}

void SimpleRNNCell::checkInput(const Shape& inputShape) const {
    checkStep(name(), inputShape, m_kernel);
}

void SimpleRNNCell::makeWeights(const Shape& inputShape) {
    const auto add = [this](auto&&... arguments) { return addWeight(arguments...); };
    makeDenseWeights(add, m_config, inputShape.back(), 1, {m_kernel, m_recurrentKernel, m_bias});
}

std::unique_ptr<CellRun> SimpleRNNCell::start(const Shape& stepShape, Training training) const {
    return std::make_unique<SimpleRun>(
        valuesOf(m_kernel, m_recurrentKernel, m_bias), m_config, stepShape, training);
}

std::shared_ptr<SimpleRNNCell> simpleRNNCell(SimpleRNNCellConfig config) {
    return std::make_shared<SimpleRNNCell>(std::move(config));
}

void describe(ConfigFields& fields, GRUCellConfig& config) {
    describeCell(fields, config);
    describeResetAfter(fields);
}

GRUCell::GRUCell(GRUCellConfig config) : ConfiguredCell("GRUCell", std::move(config)) {
    checkUnits(name(), m_config.units);
    clampDropout(m_config);
}

void GRUCell::checkInput(const Shape& inputShape) const {
    checkStep(name(), inputShape, m_kernel);
}

void GRUCell::makeWeights(const Shape& inputShape) {
    const auto add = [this](auto&&... arguments) { return addWeight(arguments...); };
    makeDenseWeights(add, m_config, inputShape.back(), 3, {m_kernel, m_recurrentKernel, m_bias});
}

std::unique_ptr<CellRun> GRUCell::start(const Shape& stepShape, Training training) const {
    return std::make_unique<GRURun>(
        valuesOf(m_kernel, m_recurrentKernel, m_bias), m_config, stepShape, training);
}

std::shared_ptr<GRUCell> gruCell(GRUCellConfig config) {
    return std::make_shared<GRUCell>(std::move(config));
}

void describe(ConfigFields& fields, LSTMCellConfig& config) {
    describeCell(fields, config);
}

LSTMCell::LSTMCell(LSTMCellConfig config) : ConfiguredCell("LSTMCell", std::move(config)) {
    checkUnits(name(), m_config.units);
    clampDropout(m_config);
}

void LSTMCell::checkInput(const Shape& inputShape) const {
    checkStep(name(), inputShape, m_kernel);
}

void LSTMCell::makeWeights(const Shape& inputShape) {
    const auto add = [this](auto&&... arguments) { return addWeight(arguments...); };
    makeDenseWeights(add, m_config, inputShape.back(), 4, {m_kernel, m_recurrentKernel, m_bias});
    if (m_config.useBias && m_config.unitForgetBias.value_or(false))
        m_bias.assign(unitForgetBias(m_config.biasInitializer, m_config.units));
}

std::unique_ptr<CellRun> LSTMCell::start(const Shape& stepShape, Training training) const {
    return std::make_unique<LSTMRun>(
        valuesOf(m_kernel, m_recurrentKernel, m_bias), m_config, stepShape, training);
}

std::shared_ptr<LSTMCell> lstmCell(LSTMCellConfig config) {
    return std::make_shared<LSTMCell>(std::move(config));
}

} // namespace tp::layers
