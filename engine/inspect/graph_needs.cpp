#include "engine/inspect/graph_needs.h"

#include "engine/graph/graph_reader.h"
#include "engine/graph/order.h"

#include <algorithm>
#include <array>

namespace tp::inspect {

using graph::DataType;
using graph::Graph;
using graph::Node;
using graph::Output;

namespace {

bool isHandleType(const Node& node, std::string_view attr) {
    const graph::AttrValue* value = node.findAttr(attr);
    const auto* type = value != nullptr ? std::get_if<DataType>(value) : nullptr;
    return type != nullptr && (*type == DataType::Resource || *type == DataType::Variant);
}

/// Ops whose first output is a handle, or that have none at all.
bool givesHandle(const std::string& op) {
    constexpr std::array kTensors = {
        "TensorListStack",
        "TensorListGetItem",
        "TensorListGather",
        "TensorListConcat",
        "TensorListConcatV2",
        "TensorListLength",
        "TensorListElementShape"};
    if (op.starts_with("TensorList"))
        return std::find(kTensors.begin(), kTensors.end(), op) == kTensors.end();
    constexpr std::array kHandles = {
        "EmptyTensorList",
        "TensorArray",
        "TensorArrayV2",
        "TensorArrayV3",
        "HashTable",
        "HashTableV2",
        "NoOp",
        "Assert"};
    return std::find(kHandles.begin(), kHandles.end(), op) != kHandles.end();
}

/// Whether the types of a node's outputs are named one by one, as those of calls are.
const std::vector<DataType>* outputTypes(const Node& node) {
    for (const char* name : {"Tout", "output_types", "T"}) {
        const graph::AttrValue* value = node.findAttr(name);
        if (value == nullptr)
            continue;
        if (const auto* types = std::get_if<std::vector<DataType>>(value))
            return types;
    }
    return nullptr;
}

bool callsFunctions(const Node& node) {
    return std::any_of(node.attrs.begin(), node.attrs.end(), [](const auto& attr) {
        return std::holds_alternative<graph::FunctionName>(attr.second) ||
               std::holds_alternative<std::vector<graph::FunctionName>>(attr.second);
    });
}

/// Ops that hand on what they get, whatever it is.
bool handsOn(const Node& node) {
    constexpr std::array kNames = {"Identity", "IdentityN", "Merge", "RefMerge", "Exit", "RefExit"};
    return std::find(kNames.begin(), kNames.end(), node.op) != kNames.end();
}

/// How many outputs of each node anybody reads; at least one.
std::vector<std::size_t> outputCounts(const GraphModel& model) {
    const Graph& graph = model.program().graph;
    std::vector<std::size_t> counts(graph.nodes.size(), 1);
    const auto isRead = [&](const Output& output) {
        counts[output.node] = std::max(counts[output.node], output.output + 1);
    };
    for (const Node& node : graph.nodes)
        std::for_each(node.inputs.begin(), node.inputs.end(), isRead);
    return counts;
}

/// Whether a value that may be missing leaves the reader without one. A branch ends in a Merge, and
/// what a loop's Switch lets out is there once the loop has ended.
bool mayMissToo(const Node& node, bool isMissing, const Node& reader) {
    if (reader.op.ends_with("Merge"))
        return isMissing && node.op.ends_with("Enter"); // a loop that may not be run at all
    return isMissing || !reader.op.ends_with("Exit");
}

/// The nodes of a frame, each loop in it as a whole. Loops are but a few deep, see orderOf().
void addFrame(const graph::Order& order, std::size_t frame, std::vector<std::size_t>& nodes) {
    for (const graph::Order::Item& item : order.items[frame]) {
        if (item.isFrame) {
            addFrame(order, item.index, nodes);
        } else {
            nodes.push_back(item.index);
        }
    }
}

bool isTensor(const Node& node, std::size_t output) {
    const auto* types = outputTypes(node);
    if (types == nullptr)
        return !callsFunctions(node);
    return output < types->size() && graph::dtypeFor((*types)[output]).has_value();
}

} // namespace

std::vector<bool> neededNodes(const GraphModel& model) {
    const Graph& graph = model.program().graph;
    std::vector<bool> isNeeded(graph.nodes.size());
    std::vector<std::size_t> open;
    const auto need = [&](std::size_t node) {
        if (!isNeeded[node])
            open.push_back(node);
        isNeeded[node] = true;
    };
    for (const GraphSpec& output : model.outputs()) {
        const auto name = graph::outputNameFrom(output.name);
        if (const auto node = name ? graph.find(name->node) : std::nullopt)
            need(*node);
    }
    while (!open.empty()) {
        const std::size_t node = open.back();
        open.pop_back();
        for (const Output& input : graph.nodes[node].inputs)
            need(input.node);
    }
    return isNeeded;
}

std::vector<bool> nodesInBranches(const Graph& graph) {
    std::vector<std::vector<std::size_t>> readers(graph.nodes.size());
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        for (const Output& input : graph.nodes[i].inputs)
            readers[input.node].push_back(i);
        for (const std::size_t control : graph.nodes[i].controls)
            readers[control].push_back(i);
        if (graph.nodes[i].op.ends_with("Switch"))
            open.push_back(i);
    }
    std::vector<bool> isInBranch(graph.nodes.size());
    while (!open.empty()) {
        const std::size_t node = open.back();
        open.pop_back();
        for (const std::size_t reader : readers[node]) {
            if (!isInBranch[reader] &&
                mayMissToo(graph.nodes[node], isInBranch[node], graph.nodes[reader])) {
                isInBranch[reader] = true;
                open.push_back(reader);
            }
        }
    }
    return isInBranch;
}

std::string outputName(const Graph& graph, const Output& output) {
    const std::string& name = graph.nodes[output.node].name;
    return output.output == 0 ? name : name + ":" + std::to_string(output.output);
}

std::vector<std::size_t> runOrder(const Graph& graph) {
    const graph::Order order = graph::orderOf(graph, "runOrder");
    std::vector<std::size_t> nodes;
    nodes.reserve(graph.nodes.size());
    addFrame(order, 0, nodes);
    return nodes;
}

std::vector<std::vector<std::size_t>> sureOutputs(const GraphModel& model) {
    const Graph& graph = model.program().graph;
    const std::vector<bool> isNeeded = neededNodes(model);
    const std::vector<bool> isInBranch = nodesInBranches(graph);
    const graph::Order order = graph::orderOf(graph, "sureOutputs");
    const std::vector<std::size_t> counts = outputCounts(model);
    std::vector<std::vector<std::size_t>> sure(graph.nodes.size());
    std::vector<bool> isHandle(graph.nodes.size());
    for (const std::size_t i : runOrder(graph)) {
        const Node& node = graph.nodes[i];
        const auto leads = [&](const Output& input) { return isHandle[input.node]; };
        isHandle[i] = givesHandle(node.op) || isHandleType(node, "dtype") ||
                      (handsOn(node) && std::any_of(node.inputs.begin(), node.inputs.end(), leads));
    }
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const Node& node = graph.nodes[i];
        const bool isSure = isNeeded[i] && !isInBranch[i] && order.valueFrame[i] == 0 &&
                            !isHandle[i] && !node.op.ends_with("Switch");
        for (std::size_t output = 0; isSure && output < counts[i]; ++output) {
            if (isTensor(node, output))
                sure[i].push_back(output);
        }
    }
    return sure;
}

} // namespace tp::inspect
