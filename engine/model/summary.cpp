#include "engine/model/summary.h"

#include "engine/base/error.h"
#include "engine/model/layer_graph.h"
#include "engine/model/sequential.h"

#include <algorithm>
#include <cmath>

namespace tp {

namespace {

Json shapesToJson(const Shapes& shapes) {
    Json::List list;
    for (const Shape& shape : shapes)
        list.push_back(shapeToJson(shape));
    return list;
}

bool continuesCharacter(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

std::size_t length(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return !continuesCharacter(c); }));
}

// The first characters, never a part of one.
std::string cut(const std::string& text, std::size_t characters) {
    std::size_t end = 0;
    for (std::size_t seen = 0; end < text.size(); ++end) {
        if (!continuesCharacter(text[end]) && seen++ == characters)
            break;
    }
    return text.substr(0, end);
}

std::string row(const std::vector<std::string>& fields, const std::vector<std::size_t>& positions) {
    std::string line;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        // A full column gives its last character for a gap.
        if (i > 0)
            line = cut(line, length(line) - std::min<std::size_t>(length(line), 1)) + " ";
        line = cut(line + fields[i], positions[i]);
        line += std::string(positions[i] - std::min(positions[i], length(line)), ' ');
    }
    return line;
}

std::vector<std::size_t>
columnEnds(const std::vector<double>& positions, std::size_t lineLength, std::size_t columns) {
    check(
        positions.size() >= columns,
        "summary: %1 positions are needed, but %2 were given.",
        columns,
        positions.size());
    const bool isRelative = positions.back() <= 1;
    std::vector<std::size_t> ends;
    for (const double position : positions) {
        const double end =
            isRelative ? std::floor(static_cast<double>(lineLength) * position) : position;
        check(
            std::isfinite(end) && end >= 0 && end < 10000,
            "summary: %1 is no position in a line.",
            position);
        ends.push_back(static_cast<std::size_t>(end));
    }
    return ends;
}

std::string inputText(const Layer& layer) {
    std::string text;
    for (const Layer::Place& place : layer.places()) {
        if (!text.empty())
            text += ",";
        text += shapesToJson(place.inputs).dump();
    }
    return text;
}

std::string outputText(const Layer& layer) {
    const auto& places = layer.places();
    // tfjs writes what a model of one layer puts out differently once it is part of another model,
    // and then takes the two for different shapes.
    const auto* model = dynamic_cast<const Sequential*>(&layer);
    if (model && model->layers().size() == 1 && places.size() > 1)
        return "multiple";
    for (const Layer::Place& place : places) {
        if (place.outputs != places.front().outputs)
            return "multiple";
    }
    if (places.empty())
        return "multiple";
    const Shapes& outputs = places.front().outputs;
    return (outputs.size() == 1 ? shapeToJson(outputs.front()) : shapesToJson(outputs)).dump();
}

std::vector<std::string> receivedBy(const Layer& layer, const LayerGraph& graph) {
    std::vector<std::string> wires;
    for (const auto& node : graph.nodesOf(layer)) {
        for (const SymbolicTensor& input : node->inputs) {
            wires.push_back(formatText(
                "%1[%2][%3]",
                {input.layer()->name(),
                 std::to_string(input.node()->index),
                 std::to_string(input.index())}));
        }
    }
    return wires;
}

void addRows(
    std::vector<std::string>& lines,
    const LayerSummary& layer,
    const std::vector<std::size_t>& ends) {
    std::vector<std::string> fields = {
        layer.name + " (" + layer.className + ")",
        layer.inputShapes,
        layer.outputShapes,
        std::to_string(layer.params)};
    if (ends.size() == 5)
        fields.push_back(layer.receives.empty() ? "" : layer.receives.front());
    lines.push_back(row(fields, ends));
    for (std::size_t i = 1; ends.size() == 5 && i < layer.receives.size(); ++i)
        lines.push_back(row({"", "", "", "", layer.receives[i]}, ends));
}

} // namespace

std::vector<LayerSummary> layerSummaries(const Model& model) {
    std::vector<LayerSummary> all;
    for (const LayerPointer& layer : model.layers()) {
        all.push_back(
            {layer->name(),
             std::string(layer->className()),
             inputText(*layer),
             outputText(*layer),
             layer->countParams(),
             layer->isTrainable(),
             receivedBy(*layer, model.graph())});
    }
    return all;
}

std::vector<std::string> summaryLines(const Model& model, const SummaryConfig& config) {
    check(!model.layers().empty(), "summary: the model is empty; add layers first.");
    check(
        model.isBuilt(),
        "summary: %1 has no weights yet: give its first layer an inputShape, or show it data.",
        model.name());
    const bool isRow = dynamic_cast<const Sequential*>(&model) || model.graph().isRow();
    std::vector<std::string> headings = {"Layer (type)", "Input Shape", "Output shape", "Param #"};
    std::vector<double> positions = {0.32, 0.61, 0.89, 1};
    std::size_t lineLength = 90;
    if (!isRow) {
        headings.emplace_back("Receives inputs");
        positions = {0.24, 0.48, 0.70, 0.80, 1};
        lineLength = 115;
    }
    if (config.lineLength > 0)
        lineLength = config.lineLength;
    if (!config.positions.empty())
        positions = config.positions;
    auto ends = columnEnds(positions, lineLength, headings.size());
    ends.resize(headings.size());
    const std::string thin(lineLength, '_');
    const std::string thick(lineLength, '=');

    std::vector<std::string> lines = {thin, row(headings, ends), thick};
    const std::vector<LayerSummary> layers = layerSummaries(model);
    for (std::size_t i = 0; i < layers.size(); ++i) {
        addRows(lines, layers[i], ends);
        lines.push_back(i + 1 == layers.size() ? thick : thin);
    }
    const std::int64_t trainable = countParams(model.trainableWeights());
    const std::int64_t frozen = countParams(model.nonTrainableWeights());
    lines.push_back("Total params: " + std::to_string(trainable + frozen));
    lines.push_back("Trainable params: " + std::to_string(trainable));
    lines.push_back("Non-trainable params: " + std::to_string(frozen));
    lines.push_back(thin);
    return lines;
}

} // namespace tp
