#pragma once

#include "engine/base/json.h"
#include "engine/graph/graph.h"

namespace tp::graph {

// Attributes as the JSON form of TensorFlow's protocol buffers has them: {"i": "3"}, {"s":
// "U0FNRQ=="}, {"list": {"f": [0.5]}}. All refusals are BadFile and say where.

/// The attribute's value; nothing if none is given, or of a kind that no op of ours looks at.
std::optional<AttrValue> attrFrom(const JsonReader& json);

/// A type by its name or its number.
DataType dataTypeFrom(const JsonReader& json);

/// {"dim": [{"size": "-1"}, …]} or {"unknownRank": true}.
PartialShape shapeFrom(const JsonReader& json);

/// A tensor with its elements, if they are there.
TensorValue tensorFrom(const JsonReader& json);

/// A whole number, which protocol buffers write as text where it has 64 bits.
std::int64_t integerFrom(const JsonReader& json);

/// A number, or "NaN", "Infinity", "-Infinity".
double numberFrom(const JsonReader& json);

/// Bytes in base64, or as a list of numbers.
std::string bytesFrom(const JsonReader& json);

} // namespace tp::graph
