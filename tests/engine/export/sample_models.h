#pragma once

#include "engine/layers/all.h"
#include "engine/model/all.h"

#include <filesystem>

namespace tp::testing {

/// Random weights, the moving averages of normalizations too, so that every number counts.
inline void stir(Model& model) {
    std::int64_t seed = 1;
    for (const Variable& variable : model.weights())
        variable.assign(randomUniform(variable.shape(), 0.1, 0.9, DType::Float32, seed++) - 0.3);
    for (const Variable& variable : model.weights()) {
        if (variable.name().ends_with("moving_variance"))
            variable.assign(variable.value() + 0.5);
    }
}

/// Convolutions, pools, normalization, and a dense end.
inline std::shared_ptr<Sequential> imageModel() {
    auto model = std::make_shared<Sequential>();
    model->add(layers::conv2d(
        {.filters = 4, .kernelSize = 3, .inputShape = {9, 8, 2}, .padding = Padding::Same}));
    model->add(layers::batchNormalization());
    model->add(layers::reLU());
    model->add(layers::maxPooling2d());
    model->add(layers::conv2d({.filters = 3, .kernelSize = 2, .activation = "tanh"}));
    model->add(layers::flatten());
    model->add(layers::dense({.units = 3, .activation = "softmax"}));
    stir(*model);
    return model;
}

/// A recurrent layer with tfjs's usual gates, which Keras 2 and 3 do not share.
inline std::shared_ptr<Sequential> sequenceModel() {
    auto model = std::make_shared<Sequential>();
    model->add(layers::lstm({.units = 4, .inputShape = {6, 3}, .returnSequences = true}));
    model->add(layers::bidirectional({.layer = layers::gru({.units = 3, .useBias = false})}));
    model->add(layers::dense({.units = 2}));
    stir(*model);
    return model;
}

/// A model within a model, used twice, between two inputs and two outputs.
inline std::shared_ptr<LayersModel> nestedModel() {
    const SymbolicTensor in = input({.shape = {4}});
    const SymbolicTensor hidden = layers::dense({.units = 3, .activation = "relu"})->apply(in);
    auto inner = std::make_shared<LayersModel>(
        ModelConfig{.inputs = {in}, .outputs = {layers::batchNormalization()->apply(hidden)}});
    const SymbolicTensor a = input({.shape = {4}, .name = "a"});
    const SymbolicTensor b = input({.shape = {4}, .name = "b"});
    const SymbolicTensor left = inner->apply(a);
    const SymbolicTensor sum = layers::add()->apply(SymbolicTensors{left, inner->apply(b)})[0];
    auto model = std::make_shared<LayersModel>(
        ModelConfig{.inputs = {a, b}, .outputs = {layers::dense({.units = 2})->apply(sum), left}});
    stir(*model);
    return model;
}

} // namespace tp::testing
