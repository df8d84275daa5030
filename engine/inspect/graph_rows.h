#pragma once

#include "engine/inspect/layer_view.h"
#include "engine/inspect/shown_graph.h"

namespace tp::inspect {

/// A node in the graph that it lies in: the main one, or that of a function.
struct NodePlace {
    const graph::Graph* graph = nullptr;
    std::size_t node = 0;
};

/// What there is to see of a graph model, in the same words as of layers: a row for each node, with
/// the constants that it reads as its weights. Nodes that call functions have the functions' nodes
/// within them; a function that several call is shown once, within the first.
struct GraphRows {
    std::shared_ptr<const ShownGraph> graph;
    std::shared_ptr<const ModelView> view; ///< without shapes, which only a run can tell
    std::vector<NodePlace> places;         ///< of the rows; valid as long as `graph` is held
};

/// `name` is what the model is called. Rows stand in an order in which they can be run.
GraphRows rowsOf(std::shared_ptr<const ShownGraph> graph, std::string_view name);

/// The attributes of that row's node, and its constants. Reads all of them: `isCancelled` is asked
/// in between.
LayerView
nodeViewOf(const GraphRows& rows, std::size_t row, const std::function<bool()>& isCancelled);

/// How many numbers of each row's constants are NaN or infinite.
std::vector<std::int64_t>
notFiniteCounts(const GraphRows& rows, const std::function<bool()>& isCancelled);

/// The same view with what a run on these inputs tells: the shapes of what nodes give and take, and
/// what they cost. Nodes that have no one shape, as those of loops, are left without.
///
/// Throws what GraphModel::execute() throws. The graph must have a model().
std::shared_ptr<const ModelView>
withShapes(const GraphRows& rows, const NamedTensors& inputs, const GraphRunOptions& options = {});

} // namespace tp::inspect
