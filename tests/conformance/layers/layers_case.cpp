#include "tests/conformance/layers/layers_case.h"

#include "engine/io/file_handler.h"
#include "engine/io/weights.h"
#include "tests/conformance/layers/comparison.h"
#include "tests/conformance/layers/replays.h"

#include <cstring>
#include <fstream>
#include <map>

namespace tp::conformance {

namespace {

const std::map<std::string, SampleFunction> kFunctions = {
    {"tf.losses.absoluteDifference",
     [](const Tensor& a, const Tensor& b) { return losses::absoluteDifference(a, b); }},
    {"tf.losses.hingeLoss",
     [](const Tensor& a, const Tensor& b) { return losses::hingeLoss(a, b); }},
    {"tf.losses.huberLoss",
     [](const Tensor& a, const Tensor& b) { return losses::huberLoss(a, b); }},
    {"tf.losses.logLoss", [](const Tensor& a, const Tensor& b) { return losses::logLoss(a, b); }},
    {"tf.losses.meanSquaredError",
     [](const Tensor& a, const Tensor& b) { return losses::meanSquaredError(a, b); }},
    {"tf.losses.sigmoidCrossEntropy",
     [](const Tensor& a, const Tensor& b) { return losses::sigmoidCrossEntropy(a, b); }},
    {"tf.losses.softmaxCrossEntropy",
     [](const Tensor& a, const Tensor& b) { return losses::softmaxCrossEntropy(a, b); }},
    {"tf.metrics.MAPE", metrics::meanAbsolutePercentageError},
    {"tf.metrics.MSE", metrics::meanSquaredError},
    {"tf.metrics.binaryAccuracy", metrics::binaryAccuracy},
    {"tf.metrics.binaryCrossentropy", metrics::binaryCrossentropy},
    {"tf.metrics.categoricalAccuracy", metrics::categoricalAccuracy},
    {"tf.metrics.categoricalCrossentropy", metrics::categoricalCrossentropy},
    {"tf.metrics.cosineProximity", metrics::cosineProximity},
    {"tf.metrics.mape", metrics::meanAbsolutePercentageError},
    {"tf.metrics.meanAbsoluteError", metrics::meanAbsoluteError},
    {"tf.metrics.meanAbsolutePercentageError", metrics::meanAbsolutePercentageError},
    {"tf.metrics.meanSquaredError", metrics::meanSquaredError},
    {"tf.metrics.mse", metrics::meanSquaredError},
    {"tf.metrics.precision", metrics::precision},
    {"tf.metrics.r2Score", metrics::r2Score},
    {"tf.metrics.recall", metrics::recall},
    {"tf.metrics.sparseCategoricalAccuracy", metrics::sparseCategoricalAccuracy},
};

Loss readLoss(const RecordedJson& json) {
    if (json.is_string())
        return Loss(json.get<std::string>());
    return Loss(recordedFunction(json.at("fn")));
}

Metric readMetric(const RecordedJson& json) {
    if (json.is_string())
        return Metric(json.get<std::string>());
    const std::string full = json.at("fn");
    return Metric(full.substr(full.rfind('.') + 1), recordedFunction(full));
}

std::vector<Metric> readMetrics(const RecordedJson& json) {
    std::vector<Metric> metrics;
    if (!json.is_array())
        return {readMetric(json)};
    for (const RecordedJson& each : json)
        metrics.push_back(readMetric(each));
    return metrics;
}

} // namespace

SampleFunction recordedFunction(const std::string& name) {
    const auto found = kFunctions.find(name);
    expectThat(found != kFunctions.end(), "there is no function %1", name);
    return found->second;
}

const RecordedJson& LayersCase::expect(const std::string& field) const {
    const RecordedJson& all = json.at("expect");
    // What tfjs itself cannot read back from its file as it was, it is compared with as it reads
    // it.
    if (all.contains("reload") && !all.at("reload").value("ok", true)) {
        const RecordedJson& reload = all.at("reload");
        if (field == "summary" && reload.contains("summary"))
            return reload.at("summary");
        if (reload.contains("trace") && reload.at("trace").contains(field))
            return reload.at("trace").at(field);
    }
    if (isCorrected() && all.at("corrected").contains(field))
        return all.at("corrected").at(field);
    return all.at(field);
}

bool LayersCase::isRead() const {
    const RecordedJson& all = json.at("expect");
    return all.contains("reload") && all.at("reload").contains("trace");
}

bool LayersCase::isUnreadable() const {
    const RecordedJson& all = json.at("expect");
    return all.contains("reload") && all.at("reload").contains("error") && json.contains("js") &&
           json.at("js").contains("build");
}

bool LayersCase::expects(const std::string& field) const {
    return json.at("expect").contains(field) && !json.at("expect").at(field).is_null();
}

double LayersCase::noise(const std::string& field) const {
    if (!expects("noise"))
        return 0;
    const RecordedJson& all = json.at("expect").at("noise");
    return all.contains(field) && all.at(field).is_number() ? all.at(field).get<double>() : 0;
}

Tensors LayersCase::tensors(const std::string& field) const {
    Tensors all;
    if (json.contains(field)) {
        for (const RecordedJson& each : json.at(field))
            all.push_back(testing::readTensor(each));
    }
    return all;
}

LayersCase readLayersCase(const std::filesystem::path& folder) {
    return {folder, testing::readJson(folder / "case.json")};
}

Json ours(const RecordedJson& json) {
    return Json::parse(json.dump(), "case.json");
}

ModelPointer readModel(const LayersCase& recorded) {
    LoadOptions options;
    if (recorded.json.contains("load_options"))
        options.strict = recorded.json.at("load_options").value("strict", true);
    try {
        return loadLayersModel((recorded.folder / "model.json").string(), options);
    } catch (const Error&) {
        if (!recorded.isUnreadable())
            throw;
    }
    // tfjs cannot read what it wrote either: the script says what the model was.
    ModelPointer model = builtModel(recorded);
    const io::ModelArtifacts initial = io::fileHandler(recorded.folder / "model.json").load();
    loadWeights(
        *model,
        io::decodeWeights(initial.weightSpecs, initial.weightData, recorded.name()),
        recorded.name());
    return model;
}

io::NamedWeights finalWeights(const LayersCase& recorded) {
    const io::ModelArtifacts initial = io::fileHandler(recorded.folder / "model.json").load();
    std::vector<io::WeightSpec> specs;
    for (const io::WeightSpec& spec : initial.weightSpecs) {
        if (spec.group.empty())
            specs.push_back(spec);
    }
    const auto file = recorded.folder / (recorded.isCorrected() ? "weights_final_corrected.bin"
                                                                : "weights_final.bin");
    std::ifstream stream(file, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(stream), {});
    io::Bytes bytes(text.size());
    std::memcpy(bytes.data(), text.data(), text.size());
    return io::decodeWeights(specs, bytes, file.string());
}

OptimizerChoice readOptimizer(const RecordedJson& json) {
    const std::string name = json.at("name");
    if (json.at("config").is_null())
        return name;
    // tf.train's own defaults; the file's reader has them too, but for adadelta's rate.
    Json::Object config = ours(json.at("config")).object();
    if (name == "adadelta" && !json.at("config").contains("learningRate"))
        config.emplace_back("learningRate", 0.001);
    static const std::map<std::string, std::string> kClasses = {
        {"sgd", "SGD"},
        {"momentum", "Momentum"},
        {"adam", "Adam"},
        {"adamax", "Adamax"},
        {"adagrad", "Adagrad"},
        {"adadelta", "Adadelta"},
        {"rmsprop", "RMSProp"}};
    const Json made =
        Json::Object{{"class_name", kClasses.at(name)}, {"config", std::move(config)}};
    return optimizerFromJson(JsonReader(made, "optimizer"));
}

CompileConfig readCompile(const RecordedJson& compile) {
    CompileConfig config;
    config.optimizer = readOptimizer(compile.at("optimizer"));
    const RecordedJson& loss = compile.at("loss");
    if (loss.is_array()) {
        std::vector<Loss> inOrder;
        for (const RecordedJson& each : loss)
            inOrder.push_back(readLoss(each));
        config.loss = inOrder;
    } else if (loss.is_object() && !loss.contains("fn")) {
        std::map<std::string, Loss> byName;
        for (const auto& [output, each] : loss.items())
            byName.emplace(output, readLoss(each));
        config.loss = byName;
    } else {
        config.loss = readLoss(loss);
    }
    if (compile.contains("metrics") && !compile.at("metrics").is_null()) {
        const RecordedJson& metrics = compile.at("metrics");
        if (metrics.is_object() && !metrics.contains("fn")) {
            std::map<std::string, std::vector<Metric>> byName;
            for (const auto& [output, each] : metrics.items())
                byName.emplace(output, readMetrics(each));
            config.metrics = byName;
        } else {
            config.metrics = readMetrics(metrics);
        }
    }
    return config;
}

} // namespace tp::conformance
