#pragma once

#include "engine/graph/graph.h"
#include "engine/ops/rules.h"

namespace tp::graph {

// The attributes of nodes, read as what an op needs. Where the file says nothing, the default
// counts; where it has something of another kind, they throw BadFile.

bool boolAttr(const Node& node, std::string_view name, bool otherwise = false);
std::int64_t integerAttr(const Node& node, std::string_view name, std::int64_t otherwise = 0);
double numberAttr(const Node& node, std::string_view name, double otherwise = 0);
std::string textAttr(const Node& node, std::string_view name, std::string_view otherwise = {});
Ints intsAttr(const Node& node, std::string_view name, const Ints& otherwise = {});
std::vector<std::string> textsAttr(const Node& node, std::string_view name);
PartialShape shapeAttr(const Node& node, std::string_view name);
DType dtypeAttr(const Node& node, std::string_view name, DType otherwise = DType::Float32);

/// The name of a function. Throws BadFile if there is none.
std::string functionAttr(const Node& node, std::string_view name);

/// An attribute for one of our ops, which declares it like `declared`; nothing if the file lacks
/// it.
std::optional<Attr> attrLike(const Node& node, std::string_view name, const Attr& declared);

/// A text in small letters: TensorFlow writes "SAME" where we write "same".
std::string lowered(std::string text);

} // namespace tp::graph
