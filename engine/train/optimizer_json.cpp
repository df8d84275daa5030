// Optimizers as files write them.
#include "engine/train/names.h"
#include "engine/train/optimizer.h"

namespace tp {

namespace {

/// The settings of a file, by tfjs's names or those of Keras.
class Settings {
public:
    explicit Settings(const JsonReader& config) : m_config(config) {}

    double number(std::string_view name, std::string_view kerasName, double usual) const {
        const auto given = find(name, kerasName);
        return given ? given->number() : usual;
    }

    bool flag(std::string_view name, std::string_view kerasName) const {
        const auto given = find(name, kerasName);
        return given && given->boolean();
    }

    double learningRate(double usual) const {
        const auto given = find("learningRate", "learning_rate");
        const auto old = m_config.find("lr"); // before Keras 2.3
        return given ? given->number() : old ? old->number() : usual;
    }

private:
    std::optional<JsonReader> find(std::string_view name, std::string_view kerasName) const {
        const auto given = m_config.find(name);
        return given ? given : m_config.find(kerasName);
    }

    const JsonReader& m_config;
};

} // namespace

Json toJson(const Optimizer& optimizer) {
    Json::Object config;
    for (const auto& [name, value] : optimizer.config())
        config.emplace_back(name, std::visit([](auto number) { return Json(number); }, value));
    return Json::Object{{"class_name", optimizer.className()}, {"config", std::move(config)}};
}

OptimizerPointer optimizerFromJson(const JsonReader& json) {
    const std::string& kind = json["class_name"].text();
    const JsonReader config = json["config"];
    const Settings settings(config);
    const double epsilon = settings.number("epsilon", "epsilon", 1e-7);
    if (kind == "SGD" || kind == "Momentum") {
        const double rate = settings.learningRate(0.01);
        const double share = settings.number("momentum", "momentum", 0);
        if (kind == "SGD" && share == 0)
            return sgd(rate);
        return momentum(rate, share, settings.flag("useNesterov", "nesterov"));
    }
    if (kind == "Adam") {
        return adam(
            settings.learningRate(0.001),
            settings.number("beta1", "beta_1", 0.9),
            settings.number("beta2", "beta_2", 0.999),
            epsilon);
    }
    if (kind == "Adamax") {
        return adamax(
            settings.learningRate(0.002),
            settings.number("beta1", "beta_1", 0.9),
            settings.number("beta2", "beta_2", 0.999),
            epsilon,
            settings.number("decay", "decay", 0));
    }
    if (kind == "Adagrad") {
        return adagrad(
            settings.learningRate(0.01),
            settings.number("initialAccumulatorValue", "initial_accumulator_value", 0.1));
    }
    if (kind == "Adadelta")
        return adadelta(settings.learningRate(0.001), settings.number("rho", "rho", 0.95), epsilon);
    if (kind == "RMSProp" || kind == "RMSprop") {
        // Keras's "decay" is one of the learning rate; what tfjs calls so, it calls "rho".
        const auto rho = config.find("rho");
        return rmsprop(
            settings.learningRate(0.001),
            rho ? rho->number() : settings.number("decay", "decay", 0.9),
            settings.number("momentum", "momentum", 0),
            epsilon,
            settings.flag("centered", "centered"));
    }
    json.refuse("the optimizer \"%2\" is not known", kind);
}

} // namespace tp
