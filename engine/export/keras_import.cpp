#include "engine/export/keras_import.h"

#include "engine/export/keras_tables.h"

#include <algorithm>
#include <array>
#include <set>

namespace tp {

namespace {

/// The references within a call's arguments, in order.
void collectReferences(const Json& value, Json::List& references) {
    if (value.isList()) {
        for (const Json& each : value.list())
            collectReferences(each, references);
        return;
    }
    if (!value.isObject())
        return;
    const Json* kind = value.find("class_name");
    const Json* config = value.find("config");
    if (kind && kind->isText() && kind->text() == "__keras_tensor__" && config) {
        if (const Json* history = config->find("keras_history"); history && history->isList()) {
            Json reference = *history;
            reference.list().emplace_back(Json::Object{});
            references.push_back(std::move(reference));
        }
        return;
    }
    for (const auto& [name, each] : value.object())
        collectReferences(each, references);
}

std::string dtypeOf(const JsonReader& json) {
    // Keras 3 has a policy, of which the name tells the type.
    const auto config = json.value().isObject() ? json.find("config") : std::nullopt;
    const std::string& name = config ? (*config)["name"].text() : json.text();
    if (name == "float32" || name == "bool" || name == "int32" || name == "string")
        return name;
    if (name == "float16" || name == "float64" || name == "bfloat16" || name == "mixed_float16" ||
        name == "mixed_bfloat16")
        return "float32";
    if (name == "int64" || name == "int16" || name == "int8" || name == "uint8" ||
        name == "uint16" || name == "uint32")
        return "int32";
    json.refuse("the type of numbers \"%2\" is not supported", name);
}

/// Reads one layer's settings as Keras wrote them.
class LayerReader {
public:
    explicit LayerReader(const JsonReader& layer)
        : m_layer(layer)
        , m_config(layer["config"])
        , m_className(layer["class_name"].text()) {}

    Json read() {
        if (isModelClass(m_className))
            return readModel();
        for (const auto& [name, value] : m_config.object())
            readSetting(name, m_config[name].value());
        checkFixed();
        adapt();
        return finished();
    }

private:
    Json finished() {
        Json::Object made;
        if (const auto name = m_layer.find("name"))
            made.emplace_back("name", name->value());
        made.emplace_back("class_name", m_className);
        made.emplace_back("config", Json(std::move(m_made)));
        if (const auto uses = m_layer.find("inbound_nodes")) {
            Json::List all;
            for (const JsonReader& use : uses->elements()) {
                if (Json plain = plainKerasUse(use.value());
                    !plain.isList() || !plain.list().empty())
                    all.push_back(std::move(plain));
            }
            made.emplace_back("inbound_nodes", Json(std::move(all)));
        }
        return made;
    }

    Json readModel() {
        if (m_config.value().isList()) { // before 2.3, Keras wrote a list of layers alone
            m_made.emplace_back("layers", readLayers(m_config));
            return finished();
        }
        for (const auto& [name, value] : m_config.object()) {
            if (name == "layers") {
                m_made.emplace_back("layers", readLayers(m_config[name]));
            } else if (name == "name" || name == "input_layers" || name == "output_layers") {
                m_made.emplace_back(name, value);
            }
        }
        if (isKeras3())
            countUsesAsKeras2();
        return finished();
    }

    bool isKeras3() const {
        for (const JsonReader& layer : m_config["layers"].elements()) {
            if (const auto uses = layer.find("inbound_nodes")) {
                for (const JsonReader& use : uses->elements()) {
                    if (use.value().isObject())
                        return true;
                }
            }
        }
        return false;
    }

    /// A model within the model counts what it is for itself as its first use, except in what
    /// Keras 3 writes.
    void countUsesAsKeras2() {
        std::set<std::string> models;
        std::set<std::string> rows;
        for (const JsonReader& layer : m_config["layers"].elements()) {
            const std::string& kind = layer["class_name"].text();
            if (isModelClass(kind))
                models.insert(layer["name"].text());
            if (kind == "Sequential")
                rows.insert(layer["name"].text());
        }
        for (Json& layer : made("layers")->list()) {
            for (auto& [name, uses] : layer.object()) {
                if (name == "inbound_nodes")
                    countOn(uses, models);
            }
        }
        if (Json* outputs = made("output_layers"))
            countOn(*outputs, rows);
    }

    /// Adds 1 to the number of the use in each reference to one of these.
    static void countOn(Json& references, const std::set<std::string>& names) {
        if (!references.isList())
            return;
        Json::List& list = references.list();
        if (list.size() >= 3 && list[0].isText() && list[1].isNumber()) {
            if (names.contains(list[0].text()))
                list[1] = Json(list[1].number() + 1);
            return;
        }
        for (Json& each : list)
            countOn(each, names);
    }

    static Json readLayers(const JsonReader& layers) {
        Json::List all;
        for (const JsonReader& layer : layers.elements())
            all.push_back(LayerReader(layer).read());
        return all;
    }

    /// Whether this is the description of something: {"class_name": …, "config": …}.
    static bool isDescription(const Json& value) {
        const Json* kind = value.find("class_name");
        return kind && kind->isText() && value.find("config");
    }

