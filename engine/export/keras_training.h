#pragma once

#include "engine/model/model.h"

#include <string>

namespace tp {

/// How the model is trained, as Keras's files have it: JSON. Empty where it is not compiled, or
/// with a loss, metric or optimizer that Keras does not have under any name.
std::string kerasTrainingConfig(const Model& model);

} // namespace tp
