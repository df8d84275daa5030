#include "engine/export/onnx_window.h"
#include "engine/ops/array.h"

#include <algorithm>

namespace tp {

OnnxValue channelsFirst(OnnxCall& call, const OnnxValue& x) {
    const OnnxValue numbers = call.graph.floats(x);
    return call.isChannelsFirst() ? call.graph.straight(numbers) : call.graph.turned(numbers);
}

namespace {

using Numbers = std::vector<std::int64_t>;

/// The filter with its last two axes, swapped, in front.
std::string turnedKernel(OnnxCall& call, const Tensor& kernel) {
    const auto rank = static_cast<int>(kernel.rank());
    std::vector<std::int64_t> order = {rank - 1, rank - 2};
    for (int axis = 0; axis < rank - 2; ++axis)
        order.push_back(axis);
    return call.graph.constant(transpose(kernel, order));
}

Numbers orOnes(Numbers numbers, std::size_t count) {
    if (numbers.empty())
        numbers.assign(count, 1);
    return numbers;
}

std::vector<std::string> withBias(OnnxCall& call, std::vector<std::string> inputs) {
    if (const Tensor bias = call.weight("bias"); !bias.isNull())
        inputs.push_back(call.graph.constant(bias));
    return inputs;
}

/// How many channels go in, or -1.
std::int64_t channelsOf(const OnnxCall& call) {
    const Shape& shape = call.x().shape;
    return call.isChannelsFirst() ? shape[1] : shape.back();
}

OnnxValues conv(OnnxCall& call) {
    const Tensor kernel = call.weight("kernel");
    if (kernel.isNull() || kernel.shape()[kernel.rank() - 2] != channelsOf(call))
        return call.decline("its channels are not where its settings say");
    if (call.text("padding") == "causal")
        return call.decline("ONNX has no causal padding");
    const OnnxValue x = channelsFirst(call, call.x());
    const std::size_t axes = spatialRank(x);
    const Numbers window(kernel.shape().begin(), kernel.shape().begin() + axes);
    OnnxSettings settings = windowSettings(
        call,
        x,
        window,
        orOnes(call.numbers("strides", axes), axes),
        orOnes(call.numbers("dilation_rate", axes), axes));
    const OnnxValue y = call.graph.add(
        "Conv",
        withBias(call, {x.name, turnedKernel(call, kernel)}),
        std::move(settings),
        call.outputShape(),
        !call.isChannelsFirst());
    return {call.activated(y)};
}

/// Each channel on its own: filters [rows, columns, channels, multiplier] become
/// [channels · multiplier, 1, rows, columns].
OnnxValue
depthwise(OnnxCall& call, const OnnxValue& x, const Tensor& kernel, bool isDilated, bool hasBias) {
    const Shape& sizes = kernel.shape();
    const Tensor filters = transpose(
        reshape(kernel, {sizes[0], sizes[1], 1, sizes[2] * sizes[3]}),
        std::vector<std::int64_t>{3, 2, 0, 1});
    const Numbers dilations =
        isDilated ? orOnes(call.numbers("dilation_rate", 2), 2) : Numbers{1, 1};
    OnnxSettings settings = windowSettings(
        call, x, {sizes[0], sizes[1]}, orOnes(call.numbers("strides", 2), 2), dilations);
    settings.emplace_back("group", sizes[2]);
    std::vector<std::string> inputs = {x.name, call.graph.constant(filters)};
    return call.graph.add(
        "Conv",
        hasBias ? withBias(call, std::move(inputs)) : inputs,
        std::move(settings),
        call.outputShape(),
        !call.isChannelsFirst());
}

OnnxValues depthwiseConv(OnnxCall& call) {
    const OnnxValue x = channelsFirst(call, call.x());
    // As in tfjs, the layer has no use for its dilation.
    return {call.activated(depthwise(call, x, call.weight("depthwise_kernel"), false, true))};
}

OnnxValues separableConv(OnnxCall& call) {
    const OnnxValue x = channelsFirst(call, call.x());
    const OnnxValue each = depthwise(call, x, call.weight("depthwise_kernel"), true, false);
    const OnnxValue y = call.graph.add(
        "Conv",
        withBias(call, {each.name, turnedKernel(call, call.weight("pointwise_kernel"))}),
        {},
        call.outputShape(),
        !call.isChannelsFirst());
    return {call.activated(y)};
}

OnnxValues convTranspose(OnnxCall& call) {
    const OnnxValue x = channelsFirst(call, call.x());
    const std::size_t axes = spatialRank(x);
    const Tensor kernel = call.weight("kernel");
    const Numbers strides = orOnes(call.numbers("strides", axes), axes);
    const bool isSame = call.text("padding") == "same";
    Numbers pads(2 * axes, 0);
    Numbers more(axes, 0);
    for (std::size_t i = 0; i < axes; ++i) {
        const std::int64_t over = kernel.shape()[i] - strides[i];
        if (isSame && over > 0) {
            pads[i] = over / 2;
            pads[axes + i] = over - over / 2;
        }
        more[i] = std::max<std::int64_t>(-over, 0);
    }
    // Filters are [rows, columns, out, in] here, and [in, out, rows, columns] there.
    const OnnxValue y = call.graph.add(
        "ConvTranspose",
        withBias(call, {x.name, turnedKernel(call, kernel)}),
        {{"strides", strides}, {"pads", pads}, {"output_padding", more}},
        call.outputShape(),
        !call.isChannelsFirst());
    return {call.activated(y)};
}

} // namespace

OnnxSettings windowSettings(
    OnnxCall& call,
    const OnnxValue& x,
    const Numbers& window,
    const Numbers& strides,
    const Numbers& dilations) {
    OnnxSettings settings = {{"kernel_shape", window}, {"strides", strides}};
    if (std::any_of(dilations.begin(), dilations.end(), [](std::int64_t d) { return d != 1; }))
        settings.emplace_back("dilations", dilations);
    if (call.text("padding") != "same")
        return settings;
    const std::size_t axes = window.size();
    const std::size_t first = call.isChannelsFirst() ? 2 : 1;
    Numbers pads(2 * axes, 0);
    for (std::size_t i = 0; i < axes; ++i) {
        const std::int64_t size = x.shape[first + i];
        if (size < 0) { // known only when it runs
            settings.emplace_back("auto_pad", std::string("SAME_UPPER"));
            return settings;
        }
        const std::int64_t count = (size + strides[i] - 1) / strides[i];
        const std::int64_t reach = (count - 1) * strides[i] + (window[i] - 1) * dilations[i] + 1;
        const std::int64_t over = std::max<std::int64_t>(reach - size, 0);
        pads[i] = over / 2;
        pads[axes + i] = over - over / 2;
    }
    settings.emplace_back("pads", pads);
    return settings;
}

void addOnnxConvolutions(OnnxWriters& writers) {
    for (const char* name : {"Conv1D", "Conv2D", "Conv3D"})
        writers[name] = conv;
    for (const char* name : {"Conv2DTranspose", "Conv3DTranspose"})
        writers[name] = convTranspose;
    writers["DepthwiseConv2D"] = depthwiseConv;
    writers["SeparableConv2D"] = separableConv;
}

} // namespace tp
