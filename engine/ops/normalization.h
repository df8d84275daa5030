#pragma once

#include "engine/tensor/tensor.h"

namespace tp {

// Activations brought to a common scale.

/// (x - mean) / sqrt(variance + varianceEpsilon) * scale + offset.
///
/// Mean, variance, and if given offset and scale broadcast to x: usually they have one number for
/// each channel. Null handles stand for no offset and no scale. Throws InvalidArgument if mean and
/// variance, or others given, are not of one rank.
Tensor batchNorm(
    const Tensor& x,
    const Tensor& mean,
    const Tensor& variance,
    const Tensor& offset = {},
    const Tensor& scale = {},
    double varianceEpsilon = 0.001);

/// batchNorm(), for x of this rank only, and the others of this rank or vectors.
Tensor batchNorm2d(
    const Tensor& x,
    const Tensor& mean,
    const Tensor& variance,
    const Tensor& offset = {},
    const Tensor& scale = {},
    double varianceEpsilon = 0.001);
Tensor batchNorm3d(
    const Tensor& x,
    const Tensor& mean,
    const Tensor& variance,
    const Tensor& offset = {},
    const Tensor& scale = {},
    double varianceEpsilon = 0.001);
Tensor batchNorm4d(
    const Tensor& x,
    const Tensor& mean,
    const Tensor& variance,
    const Tensor& offset = {},
    const Tensor& scale = {},
    double varianceEpsilon = 0.001);

/// x / (bias + alpha * sum)^beta, where the sum is over the squares of the channel itself and
/// `depthRadius` channels on either side. Takes one image or a batch, channels last.
Tensor localResponseNormalization(
    const Tensor& x,
    std::int64_t depthRadius = 5,
    double bias = 1,
    double alpha = 1,
    double beta = 0.5);

} // namespace tp
