#pragma once

#include "engine/tensor/tensor.h"

#include <concepts>
#include <functional>
#include <string>

namespace tp {

/// What a loss or metric computes: a number for each sample (or one for all), from the labels and
/// what the model predicted.
using SampleFunction = std::function<Tensor(const Tensor& labels, const Tensor& predictions)>;

class Loss;

/// How well a model does, as a number that training reports but does not optimise.
///
///     model.compile({.optimizer = "adam", .loss = "meanSquaredError", .metrics = {"mae"}});
///
/// Known by name: binaryAccuracy, categoricalAccuracy, precision, categoricalCrossentropy,
/// sparseCategoricalCrossentropy, mse, MSE, mae, MAE, mape, MAPE, cosine; and accuracy (acc) and
/// crossentropy (ce), which become the kind that fits the loss.
class Metric {
public:
    /// Throws InvalidArgument listing the known names if there is no such metric.
    Metric(const char* name) // NOLINT(google-explicit-constructor): metrics are named in lists
        : Metric(std::string(name)) {}
    Metric(std::string name); // NOLINT(google-explicit-constructor)

    /// A metric of your own, under the name that logs shall show.
    Metric(std::string name, SampleFunction function);

    /// As logs show it: "acc" for "accuracy".
    const std::string& name() const { return m_name; }

    /// Whether it is one of those known by name, not a function of your own.
    bool isKnown() const { return !m_own; }

    /// The metric that an "accuracy" or "crossentropy" stands for, given the loss and how many
    /// numbers the model puts out for each sample; other metrics stay as they are.
    Metric resolved(const Loss& loss, std::int64_t outputs) const;

    Tensor operator()(const Tensor& labels, const Tensor& predictions) const;

    /// Whether this is the same computation as that loss, so that doing it once is enough.
    bool isSameAs(const Loss& loss) const;

private:
    using KnownFunction = Tensor (*)(const Tensor&, const Tensor&);
    enum class Kind { Plain, Accuracy, Crossentropy };

    Kind m_kind = Kind::Plain;
    std::string m_name;
    KnownFunction m_known = nullptr;
    SampleFunction m_own;
};

/// The numbers behind losses and metrics, one for each sample: all but the last axis remains.
namespace metrics {

Tensor meanSquaredError(const Tensor& labels, const Tensor& predictions);
Tensor meanAbsoluteError(const Tensor& labels, const Tensor& predictions);
Tensor meanAbsolutePercentageError(const Tensor& labels, const Tensor& predictions);
Tensor meanSquaredLogarithmicError(const Tensor& labels, const Tensor& predictions);
Tensor squaredHinge(const Tensor& labels, const Tensor& predictions);
Tensor hinge(const Tensor& labels, const Tensor& predictions);
Tensor categoricalHinge(const Tensor& labels, const Tensor& predictions);
Tensor logcosh(const Tensor& labels, const Tensor& predictions);
Tensor kullbackLeiblerDivergence(const Tensor& labels, const Tensor& predictions);
Tensor poisson(const Tensor& labels, const Tensor& predictions);
Tensor cosineProximity(const Tensor& labels, const Tensor& predictions);

/// Labels are one-hot; predictions are scaled to sum to 1 for each sample.
Tensor categoricalCrossentropy(const Tensor& labels, const Tensor& predictions);

/// Labels are class numbers.
Tensor sparseCategoricalCrossentropy(const Tensor& labels, const Tensor& predictions);

/// Labels and predictions are probabilities.
Tensor binaryCrossentropy(const Tensor& labels, const Tensor& predictions);

/// How many predictions lie on the label's side of 0.5.
Tensor binaryAccuracy(const Tensor& labels, const Tensor& predictions);

/// 1 where the largest prediction is the largest label.
Tensor categoricalAccuracy(const Tensor& labels, const Tensor& predictions);

/// 1 where the largest prediction is the class that the label numbers.
Tensor sparseCategoricalAccuracy(const Tensor& labels, const Tensor& predictions);

/// One number for all samples; predictions count only where they are exactly 0 or 1.
Tensor precision(const Tensor& labels, const Tensor& predictions);
Tensor recall(const Tensor& labels, const Tensor& predictions);

/// How much of the labels' variance the predictions explain: 1 for all, one number for all samples.
Tensor r2Score(const Tensor& labels, const Tensor& predictions);

} // namespace metrics

} // namespace tp
