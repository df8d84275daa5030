#pragma once

#include "engine/tensor/tensor.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace tp::conformance {

// What was recorded of a model: inputs made by a formula or from a photo, and samples of outputs.

/// The input by its formula: `u` out of the place of each element, then brought to the range.
Tensor filledInput(const nlohmann::json& description);

/// The photo as the same input, decoded and brought to the range.
Tensor photoInput(const nlohmann::json& description, const std::filesystem::path& png);

/// The first difference between a tensor and what was recorded of it, in one line, or nothing.
///
/// Numbers may differ by four times what two backends of TensorFlow.js do, `spread`, and by a ten
/// thousandth of the output's range, which begins at 0 if all numbers lie on one side of it.
std::optional<std::string>
differenceFromGolden(const Tensor& actual, const nlohmann::json& expected, double spread);

} // namespace tp::conformance
