#include "engine/graph/graph_model.h"

#include "engine/graph/graph_reader.h"
#include "engine/graph/optimize.h"
#include "engine/graph/order.h"
#include "engine/graph/runner.h"
#include "engine/graph/signature.h"

#include <algorithm>
#include <mutex>

namespace tp {

namespace {

using graph::Graph;
using graph::HashTables;
using graph::Node;
using graph::Output;
using graph::Program;
using graph::Runner;
using graph::Value;
using graph::Values;

constexpr std::chrono::duration<double> kInitializerTime{60};

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& each : names)
        text += (text.empty() ? "" : ", ") + each;
    return text;
}

Program readProgram(const Json& topology, const io::NamedWeights& weights, std::string_view name) {
    Program program = graph::programFrom(JsonReader(topology, name));
    graph::placeWeights(program, weights, name);
    static_cast<void>(graph::orderOf(program.graph, name)); // refuses circles
    return program;
}

/// Throws BadFile for artifacts that are something else than a graph.
void checkKind(const io::ModelArtifacts& artifacts, std::string_view name) {
    const bool isLayers = artifacts.format == "layers-model" ||
                          artifacts.modelTopology.find("model_config") != nullptr ||
                          artifacts.modelTopology.find("class_name") != nullptr;
    if (isLayers)
        fail(Error::Kind::BadFile, "%1: this is a model of layers, not a graph", name);
    if (!artifacts.modelTopology.find("node"))
        fail(Error::Kind::BadFile, "%1: this is no graph: it has no list of nodes", name);
}

std::vector<std::string>
structuredOutputsOf(const io::ModelArtifacts& artifacts, std::string_view name) {
    std::vector<std::string> keys;
    const JsonReader metadata(artifacts.userDefinedMetadata, name);
    if (!artifacts.userDefinedMetadata.isObject())
        return keys;
    if (const auto list = metadata.find("structuredOutputKeys")) {
        for (const JsonReader& each : list->elements())
            keys.push_back(each.text());
    }
    return keys;
}

bool isEmptyObject(const Json& json) {
    return json.isNull() || (json.isObject() && json.object().empty());
}

/// The nodes alone, without what nobody looks up in them: names, and what constants say of
/// themselves.
Graph nodesOf(const Graph& graph) {
    Graph copy;
    copy.nodes.reserve(graph.nodes.size());
    for (const Node& node : graph.nodes) {
        if (node.op != "Const") {
            copy.nodes.push_back(node);
            continue;
        }
        Node& constant = copy.nodes.emplace_back();
        constant.name = node.name;
        constant.op = node.op;
        constant.inputs = node.inputs;
        constant.controls = node.controls;
        constant.constant = node.constant;
    }
    return copy;
}

void countWeights(const Graph& graph, std::int64_t& elements, std::int64_t& bytes) {
    for (const Node& node : graph.nodes) {
        if (node.constant.isNull())
            continue;
        elements += node.constant.size();
        bytes +=
            node.constant.size() * static_cast<std::int64_t>(dtypeBytes(node.constant.dtype()));
    }
}

} // namespace

struct GraphModel::Model {
    Model(
        const io::ModelArtifacts& artifacts, std::string_view name, const io::NamedWeights& weights)
        : fileName(name)
        , signature(graph::signatureOf(artifacts))
        , structured(structuredOutputsOf(artifacts, name))
        , program(readProgram(artifacts.modelTopology, weights, name))
        , ends(graph::endsOf(program.graph, JsonReader(signature, name))) {
        countWeights(program.graph, elements, bytes);
        for (const auto& [key, function] : program.functions)
            countWeights(function.graph, elements, bytes);
    }

