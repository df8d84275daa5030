#pragma once

#include "engine/graph/graph_model.h"

namespace tp::graph {

/// What a graph takes and gives, and where.
struct Ends {
    std::vector<GraphSpec> inputs;
    std::vector<std::size_t> inputNodes;
    std::vector<GraphSpec> outputs;
    std::vector<Output> outputPlaces;
    /// Inputs that the initializer makes: node and the number that both sides know it by.
    std::vector<std::pair<std::size_t, std::string>> resources;
};

/// The signature, wherever the converter of its time put it; null if there is none.
Json signatureOf(const io::ModelArtifacts& artifacts);

/// From the signature; where that says nothing, all placeholders are inputs and all nodes that
/// nobody reads are outputs. Throws BadFile for an output that is not there.
Ends endsOf(const Graph& graph, const JsonReader& signature);

/// The first outputs of all nodes that nobody reads, also of those that give nothing.
std::vector<Output> unreadOutputs(const Graph& graph);

/// The numbers that the signature gives to its outputs: resources for inputs of the main graph.
std::vector<std::string> resourceNumbers(const JsonReader& signature);

} // namespace tp::graph
