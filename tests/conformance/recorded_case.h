#pragma once

#include "engine/runtime/op.h"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <optional>
#include <string>

namespace tp::conformance {

/// A recorded call does not fit our op: an unknown attribute or input, a value of another type.
struct Misfit {
    std::string reason;
};

/// A recording that cannot be read: not what the format says.
struct Malformed {
    std::string reason;
};

/// The tensor that `{"dtype", "shape", "data"}` describes. Throws Malformed.
Tensor tensorFromJson(const nlohmann::json& json);

/// The recorded attributes as `op` declares them; null means the default. Throws Misfit.
Attrs attrsFromJson(const Op& op, const nlohmann::json& json);

/// The recorded inputs in the order of `op`, null handles where one was not given. Throws Misfit.
Tensors inputsFromJson(const Op& op, const nlohmann::json& json);

/// How far float32 results may be from the recorded ones.
struct Tolerance {
    double absolute;
    double relative;
};

/// The first difference between two tensors in one line, or nothing. NaN equals NaN; all but floats
/// must be equal.
std::optional<std::string>
difference(const Tensor& actual, const Tensor& expected, Tolerance tolerance);

} // namespace tp::conformance
