// Cases that train: steps, fit, fitDataset.
#include "engine/data/dataset.h"
#include "tests/conformance/layers/comparison.h"
#include "tests/conformance/layers/recorder.h"
#include "tests/conformance/layers/replays.h"
#include "tests/conformance/layers/tfjs_faults.h"

#include <cmath>
#include <cstring>

namespace tp::conformance {

namespace {

Tensors rowsOf(const Tensors& tensors, std::int64_t begin, std::int64_t count) {
    Tensors rows;
    for (const Tensor& tensor : tensors) {
        std::vector<std::int64_t> from(tensor.rank(), 0);
        std::vector<std::int64_t> size(tensor.shape().begin(), tensor.shape().end());
        from[0] = begin;
        size[0] = std::min(count, tensor.shape()[0] - begin);
        rows.push_back(slice(tensor, from, size));
    }
    return rows;
}

std::vector<double> numbersOf(const Logs& logs) {
    std::vector<double> numbers;
    for (const auto& [name, value] : logs)
        numbers.push_back(value);
    return numbers;
}

// With several outputs, tfjs's evaluate() gives the first loss, then the running totals, then each
// loss: more numbers than names. What it means by its names, we give.
RecordedJson meantByEvaluate(const RecordedJson& raw, std::size_t outputs) {
    if (outputs == 1)
        return raw;
    RecordedJson meant = RecordedJson::array();
    meant.push_back(raw.at(outputs - 1)); // the last running total
    for (std::size_t i = outputs; i < raw.size(); ++i)
        meant.push_back(raw.at(i));
    return meant;
}

std::vector<std::string> shapesText(const SymbolicTensors& tensors) {
    std::vector<std::string> texts;
    for (const SymbolicTensor& each : tensors)
        texts.push_back(shapeToJson(each.shape()).dump());
    return texts;
}

void compareShapes(const SymbolicTensors& got, const RecordedJson& want, const std::string& what) {
    RecordedJson texts = RecordedJson::array();
    for (const RecordedJson& each : want)
        texts.push_back(ours(each).dump());
    compareTexts(shapesText(got), texts, what);
}

// Layers that predict in one go predict what they do one by one.
void compareWays(Model& model, const Tensors& xs) {
    const auto predict = [&] {
        model.resetStates();
        return model.predictAll(xs);
    };
    Tensors oneByOne;
    {
        const Tape tape;
        oneByOne = predict();
    }
    const Tensors inOneGo = predict();
    for (std::size_t output = 0; output < inOneGo.size(); ++output) {
        const Tensor got = cast(inOneGo[output], DType::Float32);
        const Tensor want = cast(oneByOne[output], DType::Float32);
        expectThat(got.shape() == want.shape(), "in one go: shapes differ");
        const auto a = got.values<float>();
        const auto b = want.values<float>();
        for (std::size_t i = 0; i < a.size(); ++i) {
            const float spread = 1e-6F * std::max(1.0F, std::abs(b[i]));
            const bool agrees = std::isfinite(b[i]) ? std::abs(a[i] - b[i]) <= spread
                                                    : std::isnan(a[i]) == std::isnan(b[i]);
            expectThat(agrees, "in one go: got %1, one by one %2", a[i], b[i]);
        }
    }
}

} // namespace

void compareModel(const LayersCase& recorded, const Model& model) {
    if (recorded.expects("summary") && recorded.json.at("kind") != "summary") {
        const std::vector<std::string> lines = summaryLines(model);
        if (overwritesShapes(model)) {
            compareWithoutShapes(lines, recorded.expect("summary"), "summary");
        } else {
            compareTexts(lines, recorded.expect("summary"), "summary");
        }
    }
    if (recorded.expects("weight_names") && recorded.kind() != "ops") {
        std::vector<std::string> names;
        for (const Variable& variable : model.weights())
            names.push_back(variable.name());
        compareTexts(names, recorded.expect("weight_names"), "weight_names");
    }
    if (recorded.expects("input_names"))
        compareTexts(model.inputNames(), recorded.expect("input_names"), "input_names");
    if (recorded.expects("output_names"))
        compareTexts(model.outputNames(), recorded.expect("output_names"), "output_names");
    if (recorded.expects("input_shapes"))
        compareShapes(model.inputs(), recorded.expect("input_shapes"), "input_shapes");
    if (recorded.expects("output_shapes"))
        compareShapes(model.outputs(), recorded.expect("output_shapes"), "output_shapes");
    if (recorded.expects("metrics_names"))
        compareTexts(model.metricsNames(), recorded.expect("metrics_names"), "metrics_names");
    if (recorded.expects("optimizer"))
        compareJson(toJson(model.optimizer()), ours(recorded.expect("optimizer")), "optimizer");
}

namespace {

void compareEnd(const LayersCase& recorded, Model& model, std::int64_t batchSize) {
    const Tensors xs = recorded.tensors("inputs");
    if (recorded.expects("evaluate")) {
        const Logs values =
            model.evaluate(xs, recorded.tensors("targets"), {.batchSize = batchSize});
        compareNumbers(
            numbersOf(values),
            meantByEvaluate(recorded.expect("evaluate"), model.outputs().size()),
            recorded.noise("evaluate"),
            "evaluate");
    }
    compareTensors(
        model.predictAll(xs),
        recorded.expect("predict_final"),
        recorded.noise("predict_final"),
        "predict_final");
    compareWays(model, xs);
    if (recorded.isRead())
        return; // weights were recorded for the model as it was built only
    for (const io::NamedWeight& want : finalWeights(recorded)) {
        const Variables all = model.weights();
        const auto mine = std::find_if(all.begin(), all.end(), [&](const Variable& variable) {
            return variable.name() == want.name;
        });
        expectThat(mine != all.end(), "there is no weight %1", want.name);
        compareTensor(mine->value(), want.tensor, recorded.noise("weights_final"), want.name);
    }
}

void compareResumed(const LayersCase& recorded, Model& model) {
    const RecordedJson& resume = recorded.expect("resume");
    const Tensors xs = recorded.tensors("inputs");
    const Tensors ys = recorded.tensors("targets");
    const std::int64_t batchSize = recorded.json.at("fit").at("batchSize");
    const int first = resume.at("first_step");
    const auto goOn = [&](Model& which, const std::string& prefix) {
        for (std::size_t i = 0; i < resume.at(prefix + "_losses").size(); ++i) {
            const std::int64_t step = first + static_cast<std::int64_t>(i);
            const std::int64_t begin = step * batchSize % xs.front().shape()[0];
            const Logs logs =
                which.trainOnBatch(rowsOf(xs, begin, batchSize), rowsOf(ys, begin, batchSize));
            compareNumber(
                logs["loss"],
                testing::readNumber(resume.at(prefix + "_losses").at(i)),
                recorded.noise("resume"),
                prefix + "_losses");
        }
        compareTensors(
            which.predictAll(xs),
            resume.at(prefix + "_predict"),
            recorded.noise("resume"),
            prefix + "_predict");
    };
    // Ours, saved and loaded in between, must go on bit by bit.
    io::ModelArtifacts artifacts = artifactsOf(model, {.includeOptimizer = true});
    const ModelPointer copy = modelFromArtifacts(artifacts, "copy");
    goOn(model, "continue");
    goOn(*copy, "resume");
    // Constraints move weights when they are loaded, in tfjs too.
    if (resume.at("continue_losses") != resume.at("resume_losses"))
        return;
    const Tensors mine = model.getWeights();
    const Tensors again = copy->getWeights();
    for (std::size_t i = 0; i < mine.size(); ++i) {
        const auto a = mine[i].values<float>();
        const auto b = again[i].values<float>();
        expectThat(
            a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0,
            "weights differ after saving the optimizer and going on: %1",
            model.weights()[i].name());
    }
    if (std::filesystem::exists(recorded.folder / "checkpoint.json"))
        goOn(*loadLayersModel((recorded.folder / "checkpoint.json").string()), "resume");
}

} // namespace

void replayTrain(const LayersCase& recorded) {
    const ModelPointer model = readModel(recorded);
    model->compile(readCompile(recorded.json.at("compile")));
    compareModel(recorded, *model);
    const std::int64_t batchSize = recorded.json.at("fit").at("batchSize");
    const int steps = recorded.json.at("fit").at("steps");
    const Tensors xs = recorded.tensors("inputs");
    const Tensors ys = recorded.tensors("targets");
    compareTensors(
        model->predictAll(
            xs, {.batchSize = recorded.json.value("predict_batch_size", std::int64_t{32})}),
        recorded.expect("predict_initial"),
        recorded.noise("predict_initial"),
        "predict_initial");
    for (int i = 0; i < steps; ++i) {
        const auto index = static_cast<std::size_t>(i);
        const std::int64_t begin = i * batchSize % xs.front().shape()[0];
        const Logs logs =
            model->trainOnBatch(rowsOf(xs, begin, batchSize), rowsOf(ys, begin, batchSize));
        compareNumber(
            logs["loss"],
            testing::readNumber(recorded.expect("losses").at(index)),
            recorded.noise("losses"),
            "losses[" + std::to_string(i) + "]");
        for (const auto& [name, values] : recorded.expect("metrics").items()) {
            compareNumber(
                logs[name],
                testing::readNumber(values.at(index)),
                recorded.noise("metrics." + name),
                "metrics." + name + "[" + std::to_string(i) + "]");
        }
    }
    compareEnd(recorded, *model, batchSize);
    if (recorded.expects("resume"))
        compareResumed(recorded, *model);
}

void replayPredict(const LayersCase& recorded) {
    const ModelPointer model = readModel(recorded);
    compareModel(recorded, *model);
    const Tensors xs = recorded.tensors("inputs");
    compareTensors(
        normalizesAsTfjs(*model) ? predictAsTfjs(*model, xs) : model->predictAll(xs),
        recorded.expect("predict_initial"),
        recorded.noise("predict_initial"),
        "predict_initial");
    compareWays(*model, xs);
}

namespace {

Feed feedOf(const Tensors& tensors, const std::vector<std::string>& names, bool byName) {
    if (!byName)
        return tensors;
    NamedTensors named;
    for (std::size_t i = 0; i < tensors.size(); ++i)
        named[names[i]] = tensors[i];
    return named;
}

CallbackPointer readEarlyStopping(const RecordedJson& early) {
    const std::string mode = early.value("mode", "auto");
    EarlyStoppingConfig config{
        .monitor = early.value("monitor", "val_loss"),
        .minDelta = early.value("minDelta", 0.0),
        .patience = early.value("patience", 0),
        .mode = mode == "max"   ? EarlyStoppingConfig::Mode::Max
                : mode == "min" ? EarlyStoppingConfig::Mode::Min
                                : EarlyStoppingConfig::Mode::Auto};
    if (early.contains("baseline") && early.at("baseline").is_number())
        config.baseline = early.at("baseline").get<double>();
    return earlyStopping(config);
}

FitConfig readFit(const LayersCase& recorded, const Model& model) {
    const RecordedJson& fit = recorded.json.at("fit");
    const bool byName = fit.value("dictInputs", false);
    FitConfig config{
        .batchSize = fit.value("batchSize", std::int64_t{32}),
        .epochs = fit.value("epochs", 1),
        .shuffle = false,
        .validationSplit = fit.value("validationSplit", 0.0),
        .initialEpoch = fit.value("initialEpoch", 0)};
    if (recorded.json.contains("val_inputs")) {
        config.validationData = {
            feedOf(recorded.tensors("val_inputs"), model.inputNames(), byName),
            feedOf(recorded.tensors("val_targets"), model.outputNames(), byName)};
    }
    if (fit.contains("classWeight")) {
        for (const auto& [number, weight] : fit.at("classWeight").items())
            config.classWeight[std::stoi(number)] = weight.get<double>();
    }
    return config;
}

} // namespace

void replayFit(const LayersCase& recorded) {
    const RecordedJson& fit = recorded.json.at("fit");
    const ModelPointer model = readModel(recorded);
    model->compile(readCompile(recorded.json.at("compile")));
    compareModel(recorded, *model);
    const std::size_t outputs = model->outputs().size();
    FitConfig config = readFit(recorded, *model);
    const auto recorder = std::make_shared<Recorder>(fit);
    config.callbacks.push_back(recorder);
    if (fit.contains("earlyStopping"))
        config.callbacks.push_back(readEarlyStopping(fit.at("earlyStopping")));
    const bool byName = fit.value("dictInputs", false);
    const History history = model->fit(
        feedOf(recorded.tensors("inputs"), model->inputNames(), byName),
        feedOf(recorded.tensors("targets"), model->outputNames(), byName),
        config);
    compareHistory(recorded, history, outputs);
    if (recorded.expects("callbacks")) {
        compareEvents(
            *recorder, recorded.expect("callbacks"), recorded.noise("callbacks"), outputs);
    }
    if (recorded.expects("params"))
        comparePlan(recorder->plans, recorded.expect("params"));
    compareEnd(recorded, *model, config.batchSize);
}

namespace {

DatasetElement elementOf(const Tensors& tensors, const std::vector<std::string>& names) {
    if (tensors.size() == 1)
        return tensors.front();
    DatasetElement::Members members;
    for (std::size_t i = 0; i < tensors.size(); ++i)
        members.emplace_back(names[i], tensors[i]);
    return members;
}

Dataset
batchesOf(const Model& model, const Tensors& xs, const Tensors& ys, std::int64_t batchSize) {
    return data::tensorSlices({{"xs", elementOf(xs, model.inputNames())},
                               {"ys", elementOf(ys, model.outputNames())}})
        .batch(batchSize);
}

} // namespace

void replayFitDataset(const LayersCase& recorded) {
    const RecordedJson& fit = recorded.json.at("fit");
    const ModelPointer model = readModel(recorded);
    model->compile(readCompile(recorded.json.at("compile")));
    compareModel(recorded, *model);
    const std::int64_t batchSize = fit.at("batchSize");
    Dataset batches =
        batchesOf(*model, recorded.tensors("inputs"), recorded.tensors("targets"), batchSize);
    const Dataset once = batches;
    if (fit.contains("repeat"))
        batches = batches.repeat(fit.at("repeat"));
    FitDatasetConfig config{.epochs = fit.value("epochs", 1)};
    config.initialEpoch = fit.value("initialEpoch", 0);
    if (fit.contains("batchesPerEpoch"))
        config.batchesPerEpoch = fit.at("batchesPerEpoch").get<std::int64_t>();
    if (fit.contains("classWeight")) {
        for (const auto& [number, weight] : fit.at("classWeight").items())
            config.classWeight[std::stoi(number)] = weight.get<double>();
    }
    if (recorded.json.contains("val_inputs")) {
        const Tensors xs = recorded.tensors("val_inputs");
        const Tensors ys = recorded.tensors("val_targets");
        if (fit.value("validationDataset", false)) {
            config.validationDataset =
                std::make_shared<Dataset>(batchesOf(*model, xs, ys, batchSize));
        } else {
            config.validationData = {xs, ys};
        }
    }
    const auto recorder = std::make_shared<Recorder>(fit);
    config.callbacks = {recorder};
    const std::size_t outputs = model->outputs().size();
    compareHistory(recorded, model->fitDataset(batches, config), outputs);
    if (recorded.expects("callbacks")) {
        compareEvents(
            *recorder, recorded.expect("callbacks"), recorded.noise("callbacks"), outputs);
    }
    if (recorded.expects("evaluate_dataset")) {
        std::optional<std::int64_t> some;
        if (fit.contains("evaluateBatches"))
            some = fit.at("evaluateBatches").get<std::int64_t>();
        compareNumbers(
            numbersOf(model->evaluateDataset(once, some)),
            meantByEvaluate(recorded.expect("evaluate_dataset"), outputs),
            recorded.noise("evaluate_dataset"),
            "evaluate_dataset");
    }
    compareEnd(recorded, *model, batchSize);
}

} // namespace tp::conformance
