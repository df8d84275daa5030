#pragma once

#include "engine/ops/conv_geometry.h"

#include <string>

/// A convolution or product with what usually follows it, in one go: y = activation(conv + bias).
///
///     const Tensor y = fused::conv2d(
///         {.x = image, .filter = filter, .pad = "same", .bias = bias, .activation = "relu"});
///
/// The activation is linear, relu, relu6, elu, sigmoid, leakyrelu or prelu (which needs
/// preluActivationWeights). Bias and weights broadcast to the result; with "NCHW", a vector goes
/// along the channels. Gradients are those of the separate ops.
namespace tp::fused {

/// What conv2d() and depthwiseConv2d() take; see tp::conv2d() and tp::depthwiseConv2d().
struct Conv2dArguments {
    Tensor x;
    Tensor filter;
    PerAxis strides = 1;
    Pad pad = "valid";
    std::string dataFormat = "NHWC";
    PerAxis dilations = 1;
    std::string dimRoundingMode = {};
    Tensor bias = {}; ///< may be left out
    std::string activation = "linear";
    Tensor preluActivationWeights = {};
    double leakyreluAlpha = 0.2;
};

Tensor conv2d(const Conv2dArguments& arguments);
Tensor depthwiseConv2d(const Conv2dArguments& arguments);

/// What matMul() takes; see tp::matMul().
struct MatMulArguments {
    Tensor a;
    Tensor b;
    bool transposeA = false;
    bool transposeB = false;
    Tensor bias = {}; ///< may be left out
    std::string activation = "linear";
    Tensor preluActivationWeights = {};
    double leakyreluAlpha = 0.2;
};

Tensor matMul(const MatMulArguments& arguments);

} // namespace tp::fused
