// Nodes that go through sequences step by step: [steps, samples, numbers].
#include "engine/export/onnx_step.h"
#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"
#include "engine/ops/linear_algebra.h"
#include "engine/ops/math.h"

namespace tp {

namespace {

using Activation = Tensor (*)(const Tensor& x);

// Those whose numbers we do not write have the operators' usual ones.
Activation activationOf(const OnnxStep& step, const std::string& name) {
    static const std::map<std::string_view, Activation> known = {
        {"Affine", [](const Tensor& x) { return x; }},
        {"Elu", [](const Tensor& x) { return elu(x); }},
        {"HardSigmoid", [](const Tensor& x) { return clipByValue(x * 0.2 + 0.5, 0, 1); }},
        {"Relu", [](const Tensor& x) { return relu(x); }},
        {"Sigmoid", [](const Tensor& x) { return sigmoid(x); }},
        {"Softplus", [](const Tensor& x) { return softplus(x); }},
        {"Softsign", [](const Tensor& x) { return softsign(x); }},
        {"Tanh", [](const Tensor& x) { return tanh(x); }}};
    const auto found = known.find(name);
    if (found == known.end())
        step.refuse("it has an activation that we do not write");
    return found->second;
}

/// What a direction computes with. Weights of the gates lie below each other in the file.
class Direction {
public:
    Direction(const OnnxStep& step, std::int64_t gates, std::size_t stateCount, std::size_t number)
        : m_step(step)
        , m_units(step.integer("hidden_size", 0))
        , m_number(static_cast<std::int64_t>(number)) {
        const Tensor& x = step.floats(0, 3);
        const std::int64_t samples = x.shape()[1];
        const std::int64_t rows = gates * m_units;
        if (x.shape()[0] < 1)
            step.refuse("it has no steps to go through");
        // As [numbers, gates · units], so that rows are samples.
        m_kernel = transpose(part(1, {rows, x.shape()[2]}));
        m_recurrent = transpose(part(2, {rows, m_units}));
        const Tensor bias = step.has(3) ? part(3, {2 * rows}) : zeros({2 * rows});
        m_bias = slice(bias, {0}, {rows});
        m_recurrentBias = slice(bias, {rows}, {rows});
        for (std::size_t i = 0; i < stateCount; ++i) {
            const Shape shape{samples, m_units};
            states.push_back(step.has(5 + i) ? part(5 + i, shape) : zeros(shape));
        }
    }

    /// The weights' share of all gates, of what goes in and of a state.
    Tensor ofInput(const Tensor& x) const { return matMul(x, m_kernel) + m_bias; }
    Tensor ofState(const Tensor& h) const { return matMul(h, m_recurrent) + m_recurrentBias; }

    /// The share of a state in one gate alone.
    Tensor ofState(const Tensor& h, std::int64_t gate) const {
        const Tensor weights = slice(m_recurrent, {0, gate * m_units}, {m_units, m_units});
        return matMul(h, weights) + slice(m_recurrentBias, {gate * m_units}, {m_units});
    }

    /// One gate of all.
    Tensor gate(const Tensor& gates, std::int64_t number) const {
        return slice(gates, {0, number * m_units}, {gates.shape()[0], m_units});
    }

    Tensors states; ///< [samples, units] each

private:
    /// This direction's part of an input, which must have that shape.
    Tensor part(std::size_t input, const Shape& shape) const {
        const Tensor& all = m_step.floats(input, shape.rank() + 1);
        const bool isSame = m_number < all.shape()[0] &&
                            Shape(std::span(all.shape().begin() + 1, shape.rank())) == shape;
        if (!isSame)
            m_step.refuse("its input %2 has shape %3", input + 1, all.shape());
        std::vector<std::int64_t> begin(all.rank(), 0);
        begin[0] = m_number;
        std::vector<std::int64_t> count(all.shape().begin(), all.shape().end());
        count[0] = 1;
        return reshape(slice(all, begin, count), shape);
    }

