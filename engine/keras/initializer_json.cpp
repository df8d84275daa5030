// Initializers as files write them.
#include "engine/keras/initializer.h"
#include "engine/keras/layer_names.h"

namespace tp {

namespace initializers {

namespace {

Json seedOf(const Seed& seed) {
    return seed ? Json(*seed) : Json();
}

std::string_view nameOf(FanMode mode) {
    return mode == FanMode::FanIn ? "fan_in" : mode == FanMode::FanOut ? "fan_out" : "fan_avg";
}

Json::Object configOf(const Zeros&) {
    return {};
}

Json::Object configOf(const Ones&) {
    return {};
}

Json::Object configOf(const Constant& settings) {
    return {{"value", settings.value}};
}

Json::Object configOf(const RandomUniform& settings) {
    return {
        {"minval", settings.minval}, {"maxval", settings.maxval}, {"seed", seedOf(settings.seed)}};
}

Json::Object configOf(const RandomNormal& settings) {
    return {{"mean", settings.mean}, {"stddev", settings.stddev}, {"seed", seedOf(settings.seed)}};
}

Json::Object configOf(const TruncatedNormal& settings) {
    return {{"mean", settings.mean}, {"stddev", settings.stddev}, {"seed", seedOf(settings.seed)}};
}

Json::Object configOf(const VarianceScaling& settings) {
    return {
        {"scale", settings.scale},
        {"mode", nameOf(settings.mode)},
        {"distribution", settings.distribution == Distribution::Normal ? "normal" : "uniform"},
        {"seed", seedOf(settings.seed)}};
}

Json::Object configOf(const Identity& settings) {
    return {{"gain", settings.gain}};
}

Json::Object configOf(const Orthogonal& settings) {
    return {{"gain", settings.gain}, {"seed", seedOf(settings.seed)}};
}

void read(const JsonReader& config, std::string_view name, double& value) {
    if (const auto given = config.find(name))
        value = given->number();
}

void read(const JsonReader& config, Seed& seed) {
    if (const auto given = config.find("seed"))
        seed = given->integer();
}

FanMode readMode(const JsonReader& json) {
    const std::string mode = toSnakeCase(json.text());
    if (mode == "fan_in")
        return FanMode::FanIn;
    if (mode == "fan_out")
        return FanMode::FanOut;
    if (mode != "fan_avg")
        json.refuse("expected fan_in, fan_out or fan_avg, but found \"%2\"", json.text());
    return FanMode::FanAvg;
}

// "normal" is what tfjs writes; Keras also knows "truncated_normal", which it draws the same way.
// tfjs takes every other word for "uniform".
Distribution readDistribution(const JsonReader& json) {
    return json.text() == "normal" ? Distribution::Normal : Distribution::Uniform;
}

void readInto(const JsonReader&, Zeros&) {}

void readInto(const JsonReader&, Ones&) {}

void readInto(const JsonReader& config, Constant& settings) {
    settings.value = config["value"].number();
}

void readInto(const JsonReader& config, RandomUniform& settings) {
    read(config, "minval", settings.minval);
    read(config, "maxval", settings.maxval);
    read(config, settings.seed);
}

void readInto(const JsonReader& config, RandomNormal& settings) {
    read(config, "mean", settings.mean);
    read(config, "stddev", settings.stddev);
    read(config, settings.seed);
}

void readInto(const JsonReader& config, TruncatedNormal& settings) {
    read(config, "mean", settings.mean);
    read(config, "stddev", settings.stddev);
    read(config, settings.seed);
}

void readInto(const JsonReader& config, VarianceScaling& settings) {
    read(config, "scale", settings.scale);
    if (const auto mode = config.find("mode"))
        settings.mode = readMode(*mode);
    if (const auto distribution = config.find("distribution"))
        settings.distribution = readDistribution(*distribution);
    read(config, settings.seed);
}

void readInto(const JsonReader& config, Identity& settings) {
    read(config, "gain", settings.gain);
}

void readInto(const JsonReader& config, Orthogonal& settings) {
    read(config, "gain", settings.gain);
    read(config, settings.seed);
}

// tfjs writes "leCunNormal" and "LeCunNormal", Keras "lecun_normal" and "LecunNormal".
std::string inOurSpelling(std::string name) {
    for (const std::string_view prefix : {"lecun", "Lecun"}) {
        if (name.starts_with(prefix))
            name[2] = 'C';
    }
    return name;
}

} // namespace

} // namespace initializers

Json Initializer::toJson() const {
    return Json::Object{
        {"class_name", className()},
        {"config",
         std::visit(
             [](const auto& settings) { return initializers::configOf(settings); }, m_kind)}};
}

Initializer Initializer::fromJson(const JsonReader& json) {
    if (json.value().isText())
        return Initializer(initializers::inOurSpelling(toCamelCase(json.text())));
    const std::string name = initializers::inOurSpelling(json["class_name"].text());
    const Json nothing = Json::Object{};
    const auto given = json.find("config");
    const JsonReader config = given ? *given : JsonReader(nothing, json);
    Initializer initializer = name == "Constant" ? Initializer(initializers::Constant{})
                                                 : Initializer(std::string_view(name));
    std::visit(
        [&](auto& settings) { initializers::readInto(config, settings); }, initializer.m_kind);
    return initializer;
}

} // namespace tp
