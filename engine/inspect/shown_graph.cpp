#include "engine/inspect/shown_graph.h"

#include "engine/graph/graph_reader.h"
#include "engine/graph/signature.h"
#include "engine/io/weights.h"

namespace tp::inspect {

namespace {

std::vector<ModelEnd> endsOf(const std::vector<GraphSpec>& specs) {
    std::vector<ModelEnd> ends;
    ends.reserve(specs.size());
    for (const GraphSpec& spec : specs)
        ends.push_back({spec.name, spec.key, spec.dtype, spec.shape});
    return ends;
}

} // namespace

ShownGraph ShownGraph::fromArtifacts(const io::ModelArtifacts& artifacts, std::string_view name) {
    ShownGraph shown;
    shown.m_unsupported = GraphModel::unsupportedOps(artifacts, name);
    if (shown.m_unsupported.empty()) {
        const auto start = std::chrono::steady_clock::now();
        shown.m_model = GraphModel::fromArtifacts(artifacts, name);
        shown.m_seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        shown.m_inputs = endsOf(shown.m_model->inputs());
        shown.m_outputs = endsOf(shown.m_model->outputs());
        return shown;
    }
    auto program = std::make_shared<graph::Program>(
        graph::programFrom(JsonReader(artifacts.modelTopology, name)));
    graph::placeWeights(
        *program, io::decodeWeights(artifacts.weightSpecs, artifacts.weightData, name), name);
    const Json signature = graph::signatureOf(artifacts);
    const graph::Ends ends = graph::endsOf(program->graph, JsonReader(signature, name));
    shown.m_inputs = endsOf(ends.inputs);
    shown.m_outputs = endsOf(ends.outputs);
    shown.m_program = std::move(program);
    return shown;
}

} // namespace tp::inspect
