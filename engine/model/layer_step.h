#pragma once

#include "engine/keras/layer.h"

#include <vector>

namespace tp {

/// One computation of a model: a use of a layer, and where its inputs and outputs are kept among
/// the values of a run.
struct LayerStep {
    LayerPointer layer;
    std::shared_ptr<const LayerNode> node;
    std::vector<std::size_t> inputs; ///< numbers of values
    std::size_t firstOutput = 0;
    std::size_t outputCount = 0;
    std::vector<std::size_t> lastUses; ///< values that nobody needs after this step
};

} // namespace tp
