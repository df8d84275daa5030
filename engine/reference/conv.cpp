#include "engine/ops/conv_rules.h"
#include "engine/ops/fused_rules.h"
#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/reference/positions.h"
#include "engine/runtime/backend.h"

#include <cmath>

namespace tp::reference {

namespace {

/// Calls `visit(image, filter, out)` with the numbers of every three elements that belong together:
/// out is the sum of image * filter. Windows may hang over the edge; what is outside counts as 0.
template<class F>
void forEachTerm(const ConvGeometry& conv, F visit) {
    const WindowGeometry& window = conv.window;
    const Shape imageShape = conv.imageShape();
    const Shape filterShape = conv.filterShape();
    const Shape outShape = conv.outShape();
    const std::size_t space = window.channelsLast ? 1 : 2; // the first axis in space
    const std::size_t channel = window.channelsLast ? window.rank + 1 : 1;

    forEachPosition(outShape, [&](const Position& out) {
        forEachPosition(filterShape, [&](const Position& tap) {
            const std::int64_t c = tap[window.rank];
            const std::int64_t o = tap[window.rank + 1];
            if (out[channel] != (conv.depthwise ? c * conv.multiplier + o : o))
                return;
            Position image = out;
            image[channel] = c;
            for (std::size_t i = 0; i < window.rank; ++i) {
                const WindowAxis& axis = window.axis[i];
                const std::int64_t at = axis.begin(out[space + i]) + tap[i] * axis.dilation;
                if (at < 0 || at >= axis.in)
                    return;
                image[space + i] = at;
            }
            visit(offsetAt(image, imageShape), offsetAt(tap, filterShape), offsetAt(out, outShape));
        });
    });
}

void storeAll(const Tensor& y, const std::vector<double>& sums) {
    for (std::int64_t i = 0; i < y.size(); ++i)
        store(y, i, sums[static_cast<std::size_t>(i)]);
}

std::vector<double> zerosFor(const Tensor& y) {
    return std::vector<double>(static_cast<std::size_t>(y.size()), 0);
}

void conv(KernelCall& call) {
    std::vector<double> sums = zerosFor(call.outputs[0]);
    forEachTerm(convGeometry(call), [&](std::int64_t image, std::int64_t tap, std::int64_t out) {
        sums[static_cast<std::size_t>(out)] +=
            number(call.input(0), image) * number(call.input(1), tap);
    });
    storeAll(call.outputs[0], sums);
}

void convBackpropInput(KernelCall& call) {
    std::vector<double> sums = zerosFor(call.outputs[0]);
    forEachTerm(convGeometry(call), [&](std::int64_t image, std::int64_t tap, std::int64_t out) {
        sums[static_cast<std::size_t>(image)] +=
            number(call.input(0), out) * number(call.input(1), tap);
    });
    storeAll(call.outputs[0], sums);
}

void convBackpropFilter(KernelCall& call) {
    std::vector<double> sums = zerosFor(call.outputs[0]);
    forEachTerm(convGeometry(call), [&](std::int64_t image, std::int64_t tap, std::int64_t out) {
        sums[static_cast<std::size_t>(tap)] +=
            number(call.input(0), image) * number(call.input(1), out);
    });
    storeAll(call.outputs[0], sums);
}

double activated(FusedActivation activation, double x, double slope) {
    switch (activation) {
    case FusedActivation::Linear:
        return x;
    case FusedActivation::Relu:
        return x < 0 ? 0 : x;
    case FusedActivation::Relu6:
        return x < 0 ? 0 : (x > 6 ? 6 : x);
    case FusedActivation::Elu:
        return x < 0 ? std::expm1(x) : x;
    case FusedActivation::Sigmoid:
        return 1 / (1 + std::exp(-x));
    case FusedActivation::LeakyRelu:
    case FusedActivation::Prelu:
        return x < 0 ? slope * x : x;
    }
    return x;
}

/// y = activation(y + bias), where y is what the plain op left.
void finish(KernelCall& call) {
    const Tensor& y = call.outputs[0];
    const auto activation = fusedActivation(call.attr<std::string>("activation"), call.op.name);
    const auto broadcast = [&](std::size_t input, const Position& at) {
        return number(call.input(input), broadcastOffsetAt(at, fusedShape(call, input)));
    };
    forEachPosition(y.shape(), [&](const Position& at) {
        const std::int64_t i = offsetAt(at, y.shape());
        if (!call.input(2).isNull())
            store(y, i, number(y, i) + broadcast(2, at));
        const double slope = activation == FusedActivation::Prelu
                                 ? broadcast(3, at)
                                 : call.attr<double>("leakyreluAlpha");
        store(y, i, activated(activation, number(y, i), slope));
    });
}

void fusedConv(KernelCall& call) {
    conv(call);
    finish(call);
}

void fusedMatMul(KernelCall& call) {
    findBackend("reference")->kernel (*findOp("BatchMatMul"))(call);
    finish(call);
}

} // namespace

void registerConvKernels(Backend& backend) {
    backend.add("Conv2D", conv);
    backend.add("Conv2DBackpropInput", convBackpropInput);
    backend.add("Conv2DBackpropFilter", convBackpropFilter);
    backend.add("Conv3D", conv);
    backend.add("Conv3DBackpropInputV2", convBackpropInput);
    backend.add("Conv3DBackpropFilterV2", convBackpropFilter);
    backend.add("DepthwiseConv2dNative", conv);
    backend.add("DepthwiseConv2dNativeBackpropInput", convBackpropInput);
    backend.add("DepthwiseConv2dNativeBackpropFilter", convBackpropFilter);
    backend.add("FusedConv2D", fusedConv);
    backend.add("FusedDepthwiseConv2D", fusedConv);
    backend.add("_FusedMatMul", fusedMatMul);
}

} // namespace tp::reference
