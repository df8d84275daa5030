#include "engine/export/keras_layers.h"

#include "engine/export/keras_tables.h"

#include <algorithm>

namespace tp {

namespace {

std::string_view textOf(const Json& config, std::string_view name) {
    const Json* found = config.find(name);
    return found && found->isText() ? std::string_view(found->text()) : std::string_view();
}

bool flagOf(const Json& config, std::string_view name) {
    const Json* found = config.find(name);
    return found && found->isBool() && found->boolean();
}

/// From ours to Keras's, where the hard sigmoid of Keras 3 is less steep.
Scale hardSigmoidScale(KerasVersion version) {
    return {version == KerasVersion::Three ? 1.2 : 1.0, 0};
}

/// Initializers of ours that Keras calls otherwise.
Json spelled(const Json& value) {
    if (textOf(value, "class_name") != "VarianceScaling" || !value.find("config"))
        return value;
    Json made = value;
    Json inner = *value.find("config");
    if (textOf(inner, "distribution") == "normal")
        inner.set("distribution", "truncated_normal");
    made.set("config", std::move(inner));
    return made;
}

class LayerWriter {
public:
    LayerWriter(const FlatUse& use, KerasVersion version, std::string where)
        : m_use(use)
        , m_version(version)
        , m_where(std::move(where)) {}

    KerasLayer write(const Json& layer) {
        m_made = {};
        const Json& config = *layer.find("config");
        const std::string className(textOf(layer, "class_name"));
        m_made.className = className;
        const std::vector<std::string_view>* settings = kerasSettings(className);
        if (!settings) {
            if (isModelClass(className)) {
                decline("a model within a wrapper cannot be written for Keras");
            } else {
                decline("Keras has no such layer, or not in every version");
            }
            return std::move(m_made);
        }
        copy(config, "name");
        if (const Json* trainable = config.find("trainable");
            trainable && trainable->isBool() && !trainable->boolean() && hasWeights())
            m_made.config.emplace_back("trainable", false);
        for (const std::string_view name : *settings)
            copy(config, name);
        if (className != "RNN") // its cells are looked at on their own
            checkActivations(className, config);
        adapt(className, config);
        writeInner(className, config);
        keepFromOthers();
        return std::move(m_made);
    }

private:
    /// The version that means something else shall refuse the file, not predict something else.
    void keepFromOthers() {
        if (m_made.onlyIn == KerasVersion::Two) {
            set("dynamic", false); // Keras 3 does not know it
        } else if (m_made.onlyIn == KerasVersion::Three) {
            set("dtype",
                Json::Object{
                    {"module", "keras"},
                    {"class_name", "DTypePolicy"}, // Keras 2 knows no policy of that name
                    {"config", Json::Object{{"name", "float32"}}},
                    {"registered_name", Json()}});
        }
    }

    void copy(const Json& config, std::string_view name) {
        const Json* value = config.find(name);
        if (value && (!value->isNull() || name == "merge_mode"))
            m_made.config.emplace_back(name, spelled(*value));
    }

    // Keras 3 does not let all layers without weights be told.
    bool hasWeights() const { return !m_use.layer->weights().empty(); }

    void set(std::string_view name, Json value) {
        for (auto& [each, old] : m_made.config) {
            if (each == name) {
                old = std::move(value);
                return;
            }
        }
        m_made.config.emplace_back(name, std::move(value));
    }

    /// "LAYER: WHY", where `why` may hold %2 and so on for `arguments`.
    template<class... Arguments>
    void decline(std::string_view why, const Arguments&... arguments) {
        if (m_made.problem)
            return; // one is enough
        m_made.problem.emplace(
            Error::Kind::Unsupported,
            "%1: " + std::string(why),
            std::vector<std::string>{m_where, toText(arguments)...});
    }

    /// Whether the file is for that version, as it must be.
    bool isFor(KerasVersion version) {
        m_made.onlyIn = version;
        return version == m_version;
    }

