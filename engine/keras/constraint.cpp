#include "engine/keras/constraint.h"

#include "engine/keras/layer_names.h"
#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/math.h"
#include "engine/ops/reduce.h"
#include "engine/train/names.h"

namespace tp {

namespace constraints {

namespace {

constexpr double kEpsilon = 1e-7; // keeps weights that are all 0 as they are

struct Known {
    std::string_view name;
    Kind kind;
};

const std::array<Known, 4> kKnown = {{
    {"maxNorm", MaxNorm{}},
    {"minMaxNorm", MinMaxNorm{}},
    {"nonNeg", NonNeg{}},
    {"unitNorm", UnitNorm{}},
}};

Tensor normsOf(const Tensor& weights, std::int64_t axis) {
    return sqrt(sum(square(weights), axis, true));
}

Tensor bring(const std::monostate&, const Tensor& weights) {
    return weights;
}

Tensor bring(const MaxNorm& settings, const Tensor& weights) {
    const Tensor norms = normsOf(weights, settings.axis);
    return weights * (clipByValue(norms, 0, settings.maxValue) / (norms + kEpsilon));
}

Tensor bring(const MinMaxNorm& settings, const Tensor& weights) {
    const Tensor norms = normsOf(weights, settings.axis);
    const Tensor desired =
        clipByValue(norms, settings.minValue, settings.maxValue) * settings.rate +
        norms * (1 - settings.rate);
    return weights * (desired / (norms + kEpsilon));
}

Tensor bring(const NonNeg&, const Tensor& weights) {
    return relu(weights);
}

Tensor bring(const UnitNorm& settings, const Tensor& weights) {
    return weights / (normsOf(weights, settings.axis) + kEpsilon);
}

Json configOf(const std::monostate&) {
    return {};
}

Json configOf(const MaxNorm& settings) {
    return Json::Object{{"max_value", settings.maxValue}, {"axis", settings.axis}};
}

Json configOf(const MinMaxNorm& settings) {
    return Json::Object{
        {"min_value", settings.minValue},
        {"max_value", settings.maxValue},
        {"rate", settings.rate},
        {"axis", settings.axis}};
}

Json configOf(const NonNeg&) {
    return Json::Object{};
}

Json configOf(const UnitNorm& settings) {
    return Json::Object{{"axis", settings.axis}};
}

void read(const JsonReader& config, std::string_view name, double& value) {
    if (const auto given = config.find(name))
        value = given->number();
}

// A list of axes, as Keras may write, must hold one: more have never been read back by tfjs.
void read(const JsonReader& config, std::int64_t& axis) {
    const auto given = config.find("axis");
    if (given)
        axis = given->value().isList() ? given->element(0).integer() : given->integer();
}

} // namespace

} // namespace constraints

Constraint::Constraint(std::string_view name) {
    std::vector<std::string_view> names;
    for (const constraints::Known& each : constraints::kKnown) {
        const bool isClassName = !name.empty() && toSnakeCase(name) == "_" + toSnakeCase(each.name);
        if (each.name == toCamelCase(name) || isClassName) {
            m_kind = each.kind;
            return;
        }
        names.push_back(each.name);
    }
    fail(
        Error::Kind::InvalidArgument,
        "There is no constraint \"%1\". Choose one of %2.",
        name,
        joinNames(names));
}

Tensor Constraint::operator()(const Tensor& weights) const {
    return std::visit(
        [&](const auto& settings) { return constraints::bring(settings, weights); }, m_kind);
}

Json Constraint::toJson() const {
    if (isNull())
        return {};
    constexpr std::array<std::string_view, 5> kClassNames = {
        "", "MaxNorm", "MinMaxNorm", "NonNeg", "UnitNorm"};
    return Json::Object{
        {"class_name", kClassNames[m_kind.index()]},
        {"config",
         std::visit([](const auto& settings) { return constraints::configOf(settings); }, m_kind)}};
}

Constraint Constraint::fromJson(const JsonReader& json) {
    using constraints::read;
    if (json.isNull())
        return {};
    if (json.value().isText())
        return Constraint(std::string_view(json.text()));
    const std::string& name = json["class_name"].text();
    const Json nothing = Json::Object{};
    const auto given = json.find("config");
    const JsonReader config = given ? *given : JsonReader(nothing, json);
    if (name == "MaxNorm") {
        constraints::MaxNorm settings;
        read(config, "max_value", settings.maxValue);
        read(config, settings.axis);
        return settings;
    }
    if (name == "MinMaxNorm") {
        constraints::MinMaxNorm settings;
        read(config, "min_value", settings.minValue);
        read(config, "max_value", settings.maxValue);
        read(config, "rate", settings.rate);
        read(config, settings.axis);
        return settings;
    }
    if (name == "UnitNorm") {
        constraints::UnitNorm settings;
        read(config, settings.axis);
        return settings;
    }
    if (name != "NonNeg") {
        json.refuse(
            "the constraint \"%2\" is not known; known are MaxNorm, MinMaxNorm, NonNeg, UnitNorm",
            name);
    }
    return constraints::NonNeg{};
}

} // namespace tp
