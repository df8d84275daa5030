#include "engine/export/onnx_layers.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"

#include <algorithm>
#include <array>

namespace tp {

namespace {

/// A recurrent layer or cell, as ONNX has them.
struct Kind {
    std::string_view op;
    std::vector<std::size_t> order; ///< our gates in ONNX's order
    std::size_t states;
};

const Kind* kindOf(std::string_view className) {
    static const std::map<std::string_view, Kind> kinds = {
        {"SimpleRNN", {"RNN", {0}, 1}},
        {"GRU", {"GRU", {0, 1, 2}, 1}},
        {"LSTM", {"LSTM", {0, 3, 1, 2}, 2}}};
    const bool isCell = className.ends_with("Cell");
    const auto found = kinds.find(isCell ? className.substr(0, className.size() - 4) : className);
    return found == kinds.end() ? nullptr : &found->second;
}

/// What ONNX calls an activation within a recurrent layer; empty for those it does not have there.
std::string_view onnxName(std::string_view activation) {
    static const std::map<std::string_view, std::string_view> names = {
        {"elu", "Elu"},
        {"hard_sigmoid", "HardSigmoid"},
        {"linear", "Affine"},
        {"relu", "Relu"},
        {"sigmoid", "Sigmoid"},
        {"softplus", "Softplus"},
        {"softsign", "Softsign"},
        {"tanh", "Tanh"}};
    const auto found = names.find(activation);
    return found == names.end() ? std::string_view() : found->second;
}

/// [rows, gates · units] as [1, gates · units, rows], in ONNX's order of gates.
Tensor turnedGates(const Tensor& weight, const Kind& kind) {
    const auto parts = split(weight, static_cast<int>(kind.order.size()), -1);
    Tensors ordered;
    for (const std::size_t gate : kind.order)
        ordered.push_back(parts[gate]);
    const Tensor all = concat(ordered, -1);
    return expandDims(weight.rank() == 2 ? transpose(all) : all, 0);
}

/// A run over a sequence: steps first, as ONNX has them.
struct Run {
    OnnxValue steps;               ///< [steps, samples, units], in the order of the input
    std::vector<OnnxValue> states; ///< [1, samples, units] each
};

/// The names of activations, one for each of ONNX's places; empty if one is not known there.
std::vector<std::string> activationsOf(OnnxCall& call, const Json& config, const Kind& kind) {
    const auto textOf = [&](std::string_view name, std::string_view usual) {
        const Json* value = config.find(name);
        return value && value->isText() ? std::string_view(value->text()) : usual;
    };
    const std::string_view activation = textOf("activation", "tanh");
    std::vector<std::string_view> names = {activation};
    if (kind.op != "RNN")
        names.insert(names.begin(), textOf("recurrent_activation", "hard_sigmoid"));
    if (kind.op == "LSTM")
        names.push_back(activation);
    std::vector<std::string> known;
    for (const std::string_view name : names) {
        known.emplace_back(onnxName(name));
        if (known.back().empty())
            call.decline("ONNX's recurrent layers have no activation like %2", name);
    }
    return known;
}

class RecurrentWriter {
public:
    explicit RecurrentWriter(OnnxCall& call) : m_call(call), m_graph(call.graph) {}

    /// [samples, steps, …] with steps first.
    OnnxValue stepsFirst(const OnnxValue& x) {
        const OnnxValue straight = m_graph.floats(m_graph.straight(x));
        return m_graph.add(
            "Transpose", {straight.name}, {{"perm", std::vector<std::int64_t>{1, 0, 2}}}, x.shape);
    }

    OnnxValue samplesFirst(const OnnxValue& steps, const Shape& shape) {
        return m_graph.add(
            "Transpose", {steps.name}, {{"perm", std::vector<std::int64_t>{1, 0, 2}}}, shape);
    }

    /// In the opposite order of steps.
    OnnxValue reversed(const OnnxValue& steps) {
        constexpr std::int64_t kBegin = -(std::int64_t{1} << 40);
        return m_graph.addLike(
            steps,
            "Slice",
            {steps.name,
             m_graph.integers({-1}),
             m_graph.integers({kBegin}),
             m_graph.integers({0}),
             m_graph.integers({-1})});
    }

