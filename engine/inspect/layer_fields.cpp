#include "engine/inspect/layer_fields.h"

#include "engine/keras/layer_registry.h"

#include <algorithm>
#include <array>
#include <optional>

namespace tp::inspect {

namespace {

struct Start {
    std::string_view kind;
    std::string_view config; ///< JSON
};

/// What layers cannot do without, and what makes a new one useful at once.
constexpr Start kStarts[] = {
    {"Activation", R"({"activation":"relu"})"},
    {"AlphaDropout", R"({"rate":0.2})"},
    {"AveragePooling1D", R"({"pool_size":2})"},
    {"Bidirectional",
     R"({"layer":{"class_name":"LSTM","config":{"units":8}},"merge_mode":"concat"})"},
    {"CategoryEncoding", R"({"num_tokens":10})"},
    {"CenterCrop", R"({"height":6,"width":6})"},
    {"Conv1D", R"({"filters":8,"kernel_size":[3],"activation":"relu"})"},
    {"Conv2D", R"({"filters":8,"kernel_size":[3,3],"activation":"relu"})"},
    {"Conv2DTranspose", R"({"filters":8,"kernel_size":[3,3],"activation":"relu"})"},
    {"Conv3D", R"({"filters":4,"kernel_size":[3,3,3],"activation":"relu"})"},
    {"Conv3DTranspose", R"({"filters":4,"kernel_size":[3,3,3],"activation":"relu"})"},
    {"ConvLSTM2D", R"({"filters":4,"kernel_size":[3,3]})"},
    {"Cropping2D", R"({"cropping":[[1,1],[1,1]]})"},
    {"Dense", R"({"units":8,"activation":"relu"})"},
    {"DepthwiseConv2D", R"({"kernel_size":[3,3],"depth_multiplier":1})"},
    {"Dot", R"({"axes":-1})"},
    {"Dropout", R"({"rate":0.2})"},
    {"Embedding", R"({"input_dim":100,"output_dim":8})"},
    {"GRU", R"({"units":8})"},
    {"GaussianDropout", R"({"rate":0.2})"},
    {"GaussianNoise", R"({"stddev":0.1})"},
    {"LSTM", R"({"units":8})"},
    {"MaxPooling1D", R"({"pool_size":2})"},
    {"Permute", R"({"dims":[2,1]})"},
    {"RNN", R"({"cell":{"class_name":"SimpleRNNCell","config":{"units":8}}})"},
    {"RandomWidth", R"({"factor":0.2})"},
    {"RepeatVector", R"({"n":4})"},
    {"Reshape", R"({"target_shape":[-1]})"},
    {"Resizing", R"({"height":8,"width":8})"},
    {"SeparableConv2D", R"({"filters":8,"kernel_size":[3,3],"activation":"relu"})"},
    {"SimpleRNN", R"({"units":8})"},
    {"SpatialDropout1D", R"({"rate":0.2})"},
    {"TimeDistributed",
     R"({"layer":{"class_name":"Dense","config":{"units":8,"activation":"relu"}}})"},
};

/// Settings that are shown at once, in this order.
constexpr std::string_view kUsual[] = {
    "units",
    "filters",
    "kernel_size",
    "input_dim",
    "output_dim",
    "pool_size",
    "activation",
    "strides",
    "padding",
    "rate",
    "stddev",
    "alpha",
    "max_value",
    "theta",
    "n",
    "target_shape",
    "dims",
    "axis",
    "axes",
    "size",
    "cropping",
    "merge_mode",
    "return_sequences",
    "use_bias",
    "mask_value",
    "momentum",
    "epsilon",
    "depth_multiplier",
    "factor",
    "num_tokens",
    "height",
    "width"};

const std::vector<std::string> kActivations = {
    "linear",
    "relu",
    "sigmoid",
    "tanh",
    "softmax",
    "elu",
    "selu",
    "relu6",
    "softplus",
    "softsign",
    "hard_sigmoid",
    "swish",
    "gelu",
    "mish"};

struct Choices {
    std::string_view name;
    std::vector<std::string> values;
};

const std::vector<std::string>* choicesOf(std::string_view name) {
    static const std::array<Choices, 8> all = {{
        {"activation", kActivations},
        {"recurrent_activation", kActivations},
        {"data_format", {"channels_last", "channels_first"}},
        {"interpolation", {"nearest", "bilinear"}},
        {"merge_mode", {"concat", "sum", "mul", "ave"}},
        {"padding", {"valid", "same"}},
        {"implementation", {"1", "2"}},
        {"_initializer",
         {"GlorotNormal",
          "GlorotUniform",
          "HeNormal",
          "HeUniform",
          "LeCunNormal",
          "LeCunUniform",
          "Zeros",
          "Ones",
          "RandomNormal",
          "RandomUniform",
          "TruncatedNormal",
          "Orthogonal",
          "Identity"}},
    }};
    for (const Choices& each : all) {
        if (each.name == name || (each.name[0] == '_' && name.ends_with(each.name)))
            return &each.values;
    }
    return nullptr;
}

bool isRegularizer(std::string_view name) {
    return name.ends_with("_regularizer");
}

bool isConstraint(std::string_view name) {
    return name.ends_with("_constraint");
}

bool isSizesName(std::string_view name) {
    constexpr std::string_view kNames[] = {
        "strides",
        "pool_size",
        "kernel_size",
        "dilation_rate",
        "noise_shape",
        "shared_axes",
        "target_shape",
        "dims",
        "size",
        "axes"};
    return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

bool isHidden(std::string_view name) {
    constexpr std::string_view kNames[] = {
        "name",
        "trainable",
        "batch_input_shape",
        "dtype",
        "implementation",
        "unroll",
        "sparse",
        "input_length",
        "time_major",
        "activity_regularizer",
        "embeddings_regularizer"};
    return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

std::string classNameOf(const Json& value) {
    if (value.isText())
        return value.text();
    const Json* kind = value.find("class_name");
    return kind != nullptr && kind->isText() ? kind->text() : std::string();
}

bool areWholeNumbers(const Json& list) {
    return std::all_of(list.list().begin(), list.list().end(), [](const Json& each) {
        return each.isNumber() &&
               each.number() == static_cast<double>(static_cast<std::int64_t>(each.number()));
    });
}

/// VarianceScaling with the settings that are usual is told by its short name.
std::string initializerName(const Json& value) {
    std::string kind = classNameOf(value);
    const Json* config = value.find("config");
    if (kind != "VarianceScaling" || config == nullptr)
        return kind;
    const auto text = [&](const char* name) {
        const Json* found = config->find(name);
        return found != nullptr && found->isText() ? found->text() : std::string();
    };
    const Json* scale = config->find("scale");
    const double number = scale != nullptr && scale->isNumber() ? scale->number() : 1;
    const std::string spread = text("distribution") == "uniform" ? "Uniform" : "Normal";
    if (text("mode") == "fan_avg" && number == 1)
        return "Glorot" + spread;
    if (text("mode") == "fan_in" && number == 2)
        return "He" + spread;
    if (text("mode") == "fan_in" && number == 1)
        return "LeCun" + spread;
    return kind;
}

bool isWholeName(std::string_view name) {
    constexpr std::string_view kNames[] = {
        "units",
        "filters",
        "n",
        "input_dim",
        "output_dim",
        "axis",
        "depth_multiplier",
        "num_tokens",
        "seed",
        "height",
        "width"};
    return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

class FieldList {
public:
    void
    addAll(const Json& config, const std::vector<std::string>& path, const std::string& prefix) {
        for (const auto& [name, value] : config.object()) {
            if (!isHidden(name))
                add(name, value, path, prefix);
        }
    }

    std::vector<LayerField> sorted() {
        const auto rank = [](const LayerField& field) {
            const auto found = std::find(std::begin(kUsual), std::end(kUsual), field.path.back());
            return std::distance(std::begin(kUsual), found);
        };
        std::stable_sort(
            m_fields.begin(), m_fields.end(), [&](const LayerField& a, const LayerField& b) {
                return rank(a) < rank(b);
            });
        return std::move(m_fields);
    }

private:
    void
    add(const std::string& name,
        const Json& value,
        std::vector<std::string> path,
        const std::string& prefix) {
        path.push_back(name);
        const Json* inner = value.isObject() && (name == "layer" || name == "cell")
                                ? value.find("config")
                                : nullptr;
        if (inner != nullptr && inner->isObject()) {
            path.emplace_back("config");
            return addAll(*inner, path, name + ".");
        }
        LayerField field;
        field.path = path;
        field.label = prefix + name;
        field.value = value;
        field.isUsual = std::find(std::begin(kUsual), std::end(kUsual), name) != std::end(kUsual);
        if (describe(field, name))
            m_fields.push_back(std::move(field));
    }

    /// Whether a person can set it here.
    static bool describe(LayerField& field, const std::string& name) {
        using Kind = LayerField::Kind;
        if (isRegularizer(name) || isConstraint(name)) {
            field.kind = Kind::Choice;
            field.isOptional = true;
            field.choices =
                isRegularizer(name)
                    ? std::vector<std::string>{"L1L2"}
                    : std::vector<std::string>{"MaxNorm", "MinMaxNorm", "NonNeg", "UnitNorm"};
            if (!field.value.isNull())
                field.value = classNameOf(field.value);
            return true;
        }
        if (const auto* choices = choicesOf(name); choices != nullptr && !field.value.isList()) {
            field.kind = Kind::Choice;
            field.choices = *choices;
            if (name == "padding")
                field.choices.emplace_back("causal");
            field.isOptional = field.value.isNull();
            if (!field.value.isNull()) {
                field.value = name.ends_with("_initializer") ? initializerName(field.value)
                                                             : classNameOf(field.value);
            }
            const bool isKnown =
                std::find(
                    field.choices.begin(),
                    field.choices.end(),
                    field.value.isText() ? field.value.text() : "") != field.choices.end();
            if (!isKnown && field.value.isText())
                field.choices.push_back(field.value.text());
            return true;
        }
        if (field.value.isBool()) {
            field.kind = Kind::Toggle;
            return true;
        }
        const bool isList = field.value.isList() && areWholeNumbers(field.value);
        if (isList || (field.value.isNull() && isSizesName(name))) {
            field.kind = Kind::Sizes;
            field.isOptional = field.value.isNull();
            return true;
        }
        if (!field.value.isNumber() && !(field.value.isNull() && isWholeName(name)))
            return false; // lists of lists and the like keep what they have
        field.kind = isWholeName(name) || isSizesName(name) ? Kind::Whole : Kind::Real;
        field.isOptional = field.value.isNull();
        const bool mayBeNegative =
            name == "axis" || name == "axes" || name == "mask_value" || name == "seed";
        const bool isShare = name == "rate" || name == "momentum" || name == "dropout" ||
                             name == "recurrent_dropout";
        field.least = mayBeNegative ? -1e6 : (field.kind == Kind::Whole ? 1 : 0);
        field.most = isShare ? 1 : 1e6;
        return true;
    }

    std::vector<LayerField> m_fields;
};

/// As the registry of initializers knows it.
std::string fileName(const std::string& initializer) {
    static const std::pair<std::string_view, std::string_view> kNames[] = {
        {"GlorotNormal", "glorotNormal"},
        {"GlorotUniform", "glorotUniform"},
        {"HeNormal", "heNormal"},
        {"HeUniform", "heUniform"},
        {"LeCunNormal", "leCunNormal"},
        {"LeCunUniform", "leCunUniform"}};
    for (const auto& [shown, known] : kNames) {
        if (shown == initializer)
            return std::string(known);
    }
    return initializer;
}

} // namespace

std::vector<std::string> buildableKinds() {
    std::vector<std::string> kinds = layerClassNames();
    std::erase_if(kinds, [](const std::string& kind) {
        return kind == "InputLayer" || kind == "Sequential" || kind == "Model" ||
               kind == "Functional" || kind.ends_with("Cell") || kind.ends_with("Cells");
    });
    return kinds;
}

Json startConfig(std::string_view kind) {
    std::string_view text = "{}";
    for (const Start& start : kStarts) {
        if (start.kind == kind)
            text = start.config;
    }
    const Json given = Json::parse(text, kind);
    Json all = layerFromConfig(kind, JsonReader(given, kind))->getConfig();
    if (all.isObject()) { // the blueprint names its layers itself
        std::erase_if(
            all.object(), [](const Json::Member& member) { return member.first == "name"; });
    }
    return all;
}

std::vector<LayerField> fieldsOf(const Json& config) {
    FieldList fields;
    if (config.isObject())
        fields.addAll(config, {}, "");
    return fields.sorted();
}

Json withSetting(Json config, const std::vector<std::string>& path, Json value) {
    if (path.empty())
        return value;
    if (path.size() == 1) {
        const std::string& name = path.front();
        if (value.isText() && name.ends_with("_initializer"))
            value = fileName(value.text());
        if (value.isText() && (isRegularizer(name) || isConstraint(name)))
            value = Json::Object{{"class_name", value.text()}, {"config", Json::Object{}}};
        config.set(name, std::move(value));
        return config;
    }
    const Json* inner = config.find(path.front());
    config.set(
        path.front(),
        withSetting(
            inner != nullptr ? *inner : Json(Json::Object{}),
            {path.begin() + 1, path.end()},
            std::move(value)));
    return config;
}

} // namespace tp::inspect
