#include "engine/export/export_model.h"

#include "engine/export/export_problems.h"
#include "engine/export/keras_h5.h"
#include "engine/export/onnx.h"
#include "engine/export/write_file.h"
#include "engine/io/file_handler.h"
#include "engine/model/saving.h"

namespace tp {

namespace {

std::uint64_t bytesAt(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::is_directory(path, error)) {
        const std::uintmax_t size = std::filesystem::file_size(path, error);
        return error ? 0 : size;
    }
    std::uint64_t all = 0;
    for (const auto& entry : std::filesystem::directory_iterator(path, error))
        all += bytesAt(entry.path());
    return all;
}

Json reportOf(const ExportResult& result, const Model& model) {
    Json::List notes;
    for (const std::string& note : result.notes)
        notes.emplace_back(note);
    return Json::Object{
        {"model", model.name()},
        {"file", result.path.filename().string()},
        {"format", exportFormatName(result.format)},
        {"bytes", result.bytes},
        {"parity", toJson(result.parity)},
        {"notes", std::move(notes)}};
}

void writeTfjs(Model& model, ExportResult& result, const ExportOptions& options) {
    const io::IOHandler handler = io::fileHandler(result.path);
    io::saveModel(handler, artifactsOf(model));
    const ModelPointer written = loadLayersModel(handler);
    result.parity = compareModels(model, *written, options.samples, options.seed);
    result.parity.checked = "loaded again, and let compute the same samples";
}

void writeKeras(Model& model, ExportResult& result, const ExportOptions& options) {
    const KerasResult made = exportKerasH5(model, result.path, options.kerasVersion);
    result.onlyIn = made.onlyIn;
    if (made.onlyIn) {
        result.notes.push_back(
            "Only Keras " + std::to_string(static_cast<int>(*made.onlyIn)) +
            " predicts the same: the other version means something else by one of the settings.");
    }
    const ModelPointer written = importKerasH5(result.path);
    result.parity = compareModels(model, *written, options.samples, options.seed);
    result.parity.checked = "loaded again, and let compute the same samples";
}

} // namespace

std::string_view exportFormatName(ExportFormat format) {
    switch (format) {
    case ExportFormat::KerasH5:
        return "h5";
    case ExportFormat::Onnx:
        return "onnx";
    case ExportFormat::TensorFlowJs:
        break;
    }
    return "tfjs";
}

std::vector<ExportFormat> exportFormats() {
    return {ExportFormat::TensorFlowJs, ExportFormat::KerasH5, ExportFormat::Onnx};
}

std::vector<Error>
exportProblems(const Model& model, ExportFormat format, const ExportOptions& options) {
    switch (format) {
    case ExportFormat::KerasH5:
        return kerasProblems(model, options.kerasVersion);
    case ExportFormat::Onnx:
        return onnxProblems(model);
    case ExportFormat::TensorFlowJs:
        break;
    }
    checkIsBuilt(model);
    return {};
}

ExportResult exportModel(
    Model& model,
    const std::filesystem::path& path,
    ExportFormat format,
    const ExportOptions& options) {
    check(
        options.samples >= 1,
        "export: there must be one sample or more, but got %1",
        options.samples);
    ExportResult result;
    result.format = format;
    result.path = path;
    if (format == ExportFormat::KerasH5) {
        writeKeras(model, result, options);
    } else if (format == ExportFormat::Onnx) {
        exportOnnx(model, path);
        result.parity = checkOnnx(model, path, options.samples, options.seed);
    } else {
        writeTfjs(model, result, options);
    }
    result.bytes = bytesAt(path);
    result.report = path;
    result.report += ".parity.json";
    const std::string report = reportOf(result, model).dump() + "\n";
    writeWholeFile(result.report, io::bytesOf(report));
    return result;
}

} // namespace tp
