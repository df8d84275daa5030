#pragma once

#include "engine/graph/graph_model.h"

namespace tp::inspect {

/// The nodes that the model's outputs need.
std::vector<bool> neededNodes(const GraphModel& model);

/// The nodes that have a value only if a branch is taken: those behind a Switch.
std::vector<bool> nodesInBranches(const graph::Graph& graph);

/// All nodes in an order in which they can be run, each loop at one piece.
std::vector<std::size_t> runOrder(const graph::Graph& graph);

/// For each node of the main graph, which of its outputs are tensors that one run surely makes, as
/// far as anybody reads them: none for nodes that no output needs, those within loops and branches,
/// and those that give handles of lists and tables.
std::vector<std::vector<std::size_t>> sureOutputs(const GraphModel& model);

/// "name" for the first output of a node, "name:1" for the next.
std::string outputName(const graph::Graph& graph, const graph::Output& output);

} // namespace tp::inspect
