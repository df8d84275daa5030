#pragma once

#include "engine/graph/graph.h"

#include <vector>

namespace tp::graph {

/// Lets each convolution and product with constant weights take in what is done with its result and
/// nothing else: a scale, a batch normalisation, a bias and last an activation; and a convolution
/// the zeros that are put around its input. The node that was last in such a row does it all; those
/// before are read by nobody any more.
void fuse(Graph& graph, const std::vector<std::size_t>& kept);

} // namespace tp::graph
