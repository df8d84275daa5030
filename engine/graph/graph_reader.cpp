#include "engine/graph/graph_reader.h"

#include "engine/graph/aliases.h"
#include "engine/graph/attr_reader.h"

#include <algorithm>
#include <charconv>

namespace tp::graph {

namespace {

void addNode(Graph& graph, const JsonReader& json, Node node) {
    if (node.name.empty())
        json.refuse("a node must have a name");
    if (!graph.places.emplace(node.name, graph.nodes.size()).second)
        json.refuse("there are two nodes of the name \"%2\"", node.name);
    graph.nodes.push_back(std::move(node));
}

/// A node without its inputs, which may come later in the file.
Node nodeFrom(const JsonReader& json) {
    Node node;
    node.name = json["name"].text();
    node.op = json["op"].text();
    const auto attrs = json.find("attr");
    if (!attrs)
        return node;
    node.attrs.reserve(attrs->size());
    for (const auto& [key, value] : attrs->object()) {
        if (key.starts_with('_')) // TensorFlow's notes for itself
            continue;
        if (auto read = attrFrom((*attrs)[key]))
            node.attrs.emplace_back(key, std::move(*read));
    }
    return node;
}

/// What a node's input means, in a graph whose nodes are all there.
void addInput(Graph& graph, Node& node, const JsonReader& json) {
    std::string_view text = json.text();
    const bool isControl = text.starts_with('^');
    if (isControl)
        text.remove_prefix(1);
    const auto name = outputNameFrom(text);
    if (!name)
        json.refuse("\"%2\" names no output of a node", text);
    const auto place = graph.find(name->node);
    if (!place)
        json.refuse("the node \"%2\" reads \"%3\", which is not there", node.name, name->node);
    if (isControl) {
        node.controls.push_back(*place);
        return;
    }
    std::size_t output = name->output;
    if (!name->argument.empty())
        output += placeOfOutput(graph.nodes[*place].op, name->argument);
    node.inputs.push_back({*place, output});
}

void readNodes(Graph& graph, const JsonReader& list) {
    const std::size_t first = graph.nodes.size();
    const std::vector<JsonReader> entries = list.elements();
    graph.nodes.reserve(first + entries.size());
    graph.places.reserve(first + entries.size());
    for (const JsonReader& each : entries)
        addNode(graph, each, nodeFrom(each));
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto inputs = entries[i].find("input");
        for (std::size_t k = 0; inputs && k < inputs->size(); ++k)
            addInput(graph, graph.nodes[first + i], inputs->element(k));
    }
}

Output resultFrom(const Graph& graph, const JsonReader& json) {
    const auto name = outputNameFrom(json.text());
    const auto place = name ? graph.find(name->node) : std::nullopt;
    if (!place)
        json.refuse("\"%2\" names no output of a node", json.text());
    std::size_t output = name->output;
    if (!name->argument.empty())
        output += placeOfOutput(graph.nodes[*place].op, name->argument);
    return {*place, output};
}

Function functionFrom(const JsonReader& json) {
    Function function;
    const JsonReader signature = json["signature"];
    function.name = signature["name"].text();
    if (const auto arguments = signature.find("inputArg")) {
        for (const JsonReader& each : arguments->elements()) {
            Node node{.name = each["name"].text(), .op = "Placeholder"};
            if (const auto type = each.find("type"))
                node.attrs.emplace_back("dtype", dataTypeFrom(*type));
            function.arguments.push_back(function.graph.nodes.size());
            addNode(function.graph, each, std::move(node));
        }
    }
    if (const auto nodes = json.find("nodeDef"))
        readNodes(function.graph, *nodes);
    if (const auto results = signature.find("outputArg")) {
        const JsonReader places = json["ret"];
        for (const JsonReader& each : results->elements())
            function.results.push_back(resultFrom(function.graph, places[each["name"].text()]));
    }
    return function;
}

using WeightPlaces = std::unordered_map<std::string_view, const Tensor*>;

void placeIn(Graph& graph, const WeightPlaces& weights, std::string_view name) {
    for (Node& node : graph.nodes) {
        if (node.op != "Const")
            continue;
        if (const auto found = weights.find(node.name); found != weights.end()) {
            node.constant = *found->second;
        } else if (const AttrValue* value = node.findAttr("value")) {
            if (const auto* tensor = std::get_if<TensorValue>(value))
                node.constant = tensor->tensor;
        }
        if (node.constant.isNull()) {
            fail(
                Error::Kind::BadFile,
                "%1: the constant \"%2\" has no elements, neither in the graph nor among the "
                "weights",
                name,
                node.name);
        }
    }
}

} // namespace

std::optional<OutputName> outputNameFrom(std::string_view text) {
    OutputName name;
    const std::size_t first = text.find(':');
    name.node = text.substr(0, first);
    if (name.node.empty())
        return {};
    if (first == std::string_view::npos)
        return name;
    const std::size_t last = text.rfind(':');
    if (last != first)
        name.argument = text.substr(first + 1, last - first - 1);
    const std::string_view digits = text.substr(last + 1);
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size())
        return {};
    name.output = number;
    return name;
}

Program programFrom(const JsonReader& json) {
    Program program;
    readNodes(program.graph, json["node"]);
    const auto library = json.find("library");
    const auto functions = library ? library->find("function") : std::nullopt;
    for (std::size_t i = 0; functions && i < functions->size(); ++i) {
        const JsonReader entry = functions->element(i);
        Function function = functionFrom(entry);
        const std::string name = function.name;
        if (!program.functions.emplace(name, std::move(function)).second)
            entry.refuse("there are two functions of the name \"%2\"", name);
    }
    return program;
}

void placeWeights(Program& program, const io::NamedWeights& weights, std::string_view name) {
    WeightPlaces places;
    for (const io::NamedWeight& weight : weights)
        places.emplace(weight.name, &weight.tensor);
    placeIn(program.graph, places, name);
    for (auto& [key, function] : program.functions)
        placeIn(function.graph, places, name);
}

} // namespace tp::graph
