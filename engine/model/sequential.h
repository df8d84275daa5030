#pragma once

#include "engine/model/model.h"

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

    /// Puts a layer at the end. Throws InvalidArgument if it cannot take what comes before it, puts
    /// out several tensors, or has the name of another layer.
    void add(LayerPointer layer);

    /// Whether what the layer says about its inputs agrees with what the last one puts out; true
    /// where either says nothing.
    bool agreesWith(const Layer& layer) const;

    /// Puts a whole model at the end, as one layer.
    void add(Sequential model);

    /// Takes the last layer off. Throws InvalidArgument if there is none.
    void pop();

    const std::vector<LayerPointer>& layers() const override { return m_layers; }
    Shape batchInputShape() const override;
    Json getConfig() const override;

protected:
    void checkComplete(std::string_view method) const override;
    void makeWeights(const Shape& inputShape) override;

private:
    SymbolicTensor startWith(Layer& layer);
    void connect(const SymbolicTensor& output);

    std::vector<LayerPointer> m_layers;
    SymbolicTensor m_input;
    SymbolicTensors m_outputs; // of each layer, if the model is built
    bool m_firstHadPlace = false;
};

Sequential sequential(SequentialConfig config = {});

} // namespace tp
