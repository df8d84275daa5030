#pragma once

#include "engine/cpu/conv_problem.h"
#include "engine/cpu/fused.h"
#include "engine/tensor/storage.h"

#include <memory>

namespace tp::cpu {

// Convolutions on oneDNN, cut into slices of the batch or of an image's rows for our own threads.

/// Whether oneDNN does it, and sooner than plain loops.
bool suitsOneDnn(const ConvProblem& conv);

/// y = conv(x, filter), finished by `tail` if there is one, which must be per channel.
void convOneDnn(
    const ConvProblem& conv,
    const float* x,
    const std::shared_ptr<Storage>& filter,
    float* y,
    const FusedTail* tail = nullptr);

/// dx = the gradient for x.
void convInputOneDnn(
    const ConvProblem& conv, const float* dy, const std::shared_ptr<Storage>& filter, float* dx);

/// dfilter = the gradient for the filter.
void convFilterOneDnn(const ConvProblem& conv, const float* x, const float* dy, float* dfilter);

} // namespace tp::cpu
