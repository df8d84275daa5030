#include "engine/model/training_config.h"

#include "engine/keras/layer_names.h"

#include <algorithm>

namespace tp {

namespace {

// Losses are known by tfjs's long names; what Keras calls the same is longer still.
Loss lossFrom(const JsonReader& json) {
    return Loss(toCamelCase(json.text()));
}

Metric metricFrom(const JsonReader& json) {
    // Keras may write {"class_name": …}; only names are read, as in tfjs.
    const std::string name = json.text();
    if (name == "mse" || name == "MSE" || name == "mae" || name == "MAE")
        return Metric(name);
    if (name == "mean_squared_error" || name == "mean_absolute_error")
        return Metric(name == "mean_squared_error" ? "mse" : "mae");
    return Metric(toCamelCase(name));
}

Json::List namesOf(const std::vector<Metric>& metrics) {
    Json::List names;
    for (const Metric& metric : metrics) {
        if (metric.isKnown())
            names.emplace_back(toSnakeCase(metric.name()));
    }
    return names;
}

std::vector<Metric> metricsFrom(const JsonReader& json) {
    std::vector<Metric> metrics;
    if (json.value().isText())
        return {metricFrom(json)};
    for (const JsonReader& each : json.elements())
        metrics.push_back(metricFrom(each));
    return metrics;
}

Json lossesToJson(const Losses& losses) {
    if (!losses.byName().empty()) {
        Json::Object byName;
        for (const auto& [output, loss] : losses.byName()) {
            if (loss.known())
                byName.emplace_back(output, toSnakeCase(loss.name()));
        }
        return byName;
    }
    if (losses.inOrder().size() == 1) {
        const Loss& loss = losses.inOrder().front();
        return loss.known() ? Json(toSnakeCase(loss.name())) : Json(Json::Object{});
    }
    Json::List inOrder;
    for (const Loss& loss : losses.inOrder()) {
        if (loss.known())
            inOrder.emplace_back(toSnakeCase(loss.name()));
    }
    return inOrder;
}

Json metricsToJson(const Metrics& metrics) {
    if (!metrics.byName().empty()) {
        Json::Object byName;
        for (const auto& [output, list] : metrics.byName())
            byName.emplace_back(output, namesOf(list));
        return byName;
    }
    if (metrics.forAll().empty())
        return Json::Object{};
    return namesOf(metrics.forAll());
}

} // namespace

bool canBeWritten(const Losses& losses) {
    const auto isKnown = [](const Loss& loss) { return loss.known() != nullptr; };
    const auto& inOrder = losses.inOrder();
    const auto& byName = losses.byName();
    return (inOrder.size() == 1 || std::all_of(inOrder.begin(), inOrder.end(), isKnown)) &&
           std::all_of(byName.begin(), byName.end(), [&](const auto& each) {
               return isKnown(each.second);
           });
}

Json trainingConfigToJson(const CompileConfig& config) {
    return Json::Object{
        {"loss", lossesToJson(config.loss)},
        {"metrics", metricsToJson(config.metrics)},
        {"optimizer_config", toJson(*std::get<OptimizerPointer>(config.optimizer))}};
}

std::optional<CompileConfig> trainingConfigFromJson(const JsonReader& json) {
    CompileConfig config;
    const auto loss = json.find("loss");
    if (!loss || (loss->value().isObject() && loss->size() == 0) ||
        (loss->value().isList() && loss->size() == 0))
        return {};
    if (loss->value().isObject()) {
        std::map<std::string, Loss> byName;
        for (const auto& [output, name] : loss->value().object())
            byName.emplace(output, lossFrom((*loss)[output]));
        config.loss = std::move(byName);
    } else if (loss->value().isList()) {
        std::vector<Loss> inOrder;
        for (const JsonReader& each : loss->elements())
            inOrder.push_back(lossFrom(each));
        config.loss = std::move(inOrder);
    } else {
        config.loss = lossFrom(*loss);
    }
    if (const auto metrics = json.find("metrics")) {
        if (metrics->value().isObject()) {
            std::map<std::string, std::vector<Metric>> byName;
            for (const auto& [output, list] : metrics->value().object())
                byName.emplace(output, metricsFrom((*metrics)[output]));
            config.metrics = std::move(byName);
        } else {
            config.metrics = metricsFrom(*metrics);
        }
    }
    config.optimizer = optimizerFromJson(json["optimizer_config"]);
    return config;
}

} // namespace tp
