#pragma once

#include "engine/base/error.h"
#include "engine/tensor/tensor.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

/// A TensorFlow graph as data: what its file says, and nothing about how it is run.
namespace tp::graph {

/// TensorFlow's types, with its numbers.
enum class DataType : std::uint8_t {
    Invalid = 0,
    Float = 1,
    Double = 2,
    Int32 = 3,
    Uint8 = 4,
    Int16 = 5,
    Int8 = 6,
    String = 7,
    Complex64 = 8,
    Int64 = 9,
    Bool = 10,
    Qint8 = 11,
    Quint8 = 12,
    Qint32 = 13,
    Bfloat16 = 14,
    Qint16 = 15,
    Quint16 = 16,
    Uint16 = 17,
    Complex128 = 18,
    Half = 19,
    Resource = 20,
    Variant = 21,
    Uint32 = 22,
    Uint64 = 23,
};

/// "DT_FLOAT".
std::string_view dataTypeName(DataType type);
inline std::string toText(DataType type) {
    return std::string(dataTypeName(type));
}

/// The type of that name, or nothing.
std::optional<DataType> dataTypeFromName(std::string_view name);

/// What we compute with in its place: int32 for every whole number, float32 for every other.
/// Nothing for handles of resources, lists and the like.
std::optional<DType> dtypeFor(DataType type);

/// The sizes of an axis each, -1 for any; nothing at all where even the rank is open.
using PartialShape = std::optional<std::vector<std::int64_t>>;

/// The name of a function in the graph's library.
struct FunctionName {
    std::string name;
};

/// A tensor within the graph's text. Converters leave the elements out and put them among the
/// weights: then `tensor` is a null handle.
struct TensorValue {
    DataType type = DataType::Invalid;
    PartialShape shape;
    Tensor tensor;
};

/// The value of one attribute. A list without elements is a list of whole numbers, since nobody can
/// tell.
using AttrValue = std::variant<
    bool,
    std::int64_t,
    double,
    std::string,
    DataType,
    PartialShape,
    TensorValue,
    FunctionName,
    std::vector<bool>,
    std::vector<std::int64_t>,
    std::vector<double>,
    std::vector<std::string>,
    std::vector<DataType>,
    std::vector<PartialShape>,
    std::vector<FunctionName>>;

/// An attribute's value as a person reads it: "[1, 2, 2, 1]", "DT_FLOAT", "\"SAME\"".
std::string toText(const AttrValue& value);

/// One output of a node.
struct Output {
    std::size_t node = 0; ///< its place in Graph::nodes
    std::size_t output = 0;

    bool operator==(const Output&) const = default;
};

/// One step of a graph.
struct Node {
    std::string name;
    std::string op; ///< TensorFlow's name, as "Conv2D"
    std::vector<Output> inputs = {};
    std::vector<std::size_t> controls = {}; ///< nodes that only have to be done before
    std::vector<std::pair<std::string, AttrValue>> attrs = {};
    Tensor constant = {}; ///< the elements, if `op` is Const

    /// The attribute of that name, or null.
    const AttrValue* findAttr(std::string_view attrName) const;
};

/// Where nodes are, by their names, which may be asked for by any kind of text.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>()(text);
    }
};
using NodePlaces = std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>>;

/// Nodes in the order of their file, which need not be one that they can be run in.
struct Graph {
    std::vector<Node> nodes;
    NodePlaces places;

    /// The place of the node of that name, or nothing.
    std::optional<std::size_t> find(std::string_view name) const;
};

/// A part of a graph that nodes call by name, as a While calls its body.
struct Function {
    std::string name;
    Graph graph;
    std::vector<std::size_t> arguments; ///< the Placeholder nodes that take them
    std::vector<Output> results;
};

using Functions = std::unordered_map<std::string, Function>;

/// A graph with the functions that it calls.
struct Program {
    Graph graph;
    Functions functions;
};

} // namespace tp::graph
