#include "engine/graph/order.h"

#include <queue>

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <optional>

namespace tp::graph {

namespace {

constexpr std::size_t kMostDepth = 32; // of loops within loops

bool isOp(const Node& node, std::string_view name) {
    std::string_view op = node.op;
    if (op.starts_with("Ref"))
        op.remove_prefix(3);
    return op == name;
}
bool isEnter(const Node& node) {
    return isOp(node, "Enter");
}
bool isExit(const Node& node) {
    return isOp(node, "Exit");
}
bool isMerge(const Node& node) {
    return isOp(node, "Merge");
}
bool isNextIteration(const Node& node) {
    return isOp(node, "NextIteration");
}

/// Who has to wait for whom.
struct Edges {
    std::vector<std::vector<std::size_t>> next;
    std::vector<std::size_t> waiting;

    explicit Edges(std::size_t count) : next(count), waiting(count) {}
    void add(std::size_t from, std::size_t to) {
        next[from].push_back(to);
        ++waiting[to];
    }
};

/// All in an order in which nobody waits for a later one, as close to their own as can be. Those of
/// a circle are missing.
std::vector<std::size_t> sorted(Edges& edges) {
    std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
    for (std::size_t i = 0; i < edges.waiting.size(); ++i) {
        if (edges.waiting[i] == 0)
            ready.push(i);
    }
    std::vector<std::size_t> order;
    order.reserve(edges.next.size());
    while (!ready.empty()) {
        const std::size_t i = ready.top();
        ready.pop();
        order.push_back(i);
        for (const std::size_t next : edges.next[i]) {
            if (--edges.waiting[next] == 0)
                ready.push(next);
        }
    }
    return order;
}

/// Calls f for everything that a node has to wait for.
template<class F>
void forEachSource(const Graph& graph, const Node& node, F f) {
    const bool mayGoBack = isMerge(node);
    for (const Output& input : node.inputs) {
        if (!mayGoBack || !isNextIteration(graph.nodes[input.node]))
            f(input.node);
    }
    for (const std::size_t control : node.controls)
        f(control);
}

bool hasLoops(const Graph& graph) {
    return std::any_of(graph.nodes.begin(), graph.nodes.end(), [](const Node& node) {
        return isEnter(node) || isExit(node) || isNextIteration(node);
    });
}

bool waitsForNothing(const Node& node) {
    return node.inputs.empty() && node.controls.empty();
}

/// The same, where it is plain to see: the nodes' own order, but for those that wait for nothing,
/// which go first if they have to. Nothing if that will not do.
std::optional<std::vector<std::size_t>> plainOrder(const Graph& graph) {
    const std::size_t count = graph.nodes.size();
    bool isOwnOrder = true;
    for (std::size_t i = 0; i < count; ++i) {
        bool isPlain = true;
        forEachSource(graph, graph.nodes[i], [&](std::size_t source) {
            if (source < i)
                return;
            isOwnOrder = false;
            isPlain = isPlain && waitsForNothing(graph.nodes[source]);
        });
        if (!isPlain)
            return {};
    }
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (!isOwnOrder) {
        std::stable_partition(order.begin(), order.end(), [&](std::size_t each) {
            return waitsForNothing(graph.nodes[each]);
        });
    }
    return order;
}

[[noreturn]] void
refuseCircle(const Graph& graph, const std::vector<std::size_t>& waiting, std::string_view name) {
    constexpr std::size_t kMostNames = 5;
    std::string names;
    std::size_t count = 0;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (waiting[i] > 0 && ++count <= kMostNames)
            names += (names.empty() ? "" : ", ") + graph.nodes[i].name;
    }
    if (count > kMostNames)
        names += " …";
    fail(
        Error::Kind::BadFile,
        "%1: %2 nodes wait for each other in a circle, so that none can be run: %3",
        name,
        count,
        names);
}

/// All nodes in an order in which none waits for a later one.
std::vector<std::size_t> sortedNodes(const Graph& graph, std::string_view name) {
    if (auto order = plainOrder(graph))
        return std::move(*order);
    Edges edges(graph.nodes.size());
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        forEachSource(graph, graph.nodes[i], [&](std::size_t source) { edges.add(source, i); });
    std::vector<std::size_t> all = sorted(edges);
    if (all.size() < graph.nodes.size())
        refuseCircle(graph, edges.waiting, name);
    return all;
}

/// Finds the frames, node by node.
class FrameFinder {
public:
    FrameFinder(const Graph& graph, Order& order, std::string_view name)
        : m_graph(graph)
        , m_order(order)
        , m_name(name) {
        order.frames = {{}};
        order.valueFrame.resize(graph.nodes.size());
        order.runFrame.resize(graph.nodes.size());
    }

    void find(std::size_t place) {
        const Node& node = m_graph.nodes[place];
        const std::size_t around = innermost(node);
        m_order.runFrame[place] = m_order.valueFrame[place] = around;
        if (isEnter(node)) {
            m_order.runFrame[place] = m_order.valueFrame[place] = entered(node, around);
        } else if (isExit(node)) {
            if (around == 0) {
                fail(
                    Error::Kind::BadFile,
                    "%1: the node \"%2\" leaves a loop, but it is in none",
                    m_name,
                    node.name);
            }
            m_order.valueFrame[place] = m_order.frames[around].parent;
        }
    }

