#pragma once

#include "engine/graph/graph.h"

#include <string_view>
#include <vector>

namespace tp::graph {

/// The graph in fewer steps: what only depends on constants is computed, nodes that pass a value on
/// are skipped, and convolutions and products take in the padding before them and the scale, batch
/// normalisation, bias and activation after them.
///
/// Nodes keep their places, new constants come after them, and what nobody reads any more is still
/// there. The first outputs of the `kept` nodes (what predict() takes and gives) have the values
/// that they had, up to rounding; those of others may be gone. Throws what the constants' ops
/// refuse, naming the node.
Graph optimized(Graph graph, const std::vector<std::size_t>& kept, std::string_view name);

} // namespace tp::graph
