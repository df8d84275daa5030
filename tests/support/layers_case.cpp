#include "tests/support/layers_case.h"

#include "engine/ops/creation.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <set>

namespace tp::testing {

namespace {

namespace fs = std::filesystem;

const std::set<std::string> kKinds = {"train", "fit", "predict", "summary", "ops"};
const std::set<std::string> kLayers = {"Sequential", "Dense", "Activation", "Dropout", "Flatten"};

const std::map<std::string, Loss> kLossFunctions = {
    {"tf.losses.absoluteDifference", losses::absoluteDifference},
    {"tf.losses.hingeLoss", losses::hingeLoss},
    {"tf.losses.huberLoss", losses::huberLoss},
    {"tf.losses.logLoss", losses::logLoss},
    {"tf.losses.meanSquaredError", losses::meanSquaredError},
};

const std::map<std::string, Tensor (*)(const Tensor&, const Tensor&)> kMetricFunctions = {
    {"binaryAccuracy", metrics::binaryAccuracy},
    {"binaryCrossentropy", metrics::binaryCrossentropy},
    {"categoricalAccuracy", metrics::categoricalAccuracy},
    {"categoricalCrossentropy", metrics::categoricalCrossentropy},
    {"cosineProximity", metrics::cosineProximity},
    {"meanAbsoluteError", metrics::meanAbsoluteError},
    {"meanAbsolutePercentageError", metrics::meanAbsolutePercentageError},
    {"meanSquaredError", metrics::meanSquaredError},
    {"precision", metrics::precision},
    {"r2Score", metrics::r2Score},
    {"recall", metrics::recall},
    {"sparseCategoricalAccuracy", metrics::sparseCategoricalAccuracy},
};

const Json& topology(const Json& model) {
    const Json& root = model.contains("modelTopology") ? model.at("modelTopology") : model;
    return root.contains("model_config") ? root.at("model_config") : root;
}

const Json& layersOf(const Json& sequential) {
    const Json& config = sequential.at("config");
    return config.is_array() ? config : config.at("layers");
}

bool isGiven(const Json& config, const char* key) {
    return config.contains(key) && !config.at(key).is_null();
}

std::string missingInLayer(const Json& layer) {
    const std::string kind = layer.at("class_name");
    if (!kLayers.contains(kind))
        return "the layer " + kind;
    if (kind == "Sequential") {
        for (const Json& each : layersOf(layer))
            if (const std::string missing = missingInLayer(each); !missing.empty())
                return missing;
        return {};
    }
    for (const char* key :
         {"kernel_regularizer",
          "bias_regularizer",
          "activity_regularizer",
          "kernel_constraint",
          "bias_constraint",
          "noise_shape"})
        if (isGiven(layer.at("config"), key))
            return std::string("a layer's ") + key;
    if (isGiven(layer.at("config"), "data_format") &&
        layer.at("config").at("data_format") != "channels_last")
        return "channels_first";
    return {};
}

Shape readShape(const Json& json) {
    Shape shape;
    for (const Json& size : json)
        shape.push_back(size.is_null() ? -1 : size.get<std::int64_t>());
    return shape;
}

// Files say hard_sigmoid where programs say hardSigmoid.
Activation readActivation(const Json& json) {
    const std::string name = json;
    if (name == "gelu_new")
        return name;
    std::string camel;
    for (std::size_t i = 0; i < name.size(); ++i)
        camel += name[i] == '_' ? static_cast<char>(std::toupper(name[++i])) : name[i];
    return camel;
}

std::shared_ptr<Sequential> readSequential(const Json& json);

LayerPointer readLayer(const Json& json) {
    const std::string kind = json.at("class_name");
    if (kind == "Sequential")
        return readSequential(json);
    const Json& config = json.at("config");
    const std::string name = config.at("name");
    const Shape shape =
        isGiven(config, "batch_input_shape") ? readShape(config.at("batch_input_shape")) : Shape();
    if (kind == "Dense")
        return layers::dense(
            {.units = config.at("units"),
             .activation = readActivation(config.at("activation")),
             .useBias = config.at("use_bias"),
             .kernelInitializer = readInitializer(config.at("kernel_initializer")),
             .biasInitializer = readInitializer(config.at("bias_initializer")),
             .batchInputShape = shape,
             .name = name,
             .trainable = config.at("trainable")});
    if (kind == "Activation")
        return layers::activation(
            {.activation = readActivation(config.at("activation")),
             .batchInputShape = shape,
             .name = name});
    if (kind == "Dropout")
        return layers::dropout(
            {.rate = config.at("rate"),
             .seed = isGiven(config, "seed") ? Seed(config.at("seed").get<std::int64_t>()) : Seed(),
             .batchInputShape = shape,
             .name = name});
    return layers::flatten({.batchInputShape = shape, .name = name});
}

std::shared_ptr<Sequential> readSequential(const Json& json) {
    const Json& config = json.at("config");
    auto model = std::make_shared<Sequential>(SequentialConfig{
        .name = config.is_array() ? std::string() : config.at("name").get<std::string>()});
    for (const Json& layer : layersOf(json))
        model->add(readLayer(layer));
    return model;
}

struct FileWeight {
    std::string name;
    Shape shape;
};

std::vector<FileWeight> manifest(const LayersCase& recorded) {
    std::vector<FileWeight> weights;
    const Json model = readJson(recorded.folder / "model.json");
    for (const Json& group : model.at("weightsManifest"))
        for (const Json& weight : group.at("weights"))
            if (!weight.contains("group"))
                weights.push_back({weight.at("name"), readShape(weight.at("shape"))});
    return weights;
}

Tensors readWeights(const LayersCase& recorded, const std::string& file) {
    std::ifstream stream(recorded.folder / file, std::ios::binary);
    Tensors tensors;
    for (const FileWeight& weight : manifest(recorded)) {
        std::vector<float> values(static_cast<std::size_t>(weight.shape.elementCount()));
        stream.read(
            reinterpret_cast<char*>(values.data()),
            static_cast<std::streamsize>(values.size() * sizeof(float)));
        if (!stream)
            throw std::runtime_error(file + " is too short in " + recorded.folder.string());
        tensors.push_back(fromBuffer(values, weight.shape));
    }
    return tensors;
}

Variable weightNamed(const Model& model, const std::string& name) {
    for (const Variable& variable : model.weights())
        if (variable.name() == name)
            return variable;
    throw std::runtime_error("the model has no weight " + name);
}

std::string missingInCompile(const Json& compile) {
    const Json& loss = compile.at("loss");
    if (loss.is_array() || (loss.is_object() && !loss.contains("fn")))
        return "losses by output";
    if (loss.is_object() && !kLossFunctions.contains(loss.at("fn")))
        return "the loss " + loss.at("fn").get<std::string>();
    if (compile.contains("metrics") && compile.at("metrics").is_object())
        return "metrics by output";
    return {};
}

OptimizerChoice readOptimizer(const Json& json) {
    const std::string name = json.at("name");
    const Json& config = json.at("config");
    if (config.is_null())
        return name;
    const double rate = config.at("learningRate");
    const auto number = [&](const char* key, double usual) {
        return isGiven(config, key) ? config.at(key).get<double>() : usual;
    };
    const auto flag = [&](const char* key) { return isGiven(config, key) && config.at(key); };
    if (name == "sgd")
        return sgd(rate);
    if (name == "momentum")
        return momentum(rate, config.at("momentum"), flag("useNesterov"));
    if (name == "adagrad")
        return adagrad(rate, number("initialAccumulatorValue", 0.1));
    if (name == "adadelta")
        return adadelta(rate, number("rho", 0.95), number("epsilon", 1e-7));
    if (name == "rmsprop")
        return rmsprop(
            rate,
            number("decay", 0.9),
            number("momentum", 0),
            number("epsilon", 1e-7),
            flag("centered"));
    if (name == "adamax")
        return adamax(
            rate,
            number("beta1", 0.9),
            number("beta2", 0.999),
            number("epsilon", 1e-7),
            number("decay", 0));
    return adam(rate, number("beta1", 0.9), number("beta2", 0.999), number("epsilon", 1e-7));
}

Metric readMetric(const Json& json) {
    if (json.is_string())
        return json.get<std::string>();
    const std::string full = json.at("fn");
    const std::string name = full.substr(full.rfind('.') + 1);
    return {name, kMetricFunctions.at(name)};
}

} // namespace

double LayersCase::noise(const std::string& field) const {
    const Json& all = expect().contains("noise") ? expect().at("noise") : Json::object();
    return all.contains(field) ? all.at(field).get<double>() : 0;
}

std::vector<fs::path> layersCaseFolders() {
    const fs::path project = TP_SOURCE_DIR;
    const fs::path full = project / "../shared/conformance/layers/visible";
    std::vector<fs::path> folders;
    for (const auto& entry :
         fs::directory_iterator(fs::exists(full) ? full : project / "tests/golden/layers"))
        if (fs::exists(entry.path() / "case.json"))
            folders.push_back(entry.path());
    std::sort(folders.begin(), folders.end());
    return folders;
}

Json readJson(const fs::path& file) {
    std::ifstream stream(file);
    return Json::parse(stream);
}

LayersCase readLayersCase(const fs::path& folder) {
    return {folder, readJson(folder / "case.json")};
}

std::string missingFor(const LayersCase& recorded) {
    if (!kKinds.contains(recorded.kind()))
        return "cases of kind " + recorded.kind();
    if (!fs::exists(recorded.folder / "model.json"))
        return "cases without a model";
    const Json model = readJson(recorded.folder / "model.json");
    const Json& root = topology(model);
    if (root.at("class_name") != "Sequential")
        return "functional models";
    if (const std::string missing = missingInLayer(root); !missing.empty())
        return missing;
    if (recorded.json.contains("compile"))
        if (const std::string missing = missingInCompile(recorded.json.at("compile"));
            !missing.empty())
            return missing;
    if (recorded.kind() == "ops")
        for (const Json& op : recorded.json.at("ops"))
            if (op.at("op") == "layerOutput" || op.at("op") == "execute")
                return "outputs of inner layers";
    return {};
}

Sequential readModel(const LayersCase& recorded) {
    const Json json = readJson(recorded.folder / "model.json");
    Sequential model = std::move(*readSequential(topology(json)));
    const auto weights = manifest(recorded);
    const Tensors values = readWeights(recorded, "weights.bin");
    for (std::size_t i = 0; i < weights.size(); ++i)
        weightNamed(model, weights[i].name).assign(values[i]);
    return model;
}

Tensors finalWeights(const LayersCase& recorded) {
    return readWeights(recorded, "weights_final.bin");
}

Tensors weightsInFileOrder(const LayersCase& recorded, const Model& model) {
    Tensors values;
    for (const FileWeight& weight : manifest(recorded))
        values.push_back(weightNamed(model, weight.name).value());
    return values;
}

CompileConfig readCompile(const Json& compile) {
    CompileConfig config;
    config.optimizer = readOptimizer(compile.at("optimizer"));
    const Json& loss = compile.at("loss");
    config.loss =
        loss.is_string() ? Loss(loss.get<std::string>()) : kLossFunctions.at(loss.at("fn"));
    if (compile.contains("metrics")) {
        const Json& metrics = compile.at("metrics");
        if (metrics.is_array())
            for (const Json& metric : metrics)
                config.metrics.push_back(readMetric(metric));
        else
            config.metrics.push_back(readMetric(metrics));
    }
    return config;
}

double readNumber(const Json& json) {
    if (json.is_boolean())
        return json.get<bool>() ? 1 : 0;
    if (json.is_number())
        return json.get<double>();
    if (json == "NaN")
        return std::nan("");
    return json == "Infinity" ? HUGE_VAL : -HUGE_VAL;
}

Tensor readTensor(const Json& json) {
    std::vector<double> values;
    for (const Json& value : json.at("data"))
        values.push_back(readNumber(value));
    return tensor(
        values, readShape(json.at("shape")), dtypeFromName(json.at("dtype").get<std::string>()));
}

Initializer readInitializer(const Json& json) {
    const std::string kind = json.at("class_name");
    const Json& config = json.at("config");
    const Seed seed =
        isGiven(config, "seed") ? Seed(config.at("seed").get<std::int64_t>()) : Seed();
    if (kind == "Constant")
        return initializers::Constant{config.at("value")};
    if (kind == "RandomUniform")
        return initializers::RandomUniform{config.at("minval"), config.at("maxval"), seed};
    if (kind == "RandomNormal")
        return initializers::RandomNormal{config.at("mean"), config.at("stddev"), seed};
    if (kind == "TruncatedNormal")
        return initializers::TruncatedNormal{config.at("mean"), config.at("stddev"), seed};
    if (kind == "VarianceScaling")
        return initializers::VarianceScaling{
            config.at("scale"),
            config.at("mode") == "fan_in"    ? initializers::FanMode::FanIn
            : config.at("mode") == "fan_out" ? initializers::FanMode::FanOut
                                             : initializers::FanMode::FanAvg,
            config.at("distribution") == "normal" ? initializers::Distribution::Normal
                                                  : initializers::Distribution::Uniform,
            seed};
    if (kind == "Identity")
        return initializers::Identity{config.at("gain")};
    if (kind == "Orthogonal")
        return initializers::Orthogonal{config.at("gain"), seed};
    return std::string_view(kind);
}

} // namespace tp::testing
