#include "engine/graph/optimize.h"

#include "engine/graph/fold_constants.h"
#include "engine/graph/fuse.h"

namespace tp::graph {

Graph optimized(Graph graph, const std::vector<std::size_t>& kept, std::string_view name) {
    skipIdentities(graph, kept);
    foldConstants(graph, name);
    fuse(graph, kept);
    return graph;
}

} // namespace tp::graph
