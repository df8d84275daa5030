#pragma once

#include "engine/cpu/conv_problem.h"
#include "engine/cpu/fused.h"

namespace tp::cpu {

// Convolutions of few channels, as the first layers of networks for pictures and sounds have them,
// and those that keep channels apart: by loops of our own, which need not set anything up and do
// not care how few channels there are.

/// Whether they do it, and sooner than oneDNN and plain loops.
bool suitsDirect(const ConvProblem& conv);

/// y = conv(x, filter), finished by `tail` if there is one, which must be per channel. Elements
/// outside the images are skipped.
void convDirect(
    const ConvProblem& conv,
    const float* x,
    const float* filter,
    float* y,
    const FusedTail* tail = nullptr);

/// The same for convolutions that keep channels apart.
bool suitsDepthwise(const ConvProblem& conv);
void convDepthwise(
    const ConvProblem& conv,
    const float* x,
    const float* filter,
    float* y,
    const FusedTail* tail = nullptr);

/// Whether they compute the gradient for the filter, and sooner than oneDNN and plain loops.
bool suitsFilterDirect(const ConvProblem& conv);

/// dfilter = the gradient for the filter.
void convFilterDirect(const ConvProblem& conv, const float* x, const float* dy, float* dfilter);

} // namespace tp::cpu
