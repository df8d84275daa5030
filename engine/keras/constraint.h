#pragma once

#include "engine/base/json.h"
#include "engine/tensor/tensor.h"

#include <concepts>
#include <string_view>
#include <variant>

namespace tp {

/// The kinds of constraints, with their settings. Norms are √Σw² along `axis`.
namespace constraints {

/// Scales down what has a norm above maxValue.
struct MaxNorm {
    double maxValue = 2;
    std::int64_t axis = 0;
};

/// Scales to a norm between minValue and maxValue; `rate` is how much of the way at a time.
struct MinMaxNorm {
    double minValue = 0;
    double maxValue = 1;
    double rate = 1;
    std::int64_t axis = 0;
};

/// Sets negative weights to 0.
struct NonNeg {};

/// Scales to a norm of 1.
struct UnitNorm {
    std::int64_t axis = 0;
};

using Kind = std::variant<std::monostate, MaxNorm, MinMaxNorm, NonNeg, UnitNorm>;

} // namespace constraints

/// Bounds that weights are brought within whenever they are set, by setWeights() or from a file.
/// As in tfjs, steps of an optimizer do not apply them.
///
///     layers::dense({.units = 8, .kernelConstraint = "nonNeg"})
///     layers::dense({.units = 8, .kernelConstraint = constraints::MaxNorm{.maxValue = 1}})
class Constraint {
public:
    /// No bounds.
    Constraint() = default;

    /// maxNorm, minMaxNorm, nonNeg or unitNorm, with usual settings. Throws InvalidArgument for
    /// another name.
    Constraint(const char* name) // NOLINT(google-explicit-constructor): given by name
        : Constraint(std::string_view(name)) {}
    Constraint(std::string_view name); // NOLINT(google-explicit-constructor)

    template<class Settings>
    requires std::constructible_from<constraints::Kind, Settings> &&
        (!std::convertible_to<Settings, std::string_view>)
            Constraint(Settings settings) // NOLINT(google-explicit-constructor)
        : m_kind(std::move(settings)) {}

    bool isNull() const { return std::holds_alternative<std::monostate>(m_kind); }

    /// The weights brought within the bounds.
    Tensor operator()(const Tensor& weights) const;

    /// As files write it: {"class_name": "MaxNorm", "config": {…}}, null if there is none.
    Json toJson() const;
    static Constraint fromJson(const JsonReader& json);

private:
    constraints::Kind m_kind;
};

} // namespace tp
