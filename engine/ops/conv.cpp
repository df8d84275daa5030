#include "engine/ops/conv.h"

#include "engine/ops/conv_rules.h"
#include "engine/ops/register.h"

#include <algorithm>

namespace tp {

namespace {

// A convolution y = conv(x, filter) is linear in both, and so are its gradients: the three ops of
// each kind are each other's gradients, to any order.

/// The names of the three ops of one kind.
struct Family {
    std::string_view forward;
    std::string_view backInput;
    std::string_view backFilter;
};

constexpr Family kConv2DFamily = {"Conv2D", "Conv2DBackpropInput", "Conv2DBackpropFilter"};
constexpr Family kConv3DFamily = {"Conv3D", "Conv3DBackpropInputV2", "Conv3DBackpropFilterV2"};
constexpr Family kDepthwiseFamily = {
    "DepthwiseConv2dNative",
    "DepthwiseConv2dNativeBackpropInput",
    "DepthwiseConv2dNativeBackpropFilter"};

Tensor forward(const Family& family, const GradCall& call, const Tensor& x, const Tensor& filter) {
    return run(*findOp(family.forward), {x, filter}, givenWindowAttrs(call));
}

Tensor backInput(
    const Family& family,
    const GradCall& call,
    const Tensor& dy,
    const Tensor& filter,
    const Shape& image) {
    Attrs attrs = givenWindowAttrs(call);
    attrs.emplace_back("inputShape", toInts(image));
    return run(*findOp(family.backInput), {dy, filter}, std::move(attrs));
}

Tensor backFilter(
    const Family& family,
    const GradCall& call,
    const Tensor& x,
    const Tensor& dy,
    const Shape& filter) {
    Attrs attrs = givenWindowAttrs(call);
    attrs.emplace_back("filterShape", toInts(filter));
    return run(*findOp(family.backFilter), {x, dy}, std::move(attrs));
}

/// Of y = conv(x, filter).
template<const Family& family>
Tensors forwardGradient(const GradCall& call) {
    Tensors gradients(2);
    if (call.wants(0))
        gradients[0] = backInput(family, call, call.dy(), call.input(1), call.shape(0));
    if (call.wants(1))
        gradients[1] = backFilter(family, call, call.input(0), call.dy(), call.shape(1));
    return gradients;
}

/// Of the gradient for the images, from (dy, filter).
template<const Family& family>
Tensors backInputGradient(const GradCall& call) {
    Tensors gradients(2);
    if (call.wants(0))
        gradients[0] = forward(family, call, call.dy(), call.input(1));
    if (call.wants(1))
        gradients[1] = backFilter(family, call, call.dy(), call.input(0), call.shape(1));
    return gradients;
}

/// Of the gradient for the filter, from (x, dy).
template<const Family& family>
Tensors backFilterGradient(const GradCall& call) {
    Tensors gradients(2);
    if (call.wants(0))
        gradients[0] = backInput(family, call, call.input(1), call.dy(), call.shape(0));
    if (call.wants(1))
        gradients[1] = forward(family, call, call.input(0), call.dy());
    return gradients;
}

Attrs convAttrs(const char* dataFormat, Attrs others = {}) {
    others.emplace_back("dataFormat", std::string(dataFormat));
    others.emplace_back("dilations", Ints{1});
    return windowAttrs(std::move(others));
}

const Op kConv2D = {
    .name = "Conv2D",
    .doc = "Slides a filter over images.",
    .formula = "y[i, j, o] = sum over r, s, c of x[i + r, j + s, c] * filter[r, s, c, o]",
    .inputs = {"x", "filter"},
    .attrs = convAttrs("NHWC"),
    .infer = convSpecs,
    .gradient = forwardGradient<kConv2DFamily>,
};

const Op kConv2DBackpropInput = {
    .name = "Conv2DBackpropInput",
    .doc = "The gradient of Conv2D for the images; also the transposed convolution.",
    .formula = "dx[i + r, j + s, c] = sum over r, s, o of dy[i, j, o] * filter[r, s, c, o]",
    .inputs = {"dy", "filter"},
    .attrs = convAttrs("NHWC", {{"inputShape", Ints{}}}),
    .infer = convInputSpecs,
    .gradient = backInputGradient<kConv2DFamily>,
};

const Op kConv2DBackpropFilter = {
    .name = "Conv2DBackpropFilter",
    .doc = "The gradient of Conv2D for the filter.",
    .formula = "dfilter[r, s, c, o] = sum over i, j of x[i + r, j + s, c] * dy[i, j, o]",
    .inputs = {"x", "dy"},
    .attrs = convAttrs("NHWC", {{"filterShape", Ints{}}}),
    .infer = convFilterSpecs,
    .gradient = backFilterGradient<kConv2DFamily>,
};

const Op kConv3D = {
    .name = "Conv3D",
    .doc = "Slides a filter over volumes.",
    .formula = "y[h, i, j, o] = sum over q, r, s, c of x[h + q, i + r, j + s, c] * filter[q, r, s, "
               "c, o]",
    .inputs = {"x", "filter"},
    .attrs = convAttrs("NDHWC"),
    .infer = convSpecs,
    .gradient = forwardGradient<kConv3DFamily>,
};

const Op kConv3DBackpropInput = {
    .name = "Conv3DBackpropInputV2",
    .doc = "The gradient of Conv3D for the volumes; also the transposed convolution.",
    .formula = "dx[h + q, i + r, j + s, c] = sum over q, r, s, o of dy[h, i, j, o] * filter[q, r, "
               "s, c, o]",
    .inputs = {"dy", "filter"},
    .attrs = convAttrs("NDHWC", {{"inputShape", Ints{}}}),
    .infer = convInputSpecs,
    .gradient = backInputGradient<kConv3DFamily>,
};

const Op kConv3DBackpropFilter = {
    .name = "Conv3DBackpropFilterV2",
    .doc = "The gradient of Conv3D for the filter.",
    .formula = "dfilter[q, r, s, c, o] = sum over h, i, j of x[h + q, i + r, j + s, c] * dy[h, i, "
               "j, o]",
    .inputs = {"x", "dy"},
    .attrs = convAttrs("NDHWC", {{"filterShape", Ints{}}}),
    .infer = convFilterSpecs,
    .gradient = backFilterGradient<kConv3DFamily>,
};

const Op kDepthwise = {
    .name = "DepthwiseConv2dNative",
    .doc = "Slides a filter of its own over every channel of images.",
    .formula = "y[i, j, c * m + k] = sum over r, s of x[i + r, j + s, c] * filter[r, s, c, k]",
    .inputs = {"x", "filter"},
    .attrs = convAttrs("NHWC"),
    .infer = convSpecs,
    .gradient = forwardGradient<kDepthwiseFamily>,
};

const Op kDepthwiseBackpropInput = {
    .name = "DepthwiseConv2dNativeBackpropInput",
    .doc = "The gradient of DepthwiseConv2dNative for the images.",
    .formula = "dx[i + r, j + s, c] = sum over r, s, k of dy[i, j, c * m + k] * filter[r, s, c, k]",
    .inputs = {"dy", "filter"},
    .attrs = convAttrs("NHWC", {{"inputShape", Ints{}}}),
    .infer = convInputSpecs,
    .gradient = backInputGradient<kDepthwiseFamily>,
};

const Op kDepthwiseBackpropFilter = {
    .name = "DepthwiseConv2dNativeBackpropFilter",
    .doc = "The gradient of DepthwiseConv2dNative for the filter.",
    .formula = "dfilter[r, s, c, k] = sum over i, j of x[i + r, j + s, c] * dy[i, j, c * m + k]",
    .inputs = {"x", "dy"},
    .attrs = convAttrs("NHWC", {{"filterShape", Ints{}}}),
    .infer = convFilterSpecs,
    .gradient = backFilterGradient<kDepthwiseFamily>,
};

} // namespace

void registerConvOps() {
    for (const Op* op :
         {&kConv2D,
          &kConv2DBackpropInput,
          &kConv2DBackpropFilter,
          &kConv3D,
          &kConv3DBackpropInput,
          &kConv3DBackpropFilter,
          &kDepthwise,
          &kDepthwiseBackpropInput,
          &kDepthwiseBackpropFilter})
        registerOp(*op);
}

} // namespace tp
