#include "engine/model/missing_settings.h"

#include <algorithm>

namespace tp {

namespace {

/// How many channels each one becomes, from the weight of that layer; nothing if it does not tell.
std::optional<std::int64_t>
multiplierOf(const std::string& layer, const std::vector<io::WeightSpec>& weights) {
    const auto kernel = std::find_if(weights.begin(), weights.end(), [&](const auto& weight) {
        return weight.name == layer + "/depthwise_kernel";
    });
    if (kernel == weights.end() || kernel->shape.rank() != 4 || kernel->shape.back() < 1)
        return {};
    return kernel->shape.back();
}

/// Adds to the layers in `json`; the weights of one that is within another bear the other's name,
/// `outer`.
void addMissing(
    Json& json, const std::vector<io::WeightSpec>& weights, const std::string& outer = {}) {
    if (json.isList()) {
        for (Json& each : json.list())
            addMissing(each, weights);
    }
    if (!json.isObject())
        return;
    const Json* kind = json.find("class_name");
    const bool isSeparable = kind && *kind == Json("SeparableConv2D");
    for (auto& [key, config] : json.object()) {
        const Json* name = key == "config" && config.isObject() ? config.find("name") : nullptr;
        if (!name || !name->isText()) {
            addMissing(config, weights);
            continue;
        }
        const std::string scope = outer.empty() ? name->text() : outer;
        if (const auto multiplier = multiplierOf(scope, weights);
            isSeparable && multiplier && !config.find("depth_multiplier"))
            config.set("depth_multiplier", *multiplier);
        for (auto& [setting, value] : config.object())
            addMissing(value, weights, setting == "layer" ? scope : std::string());
    }
}

} // namespace

Json withMissingSettings(Json topology, const std::vector<io::WeightSpec>& weights) {
    addMissing(topology, weights);
    return topology;
}

} // namespace tp
