#include "engine/train/losses.h"

#include "engine/base/error.h"
#include "engine/train/names.h"

namespace tp {

namespace {

struct KnownLoss {
    std::string_view name;
    Loss::KnownFunction function;
};

constexpr KnownLoss kLosses[] = {
    {"meanSquaredError", metrics::meanSquaredError},
    {"meanAbsoluteError", metrics::meanAbsoluteError},
    {"meanAbsolutePercentageError", metrics::meanAbsolutePercentageError},
    {"meanSquaredLogarithmicError", metrics::meanSquaredLogarithmicError},
    {"squaredHinge", metrics::squaredHinge},
    {"hinge", metrics::hinge},
    {"categoricalHinge", metrics::categoricalHinge},
    {"logcosh", metrics::logcosh},
    {"categoricalCrossentropy", metrics::categoricalCrossentropy},
    {"sparseCategoricalCrossentropy", metrics::sparseCategoricalCrossentropy},
    {"binaryCrossentropy", metrics::binaryCrossentropy},
    {"kullbackLeiblerDivergence", metrics::kullbackLeiblerDivergence},
    {"poisson", metrics::poisson},
    {"cosineProximity", metrics::cosineProximity},
};

struct ShortName {
    std::string_view shortName;
    std::string_view name;
};

// What people write elsewhere.
constexpr ShortName kShortNames[] = {
    {"mse", "meanSquaredError"},
    {"MSE", "meanSquaredError"},
    {"mae", "meanAbsoluteError"},
    {"MAE", "meanAbsoluteError"},
    {"mape", "meanAbsolutePercentageError"},
    {"MAPE", "meanAbsolutePercentageError"},
    {"msle", "meanSquaredLogarithmicError"},
    {"MSLE", "meanSquaredLogarithmicError"},
    {"kld", "kullbackLeiblerDivergence"},
    {"KLD", "kullbackLeiblerDivergence"},
    {"cosine", "cosineProximity"},
    {"softmaxCrossEntropy", "categoricalCrossentropy"},
    {"sigmoidCrossEntropy", "binaryCrossentropy"},
    {"crossentropy", "categoricalCrossentropy"},
    {"bce", "binaryCrossentropy"},
};

std::string guessLoss(std::string_view name, std::span<const std::string_view> known) {
    for (const ShortName& each : kShortNames) {
        if (each.shortName == name)
            return std::string(each.name);
    }
    return nearestName(name, known);
}

} // namespace

Loss::Loss(const std::string& name) : m_name(name) {
    std::vector<std::string_view> names;
    for (const KnownLoss& each : kLosses) {
        if (each.name == name) {
            m_known = each.function;
            return;
        }
        names.push_back(each.name);
    }
    const std::string guess = guessLoss(name, names);
    fail(
        Error::Kind::InvalidArgument,
        guess.empty() ? "There is no loss \"%1\". Choose one of %2."
                      : "There is no loss \"%1\". Did you mean \"%3\"? Choose one of %2.",
        name,
        joinNames(names),
        guess);
}

Tensor Loss::operator()(const Tensor& labels, const Tensor& predictions) const {
    return m_known ? m_known(labels, predictions) : m_own(labels, predictions);
}

} // namespace tp
