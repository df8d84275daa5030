#pragma once

#include "engine/base/error.h"
#include "engine/inspect/model_view.h"
#include "engine/inspect/shown_graph.h"

#include <functional>

namespace tp::inspect {

/// Hears how far something is, 0 to 1.
using Progress = std::function<void(double fraction)>;

/// A model of either kind: one of the two is null.
struct OpenedModel {
    ModelPointer layers;
    std::shared_ptr<const ShownGraph> graph; ///< which need not be able to run
    double seconds = 0;                      ///< that it took to read and prepare
};

/// The model at an address: a file or folder of this computer (TensorFlow.js's model.json, Keras's
/// .h5), a store ("indexeddb://name"), or a server. Throws BadFile or Unsupported, saying why and
/// what could be opened instead, for what is no model.
OpenedModel openModel(const std::string& address, const Progress& onProgress = {});

/// The model of several files that belong together: a model.json and its weights, which may lie in
/// different folders, or an .h5 file or a folder among others. Throws InvalidArgument for several
/// models.
OpenedModel openModelFiles(const std::vector<std::string>& paths);

/// Writes the model to an address: a path is a folder; see Model::save(). Returns how many bytes
/// that took.
std::int64_t saveModel(const Model& model, const std::string& address);

/// The files that a model can be given away as.
enum class FileKind { TensorFlowJs, Keras3, Keras2, Onnx };

/// What came of giving a model away.
struct Exported {
    std::vector<Error> problems; ///< why layers cannot be written; if there are any, nothing was
    std::uint64_t bytes = 0;     ///< of the file, or of all in the folder
    std::string report;          ///< the name of the file beside it that holds the comparison
    int onlyKeras = 0;           ///< the version of Keras that alone predicts the same; 0: any
    bool isComputed = false;     ///< whether the written model computed the samples too
    std::int64_t samples = 0;
    std::int64_t numbers = 0; ///< how many were compared
    double maxAbsolute = 0;   ///< the largest difference; infinite if one alone is not a number
    double maxRelative = 0;   ///< the largest difference as a share of the larger number
};

/// Writes the model as such a file (a folder for TensorFlow.js), reads it again and compares both:
/// see exportModel(). Throws BadFile if nothing can be written there.
Exported exportFile(Model& model, const std::string& path, FileKind kind);

} // namespace tp::inspect
