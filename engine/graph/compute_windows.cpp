#include "engine/graph/computes.h"
#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/conv.h"
#include "engine/ops/normalization.h"

#include <array>

namespace tp::graph {

namespace {

/// The numbers for the axes in space, out of a list with one for every axis.
Ints spatial(const Ints& list, std::size_t rank, bool channelsLast) {
    if (list.size() != rank + 2)
        return list;
    const auto first = list.begin() + (channelsLast ? 1 : 2);
    return {first, first + static_cast<std::ptrdiff_t>(rank)};
}

void addPadding(const Node& node, Attrs& attrs) {
    const std::string pad = lowered(textAttr(node, "padding", "VALID"));
    attrs.emplace_back("pad", pad);
    if (pad == "explicit")
        attrs.emplace_back("explicitPaddings", intsAttr(node, "explicit_paddings"));
}

std::string dataFormatOf(const Node& node, std::size_t rank) {
    const std::string format = textAttr(node, "data_format");
    return format.empty() || (rank == 3 && format == "NHWC") ? rank == 2 ? "NHWC" : "NDHWC"
                                                             : format;
}

[[noreturn]] void refuseUnsupported(const Node& node, std::string_view what) {
    fail(
        Error::Kind::Unsupported,
        "The node \"%1\" (%2) asks for %3, which is not supported.",
        node.name,
        node.op,
        what);
}

Attrs windowAttrs(const Node& node, std::size_t rank) {
    const std::string format = dataFormatOf(node, rank);
    const bool channelsLast = !format.starts_with("NC");
    Attrs attrs = {
        {"strides", spatial(intsAttr(node, "strides", {1}), rank, channelsLast)},
        {"dilations", spatial(intsAttr(node, "dilations", {1}), rank, channelsLast)},
        {"dataFormat", format}};
    addPadding(node, attrs);
    return attrs;
}

void checkChannelsLast(const Node& node, std::size_t rank) {
    const std::string format = dataFormatOf(node, rank);
    if (format.starts_with("NC"))
        refuseUnsupported(node, format);
}

Attrs poolAttrs(const Node& node, std::size_t rank) {
    checkChannelsLast(node, rank);
    Attrs attrs = {
        {"strides", spatial(intsAttr(node, "strides", {1}), rank, true)},
        {"filterSize", spatial(intsAttr(node, "ksize", {1}), rank, true)}};
    addPadding(node, attrs);
    return attrs;
}

bool hasBias(const Node& node) {
    const auto fused = textsAttr(node, "fused_ops");
    return !fused.empty() && fused.front() == "BiasAdd";
}

/// What follows the bias, by the name that our ops have for it.
void addActivation(const Node& node, Attrs& attrs) {
    std::vector<std::string> fused = textsAttr(node, "fused_ops");
    if (!fused.empty() && fused.front() == "BiasAdd")
        fused.erase(fused.begin());
    if (fused.size() > 1)
        refuseUnsupported(node, fused[0] + " + " + fused[1]);
    const std::string activation = fused.empty() ? "linear" : lowered(fused[0]);
    for (const char* const known :
         {"linear", "relu", "relu6", "elu", "sigmoid", "leakyrelu", "prelu"}) {
        if (activation == known) {
            attrs.emplace_back("activation", activation);
            attrs.emplace_back("leakyreluAlpha", numberAttr(node, "leakyrelu_alpha", 0.2));
            return;
        }
    }
    refuseUnsupported(node, fused[0]);
}

Values fusedNode(const Call& call, std::string_view op) {
    std::array<Tensor, 4> inputs{call.tensor(0), call.tensor(1)};
    std::size_t next = 2;
    if (hasBias(call.node()))
        inputs[2] = call.tensor(next++);
    if (call.has(next))
        inputs[3] = call.tensor(next);
    return {run(*findOp(op), inputs, call.attrs())};
}

} // namespace

Attrs windowAttrs2d(const Node& node) {
    return windowAttrs(node, 2);
}
Attrs windowAttrs3d(const Node& node) {
    return windowAttrs(node, 3);
}
Attrs poolAttrs2d(const Node& node) {
    return poolAttrs(node, 2);
}
Attrs poolAttrs3d(const Node& node) {
    return poolAttrs(node, 3);
}

Attrs fusedWindowAttrs(const Node& node) {
    Attrs attrs = windowAttrs(node, 2);
    addActivation(node, attrs);
    return attrs;
}

Attrs fusedMatMulAttrs(const Node& node) {
    Attrs attrs = {
        {"transposeA", boolAttr(node, "transpose_a")},
        {"transposeB", boolAttr(node, "transpose_b")}};
    addActivation(node, attrs);
    return attrs;
}

Attrs dilationAttrs(const Node& node) {
    Attrs attrs = {
        {"strides", spatial(intsAttr(node, "strides", {1}), 2, true)},
        {"dilations", spatial(intsAttr(node, "rates", {1}), 2, true)}};
    addPadding(node, attrs);
    return attrs;
}

Values biasAddNode(const Call& call) {
    const Tensor& x = call.tensor(0);
    Tensor bias = call.tensor(1);
    if (textAttr(call.node(), "data_format") == "NCHW" && bias.rank() == 1 && x.rank() > 2) {
        Shape shape{bias.size()};
        for (std::size_t i = 2; i < x.rank(); ++i)
            shape.push_back(1);
        bias = reshape(bias, shape);
    }
    return {add(x, bias)};
}

Values fusedConv(const Call& call) {
    return fusedNode(call, "FusedConv2D");
}

Values fusedDepthwiseConv(const Call& call) {
    return fusedNode(call, "FusedDepthwiseConv2D");
}

Values fusedMatMulNode(const Call& call) {
    return fusedNode(call, "_FusedMatMul");
}

Values conv1dNode(const Call& call) {
    const Node& node = call.node();
    return {conv1d(
        call.tensor(0),
        call.tensor(1),
        integerAttr(node, "stride", 1),
        lowered(textAttr(node, "padding", "VALID")),
        textAttr(node, "data_format", "NWC"),
        integerAttr(node, "dilation", 1))};
}

Values convTransposed(const Call& call) {
    Attrs attrs = call.attrs();
    attrs.emplace_back("inputShape", call.ints(0));
    return {run(*findOp("Conv2DBackpropInput"), {call.tensor(2), call.tensor(1)}, attrs)};
}

Values batchNormNode(const Call& call) {
    const Node& node = call.node();
    checkChannelsLast(node, 2);
    if (boolAttr(node, "is_training"))
        refuseUnsupported(node, "is_training");
    const Tensor& mean = call.tensor(3);
    const Tensor& variance = call.tensor(4);
    const Tensor y = batchNorm(
        call.tensor(0),
        mean,
        variance,
        call.tensor(2),
        call.tensor(1),
        numberAttr(node, "epsilon", 0.001));
    return {y, mean, variance, mean, variance, mean};
}

} // namespace tp::graph
