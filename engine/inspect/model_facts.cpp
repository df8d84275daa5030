#include "engine/inspect/model_facts.h"

#include "engine/base/error.h"
#include "engine/base/saturated.h"
#include "engine/graph/graph_reader.h"
#include "engine/graph/signature.h"
#include "engine/inspect/graph_flops.h"
#include "engine/inspect/model_view.h"
#include "engine/io/weights.h"
#include "engine/keras/layer_registry.h"
#include "engine/model/saving.h"
#include "engine/ops/creation.h"

#include <algorithm>
#include <set>

namespace tp::inspect {

namespace {

constexpr std::int64_t kMostInputElements = std::int64_t{1} << 28; // a gibibyte of numbers

/// The classes of all layers, those within models and wrappers included.
void countLayers(const Json& json, ModelFacts& facts) {
    const Json* config = json.find("config");
    const Json* layers = config != nullptr ? config : &json;
    if (layers->isObject())
        layers = layers->find("layers");
    if (layers != nullptr && layers->isList()) {
        for (const Json& layer : layers->list()) {
            if (const Json* kind = layer.find("class_name"); kind != nullptr && kind->isText())
                ++facts.ops[kind->text()];
            countLayers(layer, facts);
        }
    }
    for (const char* part : {"layer", "backward_layer", "cell"}) {
        const Json* within = config != nullptr ? config->find(part) : nullptr;
        const Json* kind = within != nullptr ? within->find("class_name") : nullptr;
        if (kind != nullptr && kind->isText()) {
            ++facts.ops[kind->text()];
            countLayers(*within, facts);
        }
    }
}

void countWeights(const io::ModelArtifacts& artifacts, std::string_view name, ModelFacts& facts) {
    const auto offsets = io::weightOffsets(artifacts.weightSpecs, artifacts.weightData, name);
    for (std::size_t i = 0; i < artifacts.weightSpecs.size(); ++i) {
        const io::WeightSpec& spec = artifacts.weightSpecs[i];
        if (!spec.group.empty())
            continue;
        const std::int64_t count = spec.shape.elementCount();
        facts.parameters += count;
        facts.bytes += saturatedProduct(count, static_cast<std::int64_t>(dtypeBytes(spec.dtype)));
        facts.fileBytes += static_cast<std::int64_t>(offsets[i + 1] - offsets[i]);
    }
}

void fillLayers(const io::ModelArtifacts& artifacts, std::string_view name, ModelFacts& facts) {
    const Json* within = artifacts.modelTopology.find("model_config");
    countLayers(within != nullptr ? *within : artifacts.modelTopology, facts);
    for (const auto& [kind, count] : facts.ops) {
        if (!isLayerClass(kind))
            facts.unsupported.push_back(kind);
    }
    if (!facts.unsupported.empty()) {
        facts.flopsUnknown = ModelFacts::FlopsUnknown::Unsupported;
        return;
    }
    const ModelPointer model = modelFromArtifacts(artifacts, name);
    const AnyModel any(model);
    facts.inputs = any.inputs();
    facts.outputs = any.outputs();
    facts.flops = viewOf(*model).total.flops;
}

/// The shape that an input gets, with one sample where the batch is open; nothing if another size
/// is.
std::optional<Shape> shapeFor(const ModelEnd& input, const FactsOptions& options) {
    if (const auto given = options.shapes.find(input.name); given != options.shapes.end())
        return given->second;
    if (const auto given = options.shapes.find(input.key); given != options.shapes.end())
        return given->second;
    if (!input.shape)
        return {};
    Shape shape = *input.shape;
    if (shape.rank() > 0 && shape[0] < 0)
        shape[0] = 1;
    const bool isOpen =
        std::any_of(shape.begin(), shape.end(), [](std::int64_t size) { return size < 0; });
    return isOpen ? std::nullopt : std::optional(shape);
}

void fillFlops(const GraphModel& model, const FactsOptions& options, ModelFacts& facts) {
    NamedTensors inputs;
    std::int64_t elements = 0;
    for (const ModelEnd& input : facts.inputs) {
        const auto shape = shapeFor(input, options);
        if (!shape) {
            facts.flopsUnknown = ModelFacts::FlopsUnknown::OpenShape;
            return;
        }
        for (const std::int64_t size : *shape)
            check(size >= 0, "The input \"%1\" cannot have the shape %2.", input.name, *shape);
        std::int64_t count = 1;
        for (const std::int64_t size : *shape)
            count = saturatedProduct(count, size);
        elements = saturatedSum(elements, count);
        if (elements > kMostInputElements) {
            facts.flopsUnknown = ModelFacts::FlopsUnknown::TooLarge;
            return;
        }
        inputs[input.name] = input.dtype == DType::String ? allocateTensor({DType::String, *shape})
                                                          : zeros(*shape, input.dtype);
    }
    const GraphFlops counted = flopsOf(model, inputs, options.run);
    facts.flops = counted.flops;
    facts.flopsLeftOut = counted.leftOut;
}

void countNodes(const graph::Graph& graph, ModelFacts& facts) {
    for (const graph::Node& node : graph.nodes)
        ++facts.ops[node.op];
}

/// What a graph says of itself, whether we can run it or not.
void fillGraphAlone(const io::ModelArtifacts& artifacts, std::string_view name, ModelFacts& facts) {
    const graph::Program program =
        graph::programFrom(JsonReader(artifacts.modelTopology, std::string(name)));
    countNodes(program.graph, facts);
    for (const auto& [key, function] : program.functions)
        countNodes(function.graph, facts);
    const Json signature = graph::signatureOf(artifacts);
    const graph::Ends ends = graph::endsOf(program.graph, JsonReader(signature, std::string(name)));
    for (const GraphSpec& spec : ends.inputs)
        facts.inputs.push_back({spec.name, spec.key, spec.dtype, spec.shape});
    for (const GraphSpec& spec : ends.outputs)
        facts.outputs.push_back({spec.name, spec.key, spec.dtype, spec.shape});
}

void fillGraph(
    const io::ModelArtifacts& artifacts,
    std::string_view name,
    const FactsOptions& options,
    ModelFacts& facts) {
    facts.unsupported = GraphModel::unsupportedOps(artifacts, name);
    fillGraphAlone(artifacts, name, facts);
    if (!facts.unsupported.empty()) {
        facts.flopsUnknown = ModelFacts::FlopsUnknown::Unsupported;
        return;
    }
    fillFlops(GraphModel::fromArtifacts(artifacts, name), options, facts);
}

void checkShapeNames(const ModelFacts& facts, const FactsOptions& options) {
    for (const auto& [name, shape] : options.shapes) {
        const bool isThere = std::any_of(
            facts.inputs.begin(), facts.inputs.end(), [&key = name](const ModelEnd& input) {
                return input.name == key || (!input.key.empty() && input.key == key);
            });
        check(isThere, "The model has no input \"%1\", so it can have no shape.", name);
    }
}

} // namespace

ModelFacts
factsOf(const io::ModelArtifacts& artifacts, std::string_view name, const FactsOptions& options) {
    ModelFacts facts;
    facts.generatedBy = artifacts.generatedBy;
    facts.convertedBy = artifacts.convertedBy;
    countWeights(artifacts, name, facts);
    if (isGraph(artifacts, name)) {
        facts.kind = ModelFacts::Kind::Graph;
        fillGraph(artifacts, name, options, facts);
    } else {
        facts.kind = ModelFacts::Kind::Layers;
        fillLayers(artifacts, name, facts);
    }
    checkShapeNames(facts, options);
    return facts;
}

} // namespace tp::inspect
