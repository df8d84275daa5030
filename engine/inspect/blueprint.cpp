#include "engine/inspect/blueprint.h"

#include "engine/keras/layer_registry.h"
#include "engine/layers/input_layer.h"
#include "engine/model/layers_model.h"
#include "engine/model/sequential.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

namespace tp::inspect {

namespace {

constexpr std::array<std::string_view, 8> kMerging = {
    "Add", "Average", "Concatenate", "Dot", "Maximum", "Minimum", "Multiply", "Subtract"};

Shape withAnyBatch(const Shape& sample) {
    Shape shape{-1};
    for (const std::int64_t size : sample)
        shape.push_back(size);
    return shape;
}

/// "conv2d_1", "dense_2": each kind is counted by itself.
class Names {
public:
    std::string next(std::string_view kind) {
        std::string name;
        for (const char letter : kind)
            name += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        return name + "_" + std::to_string(++m_counts[name]);
    }

private:
    std::map<std::string, int> m_counts;
};

/// The rows whose outputs that row takes, -1 for the model's input.
std::vector<int> sourcesOf(const Blueprint& blueprint, std::size_t number) {
    const BlueprintRow& row = blueprint.rows[number];
    const bool isBefore = row.from == BlueprintRow::kRowBefore;
    std::vector<int> sources = {isBefore ? static_cast<int>(number) - 1 : row.from};
    sources.insert(sources.end(), row.with.begin(), row.with.end());
    for (int& source : sources)
        source = std::max(source, BlueprintRow::kInput);
    return sources;
}

LayerPointer makeLayer(const BlueprintRow& row, const std::string& name) {
    Json config = row.config.isObject() ? row.config : Json(Json::Object{});
    config.set("name", name);
    return layerFromConfig(row.kind, JsonReader(config, name));
}

void note(BlueprintCheck& result, const Layer& layer) {
    result.rows.push_back(
        {layer.name(), shapesText(layer.places().back().outputs), layer.countParams()});
}

void buildRow(const Blueprint& blueprint, BlueprintCheck& result) {
    Names names;
    result.entering = shapesText({withAnyBatch(blueprint.inputShape)});
    auto model = std::make_shared<Sequential>();
    for (const BlueprintRow& row : blueprint.rows) {
        BlueprintRow placed = row;
        if (result.rows.empty() && placed.config.isObject())
            placed.config.set("batch_input_shape", shapeToJson(withAnyBatch(blueprint.inputShape)));
        const LayerPointer layer = makeLayer(placed, names.next(row.kind));
        model->add(layer);
        note(result, *layer);
        result.entering = result.rows.back().outputs;
    }
    if (!blueprint.rows.empty())
        result.model = model;
}

void buildGraph(const Blueprint& blueprint, BlueprintCheck& result) {
    Names names;
    const SymbolicTensor in =
        input({.shape = blueprint.inputShape, .batchShape = {}, .name = "input"});
    SymbolicTensors outputs;
    for (std::size_t i = 0; i < blueprint.rows.size(); ++i) {
        const BlueprintRow& row = blueprint.rows[i];
        const LayerPointer layer = makeLayer(row, names.next(row.kind));
        SymbolicTensors inputs;
        Shapes shapes;
        for (const int source : sourcesOf(blueprint, i)) {
            check(
                source < static_cast<int>(i),
                "%1: it cannot take the output of a layer that comes after it.",
                layer->name());
            inputs.push_back(source < 0 ? in : outputs[static_cast<std::size_t>(source)]);
            shapes.push_back(inputs.back().shape());
        }
        result.entering = shapesText(shapes);
        outputs.push_back(layer->apply(inputs).front());
        note(result, *layer);
    }
    result.model = std::make_shared<LayersModel>(
        ModelConfig{.inputs = {in}, .outputs = {outputs.back()}, .name = {}});
}

} // namespace

bool takesSeveral(std::string_view kind) {
    return std::find(kMerging.begin(), kMerging.end(), kind) != kMerging.end();
}

void build(const Blueprint& blueprint, BlueprintCheck& result) {
    result = {};
    const bool isRow =
        std::all_of(blueprint.rows.begin(), blueprint.rows.end(), [](const BlueprintRow& row) {
            return row.with.empty() && row.from == BlueprintRow::kRowBefore;
        });
    if (isRow) {
        buildRow(blueprint, result);
    } else {
        buildGraph(blueprint, result);
    }
}

std::vector<bool> usedRows(const Blueprint& blueprint) {
    std::vector<bool> isUsed(blueprint.rows.size(), false);
    if (!isUsed.empty())
        isUsed.back() = true;
    for (std::size_t i = isUsed.size(); i-- > 0;) {
        for (const int source : isUsed[i] ? sourcesOf(blueprint, i) : std::vector<int>()) {
            if (source >= 0 && source < static_cast<int>(i))
                isUsed[static_cast<std::size_t>(source)] = true;
        }
    }
    return isUsed;
}

Json blueprintToJson(const Blueprint& blueprint) {
    Json::List rows;
    for (const BlueprintRow& row : blueprint.rows) {
        Json::List with(row.with.begin(), row.with.end());
        rows.push_back(Json::Object{
            {"kind", row.kind},
            {"config", row.config},
            {"from", row.from},
            {"with", std::move(with)}});
    }
    return Json::Object{
        {"input_shape", shapeToJson(blueprint.inputShape)}, {"rows", std::move(rows)}};
}

std::optional<Blueprint> blueprintFromText(const std::string& text) {
    if (text.empty())
        return std::nullopt;
    const Json json = Json::parse(text, "blueprint");
    const JsonReader reader(json, "blueprint");
    Blueprint blueprint;
    blueprint.inputShape = shapeFromJson(reader["input_shape"]);
    for (const JsonReader& row : reader["rows"].elements()) {
        BlueprintRow made{row["kind"].text(), row["config"].value()};
        if (const auto from = row.find("from"))
            made.from = static_cast<int>(from->integer());
        if (const auto with = row.find("with")) {
            for (const JsonReader& each : with->elements())
                made.with.push_back(static_cast<int>(each.integer()));
        }
        blueprint.rows.push_back(std::move(made));
    }
    return blueprint;
}

} // namespace tp::inspect
