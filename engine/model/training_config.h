#pragma once

#include "engine/base/json.h"
#include "engine/model/compile_config.h"

#include <optional>

namespace tp {

/// How a model is trained, as files write it: losses and metrics by name, the optimizer with its
/// settings. Functions of one's own cannot be written: they are left out, as tfjs does.
Json trainingConfigToJson(const CompileConfig& config);

/// Whether files can hold these losses: one alone may be a function of its own, which is left out;
/// of several, each must have a name.
bool canBeWritten(const Losses& losses);

/// How to compile a model that a file holds; nothing where the loss was a function, which files
/// lack. Throws BadFile, saying where, for names that are not known.
std::optional<CompileConfig> trainingConfigFromJson(const JsonReader& json);

} // namespace tp
