#include "tests/conformance/graphs/replay_graphs.h"

#include "engine/base/error.h"
#include "engine/graph/graph_model.h"
#include "engine/io/file.h"
#include "engine/io/model_json.h"
#include "engine/model/all.h"
#include "engine/model/saving.h"
#include "tests/conformance/graphs/golden.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <ostream>

namespace tp::conformance {

namespace {

using nlohmann::json;
using Path = std::filesystem::path;

/// A model under its golden's name, ready to be asked.
using Predict = std::function<Tensors(const NamedTensors& inputs)>;

/// The file below one of the folders, or beside it, as "datasets/…" is; "@scope/name/rest" also as
/// "@scope/name-1.2.3/rest".
std::optional<Path> findModel(const std::string& file, const std::vector<Path>& folders) {
    for (const Path& folder : folders) {
        for (const Path& place : {folder / file, folder / ".." / file}) {
            if (std::filesystem::is_regular_file(place))
                return std::filesystem::canonical(place);
        }
        if (!file.starts_with('@'))
            continue;
        const std::size_t slash = file.find('/', file.find('/') + 1);
        const Path package = folder / file.substr(0, slash);
        if (!std::filesystem::is_directory(package.parent_path()))
            continue;
        for (const auto& entry : std::filesystem::directory_iterator(package.parent_path())) {
            const std::string name = entry.path().filename().string();
            if (!name.starts_with(package.filename().string() + '-'))
                continue;
            if (const Path path = entry.path() / file.substr(slash + 1);
                std::filesystem::is_regular_file(path))
                return path;
        }
    }
    return {};
}

/// Weights by the formula that stands in for those nobody may have.
io::ModelArtifacts withSyntheticWeights(const Path& file) {
    const io::Bytes text = io::readFile(file, io::kMostJsonBytes);
    io::ModelArtifacts artifacts = io::parseModelJson(io::textOf(text), file.string()).artifacts;
    std::uint32_t k = 0;
    for (const io::WeightSpec& spec : artifacts.weightSpecs) {
        double fanIn = 1;
        for (std::size_t i = 0; i + 1 < spec.shape.rank(); ++i)
            fanIn *= static_cast<double>(spec.shape[i]);
        const auto scale = static_cast<float>(spec.shape.rank() > 1 ? std::sqrt(6 / fanIn) : 0.1);
        for (std::int64_t i = 0; i < spec.shape.elementCount(); ++i, ++k) {
            const double u = static_cast<double>((k * 2654435761U) >> 8U) / 16777216.0;
            const auto weight = static_cast<float>((2 * u - 1) * static_cast<double>(scale));
            std::uint8_t bytes[sizeof(weight)];
            std::memcpy(bytes, &weight, sizeof(weight));
            artifacts.weightData.insert(
                artifacts.weightData.end(), std::begin(bytes), std::end(bytes));
        }
    }
    return artifacts;
}

Predict loadLayers(const json& golden, const Path& file) {
    const ModelPointer model = golden.contains("weights")
                                   ? modelFromArtifacts(withSyntheticWeights(file), file.string())
                                   : loadLayersModel(file.string());
    return [model](const NamedTensors& inputs) {
        check(inputs.size() == 1, "models of layers are replayed with one input only");
        return model->predictAll(inputs.begin()->second); // whose name is that of a layer
    };
}

Predict load(const json& golden, const Path& file) {
    if (golden.value("kind", "layers") == "layers")
        return loadLayers(golden, file);
    const GraphModel model = GraphModel::load(file.string());
    const json& inputs = golden.at("inputs");
    check(
        inputs.size() == model.inputs().size(),
        "it takes %1 inputs, expected %2",
        model.inputs().size(),
        inputs.size());
    for (const GraphSpec& each : model.inputs())
        check(inputs.contains(each.name), "it takes an input \"%1\"", each.name);
    const json& outputs = golden.at("outputs");
    for (std::size_t i = 0; i < std::min(outputs.size(), model.outputs().size()); ++i) {
        check(
            outputs[i].at("name") == model.outputs()[i].name,
            "its output %1 is called %2",
            i,
            model.outputs()[i].name);
    }
    return [model](const NamedTensors& given) {
        Tensors ordered;
        for (const GraphSpec& each : model.inputs())
            ordered.push_back(given.find(each.name)->second);
        return model.predict(ordered);
    };
}

double spreadOf(const json& recorded, const json& golden, const std::string& output) {
    const json& list = recorded.contains("cpu_vs_wasm") ? recorded : golden;
    for (const json& each : list.value("cpu_vs_wasm", json::array())) {
        if (each.value("name", "") == output && each.at("max_abs").is_number())
            return each.at("max_abs").get<double>();
    }
    return 0;
}

std::optional<std::string>
compare(const Tensors& results, const json& recorded, const json& golden) {
    const json& outputs = recorded.at("outputs");
    if (results.size() != outputs.size())
        return formatText(
            "%1 outputs, expected %2",
            {std::to_string(results.size()), std::to_string(outputs.size())});
    for (std::size_t i = 0; i < results.size(); ++i) {
        const auto name = outputs[i].at("name").get<std::string>();
        if (const auto fault =
                differenceFromGolden(results[i], outputs[i], spreadOf(recorded, golden, name)))
            return name + ": " + *fault;
    }
    return {};
}

/// What is wrong with our answers, if anything.
std::optional<std::string> replay(const json& golden, const Path& file, const Path& folder) {
    const Predict predict = load(golden, file);
    NamedTensors inputs;
    for (const auto& [name, description] : golden.at("inputs").items())
        inputs[name] = filledInput(description);
    if (auto fault = compare(predict(inputs), golden, golden))
        return fault;
    const auto photo = golden.find("photo");
    if (photo == golden.end() || photo->is_null())
        return {};
    // The photos lie beside the folder of goldens.
    const Path png = folder.parent_path() / photo->at("png").get<std::string>();
    if (!std::filesystem::exists(png))
        return {};
    inputs.begin()->second = photoInput(*golden.at("inputs").begin(), png);
    if (const auto fault = compare(predict(inputs), *photo, golden))
        return "photo: " + *fault;
    return {};
}

std::optional<std::string> attempt(const json& golden, const Path& file, const Path& folder) {
    try {
        return replay(golden, file, folder);
    } catch (const Error& error) {
        return std::string("throws \"") + error.what() + '"';
    }
}

} // namespace

Tally replayGraphs(
    const std::filesystem::path& folder,
    const std::vector<std::filesystem::path>& models,
    std::ostream& out) {
    std::vector<Path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".json")
            files.push_back(std::filesystem::canonical(entry.path()));
    }
    std::sort(files.begin(), files.end());
    Tally tally;
    for (const Path& file : files) {
        std::ifstream stream(file);
        const json golden = json::parse(stream, nullptr, false);
        if (golden.is_discarded() || !golden.is_object() || !golden.contains("file"))
            fail(Error::Kind::BadFile, "%1: this is no recording", file.string());
        const auto wanted = golden.at("file").get<std::string>();
        const auto model = findModel(wanted, models);
        if (!model) {
            out << file.stem().string() << ": skipped: there is no " << wanted
                << " in the folders of models\n";
            ++tally.skipped;
        } else if (const auto fault = attempt(golden, *model, file.parent_path())) {
            out << file.stem().string() << ": " << *fault << '\n';
            ++tally.failed;
        } else {
            ++tally.passed;
        }
    }
    return tally;
}

} // namespace tp::conformance
