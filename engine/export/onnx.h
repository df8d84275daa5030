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

/// Reads such a file again: that every value is made before it is used, and that inputs and outputs
/// are the model's; then lets it compute samples as ONNX specifies, see runOnnx(), and compares
/// them with the model's. If it has an operation that nothing here computes, its structure is all
/// that is checked, as the result tells. Throws BadFile if the file is not what was written.
Parity checkOnnx(
    Model& model,
    const std::filesystem::path& path,
    std::int64_t samples = 8,
    std::int64_t seed = 1);

} // namespace tp