    void initialize(
        const io::ModelArtifacts& artifacts,
        std::string_view name,
        const io::NamedWeights& weights);
    void optimize(std::string_view name);
    const Runner& plainRunner() const;
    Tensors predict(const Runner& way, const Tensors& given, const GraphRunOptions& options) const;
    Tensors runToTensors(
        const Runner& way,
        std::vector<std::size_t> fed,
        Values values,
        const std::vector<Output>& wanted,
        const GraphRunOptions& options) const;
    void checkInput(std::size_t input, const Tensor& tensor) const;
    Values checkedInputs(const Tensors& inputs) const;
    Output outputOf(std::string_view name) const;
    std::size_t inputNodeOf(std::string_view name) const;

    std::string fileName;
    mutable HashTables tables; // has a lock of its own
    Json signature;
    std::vector<std::string> structured;
    Program program; // as it is in the file
    graph::Ends ends;
    Graph quickGraph; // with fewer steps from the inputs to the outputs
    std::optional<Runner> quickRunner;
    mutable std::once_flag plainOnce;
    mutable std::optional<Runner> plain;    // once somebody asks for it
    std::vector<std::size_t> resourceNodes; // what initialize() made for which placeholder
    Values resources;
    std::int64_t elements = 0;
    std::int64_t bytes = 0;
};

/// Fills the tables, and makes the resources that the graph takes as inputs.
void GraphModel::Model::initialize(
    const io::ModelArtifacts& artifacts, std::string_view name, const io::NamedWeights& weights) {
    if (isEmptyObject(artifacts.modelInitializer))
        return;
    const Program initial = readProgram(artifacts.modelInitializer, weights, name);
    const Graph& made = initial.graph;
    const Runner initializer(made, initial.functions, tables, name);
    const JsonReader description(artifacts.initializerSignature, name);
    std::vector<Output> wanted = graph::endsOf(made, description).outputPlaces;
    const std::vector<Output> unread = graph::unreadOutputs(made);
    wanted.insert(wanted.end(), unread.begin(), unread.end());
    const auto lacking = graph::unsupportedOps(initial, wanted);
    if (!lacking.empty()) {
        fail(
            Error::Kind::Unsupported, "%1: these ops are not supported: %2", name, listed(lacking));
    }
    const Values values = initializer.run({}, {}, wanted, std::stop_token(), kInitializerTime);
    const std::vector<std::string> numbers = graph::resourceNumbers(description);
    for (const auto& [node, number] : ends.resources) {
        const auto found = std::find(numbers.begin(), numbers.end(), number);
        if (found == numbers.end())
            continue;
        resourceNodes.push_back(node);
        resources.push_back(values[static_cast<std::size_t>(found - numbers.begin())]);
    }
}

void GraphModel::Model::optimize(std::string_view name) {
    std::vector<std::size_t> kept = ends.inputNodes;
    for (const Output& each : ends.outputPlaces)
        kept.push_back(each.node);
    for (const auto& [node, number] : ends.resources)
        kept.push_back(node);
    quickGraph = optimized(nodesOf(program.graph), kept, name);
    quickRunner.emplace(quickGraph, program.functions, tables, name);
    if (resourceNodes.empty())
        quickRunner->prepare(ends.inputNodes, ends.outputPlaces);
}

/// Runs the graph as it is in the file, which few ask for.
const Runner& GraphModel::Model::plainRunner() const {
    std::call_once(
        plainOnce, [this] { plain.emplace(program.graph, program.functions, tables, fileName); });
    return *plain;
}

Tensors GraphModel::Model::predict(
    const Runner& way, const Tensors& given, const GraphRunOptions& options) const {
    return runToTensors(way, ends.inputNodes, checkedInputs(given), ends.outputPlaces, options);
}

