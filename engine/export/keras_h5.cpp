#include "engine/export/keras_h5.h"

#include "engine/export/export_problems.h"
#include "engine/export/keras_export.h"
#include "engine/export/keras_import.h"
#include "engine/export/keras_tables.h"
#include "engine/export/write_file.h"
#include "engine/io/file.h"

#include <map>

namespace tp {

namespace {

constexpr std::uint64_t kMostFileBytes = std::uint64_t{8} << 30;

KerasVersion versionOf(const H5Model& file) {
    return file.kerasVersion.starts_with("3") ? KerasVersion::Three : KerasVersion::Two;
}

/// Puts the file's weights into the model's layers, in Keras's order.
class WeightReader {
public:
    WeightReader(const H5Model& file, std::string_view name)
        : m_name(name)
        , m_version(versionOf(file)) {
        std::vector<io::WeightSpec> specs;
        for (const H5Layer& layer : file.layers)
            specs.insert(specs.end(), layer.weights.begin(), layer.weights.end());
        m_weights = io::decodeWeights(specs, file.data, name);
        std::size_t first = 0;
        for (const H5Layer& layer : file.layers) {
            m_places[layer.name] = {first, layer.weights.size()};
            first += layer.weights.size();
        }
    }

    void read(const Model& model, const JsonReader& topology) {
        const JsonReader config = topology["config"];
        const JsonReader layers = config.value().isList() ? config : config["layers"];
        for (const JsonReader& layer : layers.elements()) {
            const std::string& name = layer["config"].value().isObject()
                                          ? layer["config"]["name"].text()
                                          : layer["name"].text();
            std::vector<KerasWeight> weights;
            collect(*model.layer(name), layer, weights);
            set(name, weights);
        }
    }

private:
    /// Of a model within the model, all that can be trained comes first.
    void collect(const Layer& layer, const JsonReader& json, std::vector<KerasWeight>& all) const {
        const auto* model = dynamic_cast<const Model*>(&layer);
        if (!model) {
            for (KerasWeight& each : kerasWeightsOf(layer, json.value(), m_version))
                all.push_back(std::move(each));
            return;
        }
        std::vector<KerasWeight> inner;
        const JsonReader config = json["config"];
        for (const JsonReader& each :
             (config.value().isList() ? config : config["layers"]).elements())
            collect(*model->layer(each["config"]["name"].text()), each, inner);
        std::stable_partition(inner.begin(), inner.end(), [&](const KerasWeight& weight) {
            const Variables trainable = model->trainableWeights();
            return std::find(trainable.begin(), trainable.end(), weight.variable) !=
                   trainable.end();
        });
        all.insert(all.end(), inner.begin(), inner.end());
    }

    void set(const std::string& layer, const std::vector<KerasWeight>& weights) {
        const auto found = m_places.find(layer);
        const auto [first, count] =
            found == m_places.end() ? std::pair<std::size_t, std::size_t>{0, 0} : found->second;
        if (count != weights.size()) {
            fail(
                Error::Kind::BadFile,
                "%1: the layer \"%2\" needs %3 weights, but the file holds %4",
                m_name,
                layer,
                weights.size(),
                count);
        }
        for (std::size_t i = 0; i < count; ++i) {
            const io::NamedWeight& stored = m_weights[first + i];
            if (stored.tensor.shape() != weights[i].variable.shape()) {
                fail(
                    Error::Kind::BadFile,
                    "%1: the weight \"%2\" should have shape %3, but the file holds %4",
                    m_name,
                    weights[i].variable.name(),
                    weights[i].variable.shape(),
                    stored.tensor.shape());
            }
            weights[i].import(stored.tensor);
        }
    }

    std::string_view m_name;
    KerasVersion m_version;
    io::NamedWeights m_weights;
    std::map<std::string, std::pair<std::size_t, std::size_t>> m_places;
};

/// Layers are made before their weights are read: what they would need must be in the file.
void checkSizes(const JsonReader& json, std::uint64_t numbers) {
    if (json.value().isList()) {
        for (const JsonReader& each : json.elements())
            checkSizes(each, numbers);
    } else if (json.value().isObject()) {
        for (const auto& [name, value] : json.value().object()) {
            const bool isSize = name == "units" || name == "filters" || name == "input_dim" ||
                                name == "output_dim" || name == "depth_multiplier";
            if (isSize && value.isNumber() && value.number() > static_cast<double>(numbers)) {
                json[name].refuse(
                    "it says %2, but all weights in the file have %3 numbers",
                    value.number(),
                    numbers);
            }
            checkSizes(json[name], numbers);
        }
    }
}

} // namespace

KerasResult
exportKerasH5(const Model& model, const std::filesystem::path& path, KerasVersion version) {
    checkIsBuilt(model);
    const KerasExport made = kerasExportOf(model, version);
    refuseProblems("Keras .h5", made.problems);
    writeWholeFile(path, h5FileOf(made.file));
    return {made.onlyIn};
}

std::vector<Error> kerasProblems(const Model& model, KerasVersion version) {
    checkIsBuilt(model);
    return kerasExportOf(model, version).problems;
}

ModelPointer importKerasH5(const H5Model& file, std::string_view name) {
    if (file.modelConfig.empty())
        fail(Error::Kind::BadFile, "%1: it holds no model, at most weights", name);
    const std::string where = std::string(name) + ": model_config";
    const Json config = Json::parse(file.modelConfig, where);
    const Json topology = topologyFromKeras(JsonReader(config, where));
    const JsonReader reader(topology, where);
    checkSizes(reader, file.data.size() / sizeof(float));
    ModelPointer model = modelFromJson(reader);
    if (!model->isBuilt())
        fail(Error::Kind::BadFile, "%1: the model does not say what it takes in", name);
    WeightReader(file, name).read(*model, reader);
    if (!file.metadata.empty())
        model->setUserDefinedMetadata(Json::parse(file.metadata, name));
    return model;
}

ModelPointer importKerasH5(io::ByteView bytes, std::string_view name) {
    return importKerasH5(readH5File(bytes, name), name);
}

ModelPointer importKerasH5(const std::filesystem::path& path) {
    return importKerasH5(io::readFile(path, kMostFileBytes), path.filename().string());
}

} // namespace tp
