// Cases that list operations on one model, cases of summaries, and cases of files.
#include "tests/conformance/layers/comparison.h"
#include "tests/conformance/layers/replays.h"

namespace tp::conformance {

namespace {

Tensors chosen(const LayersCase& recorded, const RecordedJson& op, const std::string& field) {
    const Tensors all = recorded.tensors(field);
    Tensors some;
    for (const RecordedJson& index : op.at(field))
        some.push_back(all.at(index.get<std::size_t>()));
    return some;
}

// The outputs of those inner layers, as a model of their own.
Tensors innerOutputs(const Model& model, const std::vector<std::string>& names, const Tensors& xs) {
    SymbolicTensors outputs;
    for (const std::string& name : names)
        outputs.push_back(model.layer(name)->output());
    return tp::model({.inputs = model.inputs(), .outputs = outputs}).predictAll(xs);
}

std::vector<std::string> namesOf(const Variables& variables) {
    std::vector<std::string> names;
    for (const Variable& variable : variables)
        names.push_back(variable.name());
    return names;
}

void compareWeightNames(const Model& model, const RecordedJson& want) {
    compareTexts(namesOf(model.weights()), want.at("weights"), "weights");
    compareTexts(namesOf(model.trainableWeights()), want.at("trainable"), "trainable");
    compareTexts(namesOf(model.nonTrainableWeights()), want.at("nonTrainable"), "nonTrainable");
}

std::vector<std::string> layersIn(const RecordedJson& list) {
    std::vector<std::string> names;
    for (const RecordedJson& each : list) {
        const std::string name = each.get<std::string>();
        names.push_back(name.substr(0, name.find('/'))); // "h1/h1" is a tensor's name
    }
    return names;
}

void compareLosses(const Logs& logs, const RecordedJson& want, double noise, std::size_t outputs) {
    std::vector<double> numbers;
    for (const auto& [name, value] : logs)
        numbers.push_back(value);
    static_cast<void>(outputs);
    compareNumbers(numbers, want, noise, "train");
}

void replayOp(
    const LayersCase& recorded,
    const RecordedJson& op,
    const RecordedJson& want,
    double noise,
    Model& model) {
    const std::string kind = op.at("op");
    if (kind == "predict") {
        const BatchConfig config{op.value("batchSize", std::int64_t{32})};
        compareTensors(model.predictAll(chosen(recorded, op, "inputs"), config), want, noise, kind);
    } else if (kind == "predictOnBatch") {
        compareTensors(model.predictOnBatch(chosen(recorded, op, "inputs")), want, noise, kind);
    } else if (kind == "apply") {
        compareTensors(
            static_cast<Layer&>(model).apply(chosen(recorded, op, "inputs")), want, noise, kind);
    } else if (kind == "train") {
        compareLosses(
            model.trainOnBatch(chosen(recorded, op, "inputs"), chosen(recorded, op, "targets")),
            want,
            noise,
            model.outputs().size());
    } else if (kind == "evaluate") {
        const BatchConfig config{op.value("batchSize", std::int64_t{32})};
        compareLosses(
            model.evaluate(chosen(recorded, op, "inputs"), chosen(recorded, op, "targets"), config),
            want,
            noise,
            model.outputs().size());
    } else if (kind == "layerOutput" || kind == "execute") {
        const auto names = layersIn(op.at(kind == "execute" ? "outputs" : "layers"));
        compareTensors(
            innerOutputs(model, names, chosen(recorded, op, "inputs")), want, noise, kind);
    } else if (kind == "resetStates") {
        model.resetStates();
    } else if (kind == "setTrainable") {
        for (const std::string& name : layersIn(op.at("layers")))
            model.layer(name)->setTrainable(op.at("value"));
    } else if (kind == "compile") {
        model.compile(readCompile(op.at("compile")));
    } else if (kind == "setLearningRate") {
        model.optimizer().setLearningRate(
            op.contains("value") ? op.at("value") : op.at("learningRate"));
    } else if (kind == "summary") {
        compareTexts(summaryLines(model), want, kind);
    } else if (kind == "countParams") {
        compareNumber(static_cast<double>(model.countParams()), want.get<double>(), 0, kind);
    } else if (kind == "weightNames") {
        compareWeightNames(model, want);
    } else if (kind == "getWeights") {
        compareTensors(model.getWeights(), want, noise, kind);
    } else {
        throw Difference{"the operation " + kind + " is not known"};
    }
}

} // namespace

void replayOps(const LayersCase& recorded) {
    const ModelPointer model = readModel(recorded);
    if (recorded.json.contains("compile"))
        model->compile(readCompile(recorded.json.at("compile")));
    compareModel(recorded, *model);
    const RecordedJson& ops = recorded.json.at("ops");
    for (std::size_t i = 0; i < ops.size(); ++i) {
        try {
            replayOp(
                recorded, ops.at(i), recorded.expect("ops").at(i), recorded.noise("ops"), *model);
        } catch (const Difference& difference) {
            throw Difference{"operation " + std::to_string(i) + ": " + difference.what};
        }
    }
}

void replaySummary(const LayersCase& recorded) {
    const ModelPointer model = readModel(recorded);
    compareModel(recorded, *model);
    SummaryConfig config;
    if (recorded.json.contains("line_length") && recorded.json.at("line_length").is_number())
        config.lineLength = recorded.json.at("line_length");
    if (recorded.json.contains("positions") && recorded.json.at("positions").is_array())
        config.positions = recorded.json.at("positions").get<std::vector<double>>();
    compareTexts(summaryLines(*model, config), recorded.expect("summary"), "summary");
}

void replayLoad(const LayersCase& recorded) {
    const ModelPointer model = readModel(recorded);
    compareModel(recorded, *model);
    expectThat(
        model->className() == recorded.expect("class_name").get<std::string>(),
        "class_name: got %1",
        model->className());
    expectThat(
        model->name() == recorded.expect("name").get<std::string>(), "name: got %1", model->name());
    compareNumber(
        static_cast<double>(model->countParams()),
        recorded.expect("count_params").get<double>(),
        0,
        "count_params");
    if (recorded.expects("user_defined_metadata")) {
        compareJson(
            model->userDefinedMetadata(),
            ours(recorded.expect("user_defined_metadata")),
            "user_defined_metadata");
    }
    const Tensors xs = recorded.tensors("inputs");
    compareTensors(
        model->predictAll(xs), recorded.expect("predict"), recorded.noise("predict"), "predict");
    if (std::filesystem::exists(recorded.folder / "resaved.json")) {
        const Json want = ours(testing::readJson(recorded.folder / "resaved.json"));
        compareJson(modelToJson(*model), *want.find("modelTopology"), "resaved topology");
    }
    const Tensors ys = recorded.tensors("targets");
    if (ys.empty())
        return;
    for (std::size_t i = 0; i < recorded.expect("losses").size(); ++i) {
        compareNumber(
            model->trainOnBatch(xs, ys)["loss"],
            testing::readNumber(recorded.expect("losses").at(i)),
            recorded.noise("losses"),
            "losses");
    }
}

} // namespace tp::conformance