Tensors GraphModel::Model::runToTensors(
    const Runner& way,
    std::vector<std::size_t> fed,
    Values values,
    const std::vector<Output>& wanted,
    const GraphRunOptions& options) const {
    for (std::size_t i = 0; i < resourceNodes.size(); ++i) {
        if (std::find(fed.begin(), fed.end(), resourceNodes[i]) != fed.end())
            continue;
        fed.push_back(resourceNodes[i]);
        values.push_back(resources[i]);
    }
    const Values results = way.run(fed, values, wanted, options.stop, options.timeLimit);
    Tensors tensors;
    for (std::size_t i = 0; i < results.size(); ++i) {
        const std::string& node = program.graph.nodes[wanted[i].node].name;
        check(
            !graph::isDead(results[i]),
            "The node \"%1\" has no value: the branch it is in was not taken.",
            node);
        const auto* tensor = std::get_if<Tensor>(&results[i]);
        check(tensor != nullptr, "The node \"%1\" gives no tensor, but a handle.", node);
        tensors.push_back(*tensor);
    }
    return tensors;
}

void GraphModel::Model::checkInput(std::size_t input, const Tensor& tensor) const {
    const GraphSpec& spec = ends.inputs[input];
    check(!tensor.isNull(), "The input \"%1\" is an empty tensor handle.", spec.name);
    check(
        tensor.dtype() == spec.dtype,
        "The input \"%1\" must be %2, but it is %3.",
        spec.name,
        spec.dtype,
        tensor.dtype());
    if (!spec.shape)
        return;
    bool fits = spec.shape->rank() == tensor.rank();
    for (std::size_t i = 0; fits && i < tensor.rank(); ++i)
        fits = (*spec.shape)[i] < 0 || (*spec.shape)[i] == tensor.shape()[i];
    check(
        fits,
        "The input \"%1\" must have the shape %2, but it has %3.",
        spec.name,
        *spec.shape,
        tensor.shape());
}

Values GraphModel::Model::checkedInputs(const Tensors& inputs) const {
    check(
        inputs.size() == ends.inputs.size(),
        "The graph takes %1 inputs, but got %2.",
        ends.inputs.size(),
        inputs.size());
    for (std::size_t i = 0; i < inputs.size(); ++i)
        checkInput(i, inputs[i]);
    return {inputs.begin(), inputs.end()};
}

Output GraphModel::Model::outputOf(std::string_view name) const {
    const auto parsed = graph::outputNameFrom(name);
    const Graph& nodes = program.graph;
    if (const auto node = parsed ? nodes.find(parsed->node) : std::nullopt)
        return {*node, parsed->output};
    for (std::size_t i = 0; i < ends.outputs.size(); ++i) {
        if (ends.outputs[i].key == name)
            return ends.outputPlaces[i];
    }
    check(false, "The graph has no node \"%1\".", name);
    return {};
}

std::size_t GraphModel::Model::inputNodeOf(std::string_view name) const {
    for (std::size_t i = 0; i < ends.inputs.size(); ++i) {
        if (ends.inputs[i].key == name)
            return ends.inputNodes[i];
    }
    const Output place = outputOf(name);
    check(
        place.output == 0,
        "Only first outputs of nodes can be given, but \"%1\" is another one.",
        name);
    return place.node;
}

GraphModel::GraphModel(std::shared_ptr<const Model> model) : m_model(std::move(model)) {}

GraphModel GraphModel::load(const std::string& url, const io::IOOptions& options) {
    return load(io::ioHandlerFor(url, options));
}

GraphModel GraphModel::load(const io::IOHandler& handler) {
    const io::DecodedModel model = io::loadDecodedModel(handler);
    checkKind(model.artifacts, handler.name);
    return made(model.artifacts, model.weights, handler.name);
}

GraphModel GraphModel::fromArtifacts(const io::ModelArtifacts& artifacts, std::string_view name) {
    checkKind(artifacts, name);
    return made(
        artifacts, io::decodeWeights(artifacts.weightSpecs, artifacts.weightData, name), name);
}

GraphModel GraphModel::made(
    const io::ModelArtifacts& artifacts, const io::NamedWeights& weights, std::string_view name) {
    const auto model = std::make_shared<Model>(artifacts, name, weights);
    const auto lacking = graph::unsupportedOps(model->program, model->ends.outputPlaces);
    if (!lacking.empty()) {
        fail(
            Error::Kind::Unsupported, "%1: these ops are not supported: %2", name, listed(lacking));
    }
    model->initialize(artifacts, name, weights);
    model->optimize(name);
    return GraphModel(model);
}

