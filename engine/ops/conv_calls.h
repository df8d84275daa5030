#pragma once

#include "engine/ops/conv_geometry.h"

namespace tp {

// What the functions that call convolutions share.

/// A tensor with a batch axis, and whether it had to be given one.
struct Batched {
    Tensor x;
    bool isSingle;
};

/// `x` of that rank: a tensor that lacks one axis becomes a batch of one.
Batched batched(const Tensor& x, std::size_t rank);

/// Takes the batch axis off again.
Tensor unbatched(const Tensor& y, bool isSingle);

/// Throws InvalidArgument, naming `where`, if strides and dilations both go beyond 1.
void checkSteps(const PerAxis& strides, const PerAxis& dilations, std::string_view where);

/// The attributes of a convolution.
Attrs callAttrs(
    const PerAxis& strides,
    const Pad& pad,
    std::string_view dimRoundingMode,
    std::string_view dataFormat,
    const PerAxis& dilations);

} // namespace tp
