#include "engine/export/keras_export.h"

#include "engine/export/keras_import.h"
#include "engine/export/keras_tables.h"
#include "engine/export/keras_training.h"
#include "engine/keras/layer_registry.h"
#include "engine/layers/input_layer.h"
#include "engine/model/sequential.h"
#include "engine/model/topology.h"
#include "engine/tensor/dtype.h"

#include <algorithm>
#include <map>
#include <set>

namespace tp {

namespace {

class Exporter {
public:
    Exporter(const Model& model, KerasVersion version)
        : m_model(model)
        , m_version(version)
        , m_flat(flatten(model)) {}

    KerasExport run() {
        for (std::size_t i = 0; i < m_flat.uses.size(); ++i)
            addUse(i);
        const Json config = isRow() ? rowConfig() : graphConfig();
        if (m_made.problems.empty()) {
            m_made.file.modelConfig = config.dump();
            addWeights(config);
        }
        m_made.file.trainingConfig = kerasTrainingConfig(m_model);
        if (!m_model.userDefinedMetadata().isNull())
            m_made.file.metadata = m_model.userDefinedMetadata().dump();
        const bool isForThree = m_made.onlyIn == KerasVersion::Three;
        m_made.file.kerasVersion = isForThree ? "3.9.2" : "2.15.0";
        return std::move(m_made);
    }

private:
    struct Entry {
        LayerPointer layer;
        std::string name; ///< in the file
        Json ours;
        KerasLayer keras;
        Json::List uses = {};
        std::size_t useCount = 0;
    };

    void addUse(std::size_t index) {
        const FlatUse& use = m_flat.uses[index];
        Entry& entry = entryOf(use);
        m_places.emplace_back(entry.name, entry.useCount++);
        if (use.inputs.empty())
            return;
        Json::List inputs;
        for (const FlatWire& wire : use.inputs)
            inputs.push_back(reference(wire));
        const bool hasStates = use.inputs.size() > 1 && heedsMask(use.layer->className());
        if (hasStates && m_version == KerasVersion::Three) {
            entry.uses.push_back(useWithStates(use));
            return;
        }
        for (Json& each : inputs)
            each.list().emplace_back(Json::Object{});
        entry.uses.emplace_back(std::move(inputs));
    }

    Json::List reference(const FlatWire& wire) const {
        const auto& [name, number] = m_places[wire.use];
        return {name, number, wire.output};
    }

    /// As Keras 3 writes a call with further arguments.
    Json useWithStates(const FlatUse& use) const {
        const auto tensorOf = [&](const FlatWire& wire) {
            return Json::Object{
                {"class_name", "__keras_tensor__"},
                {"config",
                 Json::Object{
                     {"shape", shapeToJson(m_flat.shapeOf(wire))},
                     {"dtype", "float32"},
                     {"keras_history", reference(wire)}}}};
        };
        Json::List states;
        for (std::size_t i = 1; i < use.inputs.size(); ++i)
            states.emplace_back(tensorOf(use.inputs[i]));
        return Json::Object{
            {"args", Json::List{tensorOf(use.inputs.front())}},
            {"kwargs", Json::Object{{"initial_state", std::move(states)}}}};
    }

    Entry& entryOf(const FlatUse& use) {
        const auto found = m_numbers.find(use.layer.get());
        if (found != m_numbers.end())
            return m_entries[found->second];
        m_numbers[use.layer.get()] = m_entries.size();
        Entry entry{use.layer, fileName(use.layer->name()), layerToJson(*use.layer), {}};
        if (use.inputs.empty()) {
            entry.keras.className = "InputLayer";
            entry.keras.config = {
                {"batch_input_shape", shapeToJson(use.outputShapes.front())},
                {"dtype", dtypeName(use.dtype)},
                {"sparse", false},
                {"name", entry.name}};
        } else {
            entry.keras = kerasLayerFrom(entry.ours, use, m_version);
            for (auto& [name, value] : entry.keras.config) {
                if (name == "name")
                    value = entry.name;
            }
            if (entry.keras.problem)
                m_made.problems.push_back(*entry.keras.problem);
            if (entry.keras.onlyIn)
                m_made.onlyIn = entry.keras.onlyIn;
        }
        m_entries.push_back(std::move(entry));
        return m_entries.back();
    }

    /// A name that Keras takes too: without slashes, and no other layer's, also of inner models.
    std::string fileName(std::string name) {
        std::replace(name.begin(), name.end(), '/', '_');
        const std::string wanted = name;
        for (int number = 1; !m_names.insert(name).second; ++number)
            name = wanted + "_" + std::to_string(number);
        return name;
    }

    /// Whether the layers stand in a row behind one input, as a Sequential's do.
    bool isRow() const {
        if (!dynamic_cast<const Sequential*>(&m_model) || m_flat.outputs.size() != 1 ||
            m_flat.outputs.front().use + 1 != m_flat.uses.size())
            return false;
        for (std::size_t i = 0; i < m_flat.uses.size(); ++i) {
            const FlatUse& use = m_flat.uses[i];
            const bool follows =
                i == 0 ? use.inputs.empty() : use.inputs.size() == 1 && use.inputs[0].use + 1 == i;
            if (!follows || use.outputShapes.size() != 1)
                return false;
        }
        return m_entries.size() == m_flat.uses.size();
    }

