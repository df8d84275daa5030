#include "engine/graph/fold_constants.h"

#include "engine/graph/call.h"
#include "engine/graph/order.h"
#include "engine/tensor/tidy.h"

#include <algorithm>
#include <array>

namespace tp::graph {

namespace {

/// One output, the same every time, and never more elements than the inputs have together.
constexpr std::array kFoldable = {
    "Abs",     "Cast",  "Ceil",   "ConcatV2", "Cos",          "Exp",  "ExpandDims",
    "Floor",   "Log",   "Neg",    "Pack",     "Rank",         "Relu", "Relu6",
    "Reshape", "Round", "Rsqrt",  "Shape",    "Sigmoid",      "Sin",  "Size",
    "Slice",   "Sqrt",  "Square", "Squeeze",  "StridedSlice", "Tanh", "Transpose"};

/// The same for two inputs, whose result may be larger than both.
constexpr std::array kFoldablePairs = {
    "Add", "AddV2", "Div", "FloorDiv", "Maximum", "Minimum", "Mul", "Pow", "RealDiv", "Sub"};

template<class Names>
bool isAmong(const Names& names, std::string_view op) {
    return std::find(names.begin(), names.end(), op) != names.end();
}

/// Whether the result of two inputs is no larger than the larger one of them.
bool staysSmall(const Tensor& a, const Tensor& b) {
    return broadcastShape(a.shape(), b.shape(), "graph").elementCount() <=
           std::max(a.size(), b.size());
}

bool isFoldable(const Graph& graph, const Node& node) {
    const bool isPair = isAmong(kFoldablePairs, node.op);
    if (!node.controls.empty() || node.inputs.empty() || !(isPair || isAmong(kFoldable, node.op)))
        return false;
    for (const Output& input : node.inputs) {
        const Node& source = graph.nodes[input.node];
        if (input.output != 0 || source.op != "Const" || !source.controls.empty() ||
            source.constant.isNull())
            return false;
    }
    return !isPair || (node.inputs.size() == 2 && staysSmall(
                                                      graph.nodes[node.inputs[0].node].constant,
                                                      graph.nodes[node.inputs[1].node].constant));
}

Tensor valueOf(const Graph& graph, const Node& node) {
    HashTables tables;
    RunContext context(tables, {}, {}, std::chrono::duration<double>::max());
    Values inputs;
    for (const Output& input : node.inputs)
        inputs.emplace_back(graph.nodes[input.node].constant);
    return std::get<Tensor>(Call(node, preparedNode(node), inputs, context).run().front());
}

} // namespace

void foldConstants(Graph& graph, std::string_view name) {
    const Order order = orderOf(graph, name);
    for (const Order::Item& item : order.items[0]) {
        if (item.isFrame || !isFoldable(graph, graph.nodes[item.index]))
            continue;
        Node& node = graph.nodes[item.index];
        node.constant = valueOf(graph, node);
        node.op = "Const";
        node.inputs.clear();
        node.attrs.clear();
    }
}

void skipIdentities(Graph& graph, const std::vector<std::size_t>& kept) {
    std::vector<bool> isKept(graph.nodes.size());
    for (const std::size_t each : kept)
        isKept[each] = true;
    const auto passesOn = [&](std::size_t place) {
        const Node& node = graph.nodes[place];
        const bool isIdentity = node.op == "Identity" || node.op == "Snapshot" ||
                                node.op == "StopGradient" || node.op == "PreventGradient";
        return isIdentity && !isKept[place] && node.controls.empty() && node.inputs.size() == 1;
    };
    for (Node& node : graph.nodes) {
        for (Output& input : node.inputs) {
            // A graph whose Identities pass on each other's values in a circle has been refused.
            while (input.output == 0 && passesOn(input.node))
                input = graph.nodes[input.node].inputs[0];
        }
    }
}

} // namespace tp::graph
