#pragma once

#include "engine/cpu/conv_problem.h"
#include "engine/tensor/storage.h"

#include <functional>
#include <memory>

namespace tp::cpu {

// Convolutions on oneDNN, cut into slices of the batch or of an image's rows for our own threads.

/// Whether oneDNN does it, and sooner than plain loops.
bool suitsOneDnn(const ConvProblem& conv);

/// What to do with a part of the result while it is still in the cache: `count` elements, all the
/// channels of some windows.
using FinishPart = std::function<void(float* y, std::int64_t count)>;

/// y = conv(x, filter), finished by `finish` if there is one.
void convOneDnn(
    const ConvProblem& conv,
    const float* x,
    const std::shared_ptr<Storage>& filter,
    float* y,
    const FinishPart& finish = nullptr);

/// dx = the gradient for x.
void convInputOneDnn(
    const ConvProblem& conv, const float* dy, const std::shared_ptr<Storage>& filter, float* dx);

/// dfilter = the gradient for the filter.
void convFilterOneDnn(const ConvProblem& conv, const float* x, const float* dy, float* dfilter);

} // namespace tp::cpu
