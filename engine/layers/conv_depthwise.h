#pragma once

#include "engine/layers/window.h"

namespace tp::layers {

struct DepthwiseConv2DConfig {
    PerAxis kernelSize = {}; ///< of the window: a number, or rows and columns
    Shape inputShape = {};
    std::int64_t depthMultiplier = 1; ///< how many channels come out for each that goes in
    PerAxis strides = 1;
    Padding padding = Padding::Valid;
    DataFormat dataFormat = DataFormat::ChannelsLast;
    PerAxis dilationRate = 1; ///< kept for files: as in tfjs, it changes nothing
    Activation activation = "linear";
    bool useBias = true;
    Initializer depthwiseInitializer = "glorotNormal";
    Initializer biasInitializer = "zeros";
    Regularizer depthwiseRegularizer = {};
    Regularizer biasRegularizer = {};
    Constraint depthwiseConstraint = {};
    Constraint biasConstraint = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, DepthwiseConv2DConfig& config);

/// A convolution of images that keeps channels apart: each has windows of its own.
/// [samples, rows, columns, channels] -> [samples, rows, columns, channels * depthMultiplier].
class DepthwiseConv2D : public ConfiguredLayer<DepthwiseConv2DConfig> {
public:
    explicit DepthwiseConv2D(DepthwiseConv2DConfig config);

    Json getConfig() const override;
    Shape computeOutputShape(const Shape& inputShape) const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    void makeWeights(const Shape& inputShape) override;
    Tensor call(const Tensor& x, const LayerCall& call) override;

private:
    Variable m_kernel;
    Variable m_bias;
};

/// Throws InvalidArgument if a size or `depthMultiplier` is not 1 or more, or a list has not two
/// numbers.
std::shared_ptr<DepthwiseConv2D> depthwiseConv2d(DepthwiseConv2DConfig config);

struct SeparableConv2DConfig {
    std::int64_t filters = 0; ///< how many channels come out
    PerAxis kernelSize = {};  ///< of the window: a number, or rows and columns
    Shape inputShape = {};
    std::int64_t depthMultiplier = 1; ///< how many channels each one becomes in between
    PerAxis strides = 1;
    Padding padding = Padding::Valid;
    DataFormat dataFormat = DataFormat::ChannelsLast;
    PerAxis dilationRate = 1; ///< from one element of a window to the next
    Activation activation = "linear";
    bool useBias = true;
    Initializer depthwiseInitializer = "glorotUniform";
    Initializer pointwiseInitializer = "glorotUniform";
    Initializer biasInitializer = "zeros";
    Regularizer depthwiseRegularizer = {};
    Regularizer pointwiseRegularizer = {};
    Regularizer biasRegularizer = {};
    Constraint depthwiseConstraint = {};
    Constraint pointwiseConstraint = {};
    Constraint biasConstraint = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, SeparableConv2DConfig& config);

/// A convolution of images in two steps, with far fewer weights than in one: each channel by itself
/// first, then the channels of each pixel mixed.
/// [samples, rows, columns, channels] -> [samples, rows, columns, filters].
class SeparableConv2D : public ConfiguredLayer<SeparableConv2DConfig> {
public:
    explicit SeparableConv2D(SeparableConv2DConfig config);

    Json getConfig() const override;
    Shape computeOutputShape(const Shape& inputShape) const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    void makeWeights(const Shape& inputShape) override;
    Tensor call(const Tensor& x, const LayerCall& call) override;

private:
    Variable m_depthwise;
    Variable m_pointwise;
    Variable m_bias;
};

/// Throws InvalidArgument if `filters`, `depthMultiplier` or a size is not 1 or more, a list has
/// not two numbers, or the padding is Causal.
std::shared_ptr<SeparableConv2D> separableConv2d(SeparableConv2DConfig config);

} // namespace tp::layers
