#include "tests/conformance/layers/script_values.h"

#include "engine/keras/layer_registry.h"
#include "tests/conformance/layers/layers_case.h"

#include <QJSValueIterator>

#include <algorithm>
#include <cmath>

namespace tp::conformance {

namespace {

[[noreturn]] void refuse(const std::string& reason) {
    throw Inexpressible{reason};
}

template<class Value>
int placeOf(std::vector<Value>& all, const Value& value) {
    const auto found = std::find(all.begin(), all.end(), value);
    if (found != all.end())
        return static_cast<int>(found - all.begin());
    all.push_back(value);
    return static_cast<int>(all.size()) - 1;
}

template<class Value>
const Value& at(const std::vector<Value>& all, const QJSValue& number, const std::string& what) {
    const int index = number.isNumber() ? number.toInt() : -1;
    if (index < 0 || static_cast<std::size_t>(index) >= all.size())
        refuse("this is no " + what);
    return all[static_cast<std::size_t>(index)];
}

RecordedJson recordedFrom(const Json& json) {
    return RecordedJson::parse(json.dump());
}

} // namespace

int ScriptValues::numberOf(const Tensor& tensor) {
    tensors.push_back(tensor);
    return static_cast<int>(tensors.size()) - 1;
}

int ScriptValues::numberOf(const SymbolicTensor& wire) {
    return placeOf(wires, wire);
}

int ScriptValues::numberOf(const LayerPointer& layer) {
    return placeOf(layers, layer);
}

int ScriptValues::numberOf(const Variable& variable) {
    return placeOf(variables, variable);
}

const Tensor& ScriptValues::tensor(const QJSValue& number) const {
    return at(tensors, number, "tensor");
}

const LayerPointer& ScriptValues::layer(const QJSValue& number) const {
    return at(layers, number, "layer");
}

Model& ScriptValues::model(const QJSValue& number) const {
    auto* model = dynamic_cast<Model*>(layer(number).get());
    if (!model)
        refuse("a layer alone cannot do that");
    return *model;
}

Tensors ScriptValues::tensorsOf(const QJSValue& numbers) const {
    Tensors all;
    for (const QJSValue& each : elementsOf(numbers))
        all.push_back(tensor(each));
    return all;
}

Feed ScriptValues::feed(const QJSValue& value) const {
    if (!isGiven(value))
        return {};
    if (value.isNumber())
        return tensor(value);
    if (value.isArray())
        return tensorsOf(value);
    NamedTensors named;
    for (const auto& [name, each] : membersOf(value))
        named.emplace(name, tensor(each));
    return named;
}

RecordedJson ScriptValues::fileForm(const QJSValue& value) const {
    if (value.isCallable())
        refuse("a function is no setting");
    if (value.isArray()) {
        RecordedJson list = RecordedJson::array();
        for (const QJSValue& each : elementsOf(value))
            list.push_back(fileForm(each));
        return list;
    }
    if (!value.isObject())
        return recordedFrom(json(value));
    if (value.hasProperty("$layer"))
        return recordedFrom(layerToJson(*layer(value.property("$layer"))));
    if (value.hasProperty("$made"))
        return recordedFrom(json(value.property("$made")));
    if (value.hasProperty("$tensor") || value.hasProperty("$wire"))
        refuse("a tensor is no setting");
    RecordedJson members = RecordedJson::object();
    for (const auto& [name, each] : membersOf(value)) {
        if (!each.isUndefined())
            members[toSnakeCase(name)] = fileForm(each);
    }
    return members;
}

Json ScriptValues::json(const QJSValue& value) const {
    if (!isGiven(value))
        return {};
    if (value.isBool())
        return value.toBool();
    if (value.isNumber())
        return value.toNumber();
    if (value.isString())
        return value.toString().toStdString();
    if (value.isArray()) {
        Json::List list;
        for (const QJSValue& each : elementsOf(value))
            list.push_back(json(each));
        return list;
    }
    if (value.isCallable())
        refuse("a function is no JSON");
    Json::Object members;
    for (const auto& [name, each] : membersOf(value)) {
        if (!each.isUndefined())
            members.emplace_back(name, json(each));
    }
    return members;
}

QJSValue ScriptValues::script(const Json& json) const {
    if (json.isNull())
        return QJSValue::NullValue;
    if (json.isBool())
        return json.boolean();
    if (json.isNumber())
        return json.number();
    if (json.isText())
        return QString::fromStdString(json.text());
    if (json.isList()) {
        std::vector<QJSValue> all;
        for (const Json& each : json.list())
            all.push_back(script(each));
        return list(all);
    }
    QJSValue members = object();
    for (const auto& [name, each] : json.object())
        members.setProperty(QString::fromStdString(name), script(each));
    return members;
}

QJSValue ScriptValues::list(const std::vector<QJSValue>& values) const {
    QJSValue all = m_engine->newArray(static_cast<uint>(values.size()));
    for (std::size_t i = 0; i < values.size(); ++i)
        all.setProperty(static_cast<quint32>(i), values[i]);
    return all;
}

QJSValue ScriptValues::shape(const Shape& shape) const {
    return script(shapeToJson(shape));
}

QJSValue ScriptValues::numbers(const std::vector<double>& values) const {
    return list({values.begin(), values.end()});
}

QJSValue ScriptValues::texts(const std::vector<std::string>& values) const {
    std::vector<QJSValue> all;
    for (const std::string& each : values)
        all.emplace_back(QString::fromStdString(each));
    return list(all);
}

QJSValue ScriptValues::logs(const Logs& logs) const {
    QJSValue named = object();
    for (const auto& [name, value] : logs)
        named.setProperty(QString::fromStdString(name), value);
    return named;
}

bool isGiven(const QJSValue& value) {
    return !value.isUndefined() && !value.isNull();
}

std::int64_t wholeNumber(const QJSValue& value, const std::string& what) {
    const double number = realNumber(value, what);
    if (std::trunc(number) != number || std::abs(number) > 9e15)
        refuse(what + " is a whole number in C++");
    return static_cast<std::int64_t>(number);
}

double realNumber(const QJSValue& value, const std::string& what) {
    if (!value.isNumber())
        refuse(what + " is a number in C++");
    return value.toNumber();
}

bool truth(const QJSValue& value, const std::string& what) {
    if (!value.isBool())
        refuse(what + " is a bool in C++");
    return value.toBool();
}

std::string text(const QJSValue& value, const std::string& what) {
    if (!value.isString())
        refuse(what + " is a text in C++");
    return value.toString().toStdString();
}

Shape shapeFrom(const QJSValue& value) {
    if (!value.isArray())
        refuse("a shape is a list of numbers");
    std::vector<std::int64_t> sizes;
    for (const QJSValue& each : elementsOf(value))
        sizes.push_back(isGiven(each) ? wholeNumber(each, "a size") : -1);
    return Shape(sizes);
}

std::vector<QJSValue> elementsOf(const QJSValue& list) {
    std::vector<QJSValue> elements;
    const quint32 count = list.property("length").toUInt();
    for (quint32 i = 0; i < count; ++i)
        elements.push_back(list.property(i));
    return elements;
}

std::vector<std::pair<std::string, QJSValue>> membersOf(const QJSValue& object) {
    std::vector<std::pair<std::string, QJSValue>> members;
    for (QJSValueIterator each(object); each.hasNext();) {
        each.next();
        members.emplace_back(each.name().toStdString(), each.value());
    }
    return members;
}

QJSValue called(const QJSValue& function, const QJSValueList& arguments) {
    const QJSValue result = QJSValue(function).call(arguments);
    if (result.isError())
        throw ScriptFailure{result};
    return result;
}

SampleFunction sampleFunction(ScriptValues& values, const QJSValue& function) {
    const QJSValue known = function.property("$known");
    if (known.isString())
        return recordedFunction(known.toString().toStdString());
    return [&values, function](const Tensor& labels, const Tensor& predictions) {
        return values.tensor(
            called(function, {values.numberOf(labels), values.numberOf(predictions)}));
    };
}

} // namespace tp::conformance
