#pragma once

#include "engine/keras/activation.h"
#include "engine/keras/layer.h"

#include <optional>
#include <span>
#include <tuple>

namespace tp {

/// A value of an enum as files write it.
template<class Enum>
struct EnumName {
    Enum value;
    std::string_view name;
};

/// How settings become JSON, and come from it. Another type of setting adds an overload of both.
/// Reading throws BadFile, saying where, for what cannot be meant.
inline Json settingToJson(bool value) {
    return value;
}
inline Json settingToJson(double value) {
    return value;
}
inline Json settingToJson(std::int64_t value) {
    return value;
}
inline Json settingToJson(const std::string& value) {
    return value;
}
inline Json settingToJson(const Shape& value) {
    return shapeToJson(value);
}
inline Json settingToJson(const Activation& value) {
    return value.fileName();
}
inline Json settingToJson(const Initializer& value) {
    return value.toJson();
}
inline Json settingToJson(const Regularizer& value) {
    return value.toJson();
}
inline Json settingToJson(const Constraint& value) {
    return value.toJson();
}
Json settingToJson(const std::vector<std::int64_t>& value);
Json settingToJson(const std::vector<LayerPointer>& value);
Json settingToJson(const LayerPointer& value);
inline Json settingToJson(DType value) {
    return dtypeName(value);
}

void settingFromJson(const JsonReader& json, bool& value);
void settingFromJson(const JsonReader& json, double& value);
void settingFromJson(const JsonReader& json, std::int64_t& value);
void settingFromJson(const JsonReader& json, std::string& value);
void settingFromJson(const JsonReader& json, Shape& value);
void settingFromJson(const JsonReader& json, Activation& value);
void settingFromJson(const JsonReader& json, Initializer& value);
void settingFromJson(const JsonReader& json, Regularizer& value);
void settingFromJson(const JsonReader& json, Constraint& value);
void settingFromJson(const JsonReader& json, DType& value);

/// A single number is read as a list of one.
void settingFromJson(const JsonReader& json, std::vector<std::int64_t>& value);
void settingFromJson(const JsonReader& json, LayerPointer& value);
void settingFromJson(const JsonReader& json, std::vector<LayerPointer>& value);

template<class Value>
Json settingToJson(const std::optional<Value>& value) {
    return value ? settingToJson(*value) : Json();
}

template<class Value>
void settingFromJson(const JsonReader& json, std::optional<Value>& value) {
    settingFromJson(json, value.emplace());
}

/// The settings of a layer on their way into a file or out of one. What a layer's settings are
/// called is written once, in a function that serves both ways:
///
///     void describe(ConfigFields& fields, DenseConfig& config) {
///         fields.add("units", config.units);
///         fields.add("activation", config.activation);
///     }
///
/// What a file lacks, or has as null, keeps its usual value.
class ConfigFields {
public:
    explicit ConfigFields(Json::Object& out) : m_out(&out) {}
    explicit ConfigFields(const JsonReader& in) : m_in(&in) {}

    template<class Value>
    void add(std::string_view name, Value& value) {
        if (m_out) {
            m_out->emplace_back(name, settingToJson(value));
        } else if (const auto given = m_in->find(name)) {
            settingFromJson(*given, value);
        }
    }

    /// A list or shape that files have as null when it is empty.
    template<class List>
    void addUnlessEmpty(std::string_view name, List& value) {
        if (m_in || value.begin() != value.end()) {
            add(name, value);
        } else {
            m_out->emplace_back(name, Json());
        }
    }

    /// A setting that nobody implements: written as null, refused when a file gives it.
    void refuseIfGiven(std::string_view name) {
        if (m_out) {
            m_out->emplace_back(name, Json());
        } else if (const auto given = m_in->find(name)) {
            given->refuse("this setting is not supported, here or in TensorFlow.js");
        }
    }

    /// A setting with few values; files in tfjs's spelling ("channelsLast") are read too.
    template<class Enum, std::size_t N>
    void choose(std::string_view name, Enum& value, const EnumName<Enum> (&names)[N]) {
        if (m_out) {
            for (const auto& each : names) {
                if (each.value == value)
                    m_out->emplace_back(name, each.name);
            }
        } else if (const auto given = m_in->find(name)) {
            std::vector<std::string_view> known;
            for (const auto& each : names)
                known.push_back(each.name);
            value = names[chosen(*given, known)].value;
        }
    }

    /// The reader of a file's settings; null when writing.
    const JsonReader* reader() const { return m_in; }

private:
    static std::size_t chosen(const JsonReader& given, std::span<const std::string_view> names);

    Json::Object* m_out = nullptr;
    const JsonReader* m_in = nullptr;
};

/// A layer that is made from a struct of settings, and so can be saved and made again. For
/// `Config` there is a function describe(ConfigFields&, Config&); Config has the members
/// inputShape, batchInputShape, name and trainable.
template<class Config>
class ConfiguredLayer : public Layer {
public:
    Json getConfig() const override {
        Json::Object fields = baseConfig();
        ConfigFields writer(fields);
        Config copy = m_config;
        describe(writer, copy);
        return fields;
    }

    const Config& config() const { return m_config; }

protected:
    ConfiguredLayer(std::string_view className, Config config)
        : Layer(
              className, {config.inputShape, config.batchInputShape, config.name, config.trainable})
        , m_config(std::move(config)) {}

    Config m_config;
};

} // namespace tp
