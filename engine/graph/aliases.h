#pragma once

#include "engine/graph/value.h"
#include "engine/runtime/op.h"

#include <string_view>
#include <vector>

namespace tp::graph {

class Call;

/// Computes a node for which it takes more than one op of ours under other names.
using Compute = Values (*)(const Call& call);

/// Attributes that take more than another name, as far as they do not depend on inputs.
using AttrRule = Attrs (*)(const Node& node);

/// How an op of TensorFlow is done here: a row of the one table that knows.
///
/// Most are an op of ours with other names. Then each of `inputs` says what becomes of that input:
/// "x" stays a tensor, "xs*" is any number of them, "=size" becomes the attribute "size". Without
/// any, all stay tensors. Each of `attrs` is an attribute that is passed on, "tfName=ourName".
struct Alias {
    std::string_view name;    ///< TensorFlow's
    std::string_view op = {}; ///< ours; empty if it is called the same
    std::vector<std::string_view> inputs = {};
    std::vector<std::string_view> attrs = {};
    AttrRule rule = nullptr;
    Compute compute = nullptr;                  ///< if set, does it instead
    std::vector<std::string_view> outputs = {}; ///< their names, where there are several kinds
    bool promotes = false;                      ///< brings inputs of several dtypes to one
};

/// The row for an op, or null if we lack it.
const Alias* findAlias(std::string_view op);

/// All rows, in the order of the table.
const std::vector<Alias>& allAliases();

/// Where the outputs of that name begin among all outputs of an op; 0 for names we do not know.
std::size_t placeOfOutput(std::string_view op, std::string_view output);

} // namespace tp::graph
