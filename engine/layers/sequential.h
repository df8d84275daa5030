#pragma once

#include "engine/layers/model.h"

namespace tp {

struct SequentialConfig {
    std::vector<LayerPointer> layers = {};
    std::string name = {}; ///< made up ("sequential_1") if empty
};

/// A model whose layers stand in a row, each taking what the one before puts out.
///
///     auto model = sequential();
///     model.add(layers::dense({.units = 8, .inputShape = {1}, .activation = "relu"}));
///     model.add(layers::dense({.units = 1}));
///
/// Weights are made while layers are added, if the first one knows its inputShape; else when the
/// model first sees data.
class Sequential : public Model {
public:
    explicit Sequential(SequentialConfig config = {});
    Sequential(Sequential&&) noexcept = default;
    Sequential& operator=(Sequential&&) noexcept = default;

    /// Puts a layer at the end. Throws InvalidArgument if it cannot take what comes before it, or
    /// has the name of another layer.
    void add(LayerPointer layer);

    /// Puts a whole model at the end, as one layer.
    void add(Sequential model);

    /// Takes the last layer off. Throws InvalidArgument if there is none.
    void pop();

    const std::vector<LayerPointer>& layers() const override { return m_layers; }
    std::string inputName() const override;
    std::string outputName() const override;
    Shape batchInputShape() const override;
    Shape computeOutputShape(const Shape& inputShape) const override;

protected:
    Shape modelInputShape() const override { return m_inputShape; }
    Shape modelOutputShape() const override { return m_outputShape; }
    void checkComplete(std::string_view method) const override;
    void makeWeights(const Shape& inputShape) override;
    Tensor call(const Tensor& x, Training training) override;

private:
    std::vector<LayerPointer> m_layers;
    Shape m_inputShape;
    Shape m_outputShape;
    bool m_firstHadPlace = false;
};

Sequential sequential(SequentialConfig config = {});

} // namespace tp
