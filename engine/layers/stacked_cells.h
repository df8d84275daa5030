#pragma once

#include "engine/layers/recurrent_cell.h"

namespace tp::layers {

struct StackedRNNCellsConfig {
    std::vector<LayerPointer> cells = {}; ///< the lowest one first
    std::string name = {};
    bool trainable = true;
    Shape inputShape = {};
    Shape batchInputShape = {};
};

void describe(ConfigFields& fields, StackedRNNCellsConfig& config);

/// Cells on top of each other: each takes what the one below puts out.
///
///     layers::rnn({.cell = layers::stackedRNNCells({.cells = {
///         layers::lstmCell({.units = 8}), layers::lstmCell({.units = 4})}})})
///
/// The states of the highest cell come first.
class StackedRNNCells : public ConfiguredCell<StackedRNNCellsConfig> {
public:
    explicit StackedRNNCells(StackedRNNCellsConfig config);

    Shapes stateShapes(const Shape& stepShape) const override;
    std::size_t stepRank() const override { return cell(0).stepRank(); }
    std::unique_ptr<CellRun> start(const Shape& stepShape, Training training) const override;

    void setTrainable(bool trainable) override;
    Variables trainableWeights() const override;
    Variables nonTrainableWeights() const override;
    std::vector<Weight> allWeights() const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    void makeWeights(const Shape& inputShape) override;

private:
    const RecurrentCell& cell(std::size_t index) const { return *m_cells[index]; }
    std::vector<Shape> stepShapes(const Shape& first) const;

    std::vector<const RecurrentCell*> m_cells; ///< the same as in the settings
};

/// Throws InvalidArgument unless there are cells, and only cells.
std::shared_ptr<StackedRNNCells> stackedRNNCells(StackedRNNCellsConfig config);

} // namespace tp::layers
