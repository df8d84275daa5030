#include "engine/ops/reduced_axes.h"
#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/reference/positions.h"
#include "engine/runtime/backend.h"

namespace tp::reference {

namespace {

/// Each element of the output is the one of the input at `source(axis, index)` along each axis.
template<class F>
void copyFrom(KernelCall& call, F source) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.outputs[0];
    forEachPosition(y.shape(), [&](const Position& at) {
        Position from(at.size());
        for (std::size_t axis = 0; axis < at.size(); ++axis)
            from[axis] = source(axis, at[axis]);
        copyElement(y, offsetAt(at, y.shape()), x, offsetAt(from, x.shape()));
    });
}

void tile(KernelCall& call) {
    const Shape& shape = call.input(0).shape();
    copyFrom(call, [&](std::size_t axis, std::int64_t i) { return i % shape[axis]; });
}

void reverse(KernelCall& call) {
    const Shape& shape = call.input(0).shape();
    const ReducedAxes axes(call.attr<Ints>("dims"), shape.rank(), call.op.name);
    copyFrom(call, [&](std::size_t axis, std::int64_t i) {
        return axes.isReduced(axis) ? shape[axis] - 1 - i : i;
    });
}

void mirrorPad(KernelCall& call) {
    const Shape& shape = call.input(0).shape();
    const Ints& paddings = call.attr<Ints>("paddings");
    // "reflect" does not repeat the element at the edge, "symmetric" does.
    const std::int64_t skipped = call.attr<std::string>("mode") == "reflect" ? 1 : 0;
    copyFrom(call, [&](std::size_t axis, std::int64_t padded) {
        const std::int64_t i = padded - paddings[2 * axis];
        if (i < 0)
            return -1 - i + skipped;
        if (i >= shape[axis])
            return 2 * shape[axis] - 1 - i - skipped;
        return i;
    });
}

void broadcastTo(KernelCall& call) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.outputs[0];
    forEachPosition(y.shape(), [&](const Position& at) {
        copyElement(y, offsetAt(at, y.shape()), x, broadcastOffsetAt(at, x.shape()));
    });
}

void padV2(KernelCall& call) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.outputs[0];
    const Ints& paddings = call.attr<Ints>("paddings");
    for (std::int64_t i = 0; i < y.size(); ++i)
        store(y, i, call.attr<double>("constantValue"));
    forEachPosition(x.shape(), [&](const Position& from) {
        Position at = from;
        for (std::size_t axis = 0; axis < at.size(); ++axis)
            at[axis] += paddings[2 * axis];
        copyElement(y, offsetAt(at, y.shape()), x, offsetAt(from, x.shape()));
    });
}

void broadcastArgs(KernelCall& call) {
    // From the last axis on: the shorter shape lacks leading axes, which count as 1.
    const Tensor& y = call.outputs[0];
    for (std::int64_t fromEnd = 1; fromEnd <= y.size(); ++fromEnd) {
        double size = 1;
        for (const Tensor& shape : call.inputs) {
            if (fromEnd <= shape.size() && number(shape, shape.size() - fromEnd) != 1)
                size = number(shape, shape.size() - fromEnd);
        }
        store(y, y.size() - fromEnd, size);
    }
}

} // namespace

void registerTilingKernels(Backend& backend) {
    backend.add("BroadcastArgs", broadcastArgs);
    backend.add("Tile", tile);
    backend.add("Reverse", reverse);
    backend.add("MirrorPad", mirrorPad);
    backend.add("BroadcastTo", broadcastTo);
    backend.add("PadV2", padV2);
}

} // namespace tp::reference
