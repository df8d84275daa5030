#pragma once

#include "engine/train/loss_functions.h"
#include "engine/train/metrics.h"

#include <optional>

namespace tp {

/// What training makes small.
///
///     model.compile({.optimizer = "sgd", .loss = "meanSquaredError"});
///     model.compile({.optimizer = "sgd", .loss = losses::huberLoss});
///     model.compile({.optimizer = "sgd", .loss = [](const Tensor& labels, const Tensor&
///     predictions) {
///         return mean(abs(labels - predictions), -1);
///     }});
///
/// Known by name: meanSquaredError, meanAbsoluteError, meanAbsolutePercentageError,
/// meanSquaredLogarithmicError, squaredHinge, hinge, categoricalHinge, logcosh,
/// categoricalCrossentropy, sparseCategoricalCrossentropy, binaryCrossentropy,
/// kullbackLeiblerDivergence, poisson, cosineProximity.
class Loss {
public:
    using KnownFunction = Tensor (*)(const Tensor&, const Tensor&);

    /// No loss yet.
    Loss() = default;

    /// Throws InvalidArgument listing the known names if there is no such loss.
    Loss(const char* name) // NOLINT(google-explicit-constructor): losses are given by name
        : Loss(std::string(name)) {}
    Loss(const std::string& name); // NOLINT(google-explicit-constructor)

    /// The short form of a function that has several, as those in losses::.
    Loss(KnownFunction function) // NOLINT(google-explicit-constructor)
        : m_name("own")
        , m_own(function) {}

    /// A loss of your own: a number for each sample, or one for all, from labels and predictions.
    template<class Function>
    requires std::convertible_to<Function, SampleFunction> &&
        std::invocable<const Function&, const Tensor&, const Tensor&>
        Loss(Function function) // NOLINT(google-explicit-constructor)
        : m_name("own")
        , m_own(std::move(function)) {}

    bool isNull() const { return !m_known && !m_own; }
    const std::string& name() const { return m_name; }

    /// The function of a loss known by name, or null.
    KnownFunction known() const { return m_known; }

    Tensor operator()(const Tensor& labels, const Tensor& predictions) const;

private:
    std::string m_name;
    KnownFunction m_known = nullptr;
    SampleFunction m_own;
};

} // namespace tp
