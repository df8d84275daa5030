#include "engine/graph/readers.h"

namespace tp::graph {

Readers::Readers(const Graph& graph, const std::vector<std::size_t>& kept)
    : m_uses(graph.nodes.size()) {
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        for (const Output& input : graph.nodes[i].inputs) {
            if (input.output == 0) {
                m_uses[input.node].readers.push_back(i);
            } else {
                m_uses[input.node].isOtherRead = true;
            }
        }
        for (const std::size_t control : graph.nodes[i].controls)
            m_uses[control].isAwaited = true;
    }
    for (const std::size_t each : kept)
        m_uses[each].isKept = true;
}

std::optional<std::size_t> Readers::onlyReader(std::size_t node) const {
    const Uses& uses = m_uses[node];
    if (uses.readers.size() != 1 || uses.isOtherRead || uses.isAwaited || uses.isKept)
        return {};
    return uses.readers.front();
}

} // namespace tp::graph
