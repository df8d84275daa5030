#pragma once

#include "engine/inspect/any_model.h"

namespace tp::inspect {

/// A graph model to look at: also one with ops that we lack, which then cannot be run.
class ShownGraph {
public:
    /// Throws BadFile, naming the file, for what is no graph or cannot be meant.
    static ShownGraph fromArtifacts(const io::ModelArtifacts& artifacts, std::string_view name);

    /// All nodes with their constants.
    const graph::Program& program() const { return m_model ? m_model->program() : *m_program; }

    /// The model to be run; null if ops are lacking.
    const GraphModel* model() const { return m_model ? &*m_model : nullptr; }

    /// How long it took to prepare the model; 0 if it cannot be run.
    double seconds() const { return m_seconds; }

    /// The ops that we lack, in alphabetical order.
    const std::vector<std::string>& unsupported() const { return m_unsupported; }

    const std::vector<ModelEnd>& inputs() const { return m_inputs; }
    const std::vector<ModelEnd>& outputs() const { return m_outputs; }

private:
    ShownGraph() = default;

    std::optional<GraphModel> m_model;
    std::shared_ptr<const graph::Program> m_program; // of one that cannot be run
    std::vector<std::string> m_unsupported;
    double m_seconds = 0;
    std::vector<ModelEnd> m_inputs;
    std::vector<ModelEnd> m_outputs;
};

} // namespace tp::inspect
