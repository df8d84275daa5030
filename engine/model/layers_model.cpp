#include "engine/model/layers_model.h"

#include "engine/keras/layer_names.h"
#include "engine/model/layer_graph.h"

#include <algorithm>
#include <map>

namespace tp {

namespace {

LayerOptions withName(std::string name) {
    if (name.empty())
        name = "model" + std::to_string(nextNameNumber("model"));
    return {.inputShape = {}, .batchInputShape = {}, .name = std::move(name), .trainable = true};
}

/// Numbers of uses as files have them: of each layer, those within the model alone count.
class UseNumbers {
public:
    UseNumbers(const LayerGraph& graph, const SymbolicTensors& inputs) {
        for (const LayerPointer& layer : graph.layers()) {
            // A model's first use is the one that it is for itself.
            std::size_t number = dynamic_cast<const Model*>(layer.get()) ? 1 : 0;
            for (const auto& node : graph.nodesOf(*layer))
                m_numbers[node.get()] = number++;
        }
        for (const SymbolicTensor& input : inputs)
            m_numbers.emplace(input.node().get(), 0); // those too that no output hangs on
    }

    Json::List reference(const SymbolicTensor& tensor) const {
        return {tensor.layer()->name(), m_numbers.at(tensor.node().get()), tensor.index()};
    }

private:
    std::map<const LayerNode*, std::size_t> m_numbers;
};

Json::List referencesTo(const SymbolicTensors& tensors, const UseNumbers& numbers) {
    Json::List references;
    for (const SymbolicTensor& tensor : tensors)
        references.emplace_back(numbers.reference(tensor));
    return references;
}

} // namespace

LayersModel::LayersModel(ModelConfig config, std::string_view className)
    : Model(className, withName(std::move(config.name))) {
    check(!config.inputs.empty(), "model: it needs an input at least.");
    check(!config.outputs.empty(), "model: it needs an output at least.");
    for (const SymbolicTensor& input : config.inputs) {
        check(
            !input.isNull() && input.layer()->className() == "InputLayer",
            "model: inputs must be made by input(), but \"%1\" is not.",
            input.isNull() ? std::string("null") : input.layer()->name());
        const auto count =
            std::count_if(config.inputs.begin(), config.inputs.end(), [&](const auto& other) {
                return !other.isNull() && other.layer() == input.layer();
            });
        check(count == 1, "model: the input \"%1\" is given twice.", input.layer()->name());
    }
    for (const SymbolicTensor& output : config.outputs)
        check(!output.isNull(), "model: an output is an empty symbolic tensor.");
    setEnds(std::move(config.inputs), std::move(config.outputs));
    graph(); // now, so that wires that lead nowhere are refused here
}

const std::vector<LayerPointer>& LayersModel::layers() const {
    return graph().layers();
}

Json LayersModel::getConfig() const {
    const UseNumbers numbers(graph(), inputs());
    std::vector<LayerPointer> all = layers();
    for (const SymbolicTensor& input : inputs()) {
        if (std::find(all.begin(), all.end(), input.layer()) == all.end())
            all.push_back(input.layer());
    }
    Json::List layerList;
    for (const LayerPointer& layer : all) {
        Json::List uses;
        for (const auto& node : graph().nodesOf(*layer)) {
            Json::List use = referencesTo(node->inputs, numbers);
            for (Json& reference : use)
                reference.list().emplace_back(Json::Object{});
            if (!use.empty())
                uses.emplace_back(std::move(use));
        }
        layerList.emplace_back(Json::Object{
            {"name", layer->name()},
            {"class_name", layer->className()},
            {"config", layer->getConfig()},
            {"inbound_nodes", std::move(uses)}});
    }
    return Json::Object{
        {"name", name()},
        {"layers", std::move(layerList)},
        {"input_layers", referencesTo(inputs(), numbers)},
        {"output_layers", referencesTo(outputs(), numbers)}};
}

LayersModel model(ModelConfig config) {
    return LayersModel(std::move(config));
}

} // namespace tp
