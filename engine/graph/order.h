#pragma once

#include "engine/graph/graph.h"

#include <string_view>
#include <vector>

namespace tp::graph {

/// The body of a loop in the older form of control flow: what lies between nodes Enter and Exit of
/// one frame's name. Frame 0 is the graph itself.
struct Frame {
    std::string name;
    std::size_t parent = 0;
    std::size_t depth = 0;
};

/// In what order nodes can be run, and which loops they belong to.
struct Order {
    std::vector<Frame> frames;

    /// The frame that a node's value is in: that of an Exit is the one around its loop.
    std::vector<std::size_t> valueFrame;

    /// The frame that a node runs in: that of an Exit is its loop.
    std::vector<std::size_t> runFrame;

    /// A node, or a whole loop in its place.
    struct Item {
        bool isFrame = false;
        std::size_t index = 0;
    };

    /// For each frame what is run in it, one after the other.
    std::vector<std::vector<Item>> items;
};

/// Whether the input is the way back to a loop's begin, which orders nothing.
bool isBackEdge(const Graph& graph, const Node& reader, const Output& input);

/// The frame itself and those around it: whether `outer` is among them.
bool isWithin(const Order& order, std::size_t frame, std::size_t outer);

/// Finds the order. Throws BadFile, naming the file, for nodes that wait for each other and for
/// loops that are not closed.
Order orderOf(const Graph& graph, std::string_view name);

} // namespace tp::graph
