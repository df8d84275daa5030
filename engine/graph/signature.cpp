#include "engine/graph/signature.h"

#include "engine/graph/attr_reader.h"
#include "engine/graph/graph_reader.h"
#include "engine/graph/node_attrs.h"

namespace tp::graph {

namespace {

std::optional<Shape> shapeOf(const PartialShape& shape) {
    return shape ? std::optional(Shape(*shape)) : std::nullopt;
}

GraphSpec specOf(const Graph& graph, const Output& place) {
    const Node& node = graph.nodes[place.node];
    GraphSpec spec;
    spec.name = place.output == 0 ? node.name : node.name + ':' + std::to_string(place.output);
    if (node.op.starts_with("Placeholder")) {
        spec.shape = shapeOf(shapeAttr(node, "shape"));
        spec.dtype = dtypeAttr(node, "dtype");
    }
    return spec;
}

/// Adds what the signature says about one tensor, where the node itself says nothing.
void describe(GraphSpec& spec, const Node& node, const JsonReader& entry) {
    if (!node.findAttr("dtype")) {
        if (const auto type = entry.find("dtype")) {
            if (const auto dtype = dtypeFor(dataTypeFrom(*type)))
                spec.dtype = *dtype;
        }
    }
    if (!spec.shape) {
        if (const auto shape = entry.find("tensorShape"))
            spec.shape = shapeOf(shapeFrom(*shape));
    }
}

std::string resourceNumber(const JsonReader& entry) {
    const auto number = entry.find("resourceId");
    return number ? number->value().dump() : std::string();
}

/// The output that an entry of the signature names, if the graph has it.
std::optional<Output> placeOf(const Graph& graph, const std::string& key, const JsonReader& entry) {
    const auto given = entry.find("name");
    const auto name = outputNameFrom(given ? given->text() : key);
    const auto node = name ? graph.find(name->node) : std::nullopt;
    return node ? std::optional(Output{*node, name->output}) : std::nullopt;
}

void addInputs(Ends& ends, const Graph& graph, const JsonReader& entries) {
    for (const auto& [key, value] : entries.object()) {
        const JsonReader entry = entries[key];
        const auto place = placeOf(graph, key, entry);
        if (!place)
            continue; // an input that the graph no longer needs
        if (const std::string number = resourceNumber(entry); !number.empty()) {
            ends.resources.emplace_back(place->node, number);
            continue;
        }
        GraphSpec spec = specOf(graph, {place->node, 0});
        spec.key = key;
        describe(spec, graph.nodes[place->node], entry);
        ends.inputs.push_back(std::move(spec));
        ends.inputNodes.push_back(place->node);
    }
}

void addOutputs(Ends& ends, const Graph& graph, const JsonReader& entries) {
    for (const auto& [key, value] : entries.object()) {
        const JsonReader entry = entries[key];
        const auto place = placeOf(graph, key, entry);
        if (!place)
            entry.refuse("the graph has no node for the output \"%2\"", key);
        GraphSpec spec = specOf(graph, *place);
        spec.key = key;
        describe(spec, graph.nodes[place->node], entry);
        ends.outputs.push_back(std::move(spec));
        ends.outputPlaces.push_back(*place);
    }
}

void addPlaceholders(Ends& ends, const Graph& graph) {
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (!graph.nodes[i].op.starts_with("Placeholder"))
            continue;
        ends.inputs.push_back(specOf(graph, {i, 0}));
        ends.inputNodes.push_back(i);
    }
}

/// What is there for its effect alone.
bool givesNothing(const std::string& op) {
    return op == "NoOp" || op == "Assert" || op == "TensorArrayCloseV3" ||
           op.starts_with("LookupTableImport") || op.starts_with("InitializeTable");
}

void addUnread(Ends& ends, const Graph& graph) {
    for (const Output& each : unreadOutputs(graph)) {
        if (givesNothing(graph.nodes[each.node].op))
            continue;
        ends.outputs.push_back(specOf(graph, each));
        ends.outputPlaces.push_back(each);
    }
}

std::optional<JsonReader> entriesOf(const JsonReader& signature, std::string_view name) {
    if (signature.isNull())
        return {};
    const auto entries = signature.find(name);
    return entries && entries->size() > 0 ? entries : std::nullopt;
}

} // namespace

Json signatureOf(const io::ModelArtifacts& artifacts) {
    if (const Json* signature = artifacts.userDefinedMetadata.find("signature"))
        return *signature;
    return artifacts.signature;
}

Ends endsOf(const Graph& graph, const JsonReader& signature) {
    Ends ends;
    if (const auto entries = entriesOf(signature, "inputs")) {
        addInputs(ends, graph, *entries);
    } else {
        addPlaceholders(ends, graph);
    }
    if (const auto entries = entriesOf(signature, "outputs")) {
        addOutputs(ends, graph, *entries);
    } else {
        addUnread(ends, graph);
    }
    return ends;
}

std::vector<Output> unreadOutputs(const Graph& graph) {
    std::vector<bool> isRead(graph.nodes.size());
    for (const Node& node : graph.nodes) {
        for (const Output& input : node.inputs)
            isRead[input.node] = true;
        for (const std::size_t control : node.controls)
            isRead[control] = true;
    }
    std::vector<Output> unread;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (!isRead[i])
            unread.push_back({i, 0});
    }
    return unread;
}

std::vector<std::string> resourceNumbers(const JsonReader& signature) {
    std::vector<std::string> numbers;
    if (const auto entries = entriesOf(signature, "outputs")) {
        for (const auto& [key, value] : entries->object())
            numbers.push_back(resourceNumber((*entries)[key]));
    }
    return numbers;
}

} // namespace tp::graph