    const OnnxStep& m_step;
    std::int64_t m_units;
    std::int64_t m_number;
    Tensor m_kernel;
    Tensor m_recurrent;
    Tensor m_bias;
    Tensor m_recurrentBias;
};

using Activations = std::vector<Activation>;

/// The states after one more step.
using Cell = Tensors (*)(const OnnxStep&, const Direction&, const Tensor& x, const Activations&);

// h' = f(x·W + h·R + biases)
Tensors
plainCell(const OnnxStep&, const Direction& run, const Tensor& x, const Activations& activations) {
    return {activations[0](run.ofInput(x) + run.ofState(run.states[0]))};
}

// Gates z, r, h. linear_before_reset tells whether the reset comes behind the recurrent product.
Tensors gruCell(
    const OnnxStep& step, const Direction& run, const Tensor& x, const Activations& activations) {
    const Tensor& h = run.states[0];
    const Tensor ofInput = run.ofInput(x);
    const Tensor z = activations[0](run.gate(ofInput, 0) + run.ofState(h, 0));
    const Tensor r = activations[0](run.gate(ofInput, 1) + run.ofState(h, 1));
    const Tensor ofState =
        step.flag("linear_before_reset", false) ? r * run.ofState(h, 2) : run.ofState(r * h, 2);
    const Tensor next = activations[1](run.gate(ofInput, 2) + ofState);
    return {(1 - z) * next + z * h};
}

// Gates i, o, f, c.
Tensors
lstmCell(const OnnxStep&, const Direction& run, const Tensor& x, const Activations& activations) {
    const Tensor gates = run.ofInput(x) + run.ofState(run.states[0]);
    const Tensor i = activations[0](run.gate(gates, 0));
    const Tensor o = activations[0](run.gate(gates, 1));
    const Tensor f = activations[0](run.gate(gates, 2));
    const Tensor c = f * run.states[1] + i * activations[1](run.gate(gates, 3));
    return {o * activations[2](c), c};
}

struct Kind {
    std::int64_t gates;
    std::size_t states;
    Cell cell;
    std::vector<std::string> activations; ///< the usual ones
};

/// Y [steps, directions, samples, units], and the last states [directions, samples, units].
OnnxDatas recurrent(const OnnxStep& step, const Kind& kind) {
    const Tensor& x = step.floats(0, 3);
    const std::string direction = step.text("direction", "forward");
    const bool isBoth = direction == "bidirectional";
    const std::size_t directions = isBoth ? 2 : 1;
    if (!isBoth && direction != "forward" && direction != "reverse")
        step.refuse("it goes in a direction that is not known");
    const std::int64_t units = step.integer("hidden_size", 0);
    if (step.has(4) || units < 1 || units > (std::int64_t{1} << 24))
        step.refuse("it has lengths of sequences, which we do not write, or %2 units", units);
    for (std::size_t input = 1; input < step.inputCount(); ++input) {
        if (step.has(input) && step.input(input).shape.rank() > 0 &&
            step.input(input).shape[0] != static_cast<std::int64_t>(directions))
            step.refuse("its input %2 is not for %3 directions", input + 1, directions);
    }
    std::vector<std::string> names = step.texts("activations");
    if (names.empty()) {
        for (std::size_t number = 0; number < directions; ++number)
            names.insert(names.end(), kind.activations.begin(), kind.activations.end());
    }
    if (names.size() != directions * kind.activations.size())
        step.refuse("it has %2 activations", names.size());
    const Tensors steps = unstack(x, 0);
    std::vector<Tensors> made(steps.size()); // of each step, in each direction
    std::vector<Tensors> last(kind.states);
    for (std::size_t number = 0; number < directions; ++number) {
        Activations activations;
        for (std::size_t i = 0; i < kind.activations.size(); ++i)
            activations.push_back(activationOf(step, names[number * kind.activations.size() + i]));
        Direction run(step, kind.gates, kind.states, number);
        const bool isBackwards = direction == "reverse" || number == 1;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const std::size_t at = isBackwards ? steps.size() - 1 - i : i;
            run.states = kind.cell(step, run, steps[at], activations);
            made[at].push_back(run.states[0]);
        }
        for (std::size_t i = 0; i < kind.states; ++i)
            last[i].push_back(run.states[i]);
    }
    Tensors all;
    for (const Tensors& each : made)
        all.push_back(stack(each, 0));
    OnnxDatas outputs = {stack(all, 0)};
    for (const Tensors& each : last)
        outputs.emplace_back(stack(each, 0));
    return outputs;
}

OnnxDatas rnn(const OnnxStep& step) {
    return recurrent(step, {1, 1, plainCell, {"Tanh"}});
}

OnnxDatas gru(const OnnxStep& step) {
    return recurrent(step, {3, 1, gruCell, {"Sigmoid", "Tanh"}});
}

OnnxDatas lstm(const OnnxStep& step) {
    return recurrent(step, {4, 2, lstmCell, {"Sigmoid", "Tanh", "Tanh"}});
}

} // namespace

void addOnnxRecurrentOperations(OnnxOperations& operations) {
    operations["RNN"] = {rnn, 3, 6, {"activations", "direction", "hidden_size"}, 2};
    operations["GRU"] = {
        gru, 3, 6, {"activations", "direction", "hidden_size", "linear_before_reset"}, 2};
    // Without a last input for "peepholes", which we do not write.
    operations["LSTM"] = {lstm, 3, 7, {"activations", "direction", "hidden_size"}, 3};
}

} // namespace tp
