// Makes models of layers from what files say that were right once: topology, weights, how they were
// trained, and the state of that training.
#include "engine/api/start.h"
#include "engine/base/error.h"
#include "engine/io/file.h"
#include "engine/io/model_json.h"
#include "engine/model/saving.h"
#include "tests/fuzz/reader.h"

#include <algorithm>
#include <filesystem>
#include <set>

namespace {

using namespace tp;
using test::Dice;
namespace fs = std::filesystem;

constexpr std::uint64_t kMostBytes = 6000; // larger ones would only be slower

io::ModelArtifacts artifactsIn(const fs::path& json) {
    const io::Bytes text = io::readFile(json, kMostBytes);
    return io::readModel(
        io::textOf(text),
        json.string(),
        [&](const std::string& path, std::uint64_t most, io::Bytes& into) {
            io::appendFile(json.parent_path() / path, most, into);
        });
}

/// The recorded models of TensorFlow.js, some of them in the middle of a training.
std::vector<io::ModelArtifacts> makeSamples() {
    const fs::path folder = fs::path(TP_SOURCE_DIR) / "tests/golden/layers";
    std::set<fs::path> files; // in the same order everywhere
    for (const auto& entry : fs::directory_iterator(folder)) {
        for (const char* const name : {"model.json", "checkpoint.json"}) {
            const fs::path file = entry.path() / name;
            if (fs::exists(file) && fs::file_size(file) <= kMostBytes)
                files.insert(file);
        }
    }
    std::vector<io::ModelArtifacts> samples;
    samples.reserve(files.size());
    for (const fs::path& file : files)
        samples.push_back(artifactsIn(file));
    check(!samples.empty(), "There are no models in %1.", folder.string());
    return samples;
}

void collectWords(const Json& json, std::set<std::string>& words) {
    if (json.isText()) {
        words.insert(json.text());
    } else if (json.isList()) {
        for (const Json& each : json.list())
            collectWords(each, words);
    } else if (json.isObject()) {
        for (const auto& [name, value] : json.object()) {
            words.insert(name);
            collectWords(value, words);
        }
    }
}

/// What means something in these files: their own words, and some that they lack.
std::vector<std::string> wordsOf(const std::vector<io::ModelArtifacts>& samples) {
    std::set<std::string> words = {
        "", "model_config", "RNN", "StackedRNNCells", "causal", "float16"};
    for (const io::ModelArtifacts& sample : samples) {
        collectWords(sample.modelTopology, words);
        collectWords(sample.trainingConfig, words);
        for (const io::WeightSpec& spec : sample.weightSpecs)
            words.insert(spec.name);
    }
    return {words.begin(), words.end()};
}

/// Other names, shapes, groups and an order of the weights than the layers have.
void mutateWeights(io::ModelArtifacts& model, const std::vector<std::string>& words, Dice& dice) {
    auto& specs = model.weightSpecs;
    if (specs.empty())
        return;
    io::WeightSpec& spec = specs[dice.below(specs.size())];
    switch (dice.below(6)) {
    case 0:
        spec.name = dice.of(words);
        break;
    case 1:
        std::swap(spec.name, specs[dice.below(specs.size())].name);
        break;
    case 2:
        std::swap(spec.shape, specs[dice.below(specs.size())].shape);
        break;
    case 3:
        spec.group = spec.group.empty() ? "optimizer" : "";
        break;
    case 4:
        spec.dtype = spec.dtype == DType::Int32 ? DType::Float32 : DType::Int32;
        break;
    default:
        specs.erase(specs.begin() + static_cast<std::ptrdiff_t>(dice.below(specs.size())));
    }
    if (dice.chance(0.5)) { // so that it is not over here
        model.weightData.resize(static_cast<std::size_t>(
            std::min<std::uint64_t>(io::storedBytes(specs).value_or(0), 1 << 20)));
    }
}

void mutate(
    io::ModelArtifacts& model,
    const io::ModelArtifacts& other,
    const std::vector<std::string>& words,
    Dice& dice) {
    if (dice.chance(0.7))
        test::mutateJson(model.modelTopology, words, dice);
    if (dice.chance(0.1))
        model.trainingConfig = other.trainingConfig;
    if (dice.chance(0.3))
        test::mutateJson(model.trainingConfig, words, dice);
    if (dice.chance(0.3))
        mutateWeights(model, words, dice);
    if (dice.chance(0.05))
        model.userDefinedMetadata = dice.chance(0.5) ? Json(3) : Json(Json::Object{{"a", 1}});
}

/// What was made can be saved again, and then is the same model.
void saveAndLoad(const Model& model) {
    const SaveOptions options{.includeOptimizer = model.isCompiled()};
    const io::ModelArtifacts artifacts = artifactsOf(model, options);
    const ModelPointer again = modelFromArtifacts(artifacts, "again");
    const io::ModelArtifacts other = artifactsOf(*again, options);
    // An optimizer that has not begun has no state yet, which loading it makes; constraints may
    // change numbers whenever they are loaded.
    test::mustHold(
        other.weightSpecs.size() >= artifacts.weightSpecs.size(),
        "a model comes back with all weights that were saved");
    const std::vector<io::WeightSpec> specs(
        other.weightSpecs.begin(),
        other.weightSpecs.begin() + static_cast<std::ptrdiff_t>(artifacts.weightSpecs.size()));
    test::mustHold(
        toJson(specs) == toJson(artifacts.weightSpecs),
        "a model comes back with the weights that were saved");
}

} // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): without samples there is nothing to do
int main(int argc, char** argv) {
    start({.threads = 1});
    const std::vector<io::ModelArtifacts> samples = makeSamples();
    const std::vector<std::string> words = wordsOf(samples);
    return test::fuzzReader({argv + 1, argv + argc}, [&](Dice& dice) {
        io::ModelArtifacts artifacts = dice.of(samples);
        mutate(artifacts, dice.of(samples), words, dice);
        const ModelPointer model =
            modelFromArtifacts(artifacts, "model.json", {.strict = dice.chance(0.7)});
        if (model->isBuilt() && dice.chance(0.2))
            saveAndLoad(*model);
    });
}
