#pragma once

#include "engine/model/model.h"

namespace tp {

struct ModelConfig {
    SymbolicTensors inputs = {};
    SymbolicTensors outputs = {};
    std::string name = {}; ///< made up ("model1") if empty
};

/// A model of any layers without cycles: several inputs and outputs, branches, shared layers.
///
///     const SymbolicTensor x = input({.shape = {4}});
///     const SymbolicTensor h = layers::dense({.units = 8, .activation = "relu"})->apply(x);
///     auto net = model({.inputs = {x}, .outputs = {layers::dense({.units = 1})->apply(h)}});
///
/// An inner layer's output can be a model's output as well: so one takes off the head of a trained
/// model, or looks inside.
class LayersModel : public Model {
public:
    /// Throws InvalidArgument unless the outputs hang on the inputs, and on these alone.
    explicit LayersModel(ModelConfig config, std::string_view className = "Model");
    LayersModel(LayersModel&&) noexcept = default;
    LayersModel& operator=(LayersModel&&) noexcept = default;

    const std::vector<LayerPointer>& layers() const override;
    Json getConfig() const override;

protected:
    void checkComplete(std::string_view) const override {}
};

LayersModel model(ModelConfig config);

} // namespace tp
