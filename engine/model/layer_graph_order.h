#pragma once

#include "engine/keras/layer.h"

#include <unordered_map>

namespace tp {

/// The layers between some symbolic tensors, and their uses.
struct LayerOrder {
    /// Those farthest from the outputs first; among equals, those found first on the way back.
    std::vector<Layer*> layers;
    /// The uses of layers by how many steps lie between them and an output.
    std::vector<std::vector<const LayerNode*>> nodesByDepth;
};

/// Throws InvalidArgument if an output hangs on an input that is not among `inputs`.
LayerOrder layerOrder(const SymbolicTensors& inputs, const SymbolicTensors& outputs);

/// The uses of layers that must be computed for these outputs, each after those it hangs on; those
/// of the inputs themselves are left out.
std::vector<std::shared_ptr<const LayerNode>>
computingOrder(const SymbolicTensors& inputs, const SymbolicTensors& outputs);

} // namespace tp
