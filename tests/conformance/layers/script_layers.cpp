// What scripts do with layers, with wires between them, and with objects that have settings.
#include "engine/keras/layer_registry.h"
#include "tests/conformance/layers/layers_case.h"
#include "tests/conformance/layers/replays.h"
#include "tests/conformance/layers/script_values.h"

namespace tp::conformance {

namespace {

using Arguments = std::vector<QJSValue>;

SymbolicTensors wiresOf(const ScriptValues& values, const QJSValue& numbers) {
    SymbolicTensors wires;
    for (const QJSValue& each : elementsOf(numbers))
        wires.push_back(values.wires.at(each.toUInt()));
    return wires;
}

Shapes shapesFrom(const QJSValue& list) {
    Shapes shapes;
    for (const QJSValue& each : elementsOf(list))
        shapes.push_back(shapeFrom(each));
    return shapes;
}

QJSValue shapesOf(const ScriptValues& values, const Shapes& shapes) {
    if (shapes.size() == 1)
        return values.shape(shapes.front());
    std::vector<QJSValue> all;
    for (const Shape& each : shapes)
        all.push_back(values.shape(each));
    return values.list(all);
}

InputConfig inputConfigFrom(const QJSValue& args) {
    InputConfig config;
    for (const auto& [name, value] : membersOf(args)) {
        if (name == "shape") {
            config.shape = shapeFrom(value);
        } else if (name == "batchShape") {
            config.batchShape = shapeFrom(value);
        } else if (name == "name") {
            config.name = text(value, "a name");
        } else if (name == "dtype") {
            config.dtype = dtypeFromName(text(value, "a dtype"));
        } else if (name == "sparse") {
            config.sparse = truth(value, "sparse");
        } else {
            throw Inexpressible{"InputConfig has no member " + name};
        }
    }
    return config;
}

QJSValue wireSpec(ScriptValues& values, const QJSValue& number) {
    const SymbolicTensor wire = values.wires.at(number.toUInt());
    QJSValue spec = values.object();
    spec.setProperty("shape", values.shape(wire.shape()));
    spec.setProperty("dtype", QString::fromStdString(std::string(dtypeName(wire.dtype()))));
    spec.setProperty("layer", values.numberOf(wire.layer()));
    // tfjs names what comes out of a layer within the layer's own name, but not inputs.
    const QString layer = QString::fromStdString(wire.layer()->name());
    QString name = wire.layer()->className() == "InputLayer" ? layer : layer + "/" + layer;
    if (wire.node()->index > 0)
        name += "_" + QString::number(wire.node()->index);
    spec.setProperty("name", name);
    return spec;
}

QJSValue placeOf(ScriptValues& values, const Layer& layer, bool isInput, std::size_t place = 0) {
    const SymbolicTensor output = layer.output(place);
    if (isInput && !output.node()->inputs.empty())
        return values.numbersOf(output.node()->inputs);
    return values.numbersOf(SymbolicTensors{output});
}

const Layer::Place& firstPlace(const Layer& layer) {
    static_cast<void>(layer.output()); // refuses a layer that stands nowhere
    return layer.places().front();
}

using Getter = QJSValue (*)(ScriptValues& values, const LayerPointer& layer);

QString dtypeText(DType dtype) {
    return QString::fromStdString(std::string(dtypeName(dtype)));
}

const std::map<std::string, Getter> kGetters = {
    {"name", [](auto&, auto& layer) -> QJSValue { return QString::fromStdString(layer->name()); }},
    {"className",
     [](auto&, auto& layer) -> QJSValue {
         return QString::fromStdString(std::string(layer->className()));
     }},
    {"isModel",
     [](auto&, auto& layer) -> QJSValue {
         return dynamic_cast<const Model*>(layer.get()) != nullptr;
     }},
    {"places",
     [](auto&, auto& layer) -> QJSValue { return static_cast<double>(layer->places().size()); }},
    {"built", [](auto&, auto& layer) -> QJSValue { return layer->isBuilt(); }},
    {"trainable", [](auto&, auto& layer) -> QJSValue { return layer->isTrainable(); }},
    {"dtype", [](auto&, auto& layer) -> QJSValue { return dtypeText(layer->inputDType()); }},
    {"supportsMasking", [](auto&, auto& layer) -> QJSValue { return layer->supportsMasking(); }},
    {"batchInputShape",
     [](auto& values, auto& layer) { return values.shape(layer->batchInputShape()); }},
    {"inputShape",
     [](auto& values, auto& layer) { return shapesOf(values, firstPlace(*layer).inputs); }},
    {"outputShape",
     [](auto& values, auto& layer) { return shapesOf(values, firstPlace(*layer).outputs); }},
    {"input", [](auto& values, auto& layer) { return placeOf(values, *layer, true); }},
    {"output", [](auto& values, auto& layer) { return placeOf(values, *layer, false); }},
    {"weights", [](auto& values, auto& layer) { return values.numbersOf(layer->weights()); }},
    {"trainableWeights",
     [](auto& values, auto& layer) { return values.numbersOf(layer->trainableWeights()); }},
    {"nonTrainableWeights",
     [](auto& values, auto& layer) { return values.numbersOf(layer->nonTrainableWeights()); }},
    {"config", [](auto& values, auto& layer) { return values.script(layer->getConfig()); }},
    {"countParams",
     [](auto&, auto& layer) -> QJSValue { return static_cast<double>(layer->countParams()); }},
};

Json settings(ScriptValues& values, const QJSValue& className, const QJSValue& config) {
    return Json::Object{
        {"class_name", text(className, "a class")}, {"config", ours(values.fileForm(config))}};
}

Json checkedSettings(const std::string& family, const Json& json) {
    const JsonReader reader(json, "settings");
    if (family == "initializer")
        return Initializer::fromJson(reader).toJson();
    return family == "regularizer" ? Regularizer::fromJson(reader).toJson()
                                   : Constraint::fromJson(reader).toJson();
}

void addObjectFunctions(ScriptFunctions& functions, ScriptValues& values) {
    functions["made"] = [&values](const Arguments& args) {
        const Json json = settings(values, args[1], args[2]);
        return values.script(checkedSettings(text(args[0], "a family"), json));
    };
    functions["initialized"] = [&values](const Arguments& args) -> QJSValue {
        const Json json = values.json(args[0]);
        const Initializer initializer = Initializer::fromJson(JsonReader(json, "initializer"));
        return values.numberOf(initializer(shapeFrom(args[1])));
    };
    functions["appliedTo"] = [&values](const Arguments& args) -> QJSValue {
        const Json json = values.json(args[1]);
        const JsonReader reader(json, "settings");
        const Tensor x = values.tensor(args[2]);
        return values.numberOf(
            text(args[0], "a family") == "regularizer" ? Regularizer::fromJson(reader)(x)
                                                       : Constraint::fromJson(reader)(x));
    };
}

} // namespace

void addLayerFunctions(ScriptFunctions& functions, ScriptValues& values) {
    addObjectFunctions(functions, values);
    functions["input"] = [&values](const Arguments& args) -> QJSValue {
        return values.numberOf(input(inputConfigFrom(args[0])));
    };
    functions["layer"] = [&values](const Arguments& args) -> QJSValue {
        return values.numberOf(
            layerFromFactory(text(args[0], "a factory"), values.fileForm(args[1])));
    };
    functions["wireSpec"] = [&values](const Arguments& args) { return wireSpec(values, args[0]); };
    functions["layerGet"] = [&values](const Arguments& args) {
        const auto getter = kGetters.find(text(args[1], "a property"));
        if (getter != kGetters.end())
            return getter->second(values, values.layer(args[0]));
        return modelProperty(values, values.model(args[0]), text(args[1], "a property"));
    };
    functions["inputAt"] = [&values](const Arguments& args) {
        const auto place = static_cast<std::size_t>(wholeNumber(args[1], "a place"));
        return placeOf(values, *values.layer(args[0]), true, place);
    };
    functions["outputAt"] = [&values](const Arguments& args) {
        const auto place = static_cast<std::size_t>(wholeNumber(args[1], "a place"));
        return placeOf(values, *values.layer(args[0]), false, place);
    };
    functions["applyToWires"] = [&values](const Arguments& args) {
        return values.numbersOf(values.layer(args[0])->apply(wiresOf(values, args[1])));
    };
    functions["applyToTensors"] = [&values](const Arguments& args) {
        LayerCall call;
        for (const auto& [name, value] : membersOf(args[2])) {
            if (name == "training") {
                call.training = value.toBool() ? Training::Yes : Training::No;
            } else if (name == "mask" && isGiven(value)) {
                call.mask = values.tensor(value);
            }
        }
        return values.numbersOf(values.layer(args[0])->apply(values.tensorsOf(args[1]), call));
    };
    functions["setTrainable"] = [&values](const Arguments& args) -> QJSValue {
        values.layer(args[0])->setTrainable(truth(args[1], "trainable"));
        return {};
    };
    functions["setWeights"] = [&values](const Arguments& args) -> QJSValue {
        values.layer(args[0])->setWeights(values.tensorsOf(args[1]));
        return {};
    };
    functions["resetStates"] = [&values](const Arguments& args) -> QJSValue {
        values.layer(args[0])->resetStates();
        return {};
    };
    functions["computeOutputShapes"] = [&values](const Arguments& args) {
        std::vector<QJSValue> all;
        for (const Shape& each : values.layer(args[0])->computeOutputShapes(shapesFrom(args[1])))
            all.push_back(values.shape(each));
        return values.list(all);
    };
    functions["build"] = [&values](const Arguments& args) -> QJSValue {
        Layer& layer = *values.layer(args[0]);
        if (isGiven(args[1])) {
            layer.build(shapesFrom(args[1]));
        } else if (!layer.isBuilt()) {
            layer.build(layer.batchInputShape());
        }
        return {};
    };
}

} // namespace tp::conformance
