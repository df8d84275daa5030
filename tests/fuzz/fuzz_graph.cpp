// Reads and runs graph models that were right once: those of the golden answers.
#include "engine/api/start.h"
#include "engine/graph/aliases.h"
#include "engine/graph/graph_model.h"
#include "engine/io/file.h"
#include "engine/io/model_json.h"
#include "engine/ops/creation.h"
#include "tests/fuzz/reader.h"

#include <algorithm>
#include <filesystem>

namespace {

using namespace tp;
using test::Dice;
namespace fs = std::filesystem;

/// A graph as its file has it, and the bytes of its weights.
struct Sample {
    Json document;
    io::ModelArtifacts artifacts;
};

std::vector<Sample> makeSamples() {
    std::vector<Sample> samples;
    const fs::path folder = fs::path(TP_SOURCE_DIR) / "tests/golden/graphs/models";
    for (const auto& entry : fs::directory_iterator(folder)) {
        const io::Bytes text = io::readFile(entry.path() / "model.json", io::kMostJsonBytes);
        Sample sample;
        sample.document = Json::parse(io::textOf(text), "sample");
        sample.artifacts = io::readModel(
            io::textOf(text),
            "sample",
            [&](const std::string& path, std::uint64_t most, io::Bytes& into) {
                io::appendFile(entry.path() / path, most, into);
            });
        if (sample.artifacts.format == "graph-model")
            samples.push_back(std::move(sample));
    }
    check(!samples.empty(), "There are no graphs in %1.", folder.string());
    std::sort(samples.begin(), samples.end(), [](const Sample& a, const Sample& b) {
        return a.document.dump() < b.document.dump();
    });
    return samples;
}

/// What means something in a graph: names of ops, attributes and nodes of all samples.
std::vector<std::string> wordsOf(const std::vector<Sample>& samples) {
    std::vector<std::string> words = {
        "name",
        "op",
        "input",
        "attr",
        "s",
        "i",
        "f",
        "b",
        "type",
        "shape",
        "dim",
        "size",
        "list",
        "tensor",
        "func",
        "unknownRank",
        "dtype",
        "tensorShape",
        "tensorContent",
        "floatVal",
        "DT_FLOAT",
        "DT_INT32",
        "DT_BOOL",
        "DT_STRING",
        "DT_RESOURCE",
        "U0FNRQ==",
        "VkFMSUQ=",
        "RVhQTElDSVQ=",
        "TkNIVw==",
        "-1",
        "0",
        "1000000000",
        "9223372036854775807",
        "Fill",
        "Tile",
        "Reshape",
        "Range",
        "Pad",
        "If",
        "While",
        "PartitionedCall",
        "Exit"};
    for (const Sample& sample : samples) {
        const GraphModel model = GraphModel::fromArtifacts(sample.artifacts, "sample");
        for (const graph::Node& node : model.program().graph.nodes) {
            words.push_back(node.name);
            words.push_back(node.op);
            words.push_back('^' + node.name);
            words.push_back(node.name + ":1");
        }
    }
    return words;
}

/// Other inputs, ops and numbers in some nodes, so that the file stays one of a graph.
void rewire(Json& topology, const std::vector<std::string>& ops, Dice& dice) {
    Json::List nodes = topology.find("node")->list();
    const auto nameOf = [&] { return dice.of(nodes).find("name")->text(); };
    for (std::size_t k = dice.below(4); k < 4; ++k) {
        Json& node = nodes[dice.below(nodes.size())];
        const Json* const input = node.find("input");
        if (dice.chance(0.5) && input && !input->list().empty()) {
            Json::List list = input->list();
            std::string name = (dice.chance(0.1) ? "^" : "") + nameOf();
            if (dice.chance(0.3))
                name += ':' + std::to_string(dice.below(3));
            list[dice.below(list.size())] = name;
            node.set("input", std::move(list));
        } else if (dice.chance(0.5)) {
            node.set("op", dice.of(ops));
        } else if (const Json* const attr = node.find("attr"); attr && !attr->object().empty()) {
            Json::Object attrs = attr->object();
            Json& value = attrs[dice.below(attrs.size())].second;
            for (const char* const kind : {"i", "b", "f"}) {
                if (value.find(kind))
                    value.set(kind, static_cast<int>(dice.below(5)) - 1);
            }
            node.set("attr", std::move(attrs));
        }
    }
    topology.set("node", std::move(nodes));
}

/// A value for an input, of the shape it asks for more or less.
Tensor inputFor(const GraphSpec& spec, Dice& dice) {
    Shape shape;
    if (spec.shape) {
        for (const std::int64_t size : *spec.shape)
            shape.push_back(size < 0 ? static_cast<std::int64_t>(dice.below(4)) : size);
    }
    if (spec.dtype == DType::Float32 || spec.dtype == DType::Int32 || spec.dtype == DType::Bool)
        return fill(shape, static_cast<double>(dice.below(3)), spec.dtype);
    return allocateTensor({DType::String, shape});
}

/// Runs the graph as predict() does, in few steps, or node by node.
void runOne(const GraphModel& model, Dice& dice) {
    GraphRunOptions options;
    options.timeLimit = std::chrono::milliseconds(200);
    if (dice.chance(0.5)) {
        Tensors inputs;
        for (const GraphSpec& spec : model.inputs())
            inputs.push_back(inputFor(spec, dice));
        test::mustHold(
            model.predict(inputs, options).size() == model.outputs().size(),
            "a tensor for each output of the signature");
        return;
    }
    NamedTensors inputs;
    for (const GraphSpec& spec : model.inputs())
        inputs[spec.name] = inputFor(spec, dice);
    std::vector<std::string> outputs;
    for (const GraphSpec& spec : model.outputs())
        outputs.push_back(spec.name);
    if (dice.chance(0.3)) {
        outputs.push_back(
            model.program().graph.nodes[dice.below(model.program().graph.nodes.size())].name);
    }
    test::mustHold(
        model.execute(inputs, outputs, options).size() == outputs.size(),
        "a tensor for each output");
}

} // namespace

int main(int argc, char** argv) {
    start();
    const std::vector<Sample> samples = makeSamples();
    const std::vector<std::string> words = wordsOf(samples);
    std::vector<std::string> ops;
    for (const graph::Alias& each : graph::allAliases())
        ops.emplace_back(each.name);
    return test::fuzzReader({argv + 1, argv + argc}, [&](Dice& dice) {
        const Sample& sample = dice.of(samples);
        Json topology = sample.artifacts.modelTopology;
        if (dice.chance(0.7))
            rewire(topology, ops, dice);
        if (dice.chance(0.3))
            test::mutateJson(topology, words, dice);
        io::ModelArtifacts artifacts = sample.artifacts;
        artifacts.modelTopology = std::move(topology);
        if (dice.chance(0.2))
            test::mutateJson(artifacts.signature, words, dice);
        if (dice.chance(0.1) && !artifacts.modelInitializer.isNull())
            test::mutateJson(artifacts.modelInitializer, words, dice);
        if (dice.chance(0.2) && !artifacts.weightData.empty())
            artifacts.weightData[dice.below(artifacts.weightData.size())] ^= 0x81U;
        runOne(GraphModel::fromArtifacts(artifacts, "model.json"), dice);
    });
}
