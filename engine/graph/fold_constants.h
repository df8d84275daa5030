#pragma once

#include "engine/graph/graph.h"

#include <string_view>
#include <vector>

namespace tp::graph {

/// Makes a Const of each node that only depends on constants, as far as its op neither draws at
/// random nor makes more of what it is given. Throws what its op refuses.
void foldConstants(Graph& graph, std::string_view name);

/// Lets readers of an Identity read what it passes on. The `kept` nodes, which have a value from
/// outside or are asked for, are read as before.
void skipIdentities(Graph& graph, const std::vector<std::size_t>& kept);

} // namespace tp::graph
