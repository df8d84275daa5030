#pragma once

#include "engine/graph/graph.h"
#include "engine/io/io_handler.h"
#include "engine/tensor/tidy.h"

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace tp {

/// What a graph takes or gives under one name.
struct GraphSpec {
    std::string name; ///< of the node, with ":1" and so on for outputs after its first
    std::string key;  ///< its name in the signature; empty where there is none
    DType dtype = DType::Float32;
    std::optional<Shape> shape; ///< -1 for an axis of any size; nothing for any rank
};

/// How long a graph may run. Graphs can have loops that never end.
struct GraphRunOptions {
    std::stop_token stop = {}; ///< ends it with Cancelled, between two nodes
    std::chrono::duration<double> timeLimit =
        std::chrono::duration<double>::max(); ///< ends it with Cancelled likewise
};

/// A frozen TensorFlow graph, read from TensorFlow.js's model.json.
///
///     const auto model = GraphModel::load("mobilenet/model.json");
///     const Tensor scores = model.predict({image}).front();   // [1, 224, 224, 3] -> [1, 1001]
///
/// Immutable once loaded: one model may serve several threads, and a copy shares its weights.
class GraphModel {
public:
    /// Loads from a path or an address, see io::ioHandlerFor(). Throws BadFile, saying where, for
    /// what is no graph model or cannot be meant, and Unsupported, listing every op that we lack.
    static GraphModel load(const std::string& url, const io::IOOptions& options = {});
    static GraphModel load(const io::IOHandler& handler);

    /// The model that these artifacts hold; `name` stands for the file in messages.
    static GraphModel fromArtifacts(const io::ModelArtifacts& artifacts, std::string_view name);

    /// The ops of these artifacts that we lack, in alphabetical order: what load() would refuse.
    static std::vector<std::string>
    unsupportedOps(const io::ModelArtifacts& artifacts, std::string_view name);

    /// What predict() takes, in the order of the signature, or of the nodes if there is none.
    const std::vector<GraphSpec>& inputs() const;

    /// What predict() gives, in the order of the signature; without one, all nodes that nobody
    /// reads.
    const std::vector<GraphSpec>& outputs() const;

    /// Runs the whole graph; `inputs` go in the order of inputs(). Throws InvalidArgument for
    /// another number, dtype or shape of inputs.
    Tensors predict(const Tensors& inputs, const GraphRunOptions& options = {}) const;

    /// The same, node by node as the file has them: what predict(), which takes fewer steps, must
    /// agree with up to rounding.
    Tensors predictPlainly(const Tensors& inputs, const GraphRunOptions& options = {}) const;

    /// The same as predict() by names, of nodes or of the signature's keys. The result has the
    /// names of structuredOutputs() if the model has them, else the signature's keys, else the
    /// nodes' names.
    NamedTensors predict(const NamedTensors& inputs, const GraphRunOptions& options = {}) const;

    /// Computes only what the `outputs` need: any nodes, "name" or "name:1". `inputs` may stand for
    /// any nodes, too, which are not computed then. Throws InvalidArgument for a name that does not
    /// exist, a node within a loop, one whose branch was not taken, and one that has no tensor.
    Tensors execute(
        const NamedTensors& inputs,
        const std::vector<std::string>& outputs,
        const GraphRunOptions& options = {}) const;

    /// The value of one inner node: how transfer learning takes its embedding.
    Tensor activation(const Tensors& inputs, std::string_view node) const;

    /// The names that the model's author gave to what predict() returns; often empty.
    const std::vector<std::string>& structuredOutputs() const;

    /// The signature as the file has it; null if it has none.
    const Json& signature() const;

    /// All nodes with their ops, attributes and constants, and the functions they call.
    const graph::Program& program() const;

    /// How many elements all weights have together, and their bytes in memory.
    std::int64_t parameterCount() const;
    std::int64_t weightBytes() const;

private:
    struct Model;
    explicit GraphModel(std::shared_ptr<const Model> model);
    static GraphModel made(
        const io::ModelArtifacts& artifacts,
        const io::NamedWeights& weights,
        std::string_view name);

    std::shared_ptr<const Model> m_model;
};

} // namespace tp