std::vector<std::string>
GraphModel::unsupportedOps(const io::ModelArtifacts& artifacts, std::string_view name) {
    checkKind(artifacts, name);
    // Weights say nothing about ops.
    const Program program = graph::programFrom(JsonReader(artifacts.modelTopology, name));
    const Json signature = graph::signatureOf(artifacts);
    return graph::unsupportedOps(
        program, graph::endsOf(program.graph, JsonReader(signature, name)).outputPlaces);
}

const std::vector<GraphSpec>& GraphModel::inputs() const {
    return m_model->ends.inputs;
}

const std::vector<GraphSpec>& GraphModel::outputs() const {
    return m_model->ends.outputs;
}

Tensors GraphModel::predict(const Tensors& inputs, const GraphRunOptions& options) const {
    return m_model->predict(*m_model->quickRunner, inputs, options);
}

Tensors GraphModel::predictPlainly(const Tensors& inputs, const GraphRunOptions& options) const {
    return m_model->predict(m_model->plainRunner(), inputs, options);
}

NamedTensors GraphModel::predict(const NamedTensors& inputs, const GraphRunOptions& options) const {
    Tensors ordered(m_model->ends.inputs.size());
    for (const auto& [name, tensor] : inputs) {
        const std::size_t node = m_model->inputNodeOf(name);
        const auto place =
            std::find(m_model->ends.inputNodes.begin(), m_model->ends.inputNodes.end(), node);
        check(
            place != m_model->ends.inputNodes.end(),
            "The node \"%1\" is no input of the graph.",
            name);
        ordered[static_cast<std::size_t>(place - m_model->ends.inputNodes.begin())] = tensor;
    }
    const Tensors results = predict(ordered, options);
    NamedTensors named;
    const bool isStructured = m_model->structured.size() == results.size();
    for (std::size_t i = 0; i < results.size(); ++i) {
        const GraphSpec& spec = m_model->ends.outputs[i];
        const std::string& name = spec.key.empty() ? spec.name : spec.key;
        named[isStructured ? m_model->structured[i] : name] = results[i];
    }
    return named;
}

Tensors GraphModel::execute(
    const NamedTensors& inputs,
    const std::vector<std::string>& outputs,
    const GraphRunOptions& options) const {
    std::vector<std::size_t> fed;
    Values values;
    for (const auto& [name, tensor] : inputs) {
        const std::size_t node = m_model->inputNodeOf(name);
        const auto& known = m_model->ends.inputNodes;
        if (const auto place = std::find(known.begin(), known.end(), node); place != known.end())
            m_model->checkInput(static_cast<std::size_t>(place - known.begin()), tensor);
        check(!tensor.isNull(), "The input \"%1\" is an empty tensor handle.", name);
        fed.push_back(node);
        values.emplace_back(tensor);
    }
    std::vector<Output> wanted;
    wanted.reserve(outputs.size());
    for (const std::string& each : outputs)
        wanted.push_back(m_model->outputOf(each));
    return m_model->runToTensors(
        m_model->plainRunner(), std::move(fed), std::move(values), wanted, options);
}

Tensor GraphModel::activation(const Tensors& inputs, std::string_view node) const {
    return m_model
        ->runToTensors(
            m_model->plainRunner(),
            m_model->ends.inputNodes,
            m_model->checkedInputs(inputs),
            {m_model->outputOf(node)},
            {})
        .front();
}

const std::vector<std::string>& GraphModel::structuredOutputs() const {
    return m_model->structured;
}

const Json& GraphModel::signature() const {
    return m_model->signature;
}

const graph::Program& GraphModel::program() const {
    return m_model->program;
}

std::int64_t GraphModel::parameterCount() const {
    return m_model->elements;
}

std::int64_t GraphModel::weightBytes() const {
    return m_model->bytes;
}

} // namespace tp
