#include "engine/graph/executor.h"

#include "engine/ops/creation.h"

namespace tp::graph {

namespace {

/// How a node of the older control flow goes on, told once by its name.
enum class Flow { None, Switch, Merge, Enter, Exit, NextIteration };

Flow flowOf(const Node& node) {
    std::string_view op = node.op;
    if (op.starts_with("Ref"))
        op.remove_prefix(3);
    if (op == "Switch")
        return Flow::Switch;
    if (op == "Merge")
        return Flow::Merge;
    if (op == "Enter")
        return Flow::Enter;
    if (op == "Exit")
        return Flow::Exit;
    return op == "NextIteration" ? Flow::NextIteration : Flow::None;
}

/// One execution: the values that nodes have so far.
class Execution {
public:
    Execution(const PreparedGraph& prepared, const Plan& plan, RunContext& context)
        : m_prepared(prepared)
        , m_graph(*prepared.graph)
        , m_plan(plan)
        , m_context(context)
        , m_values(m_graph.nodes.size())
        , m_isDone(m_graph.nodes.size()) {}

    Values run(std::span<const Value> fed) {
        for (std::size_t i = 0; i < m_plan.fed.size(); ++i)
            set(m_plan.fed[i], {fed[i]});
        runSteps(0, 0);
        Values results;
        for (const Output& each : m_plan.wanted) {
            const bool givesNothing = each.output == 0 && m_values[each.node].empty();
            results.push_back(givesNothing ? Value() : read(each));
        }
        return results;
    }

private:
    void set(std::size_t node, Values values) {
        m_values[node] = std::move(values);
        m_isDone[node] = true;
    }

    void clear(std::size_t node) {
        m_values[node].clear();
        m_isDone[node] = false;
    }

    /// The value of an output; none if its node did not run.
    Value read(const Output& output) const {
        if (!m_isDone[output.node])
            return {};
        const Values& values = m_values[output.node];
        check(
            output.output < values.size(),
            "The node \"%1\" (%2) has %3 outputs, but its output %4 is read.",
            m_graph.nodes[output.node].name,
            m_graph.nodes[output.node].op,
            values.size(),
            output.output);
        return values[output.output];
    }

    void runSteps(std::size_t frame, std::size_t iteration) {
        for (const Step& step : m_plan.steps[frame]) {
            if (step.isFrame) {
                runLoop(step.index);
            } else {
                runNode(step.index, iteration);
            }
            for (const std::size_t each : step.finished)
                m_values[each].clear();
        }
    }

    void runLoop(std::size_t frame) {
        const std::vector<std::size_t>& nodes = m_plan.nodes[frame];
        for (std::size_t iteration = 0;; ++iteration) {
            m_context.checkTime();
            runSteps(frame, iteration);
            bool isOver = true;
            for (const std::size_t each : nodes) {
                if (m_prepared.order.runFrame[each] == frame &&
                    flowOf(m_graph.nodes[each]) == Flow::NextIteration) {
                    isOver = isOver && !m_isDone[each];
                    m_carried[each] = m_isDone[each] ? m_values[each].front() : Value();
                }
            }
            // Its Exits have their values in the frame around, where they stay.
            for (const std::size_t each : nodes) {
                if (isWithin(m_prepared.order, m_prepared.order.valueFrame[each], frame))
                    clear(each);
            }
            if (isOver)
                return;
        }
    }

    void runNode(std::size_t place, std::size_t iteration) {
        m_context.checkTime();
        const Node& node = m_graph.nodes[place];
        if (node.op == "Const" && node.controls.empty()) {
            set(place, {node.constant});
            return;
        }
        for (const std::size_t control : node.controls) {
            if (!m_isDone[control])
                return;
        }
        const Flow flow = flowOf(node);
        if (flow == Flow::Merge) {
            runMerge(place, iteration);
            return;
        }
        m_inputs.clear();
        for (const Output& input : node.inputs) {
            m_inputs.push_back(read(input));
            if (isDead(m_inputs.back()))
                return;
        }
        if (flow == Flow::None) {
            set(place, compute(place));
        } else {
            runFlow(place, flow, iteration);
        }
    }

    Values compute(std::size_t place) {
        const Node& node = m_graph.nodes[place];
        if (node.op == "Const")
            return {node.constant};
        const Values inputs = std::move(m_inputs); // functions run nodes of their own
        return Call(node, m_prepared.nodes[place], inputs, m_context).run();
    }

    void runFlow(std::size_t place, Flow flow, std::size_t iteration) {
        const Values inputs = std::move(m_inputs);
        const Node& node = m_graph.nodes[place];
        const Call call(node, m_prepared.nodes[place], inputs, m_context);
        if (flow == Flow::Switch) {
            const bool isTaken = call.boolean(1);
            set(place, {isTaken ? Value() : call.value(0), isTaken ? call.value(0) : Value()});
        } else if (flow != Flow::Enter || iteration == 0 || boolAttr(node, "is_constant")) {
            set(place, {call.value(0)});
        }
    }

    /// Takes the first input that is there: what entered the loop, or came back to its begin.
    void runMerge(std::size_t place, std::size_t iteration) {
        const Node& node = m_graph.nodes[place];
        for (std::size_t i = 0; i < node.inputs.size(); ++i) {
            const Output& input = node.inputs[i];
            const bool isBack = isBackEdge(m_graph, node, input);
            if (isBack && iteration == 0)
                continue;
            const Value value = isBack ? m_carried[input.node] : read(input);
            if (isDead(value))
                continue;
            set(place, {value, scalar(static_cast<double>(i), DType::Int32)});
            return;
        }
    }

    const PreparedGraph& m_prepared;
    const Graph& m_graph;
    const Plan& m_plan;
    RunContext& m_context;
    std::vector<Values> m_values;
    std::vector<bool> m_isDone;                       // also of nodes that have no outputs
    std::unordered_map<std::size_t, Value> m_carried; // from one iteration to the next
    Values m_inputs;
};

} // namespace

Values execute(
    const PreparedGraph& prepared,
    const Plan& plan,
    std::span<const Value> fed,
    RunContext& context) {
    return Execution(prepared, plan, context).run(fed);
}

} // namespace tp::graph
