#pragma once

#include "engine/graph/call.h"
#include "engine/graph/order.h"

#include <memory>
#include <vector>

namespace tp::graph {

/// A graph with all that is looked up once. The graph must outlive it.
struct PreparedGraph {
    const Graph* graph = nullptr;
    Order order;
    std::vector<PreparedNode> nodes;
};

/// Looks up ops and order. Ops that are lacking are no error before they run.
PreparedGraph preparedGraph(const Graph& graph, std::string_view name);

/// One step on the way to the outputs that are wanted.
struct Step {
    bool isFrame = false;
    std::size_t index = 0;             ///< of the node, or of the loop
    std::vector<std::size_t> finished; ///< nodes whose values nobody reads after this step
};

/// What has to be run, in which order, for some outputs, given some inputs. Only that is in it.
struct Plan {
    std::vector<std::vector<Step>> steps;        ///< for each frame
    std::vector<std::vector<std::size_t>> nodes; ///< of each frame and those within it
    std::vector<std::size_t> fed;
    std::vector<Output> wanted;
};

/// Which nodes have to run so that these can, where those that are fed need not.
std::vector<bool> neededNodes(
    const Graph& graph, const std::vector<std::size_t>& fed, const std::vector<Output>& wanted);

/// Throws InvalidArgument for an output within a loop, or given in one.
Plan planFor(
    const PreparedGraph& prepared, std::vector<std::size_t> fed, std::vector<Output> wanted);

} // namespace tp::graph