    /// Runs a layer, or a cell, whose weights begin with number `first`, over steps.
    Run
    run(const Json& config,
        const Kind& kind,
        std::size_t first,
        const OnnxValue& steps,
        bool isBackwards,
        const OnnxValues& initialStates) {
        const Tensor& kernel = m_call.weights[first];
        const Tensor& recurrent = m_call.weights[first + 1];
        const std::int64_t units = recurrent.shape()[0];
        const Json* useBias = config.find("use_bias");
        const bool hasBias = !useBias || !useBias->isBool() || useBias->boolean();
        std::string bias;
        if (hasBias) {
            const Tensor own = turnedGates(m_call.weights[first + 2], kind);
            bias = m_graph.constant(concat({own, zerosLike(own)}, -1));
        }
        std::vector<std::string> inputs = {
            steps.name,
            m_graph.constant(turnedGates(kernel, kind)),
            m_graph.constant(turnedGates(recurrent, kind)),
            bias,
            ""};
        for (const OnnxValue& state : initialStates)
            inputs.push_back(unsqueezed(state));
        while (inputs.back().empty())
            inputs.pop_back();
        const std::vector<std::string> activations = activationsOf(m_call, config, kind);
        const std::vector<std::string> outputs = m_graph.addMany(
            kind.op,
            inputs,
            {{"hidden_size", units},
             {"direction", std::string(isBackwards ? "reverse" : "forward")},
             {"activations", activations}},
            kind.states + 1);
        const Shape shape = steps.shape;
        Run made;
        made.steps = m_graph.add("Squeeze", {outputs[0], m_graph.integers({1})}, {}, shape);
        for (std::size_t i = 0; i < kind.states; ++i)
            made.states.push_back({outputs[i + 1], shape});
        return made;
    }

    /// [1, samples, units] as [samples, units].
    OnnxValue flat(const OnnxValue& state, const Shape& shape) {
        return m_graph.add("Squeeze", {state.name, m_graph.integers({0})}, {}, shape);
    }

private:
    std::string unsqueezed(const OnnxValue& state) {
        const OnnxValue straight = m_graph.floats(m_graph.straight(state));
        return m_graph.add("Unsqueeze", {straight.name, m_graph.integers({0})}, {}, state.shape)
            .name;
    }

