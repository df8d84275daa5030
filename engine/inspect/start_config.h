#pragma once

#include "engine/base/json.h"

#include <string>
#include <string_view>
#include <vector>

namespace tp::inspect {

/// The kinds of layers that one can put into a row of others, in order: all that are registered but
/// models, inputs and the cells of recurrent layers.
std::vector<std::string> buildableKinds();

/// All settings of a new layer of that kind, with sensible values for those that it cannot do
/// without. Throws Unsupported for a kind that is not known.
Json startConfig(std::string_view kind);

} // namespace tp::inspect
