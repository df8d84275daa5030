#pragma once

#include "engine/keras/activation.h"
#include "engine/model/folded_weights.h"
#include "engine/model/layer_step.h"
#include "engine/ops/conv_geometry.h"

#include <optional>

namespace tp {

/// Layers in a row that predict in one go: zeros around images, a convolution or dense layer, batch
/// normalisations, which become part of its weights, and an activation.
///
/// Only for predicting: nothing on the tape tells of the layers' weights.
class LayerChain {
public:
    /// Nothing for layers of other kinds, those derived from them, and those whose channels are not
    /// last.
    static std::optional<LayerChain> startedBy(const LayerNode& node);

    /// Takes in the layer that reads the chain's result. False, and nothing changed, if it is none
    /// that can be.
    bool take(const LayerNode& node);

    /// Takes in the layer that the input comes from, if it puts zeros around images. False, and
    /// nothing changed, if it does not, or windows might see nothing but them.
    bool takePadding(const LayerNode& node);

    /// What the layers put out for that input, up to rounding. Null if they must do it one by one:
    /// if no window fits, weights were disposed or come out as no finite numbers.
    Tensor run(const Tensor& x) const;

private:
    enum class Kind { Convolution, Sequence, Depthwise, Separable, Dense };

    explicit LayerChain(Kind kind) : m_kind(kind) {}

    template<class Config>
    bool readWindow(const Config& config);
    bool startWithConvolution(const Layer& layer);
    bool readActivation(const Activation& activation);
    bool normalize(const LayerNode& node);
    bool activate(const LayerNode& node);
    bool hasWindow(const Shape& inputShape) const;
    Pad pad() const;
    Tensor convolved(const Tensor& x, const FoldedWeights::Values& weights) const;
    Tensor convolvedSequence(const Tensor& x, const FoldedWeights::Values& weights) const;
    Tensor product(const Tensor& x, const FoldedWeights::Values& weights) const;

    Kind m_kind;
    Ints m_kernelSize;
    Ints m_strides;
    Ints m_dilations;
    bool m_isSame = false;                                      // the padding
    std::vector<std::pair<std::int64_t, std::int64_t>> m_zeros; // around rows and columns
    Variable m_depthwise;                                       // of Separable
    std::unique_ptr<FoldedWeights> m_weights;
    std::string m_activation = "linear"; // as fused ops call it
    Variable m_slopes;                   // of prelu
    double m_alpha = 0.2;                // of leakyrelu
};

} // namespace tp
