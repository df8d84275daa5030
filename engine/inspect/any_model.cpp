#include "engine/inspect/any_model.h"

#include "engine/base/error.h"
#include "engine/inspect/model_places.h"
#include "engine/model/layer_graph.h"
#include "engine/model/layers_model.h"
#include "engine/model/saving.h"

#include <algorithm>

namespace tp::inspect {

namespace {

std::vector<ModelEnd> endsOf(const std::vector<GraphSpec>& specs) {
    std::vector<ModelEnd> ends;
    ends.reserve(specs.size());
    for (const GraphSpec& spec : specs)
        ends.push_back({spec.name, spec.key, spec.dtype, spec.shape});
    return ends;
}

std::vector<ModelEnd>
endsOf(const SymbolicTensors& tensors, const std::vector<std::string>& names) {
    std::vector<ModelEnd> ends;
    for (std::size_t i = 0; i < tensors.size(); ++i)
        ends.push_back({names.at(i), {}, tensors[i].dtype(), tensors[i].shape()});
    return ends;
}

std::string listed(const std::vector<ModelEnd>& ends) {
    std::string text;
    for (const ModelEnd& end : ends)
        text += (text.empty() ? "\"" : ", \"") + end.name + "\"";
    return text;
}

std::int64_t rowsOf(const NamedTensors& inputs) {
    std::int64_t most = 1;
    for (const auto& [name, tensor] : inputs) {
        if (tensor.rank() > 0)
            most = std::max(most, tensor.shape()[0]);
    }
    return most;
}

} // namespace

bool isGraph(const io::ModelArtifacts& artifacts, std::string_view name) {
    const Json& topology = artifacts.modelTopology;
    if (artifacts.format == "graph-model" || topology.find("node") != nullptr)
        return true;
    const bool isLayers = artifacts.format == "layers-model" ||
                          topology.find("model_config") != nullptr ||
                          topology.find("class_name") != nullptr;
    if (!isLayers)
        fail(Error::Kind::BadFile, "%1: this is a model neither of layers nor of a graph", name);
    return false;
}

ModelFile readModelFile(const std::string& address) {
    if (address.ends_with(".h5") || address.ends_with(".hdf5"))
        return {address, artifactsOf(*openModel(address).layers)};
    const io::IOHandler handler = io::ioHandlerFor(address);
    return {handler.name, io::loadModel(handler)};
}

AnyModel AnyModel::load(const std::string& address) {
    const ModelFile file = readModelFile(address);
    if (isGraph(file.artifacts, file.name))
        return AnyModel(GraphModel::fromArtifacts(file.artifacts, file.name));
    return AnyModel(modelFromArtifacts(file.artifacts, file.name));
}

AnyModel::AnyModel(GraphModel model)
    : m_model(std::move(model))
    , m_inputs(endsOf(graph()->inputs()))
    , m_outputs(endsOf(graph()->outputs())) {}

AnyModel::AnyModel(Layers model)
    : m_model(model)
    , m_inputs(endsOf(model->inputs(), model->inputNames()))
    , m_outputs(endsOf(model->outputs(), model->outputNames())) {}

AnyModel::Layers AnyModel::layers() const {
    const auto* layers = std::get_if<Layers>(&m_model);
    return layers != nullptr ? *layers : nullptr;
}

const ModelEnd& AnyModel::input(std::string_view name) const {
    const auto found = std::find_if(m_inputs.begin(), m_inputs.end(), [&](const ModelEnd& end) {
        return end.name == name || (!end.key.empty() && end.key == name);
    });
    check(
        found != m_inputs.end(),
        "The model has no input \"%1\": it takes %2.",
        name,
        listed(m_inputs));
    return *found;
}

Tensors AnyModel::run(
    const NamedTensors& inputs,
    const std::vector<std::string>& outputs,
    const GraphRunOptions& options) const {
    NamedTensors byName;
    for (const auto& [name, tensor] : inputs)
        byName[input(name).name] = tensor;
    for (const ModelEnd& end : m_inputs) {
        const bool isNeeded = outputs.empty() || graph() == nullptr;
        check(
            !isNeeded || byName.contains(end.name),
            "The input \"%1\" of the model is missing: it takes %2.",
            end.name,
            listed(m_inputs));
    }
    return graph() != nullptr ? runGraph(byName, outputs, options) : runLayers(byName, outputs);
}

Tensors AnyModel::runGraph(
    const NamedTensors& inputs,
    const std::vector<std::string>& outputs,
    const GraphRunOptions& options) const {
    if (!outputs.empty())
        return graph()->execute(inputs, outputs, options);
    Tensors ordered;
    for (const ModelEnd& end : m_inputs)
        ordered.push_back(inputs.at(end.name));
    return graph()->predict(ordered, options);
}

Tensors
AnyModel::runLayers(const NamedTensors& inputs, const std::vector<std::string>& outputs) const {
    const Layers model = layers();
    const BatchConfig config{.batchSize = rowsOf(inputs)};
    if (outputs.empty())
        return model->predictAll(Feed(inputs), config);
    SymbolicTensors wanted;
    for (const std::string& each : outputs) {
        const auto& nodes = model->graph().nodesOf(*model->layer(each));
        check(!nodes.empty(), "The layer \"%1\" is not used in the model.", each);
        check(
            nodes.front()->outputShapes.size() == 1,
            "The layer \"%1\" gives several tensors, so it cannot be asked for.",
            each);
        wanted.emplace_back(nodes.front(), 0);
    }
    LayersModel part({.inputs = model->inputs(), .outputs = wanted});
    return part.predictAll(Feed(inputs), config);
}

} // namespace tp::inspect
