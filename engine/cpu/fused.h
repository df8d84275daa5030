#pragma once

#include "engine/runtime/op.h"

namespace tp::cpu {

/// y = activation(y + bias) for the whole output of a fused op, where y is what its plain op left.
void finishFused(KernelCall& call);

} // namespace tp::cpu
