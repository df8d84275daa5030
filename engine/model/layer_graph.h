#pragma once

#include "engine/model/inference_plan.h"

#include <unordered_map>

namespace tp {

/// The layers that lie between some symbolic tensors, in an order in which they can be computed.
///
/// Every way back from an output must end in an input.
class LayerGraph {
public:
    LayerGraph() = default;

    /// Throws InvalidArgument if an output does not hang on the inputs alone, or two layers have
    /// the same name.
    LayerGraph(SymbolicTensors inputs, SymbolicTensors outputs);

    const SymbolicTensors& inputs() const { return m_inputs; }
    const SymbolicTensors& outputs() const { return m_outputs; }

    /// All layers, those nearest to the inputs first, in the order of tfjs.
    const std::vector<LayerPointer>& layers() const { return m_layers; }

    using NodePointer = std::shared_ptr<const LayerNode>;

    /// The uses of that layer within the graph, oldest first.
    const std::vector<NodePointer>& nodesOf(const Layer& layer) const;

    /// Whether the layers stand in a row, each used once: a summary then need not say what is
    /// connected with what.
    bool isRow() const { return m_isRow; }

    /// The shapes of the outputs for inputs of these shapes.
    Shapes computeOutputShapes(const Shapes& inputShapes) const;

    /// What a run gives: the outputs, and the mask that came out with the first of them.
    struct Result {
        Tensors outputs;
        Tensor mask;
    };

    /// Computes the outputs for these inputs, whose shapes are not checked here. `masks` has one
    /// for each input, or is empty.
    ///
    /// Predicting, where nobody asks for a gradient or a mask, several layers may be done in one
    /// go; see InferencePlan.
    Result run(const Tensors& xs, const LayerCall& call, const Tensors& masks = {}) const;

private:
    void listNodes(const std::vector<std::vector<const LayerNode*>>& byDepth);
    void findLastUses();
    void runStep(const LayerStep& step, Tensors& values, Tensors& masks, LayerCall& call) const;
    void runPlanned(Tensors& values, LayerCall& call) const;

    SymbolicTensors m_inputs;
    SymbolicTensors m_outputs;
    std::vector<LayerPointer> m_layers;
    std::unordered_map<const Layer*, std::vector<NodePointer>> m_nodesOfLayer;
    bool m_isRow = false;
    std::vector<LayerStep> m_steps;
    InferencePlan m_plan;
    std::vector<std::size_t> m_outputValues;
    std::size_t m_valueCount = 0;
    bool m_mayMask = false;
};

} // namespace tp