    void checkActivations(std::string_view className, const Json& config) {
        bool isBent = false;
        bool isRecurrentBent = false;
        for (const std::string_view name : {"activation", "recurrent_activation"}) {
            const std::string_view activation = textOf(config, name);
            if (activation == "gelu_new") {
                decline("Keras has no activation like %2", activation);
            } else if (activation == "relu6" || activation == "log_softmax") {
                if (!isFor(KerasVersion::Three))
                    decline("only Keras 3 has an activation like %2", activation);
            } else if (activation == "hard_sigmoid") {
                (name == "activation" ? isBent : isRecurrentBent) = true;
            }
        }
        if (!isBent && !isRecurrentBent)
            return;
        // Keras 3 has another slope, which weights can take up.
        m_made.onlyIn = m_version;
        bool canScale = true;
        gatesOf(className, isBent, isRecurrentBent, hardSigmoidScale(m_version), canScale);
        if (m_version == KerasVersion::Three && !canScale) {
            decline("hard_sigmoid has another slope in Keras 3, which no weight can take up here; "
                    "save it for Keras 2");
        }
    }

    void adapt(std::string_view className, const Json& config) {
        if (className == "ThresholdedReLU") {
            const Json* theta = config.find("theta");
            // Keras 3 lacks the layer, but its ReLU can do the same.
            m_made.className = "ReLU";
            std::erase_if(m_made.config, [](const auto& each) { return each.first == "theta"; });
            set("threshold", theta ? *theta : Json(1.0));
            if (theta && theta->isNumber() && theta->number() < 0)
                decline("Keras knows no threshold below 0");
        } else if (className == "UpSampling2D") {
            if (textOf(config, "interpolation") == "bilinear")
                decline("Keras takes other points when it enlarges images in the way \"bilinear\"");
        } else if (className == "DepthwiseConv2D") {
            set("dilation_rate", Json::List{1, 1}); // it is ignored here
            checkStrides(config);
        } else if (className == "SeparableConv2D") {
            checkStrides(config);
        } else if (className == "CenterCrop") {
            checkCrop(config);
        } else if (className == "GlobalAveragePooling1D" && m_use.isMasked) {
            decline("Keras leaves masked steps out of the mean");
        } else if (className == "Conv1D") {
            checkChannels();
        } else if (className == "Reshape") {
            adaptShape(config);
        }
        const Json* axis = config.find("axis");
        if (axis && axis->isList() && axis->list().size() > 1 && !isFor(KerasVersion::Two))
            decline("only Keras 2 reads several axes from .h5 files");
        if (heedsMask(className) && m_use.isMaskLeft)
            decline("an earlier mask is still in force here, which Keras would not use");
        if (m_use.inputs.size() > 1 && heedsMask(className)) {
            m_made.onlyIn = m_version; // states to start with are wired differently
            if (m_use.isMasked) {
                decline("for masked steps at the start, Keras gives zeros in place of the state "
                        "that it starts with");
            }
        }
    }

    // A size to be worked out is null in tfjs's files, and -1 in Keras's.
    void adaptShape(const Json& config) {
        const Json* shape = config.find("target_shape");
        if (!shape || !shape->isList())
            return;
        Json::List sizes;
        for (const Json& size : shape->list())
            sizes.push_back(size.isNull() ? Json(-1) : size);
        set("target_shape", std::move(sizes));
    }

    void checkStrides(const Json& config) {
        const Json* strides = config.find("strides");
        if (strides && strides->isList() && strides->list().size() == 2 &&
            !(strides->list()[0] == strides->list()[1]))
            decline("Keras cannot compute strides that differ from each other here");
    }

    // Files do not say where a sequence has its channels.
    void checkChannels() {
        const Tensors weights = m_use.layer->getWeights();
        const bool isLast = !weights.empty() && weights.front().rank() == 3 &&
                            weights.front().shape()[1] == m_use.inputShapes.front().back();
        if (!isLast && m_use.layer->className() == "Conv1D")
            decline("sequences with their channels first cannot be written for Keras");
    }

    void checkCrop(const Json& config) {
        const Shape& shape = m_use.inputShapes.front();
        const std::size_t rank = shape.rank();
        for (const auto& [name, axis] : {std::pair{"height", 3}, std::pair{"width", 2}}) {
            const Json* size = config.find(name);
            const std::int64_t whole = shape[rank - static_cast<std::size_t>(axis)];
            if (!size || !size->isNumber() || whole < static_cast<std::int64_t>(size->number()) ||
                (whole - static_cast<std::int64_t>(size->number())) % 2 != 0)
                decline("Keras would crop at another place");
        }
    }

