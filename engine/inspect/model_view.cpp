#include "engine/inspect/model_view.h"

#include "engine/model/flops.h"
#include "engine/model/layer_graph.h"
#include "engine/model/model.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace tp::inspect {

namespace {

std::int64_t bytesOf(const Variables& variables) {
    std::int64_t bytes = 0;
    for (const Variable& variable : variables) {
        bytes += variable.shape().elementCount() *
                 static_cast<std::int64_t>(dtypeBytes(variable.dtype()));
    }
    return bytes;
}

Costs costsOf(const Layer& layer) {
    Costs costs;
    const Variables trainable = layer.trainableWeights();
    costs.trainable = countParams(trainable);
    const Variables all = layer.weights();
    costs.params = countParams(all);
    costs.bytes = bytesOf(all);
    return costs;
}

/// Where a layer stands in the graph; a layer that stands nowhere in it has no use.
std::vector<std::string> namesBefore(const Layer& layer, const LayerGraph& graph) {
    std::vector<std::string> names;
    for (const auto& node : graph.nodesOf(layer)) {
        for (const SymbolicTensor& input : node->inputs) {
            const std::string& name = input.layer()->name();
            if (std::find(names.begin(), names.end(), name) == names.end())
                names.push_back(name);
        }
    }
    return names;
}

void fillShapes(LayerRow& row, const Layer& layer, const LayerGraph& graph) {
    const auto& nodes = graph.nodesOf(layer);
    for (const auto& node : nodes) {
        const std::string inputs = shapesText(shapesOf(node->inputs));
        const std::string outputs = shapesText(node->outputShapes);
        if (node == nodes.front()) {
            row.inputs = inputs.empty() ? outputs : inputs; // what an input layer takes, it gives
            row.outputs = outputs;
        } else {
            row.inputs = row.inputs == inputs ? inputs : "multiple";
            row.outputs = row.outputs == outputs ? outputs : "multiple";
        }
    }
}

Scope scopeOf(const Model& model, const std::vector<int>& rows, int ownRow) {
    Scope scope{ownRow, {}, {}};
    std::unordered_map<const Layer*, std::size_t> numbers;
    const auto numberOf = [&](const Layer& layer) {
        const auto [found, isNew] = numbers.try_emplace(&layer, scope.parts.size());
        if (isNew)
            scope.parts.push_back({-1, layer.name(), {}});
        return found->second;
    };
    for (const LayerPointer& layer : model.graph().layers())
        numberOf(*layer);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::size_t number = numberOf(*model.layers()[i]);
        scope.parts[number].row = rows[i];
    }
    std::set<std::pair<std::size_t, std::size_t>> seen;
    for (const LayerPointer& layer : model.graph().layers()) {
        const std::size_t to = numberOf(*layer);
        for (const auto& node : model.graph().nodesOf(*layer)) {
            scope.parts[to].outputs = shapesText(node->outputShapes);
            for (const SymbolicTensor& input : node->inputs) {
                const std::size_t from = numberOf(*input.layer());
                if (seen.emplace(from, to).second)
                    scope.wires.push_back({from, to});
            }
        }
    }
    return scope;
}

void addRows(ModelView& view, const Model& model, int parent, int depth) {
    const LayerGraph& graph = model.graph();
    const std::size_t ownScope = view.scopes.size();
    std::vector<int> rows;
    view.scopes.emplace_back(); // before those of the models within
    for (const LayerPointer& layer : model.layers()) {
        LayerRow row;
        row.name = layer->name();
        row.path = parent < 0 ? row.name
                              : view.rows[static_cast<std::size_t>(parent)].path + "/" + row.name;
        row.kind = layer->className();
        row.parent = parent;
        row.depth = depth;
        row.isTrainable = layer->isTrainable();
        row.costs = costsOf(*layer);
        row.hasWeights = row.costs.params > 0;
        row.costs.flops = flopsOf(*layer, graph);
        row.after = namesBefore(*layer, graph);
        fillShapes(row, *layer, graph);
        const auto* inner = dynamic_cast<const Model*>(layer.get());
        row.isModel = inner != nullptr;
        rows.push_back(static_cast<int>(view.rows.size()));
        view.rows.push_back(std::move(row));
        if (inner != nullptr)
            addRows(view, *inner, rows.back(), depth + 1);
    }
    view.scopes[ownScope] = scopeOf(model, rows, parent);
}

} // namespace

std::string shapesText(const Shapes& shapes) {
    std::string text;
    for (const Shape& shape : shapes) {
        if (!text.empty())
            text += ", ";
        text += shapeToJson(shape).dump();
    }
    return text;
}

ModelView viewOf(const Model& model) {
    ModelView view;
    view.name = model.name();
    view.kind = model.className();
    view.inputs = shapesText(shapesOf(model.inputs()));
    view.outputs = shapesText(shapesOf(model.outputs()));
    view.isCompiled = model.isCompiled();
    view.total = costsOf(model);
    view.total.flops = flopsOf(model);
    addRows(view, model, -1, 0);
    return view;
}

LayerPointer layerAt(const Model& model, std::string_view path) {
    // A name may hold a slash itself, so names are compared rather than the path cut up.
    for (const LayerPointer& layer : model.layers()) {
        const std::string& name = layer->name();
        if (path == name)
            return layer;
        const auto* inner = dynamic_cast<const Model*>(layer.get());
        const bool leadsIn = inner != nullptr && path.size() > name.size() + 1 &&
                             path.starts_with(name) && path[name.size()] == '/';
        if (!leadsIn)
            continue;
        if (LayerPointer found = layerAt(*inner, path.substr(name.size() + 1)))
            return found;
    }
    return nullptr;
}

void setTrainable(const Model& model, std::string_view path, bool isTrainable) {
    if (const LayerPointer layer = layerAt(model, path))
        layer->setTrainable(isTrainable);
}

} // namespace tp::inspect
