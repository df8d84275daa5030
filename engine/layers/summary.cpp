#include "engine/layers/summary.h"

#include "engine/base/error.h"
#include "engine/layers/sequential.h"

#include <algorithm>
#include <cmath>

namespace tp {

namespace {

std::string jsonText(const Shape& shape) {
    std::string text = "[";
    for (const std::int64_t size : shape) {
        if (text.size() > 1)
            text += ",";
        text += size == -1 ? "null" : std::to_string(size);
    }
    return text + "]";
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
    for (std::size_t seen = 0; end < text.size(); ++end)
        if (!continuesCharacter(text[end]) && seen++ == characters)
            break;
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

std::vector<std::size_t> columnEnds(const SummaryConfig& config, std::size_t columns) {
    check(
        config.positions.size() >= columns,
        "summary: %1 positions are needed, but %2 were given.",
        columns,
        config.positions.size());
    const bool isRelative = config.positions.back() <= 1;
    std::vector<std::size_t> ends;
    for (const double position : config.positions) {
        const double end =
            isRelative ? std::floor(static_cast<double>(config.lineLength) * position) : position;
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
    for (const Layer::Place& place : layer.places())
        text += (text.empty() ? "[" : ",[") + jsonText(place.input) + "]";
    return text;
}

std::string outputText(const Layer& layer) {
    const auto& places = layer.places();
    // tfjs writes what a model of one layer puts out differently once it is part of another model,
    // and then takes the two for different shapes.
    const auto* model = dynamic_cast<const Sequential*>(&layer);
    if (model && model->layers().size() == 1 && places.size() > 1)
        return "multiple";
    for (const Layer::Place& place : places)
        if (place.output != places.front().output)
            return "multiple";
    return places.empty() ? "multiple" : jsonText(places.front().output);
}

} // namespace

std::vector<std::string> summaryLines(const Model& model, const SummaryConfig& config) {
    check(!model.layers().empty(), "summary: the model is empty; add layers first.");
    check(
        model.isBuilt(),
        "summary: %1 has no weights yet: give its first layer an inputShape, or show it data.",
        model.name());
    const std::vector<std::string> headings = {
        "Layer (type)", "Input Shape", "Output shape", "Param #"};
    const auto ends = columnEnds(config, headings.size());
    const std::string thin(config.lineLength, '_');
    const std::string thick(config.lineLength, '=');

    std::vector<std::string> lines = {thin, row(headings, ends), thick};
    for (const LayerPointer& layer : model.layers()) {
        const std::string name = layer->name() + " (" + std::string(layer->className()) + ")";
        lines.push_back(
            row({name, inputText(*layer), outputText(*layer), std::to_string(layer->countParams())},
                ends));
        lines.push_back(layer == model.layers().back() ? thick : thin);
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