    OnnxCall& m_call;
    OnnxGraph& m_graph;
};

bool flagOf(const Json& config, std::string_view name) {
    const Json* value = config.find(name);
    return value && value->isBool() && value->boolean();
}

/// Whether a recurrent layer can be written; the call says why not.
bool canWrite(OnnxCall& call, const Json& config) {
    if (call.isMasked) {
        call.decline("a mask is in force, which ONNX's recurrent layers do not know");
    } else if (flagOf(config, "stateful")) {
        call.decline("it remembers from batch to batch, which ONNX cannot");
    }
    return !call.problem;
}

/// The cells of a layer, or the layer itself as its only cell.
std::vector<std::pair<const Json*, const Kind*>>
cellsOf(std::string_view className, const Json& config) {
    const auto of = [](const Json& layer) {
        const Json* kind = layer.find("class_name");
        return std::pair<const Json*, const Kind*>{
            layer.find("config"), kind && kind->isText() ? kindOf(kind->text()) : nullptr};
    };
    if (className != "RNN")
        return {{&config, kindOf(className)}};
    std::vector<std::pair<const Json*, const Kind*>> cells;
    const Json* cell = config.find("cell");
    const Json* kind = cell ? cell->find("class_name") : nullptr;
    if (kind && kind->isText() && kind->text() == "StackedRNNCells") {
        const Json* inner = cell->find("config");
        const Json* list = inner ? inner->find("cells") : nullptr;
        if (list && list->isList()) {
            for (const Json& each : list->list())
                cells.push_back(of(each));
        }
    } else if (cell && cell->isList()) {
        for (const Json& each : cell->list())
            cells.push_back(of(each));
    } else if (cell) {
        cells.push_back(of(*cell));
    }
    return cells;
}

/// One direction of a recurrent layer, with weights from number `first` on: what comes out with
/// steps first, in the order in which they were computed, and the last states.
Run oneDirection(
    OnnxCall& call,
    std::string_view className,
    const Json& config,
    std::size_t first,
    bool isBackwards,
    const OnnxValues& initialStates) {
    RecurrentWriter writer(call);
    Run run{writer.stepsFirst(call.x()), {}};
    const auto cells = cellsOf(className, config);
    const bool isKnown =
        !cells.empty() && std::all_of(cells.begin(), cells.end(), [](const auto& cell) {
            return cell.first && cell.second;
        });
    if (!isKnown) {
        call.decline("ONNX has no cells like its");
        return {};
    }
    if (cells.size() > 1 && (!initialStates.empty() || flagOf(config, "return_state"))) {
        call.decline("the states of stacked cells cannot be written as ONNX");
        return {};
    }
    for (const auto& [cell, kind] : cells) {
        const std::size_t count = !cell->find("use_bias") || flagOf(*cell, "use_bias") ? 3 : 2;
        if (first + count > call.weights.size()) {
            call.decline("it lacks weights");
            return {};
        }
        run = writer.run(*cell, *kind, first, run.steps, isBackwards, initialStates);
        first += count;
    }
    if (isBackwards && flagOf(config, "return_sequences"))
        run.steps = writer.reversed(run.steps);
    return run;
}

OnnxValues recurrent(OnnxCall& call) {
    if (!canWrite(call, call.config))
        return call.nothing();
    const OnnxValues initialStates(call.inputs.begin() + 1, call.inputs.end());
    const Run run = oneDirection(
        call, call.className, call.config, 0, call.flag("go_backwards"), initialStates);
    if (call.problem)
        return call.nothing();
    RecurrentWriter writer(call);
    OnnxValues outputs = {
        call.flag("return_sequences") ? writer.samplesFirst(run.steps, call.outputShape())
                                      : writer.flat(run.states[0], call.outputShape())};
    for (std::size_t i = 0; i + 1 < call.outputShapes.size(); ++i)
        outputs.push_back(writer.flat(run.states[i], call.outputShapes[i + 1]));
    return outputs;
}

OnnxValue merged(OnnxCall& call, const OnnxValue& a, const OnnxValue& b, std::string_view mode) {
    OnnxGraph& graph = call.graph;
    const Shape& shape = call.outputShape();
    if (mode == "concat")
        return graph.add("Concat", {a.name, b.name}, {{"axis", std::int64_t{-1}}}, shape);
    if (mode == "mul")
        return graph.add("Mul", {a.name, b.name}, {}, shape);
    const OnnxValue sum = graph.add("Add", {a.name, b.name}, {}, shape);
    return mode == "ave" ? graph.addLike(sum, "Mul", {sum.name, graph.number(0.5F)}) : sum;
}

OnnxValues bidirectional(OnnxCall& call) {
    const Json* layer = call.config.find("layer");
    const Json* config = layer ? layer->find("config") : nullptr;
    const Json* kind = layer ? layer->find("class_name") : nullptr;
    if (!config || !kind || !kind->isText())
        return call.decline("it has no layer");
    if (!canWrite(call, *config))
        return call.nothing();
    const std::size_t half = (call.inputs.size() - 1) / 2;
    const auto begin = call.inputs.begin() + 1;
    const auto middle = begin + static_cast<std::ptrdiff_t>(half);
    const bool isBackwards = flagOf(*config, "go_backwards");
    const Run ahead =
        oneDirection(call, kind->text(), *config, 0, isBackwards, OnnxValues(begin, middle));
    Run back = oneDirection(
        call,
        kind->text(),
        *config,
        call.weights.size() / 2,
        !isBackwards,
        OnnxValues(middle, call.inputs.end()));
    if (call.problem)
        return call.nothing();
    RecurrentWriter writer(call);
    const bool isSequence = flagOf(*config, "return_sequences");
    if (isSequence) // steps of both stand beside each other
        back.steps = writer.reversed(back.steps);
    const auto last = [&](const Run& run) {
        return isSequence ? writer.samplesFirst(run.steps, call.outputShape())
                          : writer.flat(run.states[0], call.outputShape());
    };
    const Json* mode = call.config.find("merge_mode");
    OnnxValues outputs;
    if (mode && mode->isText()) {
        outputs = {merged(call, last(ahead), last(back), mode->text())};
    } else {
        outputs = {last(ahead), last(back)};
    }
    for (const Run* run : {&ahead, static_cast<const Run*>(&back)}) {
        for (const OnnxValue& state : run->states) {
            if (outputs.size() < call.outputShapes.size())
                outputs.push_back(writer.flat(state, call.outputShapes[outputs.size()]));
        }
    }
    return outputs;
}

/// Steps become samples for the layer within, and are put back.
OnnxValues timeDistributed(OnnxCall& call) {
    OnnxGraph& graph = call.graph;
    const Json* layer = call.config.find("layer");
    const Json* config = layer ? layer->find("config") : nullptr;
    const Json* kind = layer ? layer->find("class_name") : nullptr;
    const OnnxWriter writer = kind && kind->isText() ? onnxWriter(kind->text()) : nullptr;
    if (!config || !writer || onnxWriter(kind->text()) == recurrent)
        return call.decline("the layer within it cannot be repeated over time in ONNX");
    const OnnxValue x = graph.straight(call.x());
    const auto withoutSteps = [](const Shape& shape) {
        Shape made{-1};
        for (std::size_t axis = 2; axis < shape.rank(); ++axis)
            made.push_back(shape[axis]);
        return made;
    };
    const auto reshaped = [&](const OnnxValue& value, const Shape& shape) {
        const std::vector<std::int64_t> sizes(shape.begin(), shape.end());
        return graph.add(
            "Reshape", {value.name, graph.integers(sizes)}, {}, shape, false, value.dtype);
    };
    const Shape within = withoutSteps(x.shape);
    Shape whole = call.outputShape();
    whole[0] = -1;
    if (std::count(within.begin(), within.end(), -1) > 1 ||
        std::count(whole.begin(), whole.end(), -1) > 1)
        return call.decline("its sequences have no fixed length");
    OnnxCall inner{
        graph,
        kind->text(),
        *config,
        {reshaped(x, within)},
        call.weights,
        call.weightNames,
        {withoutSteps(whole)},
        call.isMasked,
        call.where};
    const OnnxValues outputs = writer(inner);
    if (inner.problem) {
        call.problem = std::move(inner.problem);
        return call.nothing();
    }
    return {reshaped(graph.straight(outputs.front()), whole)};
}

} // namespace

void addOnnxRecurrent(OnnxWriters& writers) {
    for (const char* name : {"SimpleRNN", "GRU", "LSTM", "RNN"})
        writers[name] = recurrent;
    writers["Bidirectional"] = bidirectional;
    writers["TimeDistributed"] = timeDistributed;
}

} // namespace tp
