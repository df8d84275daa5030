#include "engine/inspect/graph_rows.h"

#include "engine/base/saturated.h"
#include "engine/graph/graph_reader.h"
#include "engine/inspect/graph_flops.h"
#include "engine/inspect/graph_needs.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

namespace tp::inspect {

namespace {

using graph::FunctionName;
using graph::Graph;
using graph::Node;
using graph::Output;

constexpr int kMostDepth = 16; // of functions within functions

bool isConstant(const Node& node) {
    return !node.constant.isNull();
}

std::int64_t bytesOf(const Tensor& tensor) {
    return saturatedProduct(tensor.size(), static_cast<std::int64_t>(dtypeBytes(tensor.dtype())));
}

/// The constants that a node reads, each once.
std::vector<const Node*> constantsOf(const Graph& graph, const Node& node) {
    std::vector<const Node*> constants;
    if (isConstant(node))
        constants.push_back(&node);
    for (const Output& input : node.inputs) {
        const Node& read = graph.nodes[input.node];
        if (isConstant(read) &&
            std::find(constants.begin(), constants.end(), &read) == constants.end())
            constants.push_back(&read);
    }
    return constants;
}

/// The functions that a node calls, by the names of its attributes.
std::vector<std::pair<std::string, const graph::Function*>>
functionsOf(const graph::Program& program, const Node& node) {
    std::vector<std::pair<std::string, const graph::Function*>> functions;
    const auto add = [&](const std::string& attr, const FunctionName& function) {
        if (const auto found = program.functions.find(function.name);
            found != program.functions.end())
            functions.emplace_back(attr, &found->second);
    };
    for (const auto& [name, value] : node.attrs) {
        if (const auto* one = std::get_if<FunctionName>(&value)) {
            add(name, *one);
        } else if (const auto* several = std::get_if<std::vector<FunctionName>>(&value)) {
            for (const FunctionName& each : *several)
                add(name, each);
        }
    }
    return functions;
}

/// "StatefulPartitionedCall/model/" if all names begin so; it would push what tells them apart out
/// of sight.
std::size_t commonHead(const Graph& graph) {
    const std::string* first = nullptr;
    std::size_t same = 0;
    for (const Node& node : graph.nodes) {
        if (isConstant(node) || node.op == "Placeholder" ||
            node.name.find('/') == std::string::npos)
            continue;
        if (first == nullptr) {
            first = &node.name;
            same = node.name.rfind('/') + 1;
            continue;
        }
        const std::size_t most = std::min(same, node.name.size());
        const auto end = node.name.begin() + static_cast<std::ptrdiff_t>(most);
        same = static_cast<std::size_t>(
            std::mismatch(node.name.begin(), end, first->begin()).first - node.name.begin());
        const std::size_t slash = same == 0 ? std::string::npos : first->rfind('/', same - 1);
        same = slash == std::string::npos ? 0 : slash + 1;
    }
    return same;
}

std::string endsText(const std::vector<ModelEnd>& ends) {
    std::string text;
    for (const ModelEnd& end : ends) {
        text += text.empty() ? "" : ", ";
        text += end.shape ? shapesText({*end.shape}) : "[…]";
    }
    return text;
}

class Builder {
public:
    Builder(const ShownGraph& shown, ModelView& view, std::vector<NodePlace>& places)
        : m_program(shown.program())
        , m_view(view)
        , m_places(places) {}

    void addAll() {
        m_view.scopes.emplace_back();
        Scope scope;
        addGraph(m_program.graph, scope, "", -1, 0);
        m_view.scopes[0] = std::move(scope);
    }

private:
    /// Adds the rows of a graph, and its nodes and wires to the scope.
    void
    addGraph(const Graph& graph, Scope& scope, const std::string& head, int parent, int depth) {
        const std::size_t common = commonHead(graph);
        std::vector<bool> isRead(graph.nodes.size());
        for (const Node& node : graph.nodes) {
            for (const Output& input : node.inputs)
                isRead[input.node] = true;
        }
        std::vector<std::size_t> parts(graph.nodes.size(), kNone);
        for (const std::size_t i : runOrder(graph)) {
            const Node& node = graph.nodes[i];
            if (isConstant(node))
                addToTotal(node);
            if (isConstant(node) && isRead[i])
                continue; // shown with those who read it
            parts[i] = scope.parts.size();
            const auto row = static_cast<int>(m_view.rows.size());
            m_view.rows.push_back(rowFor(graph, node, head, common));
            m_places.push_back({&graph, i});
            LayerRow& added = m_view.rows.back();
            added.parent = parent;
            added.depth = depth;
            scope.parts.push_back({row, added.name, added.outputs});
            addFunctions(node, row, depth);
        }
        addWires(graph, parts, scope);
    }

