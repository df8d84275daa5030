#pragma once

#include "engine/tensor/tensor.h"

#include <nlohmann/json.hpp>

#include <filesystem>

namespace tp::testing {

using RecordedJson = nlohmann::ordered_json; // the order of names is part of what is recorded

/// The folders of all recorded behaviours of TensorFlow.js's Layers API: those of the full
/// recording if it lies beside the project, else the sample that is part of it.
std::vector<std::filesystem::path> layersCaseFolders();

RecordedJson readJson(const std::filesystem::path& file);

/// {"dtype", "shape", "data"}
Tensor readTensor(const RecordedJson& json);

/// A number, or one of the texts that stand for those that JSON cannot write.
double readNumber(const RecordedJson& json);

} // namespace tp::testing
