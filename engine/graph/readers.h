#pragma once

#include "engine/graph/graph.h"

#include <optional>
#include <vector>

namespace tp::graph {

/// Who reads what a graph's nodes give, while the graph is being rewritten.
class Readers {
public:
    /// The `kept` nodes count as read from outside, too.
    Readers(const Graph& graph, const std::vector<std::size_t>& kept);

    /// The only node that reads the first output, if there is exactly one, which reads it once, and
    /// nobody reads another output, waits for the node, or asks for it from outside.
    std::optional<std::size_t> onlyReader(std::size_t node) const;

    /// Whether all that is read of the node is its first output.
    bool isOnlyFirstRead(std::size_t node) const { return !m_uses[node].isOtherRead; }

private:
    struct Uses {
        std::vector<std::size_t> readers; // of the first output, as often as they read it
        bool isOtherRead = false;
        bool isAwaited = false;
        bool isKept = false;
    };
    std::vector<Uses> m_uses;
};

} // namespace tp::graph
