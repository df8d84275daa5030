#pragma once

#include "engine/graph/graph.h"

#include <optional>
#include <string>

namespace tp::graph {

/// A convolution or product together with what it has taken in of the nodes around it.
class FusedRow {
public:
    /// Nothing for nodes of other ops, and those whose weights are no constants, or whose channels
    /// are not last.
    static std::optional<FusedRow> startedBy(const Graph& graph, std::size_t place);

    /// Takes in the node that reads the row's result, which the node `last` gives so far. False,
    /// and nothing changed, if it is none that can be.
    bool take(const Node& node, std::size_t last);

    /// Takes in the node that the input comes from, if it puts zeros around images. False, and
    /// nothing changed, if it does not or they do not go with the row's own.
    bool takePadding(const Node& node);

    /// Makes the node at that place the whole row.
    void placeAt(std::size_t place, Graph& graph) const;

private:
    enum class Kind { Convolution, Depthwise, Product };

    FusedRow(const Graph& graph, const Node& start, Kind kind)
        : m_graph(&graph)
        , m_start(start)
        , m_kind(kind) {}

    bool readTail();
    std::int64_t channels() const;
    const Tensor* constantAt(const Node& node, std::size_t input) const;
    Tensor channelVector(const Tensor& constant) const;
    bool addBias(const Tensor* constant, double factor);
    bool scale(const Tensor* constant);
    bool normalize(const Node& node);
    bool activate(const Node& node);
    bool takePair(const Node& node, std::size_t last);

    const Graph* m_graph;
    Node m_start; // with its inputs and attributes as they were
    Kind m_kind;
    Output m_input;
    Tensor m_weights;
    Tensor m_bias;            // of each channel; null if there is none
    std::string m_activation; // TensorFlow's name; empty if there is none
    Tensor m_slopes;          // of Prelu
    double m_alpha = 0.2;     // of LeakyRelu
    std::vector<std::int64_t>
        m_padding; // around each axis, before and after; empty: as the start says
};

} // namespace tp::graph
