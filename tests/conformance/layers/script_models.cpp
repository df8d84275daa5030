// What scripts do with models, but for training and files.
#include "tests/conformance/layers/layers_case.h"
#include "tests/conformance/layers/script_values.h"

namespace tp::conformance {

namespace {

using Arguments = std::vector<QJSValue>;

using Getter = QJSValue (*)(ScriptValues& values, Model& model);

const std::map<std::string, Getter> kGetters = {
    {"layers", [](auto& values, auto& model) { return values.numbersOf(model.layers()); }},
    {"inputs", [](auto& values, auto& model) { return values.numbersOf(model.inputs()); }},
    {"outputs", [](auto& values, auto& model) { return values.numbersOf(model.outputs()); }},
    {"inputNames", [](auto& values, auto& model) { return values.texts(model.inputNames()); }},
    {"outputNames", [](auto& values, auto& model) { return values.texts(model.outputNames()); }},
    {"metricsNames", [](auto& values, auto& model) { return values.texts(model.metricsNames()); }},
};

SymbolicTensors wiresOf(const ScriptValues& values, const QJSValue& numbers) {
    SymbolicTensors wires;
    for (const QJSValue& each : elementsOf(numbers))
        wires.push_back(values.wires.at(each.toUInt()));
    return wires;
}

Sequential& sequentialAt(const ScriptValues& values, const QJSValue& number) {
    auto* model = dynamic_cast<Sequential*>(values.layer(number).get());
    if (!model)
        throw Inexpressible{"only a Sequential has add() and pop()"};
    return *model;
}

Loss lossFrom(ScriptValues& values, const QJSValue& value) {
    if (value.isCallable())
        return Loss(sampleFunction(values, value));
    return Loss(text(value, "a loss"));
}

Losses lossesFrom(ScriptValues& values, const QJSValue& value) {
    if (!isGiven(value))
        return {};
    if (value.isArray()) {
        std::vector<Loss> inOrder;
        for (const QJSValue& each : elementsOf(value))
            inOrder.push_back(lossFrom(values, each));
        return inOrder;
    }
    if (!value.isObject() || value.isCallable())
        return lossFrom(values, value);
    std::map<std::string, Loss> byName;
    for (const auto& [name, each] : membersOf(value))
        byName.emplace(name, lossFrom(values, each));
    return byName;
}

Metric metricFrom(ScriptValues& values, const QJSValue& value) {
    if (!value.isCallable())
        return Metric(text(value, "a metric"));
    std::string name = value.property("$name").toString().toStdString();
    if (value.hasProperty("$known")) {
        const std::string known = value.property("$known").toString().toStdString();
        name = known.substr(known.rfind('.') + 1);
    }
    return Metric(name, sampleFunction(values, value));
}

std::vector<Metric> metricListFrom(ScriptValues& values, const QJSValue& value) {
    std::vector<Metric> all;
    for (const QJSValue& each : value.isArray() ? elementsOf(value) : Arguments{value})
        all.push_back(metricFrom(values, each));
    return all;
}

Metrics metricsFrom(ScriptValues& values, const QJSValue& value) {
    if (!isGiven(value))
        return {};
    if (value.isArray() || value.isString() || value.isCallable())
        return metricListFrom(values, value);
    std::map<std::string, std::vector<Metric>> byName;
    for (const auto& [name, each] : membersOf(value))
        byName.emplace(name, metricListFrom(values, each));
    return byName;
}

CompileConfig compileConfigFrom(ScriptValues& values, const QJSValue& args) {
    CompileConfig config;
    for (const auto& [name, value] : membersOf(args)) {
        if (name == "optimizer" && value.isNumber()) {
            config.optimizer = values.optimizers.at(value.toUInt());
        } else if (name == "optimizer") {
            config.optimizer = text(value, "an optimizer");
        } else if (name == "loss") {
            config.loss = lossesFrom(values, value);
        } else if (name == "metrics") {
            config.metrics = metricsFrom(values, value);
        } else {
            throw Inexpressible{"CompileConfig has no member " + name};
        }
    }
    return config;
}

SummaryConfig summaryConfigFrom(const QJSValue& lineLength, const QJSValue& positions) {
    SummaryConfig config;
    if (isGiven(lineLength))
        config.lineLength = static_cast<std::size_t>(wholeNumber(lineLength, "lineLength"));
    if (isGiven(positions)) {
        for (const QJSValue& each : elementsOf(positions))
            config.positions.push_back(realNumber(each, "a position"));
    }
    return config;
}

int numberOf(ScriptValues& values, OptimizerPointer optimizer) {
    values.optimizers.push_back(std::move(optimizer));
    return static_cast<int>(values.optimizers.size()) - 1;
}

void addOptimizerFunctions(ScriptFunctions& functions, ScriptValues& values) {
    functions["optimizer"] = [&values](const Arguments& args) -> QJSValue {
        const Json json = Json::Object{
            {"class_name", text(args[0], "a class")}, {"config", values.json(args[1])}};
        return numberOf(values, optimizerFromJson(JsonReader(json, "optimizer")));
    };
    functions["modelOptimizer"] = [&values](const Arguments& args) -> QJSValue {
        const CompileConfig config = values.model(args[0]).compileConfig();
        return numberOf(values, std::get<OptimizerPointer>(config.optimizer));
    };
    functions["optimizerConfig"] = [&values](const Arguments& args) {
        return values.script(toJson(*values.optimizers.at(args[0].toUInt())));
    };
    functions["learningRate"] = [&values](const Arguments& args) -> QJSValue {
        return values.optimizers.at(args[0].toUInt())->learningRate();
    };
    functions["setLearningRate"] = [&values](const Arguments& args) -> QJSValue {
        values.optimizers.at(args[0].toUInt())->setLearningRate(realNumber(args[1], "a rate"));
        return {};
    };
}

} // namespace

QJSValue modelProperty(ScriptValues& values, Model& model, const std::string& name) {
    const auto getter = kGetters.find(name);
    if (getter == kGetters.end())
        throw Inexpressible{"a model has no " + name};
    return getter->second(values, model);
}

void addModelFunctions(ScriptFunctions& functions, ScriptValues& values) {
    addOptimizerFunctions(functions, values);
    functions["model"] = [&values](const Arguments& args) -> QJSValue {
        const LayerPointer model = std::make_shared<LayersModel>(tp::model(
            {.inputs = wiresOf(values, args[0]),
             .outputs = wiresOf(values, args[1]),
             .name = text(args[2], "a name")}));
        return values.numberOf(model);
    };
    functions["sequential"] = [&values](const Arguments& args) -> QJSValue {
        const LayerPointer model = std::make_shared<Sequential>(
            SequentialConfig{.layers = {}, .name = text(args[0], "a name")});
        return values.numberOf(model);
    };
    functions["add"] = [&values](const Arguments& args) -> QJSValue {
        sequentialAt(values, args[0]).add(values.layer(args[1]));
        return {};
    };
    functions["pop"] = [&values](const Arguments& args) -> QJSValue {
        sequentialAt(values, args[0]).pop();
        return {};
    };
    functions["getLayer"] = [&values](const Arguments& args) -> QJSValue {
        return values.numberOf(values.model(args[0]).layer(text(args[1], "a name")));
    };
    functions["compile"] = [&values](const Arguments& args) -> QJSValue {
        values.model(args[0]).compile(compileConfigFrom(values, args[1]));
        return {};
    };
    functions["summary"] = [&values](const Arguments& args) {
        return values.texts(
            summaryLines(values.model(args[0]), summaryConfigFrom(args[1], args[2])));
    };
    functions["stopTraining"] = [&values](const Arguments& args) -> QJSValue {
        values.model(args[0]).stopTraining();
        return {};
    };
}

} // namespace tp::conformance
