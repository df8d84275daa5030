// What scripts do with saved models.
#include "engine/io/memory_handler.h"
#include "engine/model/saving.h"
#include "tests/conformance/layers/script_values.h"

#include <QByteArray>

#include <cstring>

namespace tp::conformance {

namespace {

using Arguments = std::vector<QJSValue>;

io::Bytes bytesFrom(const QJSValue& value) {
    io::Bytes bytes;
    for (const QJSValue& each : value.isArray() ? elementsOf(value) : Arguments{value}) {
        const QByteArray part = each.toVariant().toByteArray();
        bytes.insert(bytes.end(), part.begin(), part.end());
    }
    return bytes;
}

io::ModelArtifacts artifactsFrom(const ScriptValues& values, const QJSValue& value) {
    if (!value.isObject())
        throw Inexpressible{"load() returns artifacts"};
    io::ModelArtifacts artifacts;
    Json::Object members;
    for (const auto& [name, each] : membersOf(value)) {
        if (!isGiven(each))
            continue;
        if (name == "weightData") {
            artifacts.weightData = bytesFrom(each);
        } else if (name == "weightSpecs") {
            const Json specs = values.json(each);
            artifacts.weightSpecs = io::weightSpecsFrom(JsonReader(specs, "memory: weightSpecs"));
        } else {
            members.emplace_back(name, values.json(each));
        }
    }
    io::takeMembers(artifacts, std::move(members), "memory");
    return artifacts;
}

QJSValue artifactsOf(const ScriptValues& values, const io::ModelArtifacts& artifacts) {
    QJSValue all = values.script(io::membersOf(artifacts));
    all.setProperty("weightSpecs", values.script(io::toJson(artifacts.weightSpecs)));
    const QByteArray bytes(
        reinterpret_cast<const char*>(artifacts.weightData.data()),
        static_cast<qsizetype>(artifacts.weightData.size()));
    all.setProperty("weightData", values.engine().toScriptValue(bytes));
    return all;
}

SaveOptions saveOptionsFrom(const QJSValue& args) {
    SaveOptions options;
    for (const auto& [name, value] : membersOf(args)) {
        if (name == "includeOptimizer") {
            options.includeOptimizer = truth(value, name);
        } else if (name == "trainableOnly") {
            options.trainableOnly = truth(value, name);
        } else {
            throw Inexpressible{"SaveOptions has no member " + name};
        }
    }
    return options;
}

LoadOptions loadOptionsFrom(const QJSValue& args) {
    LoadOptions options;
    for (const auto& [name, value] : membersOf(args)) {
        if (name == "strict") {
            options.strict = truth(value, name);
        } else if (name != "onProgress") {
            throw Inexpressible{"LoadOptions has no member " + name};
        }
    }
    return options;
}

QJSValue resultOf(const ScriptValues& values, const io::SaveResult& saved) {
    QJSValue info = values.object();
    info.setProperty("modelTopologyType", QString::fromStdString(saved.modelTopologyType));
    info.setProperty("modelTopologyBytes", static_cast<double>(saved.modelTopologyBytes));
    info.setProperty("weightSpecsBytes", static_cast<double>(saved.weightSpecsBytes));
    info.setProperty("weightDataBytes", static_cast<double>(saved.weightDataBytes));
    QJSValue result = values.object();
    result.setProperty("modelArtifactsInfo", info);
    return result;
}

QJSValue saved(ScriptValues& values, const Arguments& args) {
    QJSValue answer;
    io::IOHandler handler;
    handler.name = "the script's handler";
    if (args[1].isCallable()) {
        handler.save = [&](const io::ModelArtifacts& artifacts) {
            answer = called(args[1], {artifactsOf(values, artifacts)});
            return io::saveResultFor(artifacts);
        };
    }
    values.model(args[0]).save(handler, saveOptionsFrom(args[2]));
    return answer;
}

ModelPointer loaded(const ScriptValues& values, const Arguments& args) {
    io::IOHandler handler;
    handler.name = "memory";
    if (args[0].isCallable())
        handler.load = [&] { return artifactsFrom(values, called(args[0], {})); };
    return loadLayersModel(handler, loadOptionsFrom(args[1]));
}

} // namespace

void addSavingFunctions(ScriptFunctions& functions, ScriptValues& values) {
    functions["saveTo"] = [&values](const Arguments& args) {
        return resultOf(
            values,
            values.model(args[0]).save(text(args[1], "an address"), saveOptionsFrom(args[2])));
    };
    functions["save"] = [&values](const Arguments& args) { return saved(values, args); };
    functions["load"] = [&values](const Arguments& args) -> QJSValue {
        return values.numberOf(LayerPointer(loaded(values, args)));
    };
    functions["loadFrom"] = [&values](const Arguments& args) -> QJSValue {
        return values.numberOf(
            LayerPointer(loadLayersModel(text(args[0], "an address"), loadOptionsFrom(args[1]))));
    };
    functions["loadWeights"] = [&values](const Arguments& args) -> QJSValue {
        io::NamedWeights weights;
        for (const auto& [name, each] : membersOf(args[1]))
            weights.push_back({name, values.tensor(each)});
        loadWeights(values.model(args[0]), weights, "memory", truth(args[2], "strict"));
        return {};
    };
    functions["topology"] = [&values](const Arguments& args) {
        return values.script(modelToJson(values.model(args[0])));
    };
    functions["modelFromJson"] = [&values](const Arguments& args) -> QJSValue {
        const Json json = values.json(args[0]);
        return values.numberOf(LayerPointer(modelFromJson(JsonReader(json, "model"))));
    };
    functions["setMetadata"] = [&values](const Arguments& args) -> QJSValue {
        values.model(args[0]).setUserDefinedMetadata(values.json(args[1]));
        return {};
    };
    functions["getMetadata"] = [&values](const Arguments& args) {
        return values.script(values.model(args[0]).userDefinedMetadata());
    };
}

} // namespace tp::conformance
