#pragma once

#include "engine/tensor/tensor.h"

#include <optional>

namespace tp {

/// The moving average after one more value: v + (x - v) (1 - decay).
///
/// With `zeroDebias`, the step is divided by 1 - decay^step, so that an average that began at 0 is
/// not drawn towards 0; `step` counts from 1. Throws InvalidArgument unless v and x have one shape
/// and dtype, and if the step is missing.
Tensor movingAverage(
    const Tensor& v,
    const Tensor& x,
    const Tensor& decay,
    const Tensor& step = {},
    bool zeroDebias = true);
Tensor movingAverage(
    const Tensor& v,
    const Tensor& x,
    double decay,
    std::optional<double> step = {},
    bool zeroDebias = true);

} // namespace tp
