// Cases of functions called directly: losses, metrics, constraints, regularizers.
#include "engine/keras/constraint.h"
#include "engine/keras/regularizer.h"
#include "tests/conformance/layers/comparison.h"
#include "tests/conformance/layers/replays.h"

namespace tp::conformance {

namespace {

/// A recorded call's arguments after the first two.
class Rest {
public:
    explicit Rest(const RecordedJson& args) : m_args(args) {}

    bool has(std::size_t i) const { return i < m_args.size() && !m_args.at(i).is_null(); }
    double number(std::size_t i, double usual) const {
        return has(i) ? m_args.at(i).get<double>() : usual;
    }
    Tensor tensor(std::size_t i) const {
        return has(i) ? testing::readTensor(m_args.at(i)) : Tensor();
    }
    Reduction reduction(std::size_t i) const {
        return has(i) ? static_cast<Reduction>(m_args.at(i).get<int>())
                      : Reduction::SumByNonzeroWeights;
    }

private:
    const RecordedJson& m_args;
};

Tensor called(const std::string& function, const RecordedJson& args) {
    using namespace losses;
    const Tensor a = testing::readTensor(args.at(0));
    const Rest rest(args);
    if (function == "tf.losses.computeWeightedLoss")
        return computeWeightedLoss(a, rest.tensor(1), rest.reduction(2));
    const Tensor b = testing::readTensor(args.at(1));
    if (args.size() == 2)
        return recordedFunction(function)(a, b);
    if (function == "tf.losses.cosineDistance") {
        return cosineDistance(
            a, b, static_cast<int>(rest.number(2, 0)), rest.tensor(3), rest.reduction(4));
    }
    if (function == "tf.losses.absoluteDifference")
        return absoluteDifference(a, b, rest.tensor(2), rest.reduction(3));
    if (function == "tf.losses.meanSquaredError")
        return meanSquaredError(a, b, rest.tensor(2), rest.reduction(3));
    if (function == "tf.losses.hingeLoss")
        return hingeLoss(a, b, rest.tensor(2), rest.reduction(3));
    if (function == "tf.losses.huberLoss")
        return huberLoss(a, b, rest.tensor(2), rest.number(3, 1), rest.reduction(4));
    if (function == "tf.losses.logLoss")
        return logLoss(a, b, rest.tensor(2), rest.number(3, 1e-7), rest.reduction(4));
    if (function == "tf.losses.sigmoidCrossEntropy")
        return sigmoidCrossEntropy(a, b, rest.tensor(2), rest.number(3, 0), rest.reduction(4));
    if (function == "tf.losses.softmaxCrossEntropy")
        return softmaxCrossEntropy(a, b, rest.tensor(2), rest.number(3, 0), rest.reduction(4));
    throw Difference{"there is no function " + function + " with so many arguments"};
}

} // namespace

void replayFunctions(const LayersCase& recorded) {
    for (const RecordedJson& call : recorded.json.at("calls")) {
        const std::string function = call.at("fn");
        if (call.contains("error"))
            continue;
        compareTensor(
            called(function, call.at("args")), testing::readTensor(call.at("expect")), 0, function);
    }
}

void replayObjects(const LayersCase& recorded) {
    for (const RecordedJson& call : recorded.json.at("calls")) {
        RecordedJson config = RecordedJson::object();
        for (const auto& [key, value] : call.at("config").items())
            config[toSnakeCase(key)] = value;
        const Json json = ours({{"class_name", call.at("class_name")}, {"config", config}});
        const JsonReader reader(json, "call");
        const Tensor x = testing::readTensor(call.at("input"));
        const bool isPrice = call.at("class_name") == "L1L2";
        compareTensor(
            isPrice ? Regularizer::fromJson(reader)(x) : Constraint::fromJson(reader)(x),
            testing::readTensor(call.at("expect")),
            0,
            call.at("fn").get<std::string>());
        // The usual settings are tfjs's.
        if (!isPrice && (call.at("args").is_null() || call.at("args").empty())) {
            const std::string full = call.at("fn");
            compareJson(
                Constraint(std::string_view(full).substr(full.rfind('.') + 1)).toJson(),
                json,
                full);
        }
    }
}

} // namespace tp::conformance
