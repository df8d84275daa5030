#pragma once

#include "engine/base/error.h"
#include "engine/model/model.h"

#include <string_view>
#include <vector>

namespace tp {

/// Throws InvalidArgument for a model that has no weights yet.
void checkIsBuilt(const Model& model);

/// Throws Unsupported if there are any problems, with all of them, each on a line.
void refuseProblems(std::string_view format, const std::vector<Error>& problems);

} // namespace tp
