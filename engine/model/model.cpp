#include "engine/model/model.h"

#include "engine/model/batches.h"
#include "engine/model/layer_graph.h"
#include "engine/model/learning.h"
#include "engine/ops/array.h"
#include "engine/train/names.h"

#include <algorithm>
#include <cstdio>

namespace tp {

namespace {

// Duplicates are told apart by a number: "mse_0", "mse_1".
std::vector<std::string> uniqueNames(const std::vector<std::string>& names) {
    std::vector<std::string> unique = names;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (std::count(names.begin(), names.end(), names[i]) == 1)
            continue;
        const auto here = names.begin() + static_cast<std::ptrdiff_t>(i);
        unique[i] += "_" + std::to_string(std::count(names.begin(), here, names[i]));
    }
    return unique;
}

// Adds the variables that are not among them yet: shared layers come up more than once.
void addNew(Variables& all, const Variables& more) {
    for (const Variable& variable : more) {
        if (std::find(all.begin(), all.end(), variable) == all.end())
            all.push_back(variable);
    }
}

} // namespace

Model::Model(std::string_view className, LayerOptions options)
    : Layer(className, std::move(options)) {}

Model::~Model() = default;
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;

LayerPointer Model::layer(std::string_view name) const {
    std::vector<std::string_view> names;
    for (const LayerPointer& each : layers()) {
        if (each->name() == name)
            return each;
        names.push_back(each->name());
    }
    const std::string guess = nearestName(name, names);
    fail(
        Error::Kind::InvalidArgument,
        guess.empty() ? "The model has no layer \"%1\". It has: %2."
                      : "The model has no layer \"%1\". Did you mean \"%3\"? It has: %2.",
        name,
        joinNames(names),
        guess);
}

void Model::compile(const CompileConfig& config) {
    checkNotFitting("compile");
    checkComplete("compile");
    const std::vector<std::string> outputs = outputNames();
    auto learning = std::make_unique<Learning>();
    learning->losses = config.loss.forOutputs(outputs);
    for (const Loss& loss : learning->losses)
        check(!loss.isNull(), "compile: choose a loss, such as \"meanSquaredError\".");
    learning->optimizer = chosenOptimizer(config.optimizer);
    learning->config = config;
    learning->config.optimizer = learning->optimizer;

    std::vector<std::string> names = {"loss"};
    const bool isOne = outputs.size() == 1;
    for (const std::string& output : outputs) {
        if (!isOne)
            names.push_back(output + "_loss");
    }
    const auto metrics = config.metrics.forOutputs(outputs);
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        for (const Metric& metric : metrics[i]) {
            learning->metrics.push_back({metric, i});
            names.push_back(isOne ? metric.name() : outputs[i] + "_" + metric.name());
        }
    }
    learning->names = uniqueNames(names);
    learning->reported = std::move(names);
    m_learning = std::move(learning);
    if (isBuilt())
        prepareLearning("evaluate"); // what is trained is settled now, as in tfjs
}

CompileConfig Model::compileConfig() const {
    check(m_learning != nullptr, "The model is not compiled yet.");
    return m_learning->config;
}

void Model::checkNotFitting(std::string_view method) const {
    check(!m_fitting, "%1: this model is being trained already; wait, or stop it first.", method);
}

void Model::layersChanged() {
    if (m_learning)
        m_learning->isPrepared = false;
}

void Model::prepareLearning(std::string_view method) {
    Learning& learning = *m_learning;
    if (!learning.isPrepared) {
        learning.resolved.clear();
        for (const auto& [metric, output] : learning.metrics) {
            learning.resolved.push_back(
                {metric.resolved(learning.losses[output], outputs()[output].shape().back()),
                 output});
        }
        learning.variables = trainableWeights();
        learning.priced = regularizedWeights();
        learning.isPrepared = true;
    }
    const bool canLearn = std::any_of(
        learning.variables.begin(), learning.variables.end(), [](const Variable& variable) {
            return variable.isTrainable();
        });
    check(
        canLearn || method == "evaluate",
        "%1: none of the model's weights can be trained: its layers have none, or are frozen.",
        method);
}

Optimizer& Model::optimizer() const {
    check(m_learning != nullptr, "The model has no optimizer yet: compile it first.");
    return *m_learning->optimizer;
}

std::vector<std::string> Model::metricsNames() const {
    return m_learning ? m_learning->reported : std::vector<std::string>{};
}

void Model::checkEnds() const {
    check(
        !m_outputs.empty(),
        "%1 has no shape yet: give its first layer an inputShape, or show it data.",
        name());
}

const LayerGraph& Model::graph() const {
    checkEnds();
    if (!m_graph)
        m_graph = std::make_unique<LayerGraph>(m_inputs, m_outputs);
    return *m_graph;
}

const SymbolicTensors& Model::inputs() const {
    checkEnds();
    return m_inputs;
}

const SymbolicTensors& Model::outputs() const {
    checkEnds();
    return m_outputs;
}

std::vector<std::string> Model::inputNames() const {
    std::vector<std::string> names;
    for (const SymbolicTensor& input : inputs())
        names.push_back(input.layer()->name());
    return names;
}

std::vector<std::string> Model::outputNames() const {
    if (m_outputs.empty())
        return {layers().back()->name()};
    std::vector<std::string> names;
    for (const SymbolicTensor& output : outputs())
        names.push_back(output.layer()->name());
    return names;
}

const Shape& Model::outputShape() const {
    check(
        outputs().size() == 1,
        "%1 has %2 outputs, each with a shape of its own.",
        name(),
        outputs().size());
    return outputs().front().shape();
}

