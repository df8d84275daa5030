#pragma once

#include "engine/graph/graph_model.h"

namespace tp::inspect {

/// What a graph costs for inputs of some shapes.
struct GraphFlops {
    std::int64_t flops = 0; ///< floating-point operations, two for each product added to a sum
    std::vector<std::int64_t> ofNodes; ///< the same for each node of the graph
    std::size_t leftOut = 0; ///< nodes within loops, functions and branches, which are not counted
};

/// Counts the products of convolutions, matrices and batch normalization, as flopsOf() does for
/// layers, by what shapes the nodes' values have: as much of the graph is run as they need, on
/// these inputs.
///
/// Throws what GraphModel::execute() throws.
GraphFlops
flopsOf(const GraphModel& model, const NamedTensors& inputs, const GraphRunOptions& options = {});

} // namespace tp::inspect
