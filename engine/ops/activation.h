#pragma once

#include "engine/tensor/tensor.h"

namespace tp {

// What layers put behind their sums. All keep the shape.

/// max(x, 0).
Tensor relu(const Tensor& x);
/// min(max(x, 0), 6).
Tensor relu6(const Tensor& x);
/// exp(x) - 1 below zero, x above.
Tensor elu(const Tensor& x);
/// The elu scaled so that layers keep mean and variance.
Tensor selu(const Tensor& x);
/// `alpha` x below zero, x above.
Tensor leakyRelu(const Tensor& x, double alpha = 0.2);
/// leakyRelu with a slope for each element; `alpha` broadcasts to x.
Tensor prelu(const Tensor& x, const Tensor& alpha);
/// 1 / (1 + exp(-x)).
Tensor sigmoid(const Tensor& x);
/// The straight line 0.2 x + 0.5, kept in [0, 1].
Tensor hardSigmoid(const Tensor& x);
/// log(1 + exp(x)), without overflow.
Tensor softplus(const Tensor& x);
/// log(sigmoid(x)), without loss of digits.
Tensor logSigmoid(const Tensor& x);
/// x / (1 + |x|).
Tensor softsign(const Tensor& x);
Tensor tanh(const Tensor& x);
/// exp(x) divided by its sum along the axis `dim`: probabilities. Only the last axis is supported,
/// as in TensorFlow.js.
Tensor softmax(const Tensor& logits, int dim = -1);
/// log(softmax(x)), without loss of digits.
Tensor logSoftmax(const Tensor& logits, int axis = -1);
/// x sigmoid(alpha x), also known as SiLU.
Tensor swish(const Tensor& x, double alpha = 1);
/// x / 2 (1 + erf(x / √2)).
Tensor gelu(const Tensor& x);
/// gelu by its approximation with tanh, `gelu_new` in model files.
Tensor geluNew(const Tensor& x);
/// x tanh(softplus(x)).
Tensor mish(const Tensor& x);

} // namespace tp
