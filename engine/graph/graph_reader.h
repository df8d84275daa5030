#pragma once

#include "engine/base/json.h"
#include "engine/graph/graph.h"
#include "engine/io/weights.h"

namespace tp::graph {

/// Reads TensorFlow's GraphDef in the JSON form of protocol buffers, with its library of functions.
///
/// Throws BadFile, saying where, for nodes of one name, inputs that nobody makes, and attributes
/// that cannot be read. Ops need not be known.
Program programFrom(const JsonReader& json);

/// Gives the Const nodes of graph and functions the weights of their names; their own elements stay
/// where there is no such weight. Throws BadFile, naming the file, for a constant without elements.
void placeWeights(Program& program, const io::NamedWeights& weights, std::string_view name);

/// "name", "name:1" or "name:output:1", taken apart. The text must outlive it.
struct OutputName {
    std::string_view node;
    std::string_view argument; ///< the output's name, as functions give it; mostly empty
    std::size_t output = 0;    ///< its number, among those of that name if there is one
};

/// Nothing for a text that is no such name.
std::optional<OutputName> outputNameFrom(std::string_view text);

} // namespace tp::graph
