#pragma once

#include "engine/ops/rules.h"

namespace tp {

/// How a large tensor [batch, sizes…, inner] lies in the blocks of a small one, which has a batch
/// for each place within a block: [block places * batch, small sizes…, inner].
struct BlockLayout {
    std::int64_t batch = 1;  ///< of the large tensor
    std::int64_t places = 1; ///< within a block
    std::int64_t inner = 1;
    Shape block;  ///< the block's sizes
    Shape before; ///< padding or crop before the large tensor's first element
    Shape large;
    Shape small;
    Shape output; ///< of the op
};

/// Throw InvalidArgument if blocks and margins do not fit the input.
BlockLayout spaceToBatchLayout(const OpCall& call);
BlockLayout batchToSpaceLayout(const OpCall& call);

/// How DepthToSpace sees its input, whichever axis the channels are.
struct DepthLayout {
    std::int64_t batch;
    std::int64_t height;
    std::int64_t width;
    std::int64_t channels; ///< of the output
    std::int64_t block;
    bool channelsLast;
};

DepthLayout depthLayout(const OpCall& call);

} // namespace tp
