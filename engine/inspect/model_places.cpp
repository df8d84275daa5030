#include "engine/inspect/model_places.h"

#include "engine/export/export_model.h"
#include "engine/export/keras_h5.h"
#include "engine/io/file_handler.h"
#include "engine/model/saving.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <fstream>

namespace tp::inspect {

namespace {

namespace fs = std::filesystem;

/// Files that people take for models that can be opened, and that are something else.
constexpr std::string_view kOtherKinds[] = {
    ".onnx", ".pb", ".tflite", ".pt", ".pth", ".safetensors"};

/// ".h5" of "Model.H5".
std::string endingOf(const std::string& address) {
    std::string ending = fs::path(address).extension().string();
    for (char& letter : ending)
        letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return ending;
}

/// The first bytes of a file; none if it is no file that can be read.
std::string headOf(const std::string& path) {
    std::error_code error;
    std::string head;
    if (!fs::is_regular_file(path, error))
        return head;
    std::array<char, 64> bytes{};
    std::ifstream file(path, std::ios::binary);
    file.read(bytes.data(), bytes.size());
    head.assign(bytes.data(), static_cast<std::size_t>(file.gcount()));
    return head;
}

bool isKerasFile(const std::string& path) {
    const std::string ending = endingOf(path);
    return ending == ".h5" || ending == ".hdf5" || headOf(path).starts_with("\x89HDF\r\n\x1a\n");
}

/// The path that an address means; none for stores and servers.
std::string pathOf(const std::string& address) {
    if (address.starts_with("file://"))
        return address.substr(7);
    return io::schemeOf(address).empty() ? address : std::string();
}

void refuseOtherKinds(const std::string& path) {
    const std::string ending = endingOf(path);
    if (ending == ".keras") {
        fail(
            Error::Kind::Unsupported,
            "%1: files of the kind .keras cannot be opened; let Keras save the model as .h5",
            path);
    }
    for (const std::string_view kind : kOtherKinds) {
        if (ending == kind) {
            fail(
                Error::Kind::Unsupported,
                "%1: files of the kind %2 cannot be opened; open the model.json of a TensorFlow.js "
                "model, or a Keras .h5 file",
                path,
                kind);
        }
    }
    std::error_code error;
    if (fs::is_directory(path, error) && !fs::exists(fs::path(path) / "model.json", error)) {
        fail(
            Error::Kind::BadFile,
            "%1: the folder holds no model.json, so it is not that of a TensorFlow.js model",
            path);
    }
    if (!fs::is_regular_file(path, error))
        return; // what is missing there is told by whoever looks for it
    const std::string head = headOf(path);
    const bool hasMark = head.starts_with("\xef\xbb\xbf");
    const std::size_t start = head.find_first_not_of(" \t\r\n", hasMark ? 3 : 0);
    if (start == std::string::npos || head[start] != '{') {
        fail(
            Error::Kind::Unsupported,
            "%1: this is no model; open the model.json of a TensorFlow.js model, or a Keras .h5 "
            "file",
            path);
    }
}

OpenedModel openedFrom(const io::IOHandler& handler) {
    const auto start = std::chrono::steady_clock::now();
    const io::ModelArtifacts artifacts = io::loadModel(handler);
    const auto secondsSince = [](auto before) {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
    };
    OpenedModel opened;
    opened.seconds = secondsSince(start);
    if (isGraph(artifacts, handler.name)) {
        opened.graph =
            std::make_shared<ShownGraph>(ShownGraph::fromArtifacts(artifacts, handler.name));
        opened.seconds += opened.graph->seconds();
    } else {
        opened.layers = modelFromArtifacts(artifacts, handler.name);
        opened.seconds = secondsSince(start);
    }
    return opened;
}

ExportFormat formatOf(FileKind kind) {
    switch (kind) {
    case FileKind::Keras2:
    case FileKind::Keras3:
        return ExportFormat::KerasH5;
    case FileKind::Onnx:
        return ExportFormat::Onnx;
    case FileKind::TensorFlowJs:
        break;
    }
    return ExportFormat::TensorFlowJs;
}

} // namespace

OpenedModel openModel(const std::string& address, const Progress& onProgress) {
    const std::string path = pathOf(address);
    if (!path.empty() && isKerasFile(path))
        return {importKerasH5(fs::path(path)), nullptr, 0};
    if (!path.empty())
        refuseOtherKinds(path);
    io::IOOptions options;
    options.onProgress = onProgress;
    return openedFrom(io::ioHandlerFor(address, options));
}

OpenedModel openModelFiles(const std::vector<std::string>& paths) {
    std::vector<std::string> models; // each by itself
    bool hasTopology = false;
    for (const std::string& path : paths) {
        std::error_code error;
        hasTopology = hasTopology || endingOf(path) == ".json";
        if (isKerasFile(path) || fs::is_directory(path, error))
            models.push_back(path);
    }
    check(
        models.size() < 2,
        "%1 and %2 are models by themselves: open one at a time.",
        models.empty() ? std::string() : models.front(),
        models.empty() ? std::string() : models.back());
    if (models.size() == 1 && (isKerasFile(models.front()) || !hasTopology))
        return openModel(models.front());
    return openedFrom(io::filesHandler({paths.begin(), paths.end()}));
}

std::int64_t saveModel(const Model& model, const std::string& address) {
    const io::SaveResult result = model.save(address);
    return static_cast<std::int64_t>(
        result.modelTopologyBytes + result.weightSpecsBytes + result.weightDataBytes);
}

Exported exportFile(Model& model, const std::string& path, FileKind kind) {
    ExportOptions options;
    options.kerasVersion = kind == FileKind::Keras2 ? KerasVersion::Two : KerasVersion::Three;
    Exported exported;
    exported.problems = exportProblems(model, formatOf(kind), options);
    if (!exported.problems.empty())
        return exported;
    const ExportResult result = exportModel(model, path, formatOf(kind), options);
    exported.bytes = result.bytes;
    exported.report = result.report.filename().string();
    exported.onlyKeras = result.onlyIn ? static_cast<int>(*result.onlyIn) : 0;
    exported.isComputed = result.parity.isComputed;
    exported.samples = result.parity.samples;
    exported.numbers = result.parity.numbers;
    exported.maxAbsolute = result.parity.maxAbsolute;
    exported.maxRelative = result.parity.maxRelative;
    return exported;
}

} // namespace tp::inspect
