#include "engine/graph/plan.h"

#include <algorithm>

namespace tp::graph {

namespace {

/// Has each step note the values that are read for the last time in it.
class LastReaders {
public:
    LastReaders(const PreparedGraph& prepared, Plan& plan)
        : m_prepared(prepared)
        , m_plan(plan)
        , m_stepOf(prepared.graph->nodes.size())
        , m_stepOfFrame(prepared.order.frames.size())
        , m_last(prepared.graph->nodes.size()) {}

    void find() {
        for (const auto& steps : m_plan.steps) {
            for (std::size_t i = 0; i < steps.size(); ++i)
                (steps[i].isFrame ? m_stepOfFrame : m_stepOf)[steps[i].index] = i;
        }
        for (const auto& steps : m_plan.steps) {
            for (std::size_t i = 0; i < steps.size(); ++i) {
                if (!steps[i].isFrame)
                    noteReads(steps[i].index);
            }
        }
        noteFinished();
    }

private:
    /// In which step of the value's frame the node runs, itself or with its loop.
    std::size_t stepWithin(std::size_t node, std::size_t frame) const {
        std::size_t at = m_prepared.order.runFrame[node];
        if (at == frame)
            return m_stepOf[node];
        while (m_prepared.order.frames[at].parent != frame)
            at = m_prepared.order.frames[at].parent;
        return m_stepOfFrame[at];
    }

    void noteReads(std::size_t reader) {
        const Node& node = m_prepared.graph->nodes[reader];
        const auto note = [&](std::size_t source) {
            const std::size_t frame = m_prepared.order.valueFrame[source];
            m_last[source] = std::max(m_last[source], stepWithin(reader, frame));
        };
        for (const Output& input : node.inputs) {
            if (!isBackEdge(*m_prepared.graph, node, input))
                note(input.node);
        }
        for (const std::size_t control : node.controls)
            note(control);
    }

    void noteFinished() {
        std::vector<bool> isKept(m_last.size());
        for (const Output& each : m_plan.wanted)
            isKept[each.node] = true;
        for (std::size_t frame = 0; frame < m_plan.steps.size(); ++frame) {
            for (const Step& step : std::vector<Step>(m_plan.steps[frame])) {
                if (!step.isFrame)
                    finish(step.index, isKept);
            }
        }
        for (const std::size_t each : m_plan.fed) {
            if (!isKept[each] && !m_plan.steps[0].empty())
                m_plan.steps[0][m_last[each]].finished.push_back(each);
        }
    }

    void finish(std::size_t node, const std::vector<bool>& isKept) {
        const std::string& op = m_prepared.graph->nodes[node].op;
        if (isKept[node] || op == "NextIteration" || op == "RefNextIteration")
            return;
        const std::size_t frame = m_prepared.order.valueFrame[node];
        const std::size_t last = std::max(m_last[node], stepWithin(node, frame));
        m_plan.steps[frame][last].finished.push_back(node);
    }

    const PreparedGraph& m_prepared;
    Plan& m_plan;
    std::vector<std::size_t> m_stepOf;
    std::vector<std::size_t> m_stepOfFrame;
    std::vector<std::size_t> m_last;
};

} // namespace

std::vector<bool> neededNodes(
    const Graph& graph, const std::vector<std::size_t>& fed, const std::vector<Output>& wanted) {
    std::vector<bool> needed(graph.nodes.size());
    std::vector<bool> isFed(graph.nodes.size());
    for (const std::size_t each : fed)
        isFed[each] = true;
    std::vector<std::size_t> open;
    const auto need = [&](std::size_t node) {
        if (!needed[node] && !isFed[node]) {
            needed[node] = true;
            open.push_back(node);
        }
    };
    for (const Output& each : wanted)
        need(each.node);
    while (!open.empty()) {
        const Node& node = graph.nodes[open.back()];
        open.pop_back();
        for (const Output& input : node.inputs)
            need(input.node);
        for (const std::size_t control : node.controls)
            need(control);
    }
    return needed;
}

PreparedGraph preparedGraph(const Graph& graph, std::string_view name) {
    PreparedGraph prepared{&graph, orderOf(graph, name), {}};
    prepared.nodes.reserve(graph.nodes.size());
    for (const Node& node : graph.nodes) {
        const bool isThere = node.op == "Const"; // needs nothing looked up
        prepared.nodes.push_back(isThere ? PreparedNode() : preparedNode(node));
    }
    return prepared;
}

Plan planFor(
    const PreparedGraph& prepared, std::vector<std::size_t> fed, std::vector<Output> wanted) {
    const Graph& graph = *prepared.graph;
    const Order& order = prepared.order;
    Plan plan{{}, {}, std::move(fed), std::move(wanted)};
    for (const std::size_t each : plan.fed) {
        check(
            order.valueFrame[each] == 0,
            "The node \"%1\" is within a loop, so that it cannot be given.",
            graph.nodes[each].name);
    }
    for (const Output& each : plan.wanted) {
        check(
            order.valueFrame[each.node] == 0,
            "The node \"%1\" is within a loop, so that it has more than one value.",
            graph.nodes[each.node].name);
    }
    const std::vector<bool> needed = neededNodes(graph, plan.fed, plan.wanted);
    const std::size_t frames = order.frames.size();
    plan.steps.resize(frames);
    plan.nodes.resize(frames);
    std::vector<bool> isFrameNeeded(frames);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (!needed[i])
            continue;
        for (std::size_t at = order.runFrame[i]; at != 0; at = order.frames[at].parent) {
            isFrameNeeded[at] = true;
            plan.nodes[at].push_back(i);
        }
        plan.nodes[0].push_back(i);
    }
    for (std::size_t frame = 0; frame < frames; ++frame) {
        for (const Order::Item& item : order.items[frame]) {
            if (item.isFrame ? isFrameNeeded[item.index] : needed[item.index])
                plan.steps[frame].push_back({item.isFrame, item.index, {}});
        }
    }
    LastReaders(prepared, plan).find();
    return plan;
}

} // namespace tp::graph
