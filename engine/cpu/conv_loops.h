#pragma once

#include "engine/cpu/conv_problem.h"

namespace tp::cpu {

// Convolutions as plain loops: for small ones, where setting up anything faster takes longer than
// the work, and for what oneDNN does not do. Elements outside the images are skipped, as
// TensorFlow.js does it, so that an infinite weight does not make NaN of them.

/// y = conv(x, filter).
void convLoops(const ConvProblem& conv, const float* x, const float* filter, float* y);

/// dx = the gradient for x.
void convInputLoops(const ConvProblem& conv, const float* dy, const float* filter, float* dx);

/// dfilter = the gradient for the filter.
void convFilterLoops(const ConvProblem& conv, const float* x, const float* dy, float* dfilter);

} // namespace tp::cpu
