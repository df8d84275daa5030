#include "engine/export/keras_training.h"

#include "engine/model/training_config.h"

#include <algorithm>
#include <array>

namespace tp {

namespace {

using Pair = std::pair<std::string_view, std::string_view>;

// tfjs's names, as its files have them, and Keras's.
constexpr std::array<Pair, 13> kLosses = {{
    {"mean_squared_error", "mean_squared_error"},
    {"mean_absolute_error", "mean_absolute_error"},
    {"mean_absolute_percentage_error", "mean_absolute_percentage_error"},
    {"mean_squared_logarithmic_error", "mean_squared_logarithmic_error"},
    {"squared_hinge", "squared_hinge"},
    {"hinge", "hinge"},
    {"categorical_hinge", "categorical_hinge"},
    {"categorical_crossentropy", "categorical_crossentropy"},
    {"sparse_categorical_crossentropy", "sparse_categorical_crossentropy"},
    {"binary_crossentropy", "binary_crossentropy"},
    {"kullback_leibler_divergence", "kl_divergence"},
    {"poisson", "poisson"},
    {"logcosh", "log_cosh"},
}};

constexpr std::array<Pair, 10> kSettings = {{
    {"learningRate", "learning_rate"},
    {"beta1", "beta_1"},
    {"beta2", "beta_2"},
    {"epsilon", "epsilon"},
    {"momentum", "momentum"},
    {"useNesterov", "nesterov"},
    {"rho", "rho"},
    {"decay", "rho"}, // of RMSProp
    {"centered", "centered"},
    {"initialAccumulatorValue", "initial_accumulator_value"},
}};

std::string_view nameIn(const auto& names, std::string_view name) {
    for (const auto& [ours, keras] : names) {
        if (ours == name)
            return keras;
    }
    return {};
}

/// The same JSON with a fraction in each number, 1.0 for 1: Keras asks whether a rate is a float.
std::string withFractions(const std::string& json) {
    std::string made;
    bool isText = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const bool isNumber = !isText && (json[i] == '-' || (json[i] >= '0' && json[i] <= '9'));
        if (!isNumber) {
            made += json[i];
            isText = isText != (json[i] == '"'); // no name here has a quote within it
            continue;
        }
        const std::size_t end = std::min(json.find_first_not_of("+-.eE0123456789", i), json.size());
        const std::string number = json.substr(i, end - i);
        made += number;
        if (number.find_first_of(".eE") == std::string::npos)
            made += ".0";
        i = end - 1;
    }
    return made;
}

/// The optimizer as Keras makes it; null if it has none like it.
Json kerasOptimizer(const Json& ours) {
    const Json* kind = ours.find("class_name");
    const Json* config = ours.find("config");
    if (!kind || !config || !kind->isText() || !config->isObject())
        return {};
    std::string name = kind->text();
    if (name == "Momentum") {
        name = "SGD";
    } else if (name == "RMSProp") {
        name = "RMSprop";
    } else if (
        name != "SGD" && name != "Adam" && name != "Adagrad" && name != "Adadelta" &&
        name != "Adamax") {
        return {};
    }
    Json::Object settings;
    for (const auto& [setting, value] : config->object()) {
        if (setting == "decay" && name != "RMSprop")
            continue; // Keras 3 has none, and none is usual
        if (const std::string_view keras = nameIn(kSettings, setting); !keras.empty())
            settings.emplace_back(keras, value);
    }
    return Json::Object{{"class_name", name}, {"config", Json(std::move(settings))}};
}

} // namespace

std::string kerasTrainingConfig(const Model& model) {
    if (!model.isCompiled())
        return {};
    const Json ours = trainingConfigToJson(model.compileConfig());
    const Json* loss = ours.find("loss");
    // Losses for each output are named by outputs, whose names may have changed: these are left
    // out.
    if (!loss || !loss->isText())
        return {};
    const std::string_view keras = nameIn(kLosses, loss->text());
    const Json* optimizer = ours.find("optimizer_config");
    const Json made = optimizer ? kerasOptimizer(*optimizer) : Json();
    if (keras.empty() || made.isNull())
        return {};
    const Json config = Json::Object{
        {"loss", keras},
        {"metrics", Json::List{}},
        {"weighted_metrics", Json()},
        {"loss_weights", Json()},
        {"sample_weight_mode", Json()},
        {"optimizer_config", made}};
    return withFractions(config.dump());
}

} // namespace tp
