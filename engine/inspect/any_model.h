#pragma once

#include "engine/graph/graph_model.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tp {

class Model;

} // namespace tp

namespace tp::inspect {

/// What a model takes or gives under one name.
struct ModelEnd {
    std::string name;
    std::string key; ///< another name, from a graph's signature; mostly empty
    DType dtype = DType::Float32;
    std::optional<Shape> shape; ///< -1 for an axis of any size; nothing for any rank
};

/// Whether these artifacts hold a graph; layers otherwise. Throws BadFile, naming the file, for
/// what is neither.
bool isGraph(const io::ModelArtifacts& artifacts, std::string_view name);

/// What lies at a model's address.
struct ModelFile {
    std::string name; ///< for messages
    io::ModelArtifacts artifacts;
};

/// Reads a model.json with its weights, or a file of Keras that ends in .h5 or .hdf5; addresses are
/// those of io::ioHandlerFor(). Throws BadFile for what cannot be read.
ModelFile readModelFile(const std::string& address);

/// A model of either kind, to be run on tensors by name.
class AnyModel {
public:
    using Layers = std::shared_ptr<Model>;

    /// Loads what readModelFile() reads. Throws what that, GraphModel::load() and
    /// loadLayersModel() throw.
    static AnyModel load(const std::string& address);

    explicit AnyModel(GraphModel model);

    /// Throws InvalidArgument before the layers' weights are made.
    explicit AnyModel(Layers model);

    const std::vector<ModelEnd>& inputs() const { return m_inputs; }
    const std::vector<ModelEnd>& outputs() const { return m_outputs; }

    /// The model, if it is of that kind; null otherwise.
    const GraphModel* graph() const { return std::get_if<GraphModel>(&m_model); }
    Layers layers() const;

    /// The input of that name or key. Throws InvalidArgument listing those there are.
    const ModelEnd& input(std::string_view name) const;

    /// Runs the model on tensors for the inputs' names, and returns what `outputs` name, in their
    /// order: nodes of a graph, or layers; what the model gives if there are none.
    ///
    /// Throws InvalidArgument for a name that is not there, an input that is missing though the
    /// outputs need it, and another dtype or shape than the model takes.
    Tensors
    run(const NamedTensors& inputs,
        const std::vector<std::string>& outputs = {},
        const GraphRunOptions& options = {}) const;

private:
    Tensors runGraph(
        const NamedTensors& inputs,
        const std::vector<std::string>& outputs,
        const GraphRunOptions& options) const;
    Tensors runLayers(const NamedTensors& inputs, const std::vector<std::string>& outputs) const;

    std::variant<GraphModel, Layers> m_model;
    std::vector<ModelEnd> m_inputs;
    std::vector<ModelEnd> m_outputs;
};

} // namespace tp::inspect