Shape Model::batchInputShape() const {
    return m_inputs.size() == 1 ? m_inputs.front().shape() : Shape();
}

void Model::setEnds(SymbolicTensors inputs, SymbolicTensors outputs) {
    m_inputs = std::move(inputs);
    m_outputs = std::move(outputs);
    m_graph.reset();
    setOwnPlace({shapesOf(m_inputs), shapesOf(m_outputs), {}});
    setBuilt(true);
    layersChanged();
}

void Model::removeEnds() {
    m_inputs.clear();
    m_outputs.clear();
    m_graph.reset();
    setBuilt(false);
    layersChanged();
}

Shapes Model::computeOutputShapes(const Shapes& inputShapes) const {
    return graph().computeOutputShapes(inputShapes);
}

Shape Model::computeOutputShape(const Shape& inputShape) const {
    return computeOutputShapes({inputShape}).front();
}

void Model::checkInputs(const Shapes& inputShapes) const {
    if (m_outputs.empty())
        return;
    check(
        inputShapes.size() == inputs().size(),
        "%1: the model takes %2 inputs, but was given %3.",
        name(),
        inputs().size(),
        inputShapes.size());
    for (std::size_t i = 0; i < inputShapes.size(); ++i) {
        const Shape& expected = inputs()[i].shape();
        bool fits = expected.rank() == inputShapes[i].rank();
        for (std::size_t axis = 1; fits && axis < expected.rank(); ++axis) {
            fits = expected[axis] == -1 || inputShapes[i][axis] == -1 ||
                   expected[axis] == inputShapes[i][axis];
        }
        check(
            fits,
            "%1: its input \"%2\" has shape %3, but was given %4.",
            name(),
            inputs()[i].layer()->name(),
            expected,
            inputShapes[i]);
    }
}

Tensor Model::call(const Tensor& x, const LayerCall& call) {
    return callMany({x}, call).front();
}

Tensors Model::callMany(const Tensors& xs, const LayerCall& call) {
    return graph().run(xs, call).outputs;
}

Logs Model::logsOf(const Values& values) const {
    Logs logs;
    for (std::size_t i = 0; i < values.size(); ++i)
        logs.add(m_learning->names[i], values[i]);
    return logs;
}

Logs Model::trainOnBatch(const Feed& x, const Feed& y, const Feed& sampleWeight) {
    return logsOf(trainStep(preparedData("trainOnBatch", x, y, sampleWeight)));
}

Logs Model::evaluate(const Feed& x, const Feed& y, const BatchConfig& config) {
    checkBatchSize("evaluate", config.batchSize);
    return logsOf(testAll(preparedData("evaluate", x, y), config.batchSize));
}

Tensor Model::predict(const Feed& x, const BatchConfig& config) {
    Tensors all = predictAll(x, config);
    check(
        all.size() == 1,
        "predict: %1 has %2 outputs; predictAll() gives them all.",
        name(),
        all.size());
    return std::move(all.front());
}

Tensors Model::predictAll(const Feed& x, const BatchConfig& config) {
    checkComplete("predict");
    checkBatchSize("predict", config.batchSize);
    const Tensors xs = preparedInputs("predict", x);
    const Batches batches(xs, 0, xs.front().shape()[0], config.batchSize);
    if (batches.count() == 1)
        return graph().run(xs, {}).outputs;
    std::vector<Tensors> parts(outputs().size());
    for (std::int64_t batch = 0; batch < batches.count(); ++batch) {
        Tensors rows = graph().run(batches.at(batch), {}).outputs;
        for (std::size_t i = 0; i < rows.size(); ++i)
            parts[i].push_back(std::move(rows[i]));
    }
    Tensors whole;
    for (const Tensors& each : parts)
        whole.push_back(concat(each, 0));
    return whole;
}

Tensors Model::predictOnBatch(const Feed& x) {
    checkComplete("predictOnBatch");
    return graph().run(preparedInputs("predictOnBatch", x), {}).outputs;
}

void Model::summary(const SummaryConfig& config) const {
    for (const std::string& line : summaryLines(*this, config)) {
        if (config.printFn) {
            config.printFn(line);
        } else {
            std::puts(line.c_str());
        }
    }
}

void Model::setTrainable(bool trainable) {
    Layer::setTrainable(trainable);
    for (const LayerPointer& each : layers())
        each->setTrainable(trainable);
}

Variables Model::trainableWeights() const {
    Variables all;
    if (isTrainable()) {
        for (const LayerPointer& each : layers())
            addNew(all, each->trainableWeights());
    }
    return all;
}

Variables Model::nonTrainableWeights() const {
    Variables all;
    if (!isTrainable()) {
        for (const LayerPointer& each : layers())
            addNew(all, each->trainableWeights());
    }
    for (const LayerPointer& each : layers())
        addNew(all, each->nonTrainableWeights());
    return all;
}

std::vector<Layer::Weight> Model::allWeights() const {
    std::vector<Weight> all;
    for (const LayerPointer& each : layers()) {
        for (Weight& weight : each->allWeights())
            all.push_back(std::move(weight));
    }
    return all;
}

std::vector<Layer::Weight> Model::regularizedWeights() const {
    std::vector<Weight> all;
    for (const LayerPointer& each : layers()) {
        // As in tfjs, a shared layer's price counts once for each use.
        const std::vector<Weight> priced = each->regularizedWeights();
        const std::size_t uses = std::max<std::size_t>(1, graph().nodesOf(*each).size());
        for (std::size_t use = 0; use < uses; ++use)
            all.insert(all.end(), priced.begin(), priced.end());
    }
    return all;
}

void Model::resetStates() {
    for (const LayerPointer& each : layers())
        each->resetStates();
}

} // namespace tp
