#pragma once

#include "engine/io/io_handler.h"
#include "engine/io/model_artifacts.h"
#include "engine/model/topology.h"

namespace tp {

/// What goes into a saved model, and how.
struct SaveOptions {
    bool includeOptimizer = false; ///< with its state, so that training can go on
    bool trainableOnly = false;    ///< leaves out weights that are frozen
    io::IOOptions io = {};
};

/// How a model is read.
struct LoadOptions {
    bool strict = true; ///< refuses weights that are missing, or belong to no layer
    io::IOOptions io = {};
};

/// The model as files carry it.
io::ModelArtifacts artifactsOf(const Model& model, const SaveOptions& options = {});

/// The model that these artifacts hold, compiled if they say how it was trained. `name` stands for
/// the file in messages. Throws BadFile, saying where, for what cannot be meant.
ModelPointer modelFromArtifacts(
    const io::ModelArtifacts& artifacts, std::string_view name, const LoadOptions& options = {});

/// Loads a layers model that we, tfjs or Keras's converter saved; addresses are those of
/// Model::save().
///
///     const ModelPointer model = loadLayersModel("file:///tmp/cars");
ModelPointer loadLayersModel(const std::string& url, const LoadOptions& options = {});
ModelPointer loadLayersModel(const io::IOHandler& handler, const LoadOptions& options = {});

/// Sets the model's weights by name, brought within their constraints. Throws BadFile unless each
/// has the right shape and, if `strict`, all are there and none is left over.
void loadWeights(
    Model& model, const io::NamedWeights& weights, std::string_view name, bool strict = true);

} // namespace tp
