#include "engine/graph/fuse.h"

#include "engine/graph/fused_row.h"
#include "engine/graph/readers.h"

namespace tp::graph {

namespace {

/// Lets the row take in its readers, one after the other, and gives the place of the last.
std::size_t
takeReaders(FusedRow& row, std::size_t start, const Graph& graph, const Readers& readers) {
    std::size_t last = start;
    while (const auto next = readers.onlyReader(last)) {
        const Node& node = graph.nodes[*next];
        if (!node.controls.empty() || !readers.isOnlyFirstRead(*next) || !row.take(node, last))
            break;
        last = *next;
    }
    return last;
}

} // namespace

void fuse(Graph& graph, const std::vector<std::size_t>& kept) {
    const Readers readers(graph, kept);
    const std::size_t count = graph.nodes.size();
    for (std::size_t place = 0; place < count; ++place) {
        auto row = FusedRow::startedBy(graph, place);
        if (!row)
            continue;
        const std::size_t last = takeReaders(*row, place, graph, readers);
        const Output& input = graph.nodes[place].inputs[0];
        const bool hasPadding = input.output == 0 && readers.onlyReader(input.node) == place &&
                                row->takePadding(graph.nodes[input.node]);
        if (last != place || hasPadding)
            row->placeAt(last, graph);
    }
}

} // namespace tp::graph
