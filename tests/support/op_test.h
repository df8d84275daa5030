#pragma once

#include "engine/runtime/gradients.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tp::test {

/// How far the gradient of a case can be checked against differences.
enum class Smooth { No, Once, Twice };

/// What one call must give, on every backend.
///
/// A row checks the value on every backend, and there the gradient, and the gradient of the
/// gradient, against differences of neighbouring values. Inputs that are not float32 stay as they
/// are.
struct OpCase {
    std::string name;
    std::string_view op; ///< the kernel that the row is about; empty for compositions
    TensorFunction call;
    Tensors inputs;
    Tensor expected;
    Smooth smooth = Smooth::Twice;
    double tolerance = 2e-6; ///< absolute below 1, relative above
};

using OpCases = std::vector<OpCase>;

/// The first difference between two tensors in one line, or nothing. NaN equals NaN.
std::optional<std::string>
difference(const Tensor& actual, const Tensor& expected, double tolerance);

/// Where the gradient of `f` by its float32 inputs differs from what neighbouring values say.
std::optional<std::string> gradientFault(const TensorFunction& f, const Tensors& inputs);

/// The same for the gradient of the gradient.
std::optional<std::string> secondGradientFault(const TensorFunction& f, const Tensors& inputs);

/// Repeatable numbers spread over [low, high], none of them within 0.1 of a whole number, where
/// many functions bend.
Tensor spread(const Shape& shape, double low, double high, std::int64_t seed = 1);

/// Runs `work` on every backend in turn, then goes back to cpu.
void onEveryBackend(const std::function<void(const std::string& backend)>& work);

} // namespace tp::test
