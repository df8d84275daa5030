#pragma once

#include "engine/layers/recurrent.h"

namespace tp {

/// How what comes out of both directions is put together.
enum class MergeMode { Concat, Sum, Mul, Ave };

} // namespace tp

namespace tp::layers {

struct TimeDistributedConfig {
    LayerPointer layer = {};
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, TimeDistributedConfig& config);

/// Applies a layer, always the same, to each step of a sequence:
///
///     layers::timeDistributed({.layer = layers::dense({.units = 4})})   // [n, 9, 3] -> [n, 9, 4]
///
/// It can be trained if the layer within can.
class TimeDistributed : public ConfiguredLayer<TimeDistributedConfig> {
public:
    explicit TimeDistributed(TimeDistributedConfig config);

    const LayerPointer& layer() const { return m_config.layer; }

    Shape computeOutputShape(const Shape& inputShape) const override;
    bool supportsMasking() const override { return true; }
    void setTrainable(bool trainable) override;
    Variables trainableWeights() const override { return layer()->trainableWeights(); }
    Variables nonTrainableWeights() const override { return layer()->nonTrainableWeights(); }
    std::vector<Weight> allWeights() const override { return layer()->allWeights(); }
    std::vector<Weight> regularizedWeights() const override;
    void resetStates() override { layer()->resetStates(); }

protected:
    void checkInput(const Shape& inputShape) const override;
    void makeWeights(const Shape& inputShape) override;
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

/// Throws InvalidArgument if there is no layer.
std::shared_ptr<TimeDistributed> timeDistributed(TimeDistributedConfig config);

struct BidirectionalConfig {
    LayerPointer layer = {};                                ///< a recurrent layer, which is copied
    std::optional<MergeMode> mergeMode = MergeMode::Concat; ///< none: two outputs
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, BidirectionalConfig& config);

/// Reads sequences in both directions: with a copy of a recurrent layer, and with another one that
/// starts at the end. Each step then knows what came before and what comes after.
///
///     layers::bidirectional({.layer = layers::lstm({.units = 8})})   // [n, 20, 3] -> [n, 16]
///
/// The copies are called forward_NAME and backward_NAME. Further inputs are the states to start
/// with, those of the forward copy first; further outputs, if the layer returns its states, too.
class Bidirectional : public ConfiguredLayer<BidirectionalConfig> {
public:
    explicit Bidirectional(BidirectionalConfig config);

    const RNN& forward() const { return *m_forward; }
    const RNN& backward() const { return *m_backward; }

    Shapes computeOutputShapes(const Shapes& inputShapes) const override;
    Shape computeOutputShape(const Shape& inputShape) const override;
    bool supportsMasking() const override { return true; }
    Tensor computeMask(const Tensors& inputs, const Tensors& masks) const override;
    void setTrainable(bool trainable) override;
    Variables trainableWeights() const override;
    Variables nonTrainableWeights() const override;
    std::vector<Weight> allWeights() const override;

    /// None: as in tfjs, training ignores the regularizers of recurrent layers.
    std::vector<Weight> regularizedWeights() const override { return {}; }

    void resetStates() override;

protected:
    void checkInput(const Shape& inputShape) const override { checkInputs({inputShape}); }
    void checkInputs(const Shapes& inputShapes) const override;
    void makeWeightsMany(const Shapes& inputShapes) override;
    Tensors callMany(const Tensors& xs, const LayerCall& call) override;

private:
    std::shared_ptr<RNN> m_forward;
    std::shared_ptr<RNN> m_backward;
};

/// Throws InvalidArgument unless the layer is a recurrent one.
std::shared_ptr<Bidirectional> bidirectional(BidirectionalConfig config);

} // namespace tp::layers
