#pragma once

#include "engine/base/json.h"
#include "engine/tensor/tensor.h"

#include <optional>

namespace tp {

/// A price on large weights, added to the loss in training: l1 · Σ|w| + l2 · Σw².
///
///     layers::dense({.units = 8, .kernelRegularizer = regularizers::l2(0.01)})
///     layers::dense({.units = 8, .kernelRegularizer = "l1l2"})
class Regularizer {
public:
    /// No price.
    Regularizer() = default;

    /// "l1l2", with 0.01 for both. Throws InvalidArgument for another name.
    Regularizer(const char* name) // NOLINT(google-explicit-constructor): given by name
        : Regularizer(std::string_view(name)) {}
    Regularizer(std::string_view name); // NOLINT(google-explicit-constructor)

    /// Throws InvalidArgument for a negative or infinite share.
    Regularizer(double l1, double l2);

    bool isNull() const { return !m_shares; }
    double l1() const { return m_shares ? m_shares->l1 : 0; }
    double l2() const { return m_shares ? m_shares->l2 : 0; }

    /// The price of these weights: a scalar.
    Tensor operator()(const Tensor& weights) const;

    /// As files write it: {"class_name": "L1L2", "config": {…}}, null if there is none.
    Json toJson() const;
    static Regularizer fromJson(const JsonReader& json);

private:
    struct Shares {
        double l1;
        double l2;
    };
    std::optional<Shares> m_shares;
};

namespace regularizers {

Regularizer l1(double l1 = 0.01);
Regularizer l2(double l2 = 0.01);
Regularizer l1l2(double l1 = 0.01, double l2 = 0.01);

} // namespace regularizers

} // namespace tp