    // The settings of a recurrent layer repeat those of its cell, which are passed over here.
    void writeInner(std::string_view className, const Json& config) {
        const std::string_view name = isWrapper(className)             ? "layer"
                                      : className == "RNN"             ? "cell"
                                      : className == "StackedRNNCells" ? "cells"
                                                                       : "";
        if (const Json* inner = name.empty() ? nullptr : config.find(name))
            set(name, innerOf(*inner));
    }

    Json innerOf(const Json& layer) {
        if (layer.isList()) { // several cells
            Json::List all;
            for (const Json& each : layer.list())
                all.push_back(innerOf(each));
            return all;
        }
        FlatUse within = m_use;
        within.isMaskLeft = false; // the outer layer was checked
        if (!within.inputShapes.empty() && within.inputShapes.front().rank() > 2) {
            Shape shape{within.inputShapes.front()[0]};
            for (std::size_t axis = 2; axis < within.inputShapes.front().rank(); ++axis)
                shape.push_back(within.inputShapes.front()[axis]);
            within.inputShapes.front() = shape;
        }
        KerasLayer inner = LayerWriter(within, m_version, m_where).write(layer);
        if (inner.problem && !m_made.problem)
            m_made.problem = inner.problem;
        if (inner.onlyIn)
            m_made.onlyIn = inner.onlyIn;
        return Json::Object{
            {"module", "keras.layers"}, // Keras 3 asks for it
            {"class_name", inner.className},
            {"config", Json(std::move(inner.config))},
            {"registered_name", Json()}};
    }

    const FlatUse& m_use;
    KerasVersion m_version;
    std::string m_where; ///< "conv (Conv2D)"
    KerasLayer m_made;
};

/// The weights that belong to a layer of this description: itself, or the one within it.
void takeWeights(
    const Json& layer,
    KerasVersion version,
    const Variables& variables,
    std::size_t first,
    std::size_t count,
    std::vector<KerasWeight>& all) {
    const std::string_view className = textOf(layer, "class_name");
    const Json* config = layer.find("config");
    const Json* inner = config ? config->find("layer") : nullptr;
    if (inner && isWrapper(className)) {
        const std::size_t parts = className == "Bidirectional" ? 2 : 1;
        for (std::size_t i = 0; i < parts; ++i) {
            takeWeights(
                *inner, version, variables, first + i * (count / parts), count / parts, all);
        }
        return;
    }
    if (const Json* cells = config ? config->find("cells") : nullptr; cells && cells->isList()) {
        for (const Json& cell : cells->list()) {
            const Json* own = cell.find("config");
            const std::size_t each = own && flagOf(*own, "use_bias") ? 3 : 2;
            takeWeights(cell, version, variables, first, std::min(each, count), all);
            first += std::min(each, count);
            count -= std::min(each, count);
        }
        return;
    }
    if (const Json* cell = config ? config->find("cell") : nullptr; cell && cell->isObject()) {
        takeWeights(*cell, version, variables, first, count, all);
        return;
    }
    bool canScale = true;
    const auto isBent = [&](std::string_view name) {
        return config && textOf(*config, name) == "hard_sigmoid";
    };
    const GateScales gates = gatesOf(
        className,
        isBent("activation"),
        isBent("recurrent_activation"),
        hardSigmoidScale(version),
        canScale);
    for (std::size_t i = first; i < first + count; ++i) {
        KerasWeight weight{variables[i], {}, false};
        weight.isBias = weight.shortName() == "bias";
        if (version == KerasVersion::Three && isScaled(className, weight.shortName()))
            weight.gates = gates;
        all.push_back(std::move(weight));
    }
}

} // namespace

std::string_view KerasWeight::shortName() const {
    const std::string& name = variable.name();
    return std::string_view(name).substr(name.rfind('/') + 1);
}

void KerasWeight::import(const Tensor& value) const {
    variable.assign(scaled(value, inverse(gates), isBias));
}

std::vector<KerasWeight>
kerasWeightsOf(const Layer& layer, const Json& config, KerasVersion version) {
    const Variables variables = layer.weights();
    std::vector<KerasWeight> all;
    takeWeights(config, version, variables, 0, variables.size(), all);
    return all;
}

KerasLayer kerasLayerFrom(const Json& layer, const FlatUse& use, KerasVersion version) {
    const std::string className(use.layer->className());
    return LayerWriter(use, version, use.layer->name() + " (" + className + ")").write(layer);
}

} // namespace tp
