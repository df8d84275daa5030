#include "engine/model/topology.h"

#include "engine/keras/layer_registry.h"
#include "engine/layers/input_layer.h"
#include "engine/model/layers_model.h"
#include "engine/model/sequential.h"

#include <deque>
#include <map>

namespace tp {

namespace {

constexpr std::string_view kVersion = "tfjs-layers 4.22.0";

/// A layer for the model's end. What files say about the inputs of layers in the middle counts for
/// nothing, as with Keras, and may be wrong.
LayerPointer nextLayer(const Sequential& model, const JsonReader& json) {
    LayerPointer layer = layerFromJson(json);
    if (model.agreesWith(*layer))
        return layer;
    Json plain = json.value();
    Json config = json["config"].value();
    config.set("batch_input_shape", Json());
    plain.set("config", std::move(config));
    return layerFromJson(JsonReader(plain, json));
}

ModelPointer readSequential(const JsonReader& config) {
    SequentialConfig made;
    // Before 2.3, Keras wrote the list of layers alone.
    const bool isList = config.value().isList();
    if (!isList) {
        if (const auto name = config.find("name"))
            made.name = name->text();
    }
    auto model = std::make_shared<Sequential>(std::move(made));
    for (const JsonReader& layer : (isList ? config : config["layers"]).elements())
        model->add(nextLayer(*model, layer));
    return model;
}

/// Puts the layers of a file together, each use once those are there that it hangs on.
class WireReader {
public:
    WireReader(const JsonReader& config, std::string_view className)
        : m_config(config)
        , m_className(className) {}

    ModelPointer read() {
        for (const JsonReader& layer : m_config["layers"].elements())
            readLayer(layer);
        connectAll();
        ModelConfig made;
        if (const auto name = m_config.find("name"))
            made.name = name->text();
        made.inputs = wires(m_config["input_layers"]);
        made.outputs = wires(m_config["output_layers"]);
        return std::make_shared<LayersModel>(std::move(made), m_className);
    }

private:
    using Reference = std::pair<std::string, std::size_t>; // a layer, and the number of a use

    void readLayer(const JsonReader& json) {
        const LayerPointer layer = layerFromJson(json);
        const std::string name = json.find("name") ? json["name"].text() : layer->name();
        if (!m_layers.emplace(name, layer).second)
            json.refuse("there are two layers with the name \"%2\"", name);
        if (auto* in = dynamic_cast<layers::InputLayer*>(layer.get())) {
            m_uses[{name, 0}] = {in->output()};
            return;
        }
        // A model counts what it is for itself as its first use.
        std::size_t number = dynamic_cast<const Model*>(layer.get()) ? 1 : 0;
        for (const JsonReader& use : json["inbound_nodes"].elements())
            m_waiting.push_back({{name, number++}, use, 0});
    }

    struct Waiting {
        Reference use;
        JsonReader inputs;
        std::size_t missing = 0; ///< uses that it hangs on and that are not there yet
    };

    // Files list layers by depth, but uses of shared layers may wait for later ones.
    void connectAll() {
        std::map<Reference, std::vector<std::size_t>> waitingFor;
        std::deque<std::size_t> ready;
        for (std::size_t i = 0; i < m_waiting.size(); ++i) {
            for (const Reference& each : needs(m_waiting[i])) {
                if (m_uses.contains(each))
                    continue;
                waitingFor[each].push_back(i);
                ++m_waiting[i].missing;
            }
            if (m_waiting[i].missing == 0)
                ready.push_back(i);
        }
        std::size_t connected = 0;
        for (; !ready.empty(); ++connected) {
            Waiting& each = m_waiting[ready.front()];
            ready.pop_front();
            connect(each);
            for (const std::size_t next : waitingFor[each.use]) {
                if (--m_waiting[next].missing == 0)
                    ready.push_back(next);
            }
        }
        if (connected == m_waiting.size())
            return;
        for (const Waiting& each : m_waiting) {
            if (each.missing > 0) {
                each.inputs.refuse(
                    "the layer \"%2\" hangs on a layer that is missing, or on itself",
                    each.use.first);
            }
        }
    }

    // The uses that must be there before: the inputs, and the same layer's use before this one,
    // since uses are numbered in the order in which they are made.
    std::vector<Reference> needs(const Waiting& waiting) const {
        std::vector<Reference> all;
        const auto& [name, number] = waiting.use;
        const std::size_t first = dynamic_cast<const Model*>(m_layers.at(name).get()) ? 1 : 0;
        if (number > first)
            all.emplace_back(name, number - 1);
        for (const JsonReader& input : listOf(waiting.inputs))
            all.push_back(referenceIn(input));
        return all;
    }

    void connect(const Waiting& waiting) {
        SymbolicTensors inputs;
        for (const JsonReader& input : listOf(waiting.inputs))
            inputs.push_back(wire(input));
        m_uses[waiting.use] = m_layers.at(waiting.use.first)->apply(inputs);
    }

    // One reference may stand without a list around it.
    static std::vector<JsonReader> listOf(const JsonReader& json) {
        if (json.size() > 0 && json.element(0).value().isText())
            return {json};
        return json.elements();
    }

    static Reference referenceIn(const JsonReader& json) {
        const std::int64_t number = json.size() > 1 ? json.element(1).integer() : 0;
        if (number < 0)
            json.refuse("a use of a layer cannot have the number %2", number);
        return {json.element(0).text(), static_cast<std::size_t>(number)};
    }

    SymbolicTensor wire(const JsonReader& json) const {
        const auto found = m_uses.find(referenceIn(json));
        if (found == m_uses.end())
            json.refuse("there is no such use of the layer \"%2\"", json.element(0).text());
        const std::int64_t index = json.size() > 2 ? json.element(2).integer() : 0;
        if (index < 0 || static_cast<std::size_t>(index) >= found->second.size())
            json.refuse("the layer \"%2\" has no output %3", json.element(0).text(), index);
        return found->second[static_cast<std::size_t>(index)];
    }

    SymbolicTensors wires(const JsonReader& json) const {
        SymbolicTensors all;
        for (const JsonReader& each : listOf(json))
            all.push_back(wire(each));
        return all;
    }

    JsonReader m_config;
    std::string_view m_className; // newer Keras says "Functional" where older says "Model"
    std::map<std::string, LayerPointer> m_layers;
    std::map<Reference, SymbolicTensors> m_uses;
    std::vector<Waiting> m_waiting;
};

} // namespace

void registerModels() {
    registerLayer("Sequential", readSequential);
    for (const char* className : {"Model", "Functional"}) {
        registerLayer(className, [className](const JsonReader& config) {
            return WireReader(config, className).read();
        });
    }
}

Json modelToJson(const Model& model) {
    return Json::Object{
        {"class_name", model.className()},
        {"config", model.getConfig()},
        {"keras_version", kVersion},
        {"backend", "tensor_flow.js"}};
}

ModelPointer modelFromJson(const JsonReader& topology) {
    // Keras's own files hold the model within "model_config", or as a text.
    const auto inner = topology.find("model_config");
    const JsonReader& json = inner ? *inner : topology;
    const std::string& kind = json["class_name"].text();
    if (kind != "Sequential" && kind != "Model" && kind != "Functional")
        json.refuse("expected a model, but found \"%2\"", kind);
    return std::dynamic_pointer_cast<Model>(layerFromJson(json));
}

} // namespace tp