    LayerRow rowFor(
        const Graph& graph, const Node& node, const std::string& head, std::size_t common) const {
        LayerRow row;
        row.path = head + node.name;
        row.name = common < node.name.size() && node.name.find('/') != std::string::npos &&
                           !isConstant(node)
                       ? node.name.substr(common)
                       : node.name;
        row.kind = node.op;
        row.isTrainable = false;
        for (const Node* constant : constantsOf(graph, node)) {
            row.costs.params += constant->constant.size();
            row.costs.bytes += bytesOf(constant->constant);
            row.hasWeights = true;
        }
        for (const Output& input : node.inputs) {
            const Node& before = graph.nodes[input.node];
            if (!isConstant(before) &&
                std::find(row.after.begin(), row.after.end(), before.name) == row.after.end())
                row.after.push_back(before.name);
        }
        return row;
    }

    void addToTotal(const Node& node) {
        m_view.total.params += node.constant.size();
        m_view.total.bytes += bytesOf(node.constant);
    }

    void addFunctions(const Node& node, int row, int depth) {
        if (depth >= kMostDepth)
            return;
        const std::string path = m_view.rows[static_cast<std::size_t>(row)].path;
        Scope inside{row, {}, {}};
        const std::size_t place = m_view.scopes.size();
        bool isAny = false;
        for (const auto& [attr, function] : functionsOf(m_program, node)) {
            if (!m_shown.insert(function).second)
                continue;
            if (!isAny)
                m_view.scopes.emplace_back();
            isAny = true;
            std::string head = path;
            head.append(":").append(attr).append("/");
            addGraph(function->graph, inside, head, row, depth + 1);
        }
        if (!isAny)
            return;
        m_view.scopes[place] = std::move(inside);
        m_view.rows[static_cast<std::size_t>(row)].isModel = true;
    }

    static void addWires(const Graph& graph, const std::vector<std::size_t>& parts, Scope& scope) {
        for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
            std::set<std::size_t> seen;
            for (const Output& input : graph.nodes[i].inputs) {
                const std::size_t from = parts[input.node];
                if (parts[i] != kNone && from != kNone && seen.insert(from).second)
                    scope.wires.push_back({from, parts[i]});
            }
        }
    }

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    const graph::Program& m_program;
    ModelView& m_view;
    std::vector<NodePlace>& m_places;
    std::unordered_set<const graph::Function*> m_shown;
};

void checkCancelled(const std::function<bool()>& isCancelled) {
    if (isCancelled && isCancelled())
        fail(Error::Kind::Cancelled, "The task was cancelled");
}

/// The shapes that one run made, by node and output; those of constants are known anyway.
class NodeShapes {
public:
    NodeShapes(const GraphModel& model, const NamedTensors& inputs, const GraphRunOptions& options)
        : m_graph(model.program().graph) {
        std::vector<std::string> names;
        std::vector<Output> outputs;
        const auto sure = sureOutputs(model);
        for (std::size_t node = 0; node < sure.size(); ++node) {
            for (const std::size_t output : sure[node]) {
                if (isConstant(m_graph.nodes[node]))
                    continue;
                outputs.push_back({node, output});
                names.push_back(outputName(m_graph, outputs.back()));
            }
        }
        const Tensors values = model.execute(inputs, names, options);
        for (std::size_t i = 0; i < values.size(); ++i)
            m_shapes[{outputs[i].node, outputs[i].output}] = values[i].shape();
    }

    std::string inputs(std::size_t node) const {
        std::string text;
        for (const Output& input : m_graph.nodes[node].inputs) {
            const Node& before = m_graph.nodes[input.node];
            const auto found = m_shapes.find({input.node, input.output});
            if (isConstant(before) || found == m_shapes.end())
                continue;
            text += (text.empty() ? "" : ", ") + shapesText({found->second});
        }
        return text;
    }

    std::string outputs(std::size_t node) const {
        if (isConstant(m_graph.nodes[node]))
            return shapesText({m_graph.nodes[node].constant.shape()});
        std::string text;
        for (auto found = m_shapes.lower_bound({node, 0});
             found != m_shapes.end() && found->first.first == node;
             ++found)
            text += (text.empty() ? "" : ", ") + shapesText({found->second});
        return text;
    }

