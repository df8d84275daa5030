#include "engine/graph/graph.h"

#include <array>

namespace tp::graph {

namespace {

constexpr std::array<std::string_view, 24> kDataTypeNames = {
    "DT_INVALID",    "DT_FLOAT",  "DT_DOUBLE",    "DT_INT32",   "DT_UINT8",   "DT_INT16",
    "DT_INT8",       "DT_STRING", "DT_COMPLEX64", "DT_INT64",   "DT_BOOL",    "DT_QINT8",
    "DT_QUINT8",     "DT_QINT32", "DT_BFLOAT16",  "DT_QINT16",  "DT_QUINT16", "DT_UINT16",
    "DT_COMPLEX128", "DT_HALF",   "DT_RESOURCE",  "DT_VARIANT", "DT_UINT32",  "DT_UINT64"};

std::string textOf(bool value) {
    return tp::toText(value);
}
std::string textOf(std::int64_t value) {
    return tp::toText(value);
}
std::string textOf(double value) {
    return tp::toText(value);
}
std::string textOf(const std::string& value) {
    return '"' + value + '"';
}
std::string textOf(DataType value) {
    return graph::toText(value);
}
std::string textOf(const FunctionName& value) {
    return value.name;
}
std::string textOf(const PartialShape& value) {
    if (!value)
        return "any shape";
    std::string text;
    for (const std::int64_t size : *value)
        text += (text.empty() ? "" : ", ") + (size < 0 ? std::string("null") : tp::toText(size));
    return '[' + text + ']';
}
std::string textOf(const TensorValue& value) {
    return toText(value.type) + ' ' + textOf(value.shape);
}
template<class T>
std::string textOf(const std::vector<T>& list) {
    std::string text;
    for (const auto& each : list)
        text += (text.empty() ? "" : ", ") + textOf(T(each));
    return '[' + text + ']';
}

} // namespace

std::string_view dataTypeName(DataType type) {
    const auto number = static_cast<std::size_t>(type);
    return number < kDataTypeNames.size() ? kDataTypeNames[number] : kDataTypeNames[0];
}

std::optional<DataType> dataTypeFromName(std::string_view name) {
    for (std::size_t i = 1; i < kDataTypeNames.size(); ++i) {
        if (kDataTypeNames[i] == name)
            return static_cast<DataType>(i);
    }
    return {};
}

std::optional<DType> dtypeFor(DataType type) {
    switch (type) {
    case DataType::Float:
    case DataType::Double:
    case DataType::Half:
    case DataType::Bfloat16:
        return DType::Float32;
    case DataType::Bool:
        return DType::Bool;
    case DataType::String:
        return DType::String;
    case DataType::Complex64:
    case DataType::Complex128:
        return DType::Complex64;
    case DataType::Invalid:
    case DataType::Resource:
    case DataType::Variant:
        return {};
    default:
        return DType::Int32;
    }
}

std::string toText(const AttrValue& value) {
    return std::visit([](const auto& each) { return textOf(each); }, value);
}

const AttrValue* Node::findAttr(std::string_view attrName) const {
    for (const auto& [key, value] : attrs) {
        if (key == attrName)
            return &value;
    }
    return nullptr;
}

std::optional<std::size_t> Graph::find(std::string_view name) const {
    const auto place = places.find(name);
    return place == places.end() ? std::nullopt : std::optional(place->second);
}

} // namespace tp::graph
