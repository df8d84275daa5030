#pragma once

#include "engine/ops/array.h"

#include <string_view>

namespace tp {

// Places of an image moved into batches or channels, and back.

/// Cuts the axes after the first into blocks and makes a batch of each place within a block.
///
/// `blockShape` has a size for each of these axes, `paddings` so many zeros before and after them:
/// [batch, h, w, …] becomes [batch * block, (h + padding) / block, …]. Throws InvalidArgument if
/// the padded sizes are no multiples of the blocks.
Tensor spaceToBatchND(
    const Tensor& x, const std::vector<std::int64_t>& blockShape, const Paddings& paddings);

/// The opposite: interleaves the batches of each block, then leaves out `crops` elements before and
/// after each of the axes.
Tensor
batchToSpaceND(const Tensor& x, const std::vector<std::int64_t>& blockShape, const Paddings& crops);

/// Spreads channels over squares of blockSize by blockSize: [b, h, w, c] becomes
/// [b, h * blockSize, w * blockSize, c / blockSize²]. Channels come last (NHWC) or second (NCHW).
Tensor depthToSpace(const Tensor& x, std::int64_t blockSize, std::string_view dataFormat = "NHWC");

} // namespace tp
