#pragma once

#include "engine/layers/stacked_cells.h"

namespace tp::layers {

/// How a recurrent layer goes through a sequence, and what it gives.
struct SequenceOptions {
    bool returnSequences = false; ///< gives what comes out of every step, not of the last one alone
    bool returnState = false;     ///< gives the last states too
    bool goBackwards = false;     ///< starts with the last step
    bool stateful = false;        ///< goes on where the last batch ended, until resetStates()
    bool unroll = false;          ///< kept for files; it changes nothing
};

/// The cell of an RNN, or several to be stacked.
class CellOrCells {
public:
    CellOrCells() = default;
    template<class Cell>
    CellOrCells(std::shared_ptr<Cell> cell) // NOLINT(google-explicit-constructor): a cell as it is
        : m_cell(std::move(cell)) {}
    CellOrCells(std::initializer_list<LayerPointer> cells)
        : CellOrCells(std::vector<LayerPointer>(cells)) {}
    explicit CellOrCells(std::vector<LayerPointer> cells)
        : m_cell(stackedRNNCells({.cells = std::move(cells)})) {}

    const LayerPointer& cell() const { return m_cell; }

private:
    LayerPointer m_cell;
};

void settingFromJson(const JsonReader& json, CellOrCells& value);

struct RNNConfig {
    CellOrCells cell = {};
    Shape inputShape = {};
    bool returnSequences = false; ///< gives what comes out of every step, not of the last one alone
    bool returnState = false;     ///< gives the last states too
    bool goBackwards = false;     ///< starts with the last step
    bool stateful = false;        ///< goes on where the last batch ended, until resetStates()
    bool unroll = false;          ///< kept for files; it changes nothing
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, RNNConfig& config);

/// Goes through sequences [samples, steps, numbers] with a cell that carries states from step to
/// step; what comes out last, [samples, units], knows of all steps.
///
///     const SymbolicTensor y = layers::rnn({.cell = layers::gruCell({.units = 8})})->apply(x);
///
/// Further inputs are the states to start with, else zeros; with `returnState`, further outputs are
/// the last states. Steps that a mask leaves out change neither states nor output.
class RNN : public Layer {
public:
    /// Throws InvalidArgument if there is no cell, or it is another kind of layer.
    explicit RNN(const RNNConfig& config);

    const LayerPointer& cell() const { return m_cell; }
    const SequenceOptions& options() const { return m_options; }

    /// How many axes the input has, and how many states are carried for one of that shape.
    std::size_t inputRank() const { return m_recurrent->stepRank() + 1; }
    std::size_t stateCount(const Shape& inputShape) const;

    Json getConfig() const override;
    Shapes computeOutputShapes(const Shapes& inputShapes) const override;
    Shape computeOutputShape(const Shape& inputShape) const override;
    bool supportsMasking() const override { return true; }
    Tensor computeMask(const Tensors& inputs, const Tensors& masks) const override;

    void setTrainable(bool trainable) override;
    Variables trainableWeights() const override;
    Variables nonTrainableWeights() const override;
    std::vector<Weight> allWeights() const override { return m_cell->allWeights(); }

    /// None: as in tfjs, training ignores the regularizers of recurrent layers.
    std::vector<Weight> regularizedWeights() const override { return {}; }

    void resetStates() override { m_states.clear(); }

protected:
    RNN(std::string_view className, LayerOptions layer, LayerPointer cell, SequenceOptions options);

    /// What is carried now, of a stateful layer.
    const Tensors& states() const { return m_states; }

    void checkInput(const Shape& inputShape) const override { checkInputs({inputShape}); }
    void checkInputs(const Shapes& inputShapes) const override;
    void makeWeightsMany(const Shapes& inputShapes) override;
    Tensors callMany(const Tensors& xs, const LayerCall& call) override;

private:
    Tensors firstStates(const Tensors& xs) const;
    void checkStates(const Shapes& inputShapes) const;

    LayerPointer m_cell;
    const RecurrentCell* m_recurrent;
    SequenceOptions m_options;
    Tensors m_states;
};

std::shared_ptr<RNN> rnn(const RNNConfig& config);

} // namespace tp::layers
