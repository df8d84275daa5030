#pragma once

#include "engine/export/keras_layers.h"
#include "engine/export/parity.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tp {

/// What a model can be written as.
enum class ExportFormat {
    TensorFlowJs, ///< a folder with model.json and weights
    KerasH5,      ///< Keras's older kind of file, .h5
    Onnx          ///< .onnx, for ONNX Runtime and many others
};

struct ExportOptions {
    std::int64_t samples = 8;                        ///< how many are compared
    std::int64_t seed = 1;                           ///< what they are made of
    KerasVersion kerasVersion = KerasVersion::Three; ///< where Keras 2 and 3 differ
};

/// What came of writing a model.
struct ExportResult {
    ExportFormat format = ExportFormat::TensorFlowJs;
    std::filesystem::path path;
    std::filesystem::path report;            ///< the parity as JSON, beside the file
    std::uint64_t bytes = 0;                 ///< of the file, or of all in the folder
    Parity parity;                           ///< how close it is to the model
    std::vector<std::string> notes;          ///< what whoever reads the file should know
    std::optional<KerasVersion> onlyIn = {}; ///< the Keras that predicts the same; none: both
};

/// Why layers of the model cannot be written like that: one error each, "conv (Conv2D): why".
/// Throws InvalidArgument for a model that has no weights yet.
std::vector<Error>
exportProblems(const Model& model, ExportFormat format, const ExportOptions& options = {});

/// Writes a model, reads it again, and tells how close both are: also in a file beside it,
/// PATH.parity.json.
///
///     const ExportResult result = exportModel(*model, "cars.onnx", ExportFormat::Onnx);
///
/// Throws Unsupported, listing all layers that the format cannot hold and why; BadFile if the files
/// cannot be written, or do not hold what was written when they are read again.
ExportResult exportModel(
    Model& model,
    const std::filesystem::path& path,
    ExportFormat format,
    const ExportOptions& options = {});

/// "tfjs", "h5" or "onnx".
std::string_view exportFormatName(ExportFormat format);

/// The same as a list for forms and commands.
std::vector<ExportFormat> exportFormats();

} // namespace tp