    static Json::Object headOf(const Entry& entry) {
        return {{"class_name", entry.keras.className}, {"config", Json(entry.keras.config)}};
    }

    Json rowConfig() const {
        Json::List layers;
        for (const Entry& entry : m_entries)
            layers.emplace_back(headOf(entry));
        return Json::Object{
            {"class_name", "Sequential"},
            {"config",
             Json::Object{{"name", m_model.name()}, {"layers", Json(std::move(layers))}}}};
    }

    Json graphConfig() {
        Json::List layers;
        for (const Entry& entry : m_entries) {
            Json::Object layer = headOf(entry);
            layer.emplace_back("name", entry.name);
            layer.emplace_back("inbound_nodes", Json(entry.uses));
            layers.emplace_back(std::move(layer));
        }
        const auto references = [&](const std::vector<FlatWire>& wires) {
            Json::List all;
            for (const FlatWire& wire : wires)
                all.emplace_back(reference(wire));
            return all;
        };
        return Json::Object{
            {"class_name", "Functional"},
            {"config",
             Json::Object{
                 {"name", m_model.name()},
                 {"layers", Json(std::move(layers))},
                 {"input_layers", references(m_flat.inputs)},
                 {"output_layers", references(m_flat.outputs)}}}};
    }

    /// Keras reads weights in the order in which it lists a model's layers.
    std::vector<const Entry*> inKerasOrder(const Json& config) const {
        std::map<std::string, const Entry*> byName;
        for (const Entry& entry : m_entries)
            byName[entry.name] = &entry;
        const std::string& kind = config.find("class_name")->text();
        std::vector<const Entry*> ordered;
        for (const std::string& name : layerOrderOf(config, kind))
            ordered.push_back(byName.at(name));
        return ordered;
    }

    std::vector<std::string> layerOrderOf(const Json& config, const std::string& kind) const {
        std::vector<std::string> names;
        if (kind == "Sequential") {
            for (const Entry& entry : m_entries)
                names.push_back(entry.name);
            return names;
        }
        // The layers do not matter here, only how they are wired: our own model of them knows.
        const ModelPointer wired = wiredLike(config);
        for (const LayerPointer& layer : wired->layers())
            names.push_back(layer->name());
        return names;
    }

    /// The model again, in our own spelling.
    ModelPointer wiredLike(const Json& config) const {
        Json::List layers;
        for (const Json& each : config.find("config")->find("layers")->list()) {
            Json layer = each;
            const std::string& name = each.find("name")->text();
            for (const Entry& entry : m_entries) {
                if (entry.name != name || entry.keras.className == "InputLayer")
                    continue;
                Json own = *entry.ours.find("config");
                own.set("name", name);
                layer.set("class_name", *entry.ours.find("class_name"));
                layer.set("config", std::move(own));
            }
            layer.set("inbound_nodes", plainUses(*each.find("inbound_nodes")));
            layers.push_back(std::move(layer));
        }
        Json inner = *config.find("config");
        inner.set("layers", std::move(layers));
        const Json topology = Json::Object{{"class_name", "Functional"}, {"config", inner}};
        return modelFromJson(JsonReader(topology, m_model.name()));
    }

    static Json plainUses(const Json& uses) {
        Json::List plain;
        for (const Json& use : uses.list())
            plain.push_back(plainKerasUse(use));
        return plain;
    }

    void addWeights(const Json& config) {
        io::NamedWeights all;
        for (const Entry* entry : inKerasOrder(config)) {
            H5Layer& layer = m_made.file.layers.emplace_back();
            layer.name = entry->name;
            if (entry->keras.className == "InputLayer")
                continue;
            std::set<std::string> names;
            for (const KerasWeight& weight :
                 kerasWeightsOf(*entry->layer, entry->ours, m_version)) {
                const Tensor value = weight.exported();
                std::string name = entry->name + "/" + withoutScope(weight, *entry->layer) + ":0";
                for (int number = 1; !names.insert(name).second; ++number) {
                    name = entry->name + "/" + std::string(weight.shortName()) + "_" +
                           std::to_string(number) + ":0";
                }
                layer.weights.push_back({name, value.shape(), DType::Float32, {}, {}});
                all.push_back({name, value});
            }
        }
        m_made.file.data = io::encodeWeights(all).data;
    }

    /// "forward_lstm/kernel" of "bidirectional/forward_lstm/kernel".
    static std::string withoutScope(const KerasWeight& weight, const Layer& layer) {
        const std::string& name = weight.variable.name();
        const std::string scope = layer.name() + "/";
        return name.starts_with(scope) ? name.substr(scope.size())
                                       : std::string(weight.shortName());
    }

    const Model& m_model;
    KerasVersion m_version;
    FlatModel m_flat;
    std::vector<Entry> m_entries;
    std::map<const Layer*, std::size_t> m_numbers;
    std::set<std::string> m_names;
    std::vector<std::pair<std::string, std::size_t>> m_places; ///< of each use
    KerasExport m_made;
};

} // namespace

KerasExport kerasExportOf(const Model& model, KerasVersion version) {
    return Exporter(model, version).run();
}

} // namespace tp
