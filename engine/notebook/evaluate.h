#pragma once

#include "engine/notebook/cell.h"
#include "engine/notebook/recipe.h"

#include <map>

namespace tp::notebook {

/// What the names of cells stand for.
using Scope = std::map<std::string, Tensors, std::less<>>;

/// Does what a cell says: `scope` has the results of the cells above it.
///
/// Throws whatever the op refuses, and InvalidArgument for an unknown operation, a name that
/// `scope` has not, or a value that cannot be read. Operands of mixed dtypes are brought together
/// as the functions of the same names do. Not for the window's thread.
Outcome evaluate(const Cell& cell, const Scope& scope, const Surroundings& surroundings);

/// The tensor that an input of a cell stands for.
Tensor resolveInput(std::string_view input, const Scope& scope);

/// The attributes of a recipe with those of the cell in place of the defaults. Throws
/// InvalidArgument for one that the recipe does not have.
Attrs attrsOf(const Cell& cell, const Recipe& recipe);

/// Whether the op stretches its two inputs to one shape, as its shape rule says.
bool broadcasts(const Op& op);

/// Op inputs of one dtype where the op asks for it: bool, then int32, float32, complex64.
void unifyDTypes(const Op& op, Tensors& inputs);

} // namespace tp::notebook
