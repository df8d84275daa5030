#include "engine/train/losses.h"

#include "engine/base/error.h"
#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/creation.h"
#include "engine/ops/math.h"
#include "engine/ops/reduce.h"
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
    for (const ShortName& each : kShortNames)
        if (each.shortName == name)
            return std::string(each.name);
    return nearestName(name, known);
}

void checkSameShape(std::string_view loss, const Tensor& labels, const Tensor& predictions) {
    check(
        labels.shape() == predictions.shape(),
        "%1: labels of shape %2 cannot be compared with predictions of shape %3; they must have "
        "the same shape.",
        loss,
        labels.shape(),
        predictions.shape());
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

namespace losses {

Tensor absoluteDifference(const Tensor& labels, const Tensor& predictions) {
    checkSameShape("absoluteDifference", labels, predictions);
    return mean(abs(labels - predictions));
}

Tensor meanSquaredError(const Tensor& labels, const Tensor& predictions) {
    checkSameShape("meanSquaredError", labels, predictions);
    return mean(squaredDifference(labels, predictions));
}

Tensor hingeLoss(const Tensor& labels, const Tensor& predictions) {
    checkSameShape("hingeLoss", labels, predictions);
    const Tensor signs = labels * 2.0F - 1.0F;
    return mean(relu(1.0F - signs * predictions));
}

Tensor huberLoss(const Tensor& labels, const Tensor& predictions) {
    checkSameShape("huberLoss", labels, predictions);
    const Tensor error = abs(predictions - labels);
    const Tensor quadratic = minimum(error, scalar(1));
    return mean(square(quadratic) * 0.5F + (error - quadratic));
}

Tensor logLoss(const Tensor& labels, const Tensor& predictions) {
    checkSameShape("logLoss", labels, predictions);
    constexpr float kEpsilon = 1e-7F;
    const Tensor ofOnes = neg(labels * log(predictions + kEpsilon));
    const Tensor ofZeros = (1.0F - labels) * log(1.0F - predictions + kEpsilon);
    return mean(ofOnes - ofZeros);
}

} // namespace losses

} // namespace tp
