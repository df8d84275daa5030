#include "engine/ops/windows.h"
#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/reference/positions.h"
#include "engine/runtime/backend.h"

namespace tp::reference {

namespace {

void cast(KernelCall& call) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.outputs[0];
    for (std::int64_t i = 0; i < y.size(); ++i) {
        // Bools too are made of the real part alone, as in TensorFlow.js.
        if (x.dtype() == y.dtype()) {
            copyElement(y, i, x, i);
        } else {
            store(y, i, complexNumber(x, i));
        }
    }
}

void transpose(KernelCall& call) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.outputs[0];
    const Ints& perm = call.attr<Ints>("perm");
    forEachPosition(y.shape(), [&](const Position& at) {
        Position from(at.size());
        for (std::size_t axis = 0; axis < at.size(); ++axis)
            from[static_cast<std::size_t>(perm[axis])] = at[axis];
        copyElement(y, offsetAt(at, y.shape()), x, offsetAt(from, x.shape()));
    });
}

/// The elements of the window in row-major order are those of the output, whose shape may have axes
/// more or fewer.
void takeWindow(KernelCall& call, const Window& window) {
    const Tensor& x = call.input(0);
    std::int64_t next = 0;
    forEachPosition(window.sizes, [&](const Position& at) {
        Position from(at.size());
        for (std::size_t axis = 0; axis < at.size(); ++axis)
            from[axis] = window.begin[axis] + at[axis] * window.strides[axis];
        copyElement(call.outputs[0], next++, x, offsetAt(from, x.shape()));
    });
}

void slice(KernelCall& call) {
    takeWindow(call, sliceWindow(call));
}

void stridedSlice(KernelCall& call) {
    takeWindow(call, stridedSliceWindow(call));
}

void concat(KernelCall& call) {
    const Tensor& y = call.outputs[0];
    const std::size_t axis = normalizeAxis(call.attr<std::int64_t>("axis"), y.rank(), call.op.name);
    std::int64_t before = 0;
    for (const Tensor& x : call.inputs) {
        forEachPosition(x.shape(), [&](const Position& from) {
            Position at = from;
            at[axis] += before;
            copyElement(y, offsetAt(at, y.shape()), x, offsetAt(from, x.shape()));
        });
        before += x.shape()[axis];
    }
}

void splitV(KernelCall& call) {
    const Tensor& x = call.input(0);
    const std::size_t axis = normalizeAxis(call.attr<std::int64_t>("axis"), x.rank(), call.op.name);
    std::int64_t before = 0;
    for (const Tensor& y : call.outputs) {
        forEachPosition(y.shape(), [&](const Position& at) {
            Position from = at;
            from[axis] += before;
            copyElement(y, offsetAt(at, y.shape()), x, offsetAt(from, x.shape()));
        });
        before += y.shape()[axis];
    }
}

void pack(KernelCall& call) {
    const Tensor& y = call.outputs[0];
    const std::size_t axis = normalizeAxis(call.attr<std::int64_t>("axis"), y.rank(), call.op.name);
    forEachPosition(y.shape(), [&](const Position& at) {
        const Tensor& x = call.input(static_cast<std::size_t>(at[axis]));
        copyElement(y, offsetAt(at, y.shape()), x, offsetAt(withoutAxis(at, axis), x.shape()));
    });
}

void unpack(KernelCall& call) {
    const Tensor& x = call.input(0);
    const std::size_t axis = normalizeAxis(call.attr<std::int64_t>("axis"), x.rank(), call.op.name);
    forEachPosition(x.shape(), [&](const Position& from) {
        const Tensor& y = call.outputs[static_cast<std::size_t>(from[axis])];
        copyElement(y, offsetAt(withoutAxis(from, axis), y.shape()), x, offsetAt(from, x.shape()));
    });
}

} // namespace

void registerArrayKernels(Backend& backend) {
    backend.add("Cast", cast);
    backend.add("Transpose", transpose);
    backend.add("Slice", slice);
    backend.add("StridedSlice", stridedSlice);
    backend.add("Concat", concat);
    backend.add("SplitV", splitV);
    backend.add("Pack", pack);
    backend.add("Unpack", unpack);
}

} // namespace tp::reference
