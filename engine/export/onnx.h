#pragma once

#include "engine/export/parity.h"

#include <filesystem>
#include <vector>

namespace tp {

/// Writes a model with its weights as ONNX, opset 13: for ONNX Runtime, phones, browsers, other
/// languages. Inputs and outputs are shaped as the model's, with a batch axis of any size; what
/// the model notes about itself (labels, preprocessing) goes into the file's metadata.
///
/// Throws Unsupported, listing all layers that cannot be written and why; BadFile if the file
/// cannot be written, which then is as before.
void exportOnnx(const Model& model, const std::filesystem::path& path);

/// Why layers of the model cannot be written as ONNX: one error each.
std::vector<Error> onnxProblems(const Model& model);

/// Reads the structure of such a file again: that every value is made before it is used, and inputs
/// and outputs are the model's. Throws BadFile if not.
Parity checkOnnx(const Model& model, const std::filesystem::path& path);

} // namespace tp
