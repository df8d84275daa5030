#include "engine/keras/layer_config.h"

#include "engine/keras/layer_names.h"
#include "engine/keras/layer_registry.h"
#include "engine/train/names.h"

#include <algorithm>

namespace tp {

Json settingToJson(const std::vector<std::int64_t>& value) {
    Json::List list;
    for (const std::int64_t each : value)
        list.emplace_back(each);
    return list;
}

Json settingToJson(const LayerPointer& value) {
    return value ? layerToJson(*value) : Json();
}

Json settingToJson(const std::vector<LayerPointer>& value) {
    Json::List list;
    for (const LayerPointer& each : value)
        list.push_back(settingToJson(each));
    return list;
}

void settingFromJson(const JsonReader& json, bool& value) {
    // Some programs write 1 for true, which JavaScript and Python take as such.
    const bool isBit = json.value() == Json(0) || json.value() == Json(1);
    value = isBit ? json.integer() == 1 : json.boolean();
}

void settingFromJson(const JsonReader& json, double& value) {
    value = json.number();
}

void settingFromJson(const JsonReader& json, std::int64_t& value) {
    value = json.integer();
}

void settingFromJson(const JsonReader& json, std::string& value) {
    value = json.text();
}

void settingFromJson(const JsonReader& json, Shape& value) {
    value = shapeFromJson(json);
}

void settingFromJson(const JsonReader& json, Activation& value) {
    value = Activation::fromFileName(json.text());
}

void settingFromJson(const JsonReader& json, Initializer& value) {
    value = Initializer::fromJson(json);
}

void settingFromJson(const JsonReader& json, Regularizer& value) {
    value = Regularizer::fromJson(json);
}

void settingFromJson(const JsonReader& json, Constraint& value) {
    value = Constraint::fromJson(json);
}

void settingFromJson(const JsonReader& json, DType& value) {
    value = dtypeFromName(json.text());
}

void settingFromJson(const JsonReader& json, std::vector<std::int64_t>& value) {
    value.clear();
    if (json.value().isNumber()) {
        value.push_back(json.integer());
        return;
    }
    for (const JsonReader& each : json.elements())
        value.push_back(each.integer());
}

void settingFromJson(const JsonReader& json, LayerPointer& value) {
    value = layerFromJson(json);
}

void settingFromJson(const JsonReader& json, std::vector<LayerPointer>& value) {
    value.clear();
    for (const JsonReader& each : json.elements())
        value.push_back(layerFromJson(each));
}

std::size_t ConfigFields::chosen(const JsonReader& given, std::span<const std::string_view> names) {
    const std::string& text = given.text();
    const auto found = std::find_if(names.begin(), names.end(), [&](std::string_view name) {
        return name == text || toCamelCase(name) == text;
    });
    if (found == names.end())
        given.refuse("expected one of %2, but found \"%3\"", joinNames(names), text);
    return static_cast<std::size_t>(found - names.begin());
}

} // namespace tp