    std::string of(const std::vector<ModelEnd>& ends) const {
        std::string text;
        for (const ModelEnd& end : ends) {
            const auto name = graph::outputNameFrom(end.name);
            const auto node = name ? m_graph.find(name->node) : std::nullopt;
            const auto found = m_shapes.find({node.value_or(0), name ? name->output : 0});
            const bool isKnown = node && found != m_shapes.end();
            text += (text.empty() ? "" : ", ") +
                    (isKnown ? shapesText({found->second}) : endsText({end}));
        }
        return text;
    }

private:
    const Graph& m_graph;
    std::map<std::pair<std::size_t, std::size_t>, Shape> m_shapes;
};

} // namespace

GraphRows rowsOf(std::shared_ptr<const ShownGraph> graph, std::string_view name) {
    GraphRows rows;
    const auto view = std::make_shared<ModelView>();
    view->name = name;
    view->kind = "GraphModel";
    view->isGraph = true;
    view->inputs = endsText(graph->inputs());
    view->outputs = endsText(graph->outputs());
    Builder(*graph, *view, rows.places).addAll();
    for (const ModelEnd& input : graph->inputs()) {
        const auto row =
            std::find_if(view->rows.begin(), view->rows.end(), [&](const LayerRow& each) {
                return each.path == input.name;
            });
        if (row == view->rows.end())
            continue;
        row->inputs = row->outputs = endsText({input});
        for (Scope::Part& part : view->scopes.front().parts) {
            if (part.row == row - view->rows.begin())
                part.outputs = row->outputs;
        }
    }
    rows.graph = std::move(graph);
    rows.view = view;
    return rows;
}

LayerView
nodeViewOf(const GraphRows& rows, std::size_t row, const std::function<bool()>& isCancelled) {
    check(row < rows.places.size(), "The graph has no row %1.", row);
    const NodePlace& place = rows.places[row];
    const Node& node = place.graph->nodes[place.node];
    LayerView view;
    view.path = rows.view->rows[row].path;
    for (const auto& [name, value] : node.attrs) {
        const bool isShown = name != "value" && !name.starts_with("_output_shapes");
        if (isShown)
            view.settings.push_back({name, graph::toText(value)});
    }
    for (const Node* constant : constantsOf(*place.graph, node)) {
        checkCancelled(isCancelled);
        const std::size_t slash = constant->name.rfind('/');
        view.weights.push_back(weightViewOf(
            slash == std::string::npos ? constant->name : constant->name.substr(slash + 1),
            constant->constant));
    }
    return view;
}

std::vector<std::int64_t>
notFiniteCounts(const GraphRows& rows, const std::function<bool()>& isCancelled) {
    std::vector<std::int64_t> counts(rows.places.size(), 0);
    for (std::size_t i = 0; i < rows.places.size(); ++i) {
        checkCancelled(isCancelled);
        const NodePlace& place = rows.places[i];
        for (const Node* constant : constantsOf(*place.graph, place.graph->nodes[place.node]))
            counts[i] += notFiniteCount(constant->constant);
    }
    return counts;
}

std::shared_ptr<const ModelView>
withShapes(const GraphRows& rows, const NamedTensors& inputs, const GraphRunOptions& options) {
    const GraphModel* model = rows.graph->model();
    check(model != nullptr, "The graph cannot be run: it has ops that are not supported.");
    const NodeShapes shapes(*model, inputs, options);
    const GraphFlops flops = flopsOf(*model, inputs, options);
    auto view = std::make_shared<ModelView>(*rows.view);
    for (std::size_t i = 0; i < rows.places.size(); ++i) {
        if (rows.places[i].graph != &model->program().graph)
            continue;
        const std::size_t node = rows.places[i].node;
        LayerRow& row = view->rows[i];
        row.inputs = shapes.inputs(node);
        row.outputs = shapes.outputs(node);
        if (row.kind == "Placeholder")
            row.inputs = row.outputs;
        row.costs.flops = flops.ofNodes[node];
    }
    for (Scope::Part& part : view->scopes.front().parts)
        part.outputs = view->rows[static_cast<std::size_t>(part.row)].outputs;
    view->total.flops = flops.flops;
    view->outputs = shapes.of(rows.graph->outputs());
    return view;
}

} // namespace tp::inspect