    /// The way back must stay within the loop.
    void checkBackEdges() const {
        for (std::size_t i = 0; i < m_graph.nodes.size(); ++i) {
            for (const Output& input : m_graph.nodes[i].inputs) {
                if (isBackEdge(m_graph, m_graph.nodes[i], input) &&
                    (m_order.valueFrame[input.node] != m_order.valueFrame[i] ||
                     m_order.valueFrame[i] == 0))
                    refuseMixture(m_graph.nodes[i]);
            }
        }
    }

private:
    [[noreturn]] void refuseMixture(const Node& node) const {
        fail(
            Error::Kind::BadFile,
            "%1: the node \"%2\" reads from a loop that it is not in",
            m_name,
            node.name);
    }

    /// The innermost frame of what the node reads; all others must be around it.
    std::size_t innermost(const Node& node) const {
        std::size_t deepest = 0;
        forEachSource(m_graph, node, [&](std::size_t source) {
            const std::size_t frame = m_order.valueFrame[source];
            if (m_order.frames[frame].depth > m_order.frames[deepest].depth)
                deepest = frame;
        });
        forEachSource(m_graph, node, [&](std::size_t source) {
            if (!isWithin(m_order, deepest, m_order.valueFrame[source]))
                refuseMixture(node);
        });
        return deepest;
    }

    std::size_t entered(const Node& node, std::size_t around) {
        std::string name;
        if (const AttrValue* value = node.findAttr("frame_name")) {
            if (const auto* text = std::get_if<std::string>(value))
                name = *text;
        }
        const auto [place, isNew] = m_known.emplace(std::pair(around, name), m_order.frames.size());
        if (isNew) {
            const std::size_t depth = m_order.frames[around].depth + 1;
            if (depth > kMostDepth) {
                fail(
                    Error::Kind::BadFile,
                    "%1: the node \"%2\" begins a loop within %3 others, which is too many",
                    m_name,
                    node.name,
                    kMostDepth);
            }
            m_order.frames.push_back({name, around, depth});
        }
        return place->second;
    }

    const Graph& m_graph;
    Order& m_order;
    std::string_view m_name;
    std::map<std::pair<std::size_t, std::string>, std::size_t> m_known;
};

/// The frame just below `outer` on the way to `inner`.
std::size_t childTowards(const Order& order, std::size_t outer, std::size_t inner) {
    while (order.frames[inner].parent != outer)
        inner = order.frames[inner].parent;
    return inner;
}

/// The innermost frame that is around both, or one of them.
std::size_t commonFrame(const Order& order, std::size_t a, std::size_t b) {
    while (a != b) {
        if (order.frames[a].depth >= order.frames[b].depth) {
            a = order.frames[a].parent;
        } else {
            b = order.frames[b].parent;
        }
    }
    return a;
}

/// Puts nodes and loops of each frame in order. An edge that crosses the border of a loop holds for
/// the whole of it.
void sortItems(const Graph& graph, Order& order, std::string_view name) {
    const std::size_t count = graph.nodes.size();
    Edges edges(count + order.frames.size());
    for (std::size_t i = 0; i < count; ++i) {
        forEachSource(graph, graph.nodes[i], [&](std::size_t source) {
            const std::size_t from = order.runFrame[source];
            const std::size_t to = order.runFrame[i];
            const std::size_t common = commonFrame(order, from, to);
            const std::size_t first =
                from == common ? source : count + childTowards(order, common, from);
            const std::size_t second = to == common ? i : count + childTowards(order, common, to);
            if (first != second)
                edges.add(first, second);
        });
    }
    const std::vector<std::size_t> all = sorted(edges);
    if (all.size() < edges.next.size())
        refuseCircle(graph, edges.waiting, name);
    order.items.resize(order.frames.size());
    for (const std::size_t each : all) {
        if (each < count) {
            order.items[order.runFrame[each]].push_back({false, each});
        } else if (each > count) { // frame 0 is in none
            order.items[order.frames[each - count].parent].push_back({true, each - count});
        }
    }
}

} // namespace

bool isBackEdge(const Graph& graph, const Node& reader, const Output& input) {
    return isMerge(reader) && isNextIteration(graph.nodes[input.node]);
}

bool isWithin(const Order& order, std::size_t frame, std::size_t outer) {
    while (order.frames[frame].depth > order.frames[outer].depth)
        frame = order.frames[frame].parent;
    return frame == outer;
}

Order orderOf(const Graph& graph, std::string_view name) {
    const std::vector<std::size_t> all = sortedNodes(graph, name);
    Order order;
    FrameFinder finder(graph, order, name);
    if (hasLoops(graph)) {
        for (const std::size_t place : all)
            finder.find(place);
        finder.checkBackEdges();
    }
    if (order.frames.size() == 1) {
        order.items.resize(1);
        order.items.front().reserve(all.size());
        for (const std::size_t place : all)
            order.items.front().push_back({false, place});
        return order;
    }
    sortItems(graph, order, name);
    return order;
}

} // namespace tp::graph
