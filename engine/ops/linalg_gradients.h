#pragma once

#include "engine/runtime/op.h"

namespace tp {

// The gradients of the ops in linalg.cpp. All are made of ops that have gradients.

Tensors qrGradient(const GradCall& call);
Tensors solveGradient(const GradCall& call);
Tensors inverseGradient(const GradCall& call);
Tensors determinantGradient(const GradCall& call);
Tensors choleskyGradient(const GradCall& call);
Tensors eighGradient(const GradCall& call);
Tensors svdGradient(const GradCall& call);

} // namespace tp
