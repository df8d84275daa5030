#pragma once

#include "engine/tensor/tensor.h"

namespace tp {

// One step of an optimizer in one pass over the memory, rounded exactly as TensorFlow.js rounds its
// chain of ops. For optimizers; they have no gradients themselves.

/// weight - learningRate * grad.
Tensor sgdUpdate(const Tensor& weight, const Tensor& grad, double learningRate);

struct AdamSettings {
    double learningRate = 0.001;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double accBeta1 = 0.9;   ///< beta1 to the power of the step, counted from 1
    double accBeta2 = 0.999; ///< beta2 likewise
    double epsilon = 1e-7;
};

struct AdamState {
    Tensor weight;
    Tensor m; ///< the running mean of gradients
    Tensor v; ///< the running mean of their squares
};

AdamState adamUpdate(const AdamState& state, const Tensor& grad, const AdamSettings& settings);

} // namespace tp
