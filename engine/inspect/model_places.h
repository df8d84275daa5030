#pragma once

#include "engine/inspect/model_view.h"

#include <functional>

namespace tp::inspect {

/// Hears how far something is, 0 to 1.
using Progress = std::function<void(double fraction)>;

/// The model at an address: a file or folder of this computer, a store ("indexeddb://name"), or a
/// server. Throws BadFile or Unsupported, saying why, for what is no model of layers.
ModelPointer openModel(const std::string& address, const Progress& onProgress = {});

/// The model of several files that belong together: a model.json and its weights, which may lie in
/// different folders.
ModelPointer openModelFiles(const std::vector<std::string>& paths);

/// Writes the model to an address: a path is a folder; see Model::save(). Returns how many bytes
/// that took.
std::int64_t saveModel(const Model& model, const std::string& address);

} // namespace tp::inspect
