// What scripts do with models and data: training, predicting, streams of data.
#include "tests/conformance/layers/script_values.h"

namespace tp::conformance {

namespace {

using Arguments = std::vector<QJSValue>;

CallbackPointer callbackFrom(ScriptValues& values, const QJSValue& hooks) {
    if (hooks.isNumber())
        return values.callbacks.at(hooks.toUInt());
    CallbackFunctions functions;
    const auto given = [&hooks](const char* name) { return hooks.property(name).isCallable(); };
    const auto call = [&values, hooks](const char* name, const QJSValueList& arguments) {
        static_cast<void>(values);
        called(hooks.property(name), arguments);
    };
    if (given("onTrainBegin"))
        functions.onTrainBegin = [call] { call("onTrainBegin", {}); };
    if (given("onTrainEnd"))
        functions.onTrainEnd = [call] { call("onTrainEnd", {}); };
    if (given("onEpochBegin"))
        functions.onEpochBegin = [call](int epoch) { call("onEpochBegin", {epoch}); };
    if (given("onBatchBegin"))
        functions.onBatchBegin = [call](int batch) { call("onBatchBegin", {batch}); };
    if (given("onEpochEnd")) {
        functions.onEpochEnd = [call, &values](int epoch, const Logs& logs) {
            call("onEpochEnd", {epoch, values.logs(logs)});
        };
    }
    if (given("onBatchEnd")) {
        functions.onBatchEnd = [call, &values](int batch, const Logs& logs) {
            call("onBatchEnd", {batch, values.logs(logs)});
        };
    }
    return callbacks(functions);
}

std::vector<CallbackPointer> callbacksFrom(ScriptValues& values, const QJSValue& list) {
    std::vector<CallbackPointer> all;
    for (const QJSValue& each : elementsOf(list))
        all.push_back(callbackFrom(values, each));
    return all;
}

ValidationData validationFrom(const ScriptValues& values, const QJSValue& list) {
    ValidationData data;
    data.x = values.feed(list.property(0));
    data.y = values.feed(list.property(1));
    return data;
}

std::map<int, double> classWeightFrom(const QJSValue& weights) {
    std::map<int, double> all;
    for (const auto& [number, weight] : membersOf(weights))
        all[std::stoi(number)] = realNumber(weight, "a weight");
    return all;
}

FitConfig fitConfigFrom(ScriptValues& values, const QJSValue& args) {
    FitConfig config;
    for (const auto& [name, value] : membersOf(args)) {
        if (name == "batchSize") {
            config.batchSize = wholeNumber(value, name);
        } else if (name == "epochs") {
            config.epochs = static_cast<int>(wholeNumber(value, name));
        } else if (name == "initialEpoch") {
            config.initialEpoch = static_cast<int>(wholeNumber(value, name));
        } else if (name == "shuffle") {
            config.shuffle = truth(value, name);
        } else if (name == "validationSplit") {
            config.validationSplit = realNumber(value, name);
        } else if (name == "validationData") {
            config.validationData = validationFrom(values, value);
        } else if (name == "classWeight") {
            config.classWeight = classWeightFrom(value);
        } else if (name == "sampleWeight") {
            config.sampleWeight = values.feed(value);
        } else if (name == "callbacks") {
            config.callbacks = callbacksFrom(values, value);
        } else {
            throw Inexpressible{"FitConfig has no member " + name};
        }
    }
    return config;
}

FitDatasetConfig fitDatasetConfigFrom(ScriptValues& values, const QJSValue& args) {
    FitDatasetConfig config;
    for (const auto& [name, value] : membersOf(args)) {
        if (name == "epochs") {
            config.epochs = static_cast<int>(wholeNumber(value, name));
        } else if (name == "batchesPerEpoch") {
            config.batchesPerEpoch = wholeNumber(value, name);
        } else if (name == "initialEpoch") {
            config.initialEpoch = static_cast<int>(wholeNumber(value, name));
        } else if (name == "validationData") {
            config.validationData = validationFrom(values, value);
        } else if (name == "validationDataset") {
            config.validationDataset =
                std::make_shared<const Dataset>(values.datasets.at(value.toUInt()));
        } else if (name == "validationBatches") {
            config.validationBatches = wholeNumber(value, name);
        } else if (name == "validationBatchSize") {
            config.validationBatchSize = wholeNumber(value, name);
        } else if (name == "classWeight") {
            config.classWeight = classWeightFrom(value);
        } else if (name == "callbacks") {
            config.callbacks = callbacksFrom(values, value);
        } else {
            throw Inexpressible{"FitDatasetConfig has no member " + name};
        }
    }
    return config;
}

BatchConfig batchConfigFrom(const QJSValue& args) {
    BatchConfig config;
    for (const auto& [name, value] : membersOf(args)) {
        if (name != "batchSize")
            throw Inexpressible{"BatchConfig has no member " + name};
        config.batchSize = wholeNumber(value, name);
    }
    return config;
}

QJSValue historyOf(const ScriptValues& values, const History& history) {
    QJSValue series = values.object();
    for (const History::Series& each : history.series())
        series.setProperty(QString::fromStdString(each.name), values.numbers(each.values));
    QJSValue all = values.object();
    all.setProperty("epoch", values.numbers({history.epochs().begin(), history.epochs().end()}));
    all.setProperty("history", series);
    return all;
}

QJSValue numbersOf(const ScriptValues& values, const Logs& logs) {
    std::vector<double> numbers;
    for (const auto& [name, value] : logs)
        numbers.push_back(value);
    return values.numbers(numbers);
}

CallbackPointer earlyStoppingFrom(const QJSValue& args) {
    using Mode = EarlyStoppingConfig::Mode;
    static const std::map<std::string, Mode> kModes = {
        {"auto", Mode::Auto}, {"min", Mode::Min}, {"max", Mode::Max}};
    EarlyStoppingConfig config;
    for (const auto& [name, value] : membersOf(args)) {
        if (name == "monitor") {
            config.monitor = text(value, name);
        } else if (name == "minDelta") {
            config.minDelta = realNumber(value, name);
        } else if (name == "patience") {
            config.patience = static_cast<int>(wholeNumber(value, name));
        } else if (name == "baseline") {
            config.baseline = realNumber(value, name);
        } else if (name == "restoreBestWeights") {
            config.restoreBestWeights = truth(value, name);
        } else if (name == "mode" && kModes.contains(text(value, name))) {
            config.mode = kModes.at(text(value, name));
        } else {
            throw Inexpressible{"EarlyStoppingConfig has no such member or mode: " + name};
        }
    }
    return earlyStopping(config);
}

// Numbers and lists of them are tensors, as tfjs has it.
DatasetElement elementFrom(const ScriptValues& values, const QJSValue& value) {
    if (value.isNumber())
        return value.toNumber();
    if (value.isBool())
        return value.toBool();
    if (value.isString())
        return value.toString().toStdString();
    if (value.hasProperty("$tensor"))
        return values.tensor(value.property("$tensor"));
    if (value.isArray()) {
        std::vector<double> numbers;
        DatasetElement::List list;
        for (const QJSValue& each : elementsOf(value)) {
            list.push_back(elementFrom(values, each));
            if (each.isNumber())
                numbers.push_back(each.toNumber());
        }
        if (numbers.size() == list.size())
            return tensor(TensorData(numbers));
        Tensors rows;
        for (const DatasetElement& each : list)
            rows.push_back(each.tensor());
        return stack(rows);
    }
    DatasetElement::Members members;
    for (const auto& [name, each] : membersOf(value))
        members.emplace_back(name, elementFrom(values, each));
    return members;
}

Dataset stageOf(const Dataset& dataset, const std::string& name, const Arguments& args) {
    const std::int64_t count = wholeNumber(args.at(0), name);
    if (name == "batch")
        return dataset.batch(count, truth(args.at(1), "smallLastBatch"));
    if (name == "repeat")
        return dataset.repeat(count);
    if (name == "take")
        return dataset.take(count);
    if (name == "skip")
        return dataset.skip(count);
    return name == "shuffle" ? dataset.shuffle(count) : dataset.prefetch(count);
}

QJSValue numberOf(ScriptValues& values, Dataset dataset) {
    values.datasets.push_back(std::move(dataset));
    return static_cast<int>(values.datasets.size()) - 1;
}

Dataset zipped(const ScriptValues& values, const QJSValue& parts) {
    if (parts.isArray()) {
        std::vector<Dataset> list;
        for (const QJSValue& each : elementsOf(parts))
            list.push_back(values.datasets.at(each.toUInt()));
        return data::zip(std::move(list));
    }
    std::vector<std::pair<std::string, Dataset>> named;
    for (const auto& [name, each] : membersOf(parts))
        named.emplace_back(name, values.datasets.at(each.toUInt()));
    return data::zip(named);
}

void addDatasetFunctions(ScriptFunctions& functions, ScriptValues& values) {
    functions["dataset"] = [&values](const Arguments& args) {
        std::vector<DatasetElement> elements;
        for (const QJSValue& each : elementsOf(args[0]))
            elements.push_back(elementFrom(values, each));
        return numberOf(values, data::array(std::move(elements)));
    };
    functions["zip"] = [&values](const Arguments& args) {
        return numberOf(values, zipped(values, args[0]));
    };
    functions["datasetStage"] = [&values](const Arguments& args) {
        const Dataset dataset = values.datasets.at(args[0].toUInt());
        return numberOf(values, stageOf(dataset, text(args[1], "a stage"), elementsOf(args[2])));
    };
    functions["datasetSize"] = [&values](const Arguments& args) -> QJSValue {
        const auto size = values.datasets.at(args[0].toUInt()).size();
        return size ? QJSValue(static_cast<double>(*size)) : QJSValue(QJSValue::NullValue);
    };
    functions["fitDataset"] = [&values](const Arguments& args) {
        const Dataset dataset = values.datasets.at(args[1].toUInt());
        const FitDatasetConfig config = fitDatasetConfigFrom(values, args[2]);
        return historyOf(values, values.model(args[0]).fitDataset(dataset, config));
    };
    functions["evaluateDataset"] = [&values](const Arguments& args) {
        const Dataset dataset = values.datasets.at(args[1].toUInt());
        std::optional<std::int64_t> batches;
        if (isGiven(args[2].property("batches")))
            batches = wholeNumber(args[2].property("batches"), "batches");
        return numbersOf(values, values.model(args[0]).evaluateDataset(dataset, batches));
    };
}

} // namespace

void addTrainingFunctions(ScriptFunctions& functions, ScriptValues& values) {
    addDatasetFunctions(functions, values);
    functions["fit"] = [&values](const Arguments& args) {
        const FitConfig config = fitConfigFrom(values, args[3]);
        Model& model = values.model(args[0]);
        return historyOf(values, model.fit(values.feed(args[1]), values.feed(args[2]), config));
    };
    functions["trainOnBatch"] = [&values](const Arguments& args) {
        Model& model = values.model(args[0]);
        return numbersOf(values, model.trainOnBatch(values.feed(args[1]), values.feed(args[2])));
    };
    functions["evaluate"] = [&values](const Arguments& args) {
        const BatchConfig config = batchConfigFrom(args[3]);
        Model& model = values.model(args[0]);
        return numbersOf(
            values, model.evaluate(values.feed(args[1]), values.feed(args[2]), config));
    };
    functions["predict"] = [&values](const Arguments& args) {
        const BatchConfig config = batchConfigFrom(args[2]);
        return values.numbersOf(values.model(args[0]).predictAll(values.feed(args[1]), config));
    };
    functions["predictOnBatch"] = [&values](const Arguments& args) {
        return values.numbersOf(values.model(args[0]).predictOnBatch(values.feed(args[1])));
    };
    functions["earlyStopping"] = [&values](const Arguments& args) -> QJSValue {
        values.callbacks.push_back(earlyStoppingFrom(args[0]));
        return static_cast<int>(values.callbacks.size()) - 1;
    };
}

} // namespace tp::conformance
