#pragma once

#include "engine/keras/layer_config.h"

namespace tp {

struct InputConfig {
    Shape shape = {};      ///< of one sample, without the batch axis
    Shape batchShape = {}; ///< with the batch axis, in place of `shape`
    std::string name = {}; ///< made up ("input1") if empty
    DType dtype = DType::Float32;
    bool sparse = false; ///< kept for files; nothing here is sparse
};

/// Where data go into a model:
///
///     const SymbolicTensor x = input({.shape = {28, 28, 1}});
///
/// An empty shape stands for one number for each sample, [batch].
SymbolicTensor input(InputConfig config);

namespace layers {

/// The layer behind input(): passes on what it is given.
class InputLayer : public Layer {
public:
    explicit InputLayer(InputConfig config);

    /// The wire that comes out of it.
    SymbolicTensor output();

    Json getConfig() const override;

protected:
    Tensor call(const Tensor& x, const LayerCall&) override { return x; }
    void checkInputs(const Shapes&) const override {}
    Shapes computeOutputShapes(const Shapes&) const override { return {m_shape}; }
    DType outputDType(const SymbolicTensors&) const override { return inputDType(); }

private:
    Shape m_shape;
    bool m_sparse;
};

std::shared_ptr<InputLayer> inputLayer(InputConfig config);

} // namespace layers

} // namespace tp
