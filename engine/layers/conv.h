#pragma once

#include "engine/layers/window.h"

namespace tp::layers {

struct ConvConfig {
    std::int64_t filters = 0; ///< how many channels come out
    PerAxis kernelSize = {};  ///< of the window: a number, or one for each axis
    Shape inputShape = {};
    PerAxis strides = 1;
    Padding padding = Padding::Valid;
    DataFormat dataFormat = DataFormat::ChannelsLast;
    PerAxis dilationRate = 1; ///< from one element of a window to the next
    Activation activation = "linear";
    bool useBias = true;
    Initializer kernelInitializer = "glorotNormal";
    Initializer biasInitializer = "zeros";
    Regularizer kernelRegularizer = {};
    Regularizer biasRegularizer = {};
    Constraint kernelConstraint = {};
    Constraint biasConstraint = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, ConvConfig& config);

/// A window that moves over the input, with a weight for each of its elements and each pair of
/// channels: what it sees becomes one number for each filter.
///
/// Strides and dilation cannot both be above 1, and Padding::Causal cannot be computed: both are
/// refused when numbers come.
class Conv : public ConfiguredLayer<ConvConfig> {
public:
    const Activation& activation() const { return m_config.activation; }

    Shape computeOutputShape(const Shape& inputShape) const override;

protected:
    Conv(std::string_view className, std::size_t spatialAxes, ConvConfig config);

    void checkInput(const Shape& inputShape) const override;
    void makeWeights(const Shape& inputShape) override;
    Tensor call(const Tensor& x, const LayerCall& call) override;

private:
    Tensor callSequence(const Tensor& x) const;
    Tensor callImage(const Tensor& x) const;
    Tensor callVolume(const Tensor& x) const;
    Tensor convolved(
        const Tensor& x,
        const Tensor& kernel,
        const PerAxis& strides,
        const PerAxis& dilations) const;

    std::size_t m_spatialAxes;
    Variable m_kernel;
    Variable m_bias;
};

/// A convolution of sequences: [samples, steps, channels] -> [samples, steps, filters].
class Conv1D : public Conv {
public:
    explicit Conv1D(ConvConfig config) : Conv("Conv1D", 1, std::move(config)) {}
};

/// A convolution of images: [samples, rows, columns, channels] -> [samples, rows, columns,
/// filters].
class Conv2D : public Conv {
public:
    explicit Conv2D(ConvConfig config) : Conv("Conv2D", 2, std::move(config)) {}
};

/// A convolution of volumes, [samples, depth, rows, columns, channels].
class Conv3D : public Conv {
public:
    explicit Conv3D(ConvConfig config) : Conv("Conv3D", 3, std::move(config)) {}
};

/// Throw InvalidArgument if `filters` or a size is not 1 or more, or a list has not one number for
/// each axis.
///
///     layers::conv2d({.filters = 8, .kernelSize = 5, .inputShape = {28, 28, 1}})   // 24 x 24 x 8
///
std::shared_ptr<Conv1D> conv1d(ConvConfig config);
std::shared_ptr<Conv2D> conv2d(ConvConfig config);
std::shared_ptr<Conv3D> conv3d(ConvConfig config);

/// Throws InvalidArgument, naming the layer, for the mode that nobody computes.
void refuseCausal(const std::string& layer, Padding padding);

} // namespace tp::layers
