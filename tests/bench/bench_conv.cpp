#include "engine/ops/ops.h"
#include "tests/bench/cases.h"
#include "tests/bench/one_dnn_conv.h"

namespace bench {

namespace {

using tp::Tensors;

double flopsOf(const ConvLayer& layer) {
    const auto perOutput =
        static_cast<double>(layer.filter * layer.filter * (layer.depthwise ? 1 : layer.channels));
    return 2 * static_cast<double>(layer.out().elementCount()) * perOutput;
}

/// A row with what must be read and written at least.
BenchCase rowOf(const ConvLayer& layer, const std::string& what) {
    BenchCase row;
    row.name = what + " " + layer.name;
    row.flops = flopsOf(layer);
    row.bytes = 4 * static_cast<double>(
                        layer.image().elementCount() + layer.filterShape().elementCount() +
                        layer.out().elementCount());
    return row;
}

std::string jsShape(const tp::Shape& shape) {
    return tp::toText(shape);
}

std::string stepsOf(const ConvLayer& layer) {
    return std::to_string(layer.stride) + (layer.same ? ", 'same')" : ", 'valid')");
}

const char* padOf(const ConvLayer& layer) {
    return layer.same ? "same" : "valid";
}

tp::Attrs attrsOf(const ConvLayer& layer, const char* shapeName, const tp::Shape& shape) {
    return {
        {"strides", tp::Ints{layer.stride}},
        {"pad", std::string(padOf(layer))},
        {shapeName, tp::toInts(shape)}};
}

std::string opName(const ConvLayer& layer, const std::string& end) {
    return (layer.depthwise ? "DepthwiseConv2dNative" : "Conv2D") + end;
}

BenchCase forward(const ConvLayer& layer) {
    BenchCase row = rowOf(layer, layer.depthwise ? "depthwise" : "conv2d");
    row.inputs = {{.shape = layer.image()}, {.shape = layer.filterShape()}};
    const auto call = layer.depthwise ? tp::depthwiseConv2d : tp::conv2d;
    row.ours = [layer, call](const Tensors& xs) {
        call(xs[0], xs[1], layer.stride, padOf(layer), "NHWC", 1, {});
    };
    row.tfjs = std::string("(x, f) => tf.") + (layer.depthwise ? "depthwiseConv2d" : "conv2d") +
               "(x, f, " + stepsOf(layer);
    row.oneDnn = oneDnnConv(layer);
    return row;
}

/// As networks for pictures have it: with bias and relu6.
BenchCase fused(const ConvLayer& layer) {
    BenchCase row = rowOf(layer, layer.depthwise ? "fused depthwise" : "fused conv2d");
    row.inputs = {
        {.shape = layer.image()},
        {.shape = layer.filterShape()},
        {.shape = tp::Shape{layer.outChannels}}};
    const auto call = layer.depthwise ? tp::fused::depthwiseConv2d : tp::fused::conv2d;
    row.ours = [layer, call](const Tensors& xs) {
        call(
            {.x = xs[0],
             .filter = xs[1],
             .strides = layer.stride,
             .pad = padOf(layer),
             .bias = xs[2],
             .activation = "relu6"});
    };
    row.tfjs = std::string("(x, filter, bias) => tf.fused.") +
               (layer.depthwise ? "depthwiseConv2d" : "conv2d") +
               "({x, filter, bias, strides: " + std::to_string(layer.stride) + ", pad: '" +
               padOf(layer) + "', activation: 'relu6'})";
    row.oneDnn = oneDnnConv(layer, true);
    return row;
}

BenchCase backInput(const ConvLayer& layer) {
    BenchCase row =
        rowOf(layer, layer.depthwise ? "depthwise gradient for x" : "conv2d gradient for x");
    row.inputs = {{.shape = layer.out()}, {.shape = layer.filterShape()}};
    row.ours = [layer](const Tensors& xs) {
        run(*tp::findOp(opName(layer, "BackpropInput")),
            xs,
            attrsOf(layer, "inputShape", layer.image()));
    };
    if (!layer.depthwise) { // its wasm backend has no such kernel
        row.tfjs = "(dy, f) => tf.conv2dTranspose(dy, f, " + jsShape(layer.image()) + ", " +
                   stepsOf(layer);
    }
    row.oneDnn = oneDnnConvInput(layer);
    return row;
}

/// TensorFlow.js's wasm backend has no kernel for it.
BenchCase backFilter(const ConvLayer& layer) {
    BenchCase row = rowOf(
        layer, layer.depthwise ? "depthwise gradient for filter" : "conv2d gradient for filter");
    row.inputs = {{.shape = layer.image()}, {.shape = layer.out()}};
    row.ours = [layer](const Tensors& xs) {
        run(*tp::findOp(opName(layer, "BackpropFilter")),
            xs,
            attrsOf(layer, "filterShape", layer.filterShape()));
    };
    row.oneDnn = oneDnnConvFilter(layer);
    return row;
}

/// Layers that are trained, forward and backward.
void addTrained(BenchCases& cases) {
    const ConvLayer layers[] = {
        {"MNIST 5x5 1>8, 28x28, batch 512", 512, 28, 1, 8, 5, 1, false},
        {"MNIST 5x5 8>16, 12x12, batch 512", 512, 12, 8, 16, 5, 1, false},
        {"3x3 64>64, 28x28, batch 32", 32, 28, 64, 64, 3, 1, true},
        {"1x1 128>128, 14x14, batch 32", 32, 14, 128, 128, 1, 1, true},
        {"3x3 64, 28x28, batch 32", 32, 28, 64, 64, 3, 1, true, true},
    };
    for (const ConvLayer& layer : layers) {
        cases.push_back(forward(layer));
        cases.push_back(backInput(layer));
        cases.push_back(backFilter(layer));
    }
}

/// Layers of networks that look at one picture at a time.
void addInference(BenchCases& cases) {
    const ConvLayer layers[] = {
        {"MobileNet v1 3x3 3>32 /2, 224x224", 1, 224, 3, 32, 3, 2, true},
        {"MobileNet v1 3x3 32, 112x112", 1, 112, 32, 32, 3, 1, true, true},
        {"MobileNet v1 1x1 32>64, 112x112", 1, 112, 32, 64, 1, 1, true},
        {"MobileNet v1 3x3 64 /2, 112x112", 1, 112, 64, 64, 3, 2, true, true},
        {"MobileNet v1 1x1 128>128, 56x56", 1, 56, 128, 128, 1, 1, true},
        {"MobileNet v1 3x3 512, 14x14", 1, 14, 512, 512, 3, 1, true, true},
        {"MobileNet v1 1x1 512>512, 14x14", 1, 14, 512, 512, 1, 1, true},
        {"MobileNet v1 1x1 1024>1024, 7x7", 1, 7, 1024, 1024, 1, 1, true},
        {"MobileNet v2 1x1 96>24, 56x56", 1, 56, 96, 24, 1, 1, true},
        {"MobileNet v2 1x1 24>144, 56x56", 1, 56, 24, 144, 1, 1, true},
        {"MobileNet v2 1x1 320>1280, 7x7", 1, 7, 320, 1280, 1, 1, true},
        {"PoseNet 1x1 512>512, 33x33", 1, 33, 512, 512, 1, 1, true},
        {"PoseNet 3x3 256, 33x33", 1, 33, 256, 256, 3, 1, true, true},
        {"FaceMesh 3x3 3>16 /2, 192x192", 1, 192, 3, 16, 3, 2, true},
        {"FaceMesh 3x3 16, 96x96", 1, 96, 16, 16, 3, 1, true, true},
        {"FaceMesh 1x1 64>64, 24x24", 1, 24, 64, 64, 1, 1, true},
        {"3x3 64>64, 56x56", 1, 56, 64, 64, 3, 1, true},
    };
    for (const ConvLayer& layer : layers)
        cases.push_back(forward(layer));
    for (const std::size_t each : {1, 2, 6, 7})
        cases.push_back(fused(layers[each]));
}

} // namespace

BenchCases convCases() {
    BenchCases cases;
    addTrained(cases);
    addInference(cases);
    return cases;
}

} // namespace bench
