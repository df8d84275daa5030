#include "engine/inspect/graph_flops.h"

#include "engine/base/saturated.h"
#include "engine/graph/node_attrs.h"
#include "engine/graph/order.h"
#include "engine/inspect/graph_needs.h"

#include <map>

namespace tp::inspect {

namespace {

using graph::Graph;
using graph::Node;
using graph::Output;

/// The shapes that a rule looks at: the inputs' and the first output's.
struct Use {
    const Node& node;
    std::map<std::size_t, Shape> inputs; ///< those that the rule names
    Shape output;
};

/// The product of the sizes from an axis on.
std::int64_t elements(const Shape& shape, std::size_t begin = 0) {
    std::int64_t product = 1;
    for (std::size_t axis = begin; axis < shape.rank(); ++axis)
        product = saturatedProduct(product, shape[axis]);
    return product;
}

/// How many numbers of a kernel meet at one number of an image: all but those of the other axis.
std::int64_t kernelShare(const Shape& kernel) {
    if (kernel.rank() < 2 || kernel.back() < 1)
        return 0;
    return elements(kernel) / kernel.back();
}

std::int64_t convolution(const Use& use) {
    return saturatedProduct(elements(use.output), kernelShare(use.inputs.at(1)));
}

std::int64_t transposedConvolution(const Use& use) {
    return saturatedProduct(elements(use.inputs.at(2)), kernelShare(use.inputs.at(1)));
}

std::int64_t depthwise(const Use& use) {
    const Shape& kernel = use.inputs.at(1);
    const std::int64_t window = kernel.rank() == 4 ? saturatedProduct(kernel[0], kernel[1]) : 0;
    return saturatedProduct(elements(use.output), window);
}

std::int64_t matrices(const Use& use) {
    const Shape& a = use.inputs.at(0);
    if (a.rank() < 2)
        return 0;
    const bool isTransposed =
        graph::boolAttr(use.node, "transpose_a") || graph::boolAttr(use.node, "adj_x");
    return saturatedProduct(elements(use.output), isTransposed ? a[a.rank() - 2] : a.back());
}

std::int64_t normalization(const Use& use) {
    return elements(use.output);
}

struct Rule {
    std::string_view op;
    std::vector<std::size_t> inputs; ///< whose shapes matter
    std::int64_t (*products)(const Use& use);
};

const Rule* findRule(std::string_view op) {
    static const std::vector<Rule> kRules = {
        {"BatchMatMul", {0}, matrices},
        {"BatchMatMulV2", {0}, matrices},
        {"Conv1D", {1}, convolution},
        {"Conv2D", {1}, convolution},
        {"Conv2DBackpropInput", {1, 2}, transposedConvolution},
        {"Conv3D", {1}, convolution},
        {"DepthwiseConv2d", {1}, depthwise},
        {"DepthwiseConv2dNative", {1}, depthwise},
        {"FusedBatchNorm", {}, normalization},
        {"FusedBatchNormV2", {}, normalization},
        {"FusedBatchNormV3", {}, normalization},
        {"FusedConv2D", {1}, convolution},
        {"FusedDepthwiseConv2dNative", {1}, depthwise},
        {"MatMul", {0}, matrices},
        {"_FusedConv2D", {1}, convolution},
        {"_FusedDepthwiseConv2dNative", {1}, depthwise},
        {"_FusedMatMul", {0}, matrices},
    };
    for (const Rule& rule : kRules) {
        if (rule.op == op)
            return &rule;
    }
    return nullptr;
}

/// Values of nodes that are asked for all at once, each one time.
class Wanted {
public:
    explicit Wanted(const Graph& graph) : m_graph(graph) {}

    void add(const Output& output) {
        const Node& node = m_graph.nodes[output.node];
        if (node.constant.isNull() && m_places.emplace(nameOf(output), m_names.size()).second)
            m_names.push_back(nameOf(output));
    }

    void
    compute(const GraphModel& model, const NamedTensors& inputs, const GraphRunOptions& options) {
        for (const Tensor& each : model.execute(inputs, m_names, options))
            m_shapes.push_back(each.shape());
    }

    Shape shapeOf(const Output& output) const {
        const Node& node = m_graph.nodes[output.node];
        return node.constant.isNull() ? m_shapes[m_places.at(nameOf(output))]
                                      : node.constant.shape();
    }

private:
    std::string nameOf(const Output& output) const { return outputName(m_graph, output); }

    const Graph& m_graph;
    std::map<std::string, std::size_t> m_places;
    std::vector<std::string> m_names;
    std::vector<Shape> m_shapes;
};

struct CountedNode {
    const Node* node;
    const Rule* rule;
    std::size_t place;
};

std::size_t countedInFunctions(const graph::Program& program) {
    std::size_t count = 0;
    for (const auto& [name, function] : program.functions) {
        for (const Node& node : function.graph.nodes)
            count += findRule(node.op) != nullptr ? 1 : 0;
    }
    return count;
}

} // namespace

GraphFlops
flopsOf(const GraphModel& model, const NamedTensors& inputs, const GraphRunOptions& options) {
    const Graph& graph = model.program().graph;
    const std::vector<bool> isNeeded = neededNodes(model);
    const std::vector<bool> isInBranch = nodesInBranches(graph);
    const graph::Order order = graph::orderOf(graph, "flopsOf");
    GraphFlops result;
    result.ofNodes.resize(graph.nodes.size());
    result.leftOut = countedInFunctions(model.program());
    std::vector<CountedNode> counted;
    Wanted wanted(graph);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const Node& node = graph.nodes[i];
        const Rule* rule = isNeeded[i] ? findRule(node.op) : nullptr;
        if (rule == nullptr)
            continue;
        if (isInBranch[i] || order.runFrame[i] != 0) {
            ++result.leftOut;
            continue;
        }
        counted.push_back({&node, rule, i});
        wanted.add({i, 0});
        for (const std::size_t input : rule->inputs) {
            if (input < node.inputs.size())
                wanted.add(node.inputs[input]);
        }
    }
    if (counted.empty())
        return result;
    wanted.compute(model, inputs, options);
    for (const CountedNode& each : counted) {
        Use use{*each.node, {}, wanted.shapeOf({each.place, 0})};
        for (const std::size_t input : each.rule->inputs) {
            const auto& given = each.node->inputs;
            use.inputs[input] = input < given.size() ? wanted.shapeOf(given[input]) : Shape();
        }
        const std::int64_t products = each.rule->products(use);
        result.ofNodes[each.place] = saturatedProduct(2, products);
        result.flops = saturatedSum(result.flops, result.ofNodes[each.place]);
    }
    return result;
}

} // namespace tp::inspect
