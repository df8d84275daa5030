#pragma once

#include "engine/layers/window.h"

namespace tp::layers {

struct ConvTransposeConfig {
    std::int64_t filters = 0; ///< how many channels come out
    PerAxis kernelSize = {};  ///< of the window: a number, or one for each axis
    Shape inputShape = {};
    PerAxis strides = 1; ///< how many times larger the output is
    Padding padding = Padding::Valid;
    DataFormat dataFormat = DataFormat::ChannelsLast;
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

void describe(ConfigFields& fields, ConvTransposeConfig& config);

/// A convolution turned around, often called deconvolution: spreads each element over a window of a
/// larger output. Each spatial axis becomes `strides` times as long, and with Padding::Valid a
/// window's overhang longer.
class ConvTranspose : public ConfiguredLayer<ConvTransposeConfig> {
public:
    Shape computeOutputShape(const Shape& inputShape) const override;

protected:
    ConvTranspose(std::string_view className, std::size_t spatialAxes, ConvTransposeConfig config);

    void checkInput(const Shape& inputShape) const override;
    void makeWeights(const Shape& inputShape) override;
    Tensor call(const Tensor& x, const LayerCall& call) override;

private:
    std::size_t m_spatialAxes;
    Variable m_kernel;
    Variable m_bias;
};

/// For images: [samples, rows, columns, channels] -> [samples, rows, columns, filters].
class Conv2DTranspose : public ConvTranspose {
public:
    explicit Conv2DTranspose(ConvTransposeConfig config)
        : ConvTranspose("Conv2DTranspose", 2, std::move(config)) {}
};

/// For volumes, [samples, depth, rows, columns, channels].
class Conv3DTranspose : public ConvTranspose {
public:
    explicit Conv3DTranspose(ConvTransposeConfig config)
        : ConvTranspose("Conv3DTranspose", 3, std::move(config)) {}
};

/// Throw InvalidArgument if `filters` or a size is not 1 or more, a list has not one number for
/// each axis, or the padding is Causal.
std::shared_ptr<Conv2DTranspose> conv2dTranspose(ConvTransposeConfig config);
std::shared_ptr<Conv3DTranspose> conv3dTranspose(ConvTransposeConfig config);

} // namespace tp::layers
