#include "engine/inspect/layer_fields.h"

#include "engine/keras/constraint.h"
#include "engine/keras/initializer.h"
#include "engine/keras/regularizer.h"

#include <algorithm>
#include <array>
#include <optional>

namespace tp::inspect {

namespace {

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
    static const std::array<Choices, 10> all = {{
        {"activation", kActivations},
        {"recurrent_activation", kActivations},
        {"data_format", {"channels_last", "channels_first"}},
        {"distribution", {"normal", "uniform"}},
        {"mode", {"fan_in", "fan_out", "fan_avg"}},
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
          "Constant",
          "VarianceScaling",
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

bool isInitializer(std::string_view name) {
    return name.ends_with("_initializer");
}

bool areWholeNumbers(const Json& list) {
    return std::all_of(list.list().begin(), list.list().end(), [](const Json& each) {
        return each.isNumber() &&
               each.number() == static_cast<double>(static_cast<std::int64_t>(each.number()));
    });
}

/// Rows of as many whole numbers each.
bool isTable(const Json& value) {
    if (!value.isList() || value.list().empty() || !value.list()[0].isList())
        return false;
    const std::size_t columns = value.list()[0].list().size();
    return columns > 0 &&
           std::all_of(value.list().begin(), value.list().end(), [&](const Json& row) {
               return row.isList() && row.list().size() == columns && areWholeNumbers(row);
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
            const auto found = std::find(std::begin(kUsual), std::end(kUsual), ownerOf(field));
            return std::distance(std::begin(kUsual), found);
        };
        std::stable_sort(
            m_fields.begin(), m_fields.end(), [&](const LayerField& a, const LayerField& b) {
                return rank(a) < rank(b);
            });
        return std::move(m_fields);
    }

private:
    /// The name by which a field is put in order: parts stay behind what they are parts of.
    static const std::string& ownerOf(const LayerField& field) {
        return field.isPart ? field.path[field.path.size() - 3] : field.path.back();
    }

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
        if (!describe(field, name))
            return;
        const bool isMade = isInitializer(name) || isRegularizer(name) || isConstraint(name);
        m_fields.push_back(std::move(field));
        if (isMade && value.isObject())
            addParts(value, std::move(path), prefix + name + ".");
    }

    /// What an initializer, a regularizer or a constraint is made with.
    void addParts(const Json& value, std::vector<std::string> path, const std::string& prefix) {
        const Json* config = value.find("config");
        if (config == nullptr || !config->isObject())
            return;
        // "HeNormal" says all that VarianceScaling is made with, but for the seed.
        const bool isShort = m_fields.back().value.text() != classNameOf(value);
        path.emplace_back("config");
        for (const auto& [name, part] : config->object()) {
            if (isShort && name != "seed")
                continue;
            LayerField field;
            field.path = path;
            field.path.push_back(name);
            field.label = prefix + name;
            field.value = part;
            field.isPart = true;
            field.isUsual = m_fields.back().isUsual;
            if (describe(field, name))
                m_fields.push_back(std::move(field));
        }
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
        if (isTable(field.value)) {
            field.kind = Kind::Table;
            field.most = 1e6;
            return true;
        }
        const bool isList = field.value.isList() && areWholeNumbers(field.value);
        if (isList || (field.value.isNull() && isSizesName(name))) {
            field.kind = Kind::Sizes;
            field.isOptional = field.value.isNull();
            return true;
        }
        if (!field.value.isNumber() && !(field.value.isNull() && isWholeName(name)))
            return false; // what is not understood keeps what it has
        field.kind = isWholeName(name) || isSizesName(name) ? Kind::Whole : Kind::Real;
        field.isOptional = field.value.isNull();
        limit(field, name);
        return true;
    }

    static void limit(LayerField& field, std::string_view name) {
        constexpr std::string_view kNegative[] = {
            "axis", "axes", "mask_value", "seed", "mean", "minval", "maxval", "value", "offset"};
        constexpr std::string_view kShares[] = {"rate", "momentum", "dropout", "recurrent_dropout"};
        constexpr std::string_view kSmall[] = {
            "l1", "l2", "stddev", "mean", "minval", "maxval", "epsilon"};
        const auto isIn = [&](const auto& names) {
            return std::find(std::begin(names), std::end(names), name) != std::end(names);
        };
        const bool isWhole = field.kind == LayerField::Kind::Whole;
        field.least = isIn(kNegative) ? -1e6 : (isWhole ? 1 : 0);
        field.most = isIn(kShares) ? 1 : 1e6;
        field.step = isWhole ? 1 : (isIn(kSmall) ? 0.01 : (isIn(kShares) ? 0.05 : 0.1));
    }

    std::vector<LayerField> m_fields;
};

/// The initializer of that name with what it usually is made with.
Json initializerNamed(const std::string& name) {
    if (name == "Constant")
        return Initializer(initializers::Constant{}).toJson();
    if (name == "VarianceScaling") {
        // Made otherwise than those with names of their own.
        return Initializer(initializers::VarianceScaling{.mode = initializers::FanMode::FanOut})
            .toJson();
    }
    return Initializer(name).toJson();
}

} // namespace

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
        if (value.isText() && isInitializer(name)) {
            value = initializerNamed(value.text());
        } else if (value.isText() && isRegularizer(name)) {
            value = Regularizer("l1l2").toJson();
        } else if (value.isText() && isConstraint(name)) {
            value = Constraint(value.text()).toJson();
        }
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
