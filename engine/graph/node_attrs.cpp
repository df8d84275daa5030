#include "engine/graph/node_attrs.h"

#include <algorithm>

namespace tp::graph {

namespace {

[[noreturn]] void refuse(const Node& node, std::string_view name, const AttrValue& value) {
    fail(
        Error::Kind::BadFile,
        "The node \"%1\" (%2) cannot have %3 as its attribute \"%4\".",
        node.name,
        node.op,
        toText(value),
        name);
}

/// The attribute as a T; null if there is none.
template<class T>
const T* find(const Node& node, std::string_view name) {
    const AttrValue* value = node.findAttr(name);
    if (!value)
        return nullptr;
    const T* held = std::get_if<T>(value);
    if (!held)
        refuse(node, name, *value);
    return held;
}

/// An empty list, whose kind nobody can tell.
bool isEmptyList(const AttrValue& value) {
    const auto* list = std::get_if<std::vector<std::int64_t>>(&value);
    return list && list->empty();
}

} // namespace

bool boolAttr(const Node& node, std::string_view name, bool otherwise) {
    const auto* value = find<bool>(node, name);
    return value ? *value : otherwise;
}

std::int64_t integerAttr(const Node& node, std::string_view name, std::int64_t otherwise) {
    const auto* value = find<std::int64_t>(node, name);
    return value ? *value : otherwise;
}

double numberAttr(const Node& node, std::string_view name, double otherwise) {
    const AttrValue* value = node.findAttr(name);
    if (!value)
        return otherwise;
    if (const auto* whole = std::get_if<std::int64_t>(value))
        return static_cast<double>(*whole);
    return *find<double>(node, name);
}

std::string textAttr(const Node& node, std::string_view name, std::string_view otherwise) {
    const auto* value = find<std::string>(node, name);
    return value ? *value : std::string(otherwise);
}

Ints intsAttr(const Node& node, std::string_view name, const Ints& otherwise) {
    const auto* value = find<Ints>(node, name);
    return value ? *value : otherwise;
}

std::vector<std::string> textsAttr(const Node& node, std::string_view name) {
    const AttrValue* value = node.findAttr(name);
    if (!value || isEmptyList(*value))
        return {};
    return *find<std::vector<std::string>>(node, name);
}

PartialShape shapeAttr(const Node& node, std::string_view name) {
    const auto* value = find<PartialShape>(node, name);
    return value ? *value : PartialShape();
}

DType dtypeAttr(const Node& node, std::string_view name, DType otherwise) {
    const auto* value = find<DataType>(node, name);
    if (!value)
        return otherwise;
    const auto dtype = dtypeFor(*value);
    if (!dtype)
        refuse(node, name, *value);
    return *dtype;
}

std::string functionAttr(const Node& node, std::string_view name) {
    const auto* value = find<FunctionName>(node, name);
    if (!value) {
        fail(
            Error::Kind::BadFile,
            "The node \"%1\" (%2) does not say which function its \"%3\" is.",
            node.name,
            node.op,
            name);
    }
    return value->name;
}

std::optional<Attr> attrLike(const Node& node, std::string_view name, const Attr& declared) {
    if (!node.findAttr(name))
        return {};
    const auto as = [&]<class T>(T*) { return std::holds_alternative<T>(declared); };
    if (as(static_cast<bool*>(nullptr)))
        return boolAttr(node, name);
    if (as(static_cast<std::int64_t*>(nullptr)))
        return integerAttr(node, name);
    if (as(static_cast<double*>(nullptr)))
        return numberAttr(node, name);
    if (as(static_cast<std::string*>(nullptr)))
        return textAttr(node, name);
    if (as(static_cast<Ints*>(nullptr)))
        return intsAttr(node, name);
    if (as(static_cast<std::vector<std::string>*>(nullptr)))
        return textsAttr(node, name);
    if (as(static_cast<DType*>(nullptr)))
        return dtypeAttr(node, name);
    refuse(node, name, *node.findAttr(name));
}

std::string lowered(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return text;
}

} // namespace tp::graph
