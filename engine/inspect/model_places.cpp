#include "engine/inspect/model_places.h"

#include "engine/io/file_handler.h"
#include "engine/model/saving.h"

namespace tp::inspect {

namespace {

/// Files that people take for models of layers, and what they are instead.
constexpr std::string_view kOtherKinds[] = {
    ".onnx", ".pb", ".tflite", ".keras", ".h5", ".hdf5", ".pt", ".pth", ".safetensors"};

void refuseOtherKinds(const std::string& address) {
    for (const std::string_view kind : kOtherKinds) {
        if (address.ends_with(kind)) {
            fail(
                Error::Kind::Unsupported,
                "%1: files of the kind %2 cannot be opened; open the model.json of a TensorFlow.js "
                "layers model",
                address,
                kind);
        }
    }
}

} // namespace

ModelPointer openModel(const std::string& address, const Progress& onProgress) {
    refuseOtherKinds(address);
    LoadOptions options;
    options.io.onProgress = onProgress;
    return loadLayersModel(address, options);
}

ModelPointer openModelFiles(const std::vector<std::string>& paths) {
    return loadLayersModel(io::filesHandler({paths.begin(), paths.end()}));
}

std::int64_t saveModel(const Model& model, const std::string& address) {
    const io::SaveResult result = model.save(address);
    return static_cast<std::int64_t>(
        result.modelTopologyBytes + result.weightSpecsBytes + result.weightDataBytes);
}

} // namespace tp::inspect