    void readSetting(const std::string& name, const Json& value) {
        const JsonReader reader = m_config[name];
        if (value.isNull()) {
            m_made.emplace_back(name, value);
        } else if (name == "batch_shape" || name == "batch_input_shape") {
            m_made.emplace_back("batch_input_shape", value);
        } else if (name == "dtype") {
            m_made.emplace_back(name, dtypeOf(reader));
        } else if (name.ends_with("activation")) {
            m_made.emplace_back(name, activationOf(reader));
        } else if (name == "layer" || name == "cell") {
            m_made.emplace_back(
                name, value.isList() ? readLayers(reader) : LayerReader(reader).read());
        } else if (name == "backward_layer") {
            checkBackwardLayer(reader);
        } else if (name == "cells") {
            m_made.emplace_back(name, readLayers(reader));
        } else if (isDescription(value)) {
            m_made.emplace_back(
                name,
                Json::Object{
                    {"class_name", reader["class_name"].value()},
                    {"config", reader["config"].value()}});
        } else {
            m_made.emplace_back(name, value);
        }
    }

    /// Keras writes the layer that goes backwards too; it must be like the other one.
    void checkBackwardLayer(const JsonReader& backward) const {
        const auto plain = [](const JsonReader& layer) {
            Json config = layer["config"].object();
            config.set("name", Json());
            config.set("go_backwards", Json());
            return config;
        };
        const JsonReader forward = m_config["layer"];
        if (!(plain(forward) == plain(backward)) ||
            forward["class_name"].text() != backward["class_name"].text())
            backward.refuse("a layer that goes backwards in another way is not supported");
    }

    static Json activationOf(const JsonReader& json) {
        static const std::array<std::pair<std::string_view, std::string_view>, 1> others = {
            {{"silu", "swish"}}};
        const std::string& name = json.value().isObject() ? json["class_name"].text() : json.text();
        for (const auto& [keras, ours] : others) {
            if (name == keras)
                return ours;
        }
        return name;
    }

    void checkFixed() const {
        for (const FixedSetting& fixed : kerasFixedSettings(m_className)) {
            const auto given = m_config.find(fixed.name);
            if (given && !(given->value() == fixed.value)) {
                given->refuse(
                    "a layer of this kind (%2) with the setting %3 = %4 is not supported",
                    m_className,
                    fixed.name,
                    given->value().dump());
            }
        }
    }

    double numberOf(std::string_view name, double usual) const {
        const auto given = m_config.find(name);
        return given ? given->number() : usual;
    }

    Json* made(std::string_view name) {
        for (auto& [each, value] : m_made) {
            if (each == name)
                return &value;
        }
        return nullptr;
    }

    void adapt() {
        if (m_className == "ReLU") {
            adaptRelu();
        } else if (m_className == "LeakyReLU" && m_config.find("negative_slope"))
            m_made.emplace_back("alpha", m_config["negative_slope"].value());
        else if (m_className == "UpSampling2D") {
            checkUpSampling();
        } else if (m_className == "DepthwiseConv2D") {
            checkDilation();
        }
        // Of one axis, Keras 2 may write a list.
        if (Json* axis = made("axis"); axis && axis->isList() && axis->list().size() == 1)
            *axis = Json(axis->list().front());
    }

    void adaptRelu() {
        const double threshold = numberOf("threshold", 0);
        const double slope = numberOf("negative_slope", 0);
        const bool isCut = m_config.find("max_value").has_value();
        if ((threshold != 0) + (slope != 0) + isCut > 1) {
            m_config.refuse("a ReLU with several of threshold, negative_slope and max_value is not "
                            "supported");
        }
        if (threshold != 0) {
            m_className = "ThresholdedReLU";
            m_made.emplace_back("theta", threshold);
        } else if (slope != 0) {
            m_className = "LeakyReLU";
            m_made.emplace_back("alpha", slope);
        }
    }

    void checkUpSampling() const {
        const auto kind = m_config.find("interpolation");
        if (kind && kind->text() != "nearest")
            kind->refuse("Keras enlarges images in the way \"%2\" at other points", kind->text());
    }

    void checkDilation() const {
        const auto rates = m_config.find("dilation_rate");
        if (!rates || !rates->value().isList())
            return;
        for (const JsonReader& rate : rates->elements()) {
            if (rate.integer() != 1)
                rate.refuse("a DepthwiseConv2D with a dilation is not supported");
        }
    }

    JsonReader m_layer;
    JsonReader m_config;
    std::string m_className;
    Json::Object m_made;
};

} // namespace

Json plainKerasUse(const Json& use) {
    if (use.isList())
        return use;
    Json::List references;
    if (const Json* arguments = use.find("args"))
        collectReferences(*arguments, references);
    if (const Json* named = use.find("kwargs"))
        collectReferences(*named, references);
    return references;
}

Json topologyFromKeras(const JsonReader& model) {
    const std::string& kind = model["class_name"].text();
    if (!isModelClass(kind))
        model.refuse("expected a model, but found \"%2\"", kind);
    return LayerReader(model).read();
}

} // namespace tp
