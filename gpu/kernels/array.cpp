#include "engine/ops/reduced_axes.h"
#include "engine/ops/windows.h"
#include "gpu/kernels/axes.h"
#include "gpu/kernels/kernels.h"

namespace tp::gpu {

namespace {

/// Elements on the move: see copy.comp.
struct Move {
    Word count = 0;
    Word rank = 0;
    Word offset = 0;
    Words sizes{};
    Words wraps{};
    Words steps{};
};

Move move(std::int64_t count, std::int64_t offset, const Axes<1>& axes) {
    return {
        word(count), word(axes.rank()), word(offset), axes.sizes(), axes.sizes(), axes.steps(0)};
}

enum class Writes { InOrder, Scattered };

void recordMove(const Tensor& from, const Tensor& to, Writes writes, const Move& move) {
    const auto bytes = dtypeBytes(from.dtype());
    const std::uint64_t invocations = bytes == 1 ? (move.count + 3U) / 4 : move.count;
    record(
        shaders::kCopy,
        {word(bytes), word(writes == Writes::Scattered)},
        buffersOf(std::span(&from, 1), to),
        move,
        invocations);
}

/// y = x, read along axes of the output's sizes with these steps.
void view(KernelCall& call, std::int64_t offset, const Shape& steps) {
    const Tensor& y = call.outputs[0];
    Axes<1> axes;
    for (std::size_t axis = 0; axis < steps.rank(); ++axis)
        axes.add(y.shape()[axis], {steps[axis]});
    recordMove(call.input(0), y, Writes::InOrder, move(y.size(), offset, axes));
}

void transpose(KernelCall& call) {
    view(call, 0, permuted(rowMajorStrides(call.input(0).shape()), call.attr<Ints>("perm")));
}

void copyWindow(KernelCall& call, const Window& window) {
    const Shape from = rowMajorStrides(call.input(0).shape());
    const Tensor& y = call.outputs[0];
    Axes<1> axes;
    std::int64_t offset = 0;
    for (std::size_t axis = 0; axis < from.rank(); ++axis) {
        offset += window.begin[axis] * from[axis];
        axes.add(window.sizes[axis], {from[axis] * window.strides[axis]});
    }
    recordMove(call.input(0), y, Writes::InOrder, move(y.size(), offset, axes));
}

void broadcastTo(KernelCall& call) {
    view(call, 0, broadcastSteps(call.input(0).shape(), call.outputs[0].shape()));
}

void reverse(KernelCall& call) {
    const Shape& shape = call.input(0).shape();
    const ReducedAxes axes(call.attr<Ints>("dims"), shape.rank(), "reverse");
    Shape steps = rowMajorStrides(shape);
    std::int64_t offset = 0;
    for (std::size_t axis = 0; axis < shape.rank(); ++axis) {
        if (!axes.isReduced(axis))
            continue;
        offset += (shape[axis] - 1) * steps[axis];
        steps[axis] = -steps[axis];
    }
    view(call, offset, steps);
}

void tile(KernelCall& call) {
    const Shape& input = call.input(0).shape();
    const Shape& shape = call.outputs[0].shape();
    const Shape steps = rowMajorStrides(input);
    Move repeated;
    repeated.count = word(call.outputs[0].size());
    repeated.rank = word(shape.rank());
    for (std::size_t axis = 0; axis < shape.rank(); ++axis) {
        repeated.sizes[axis] = word(shape[axis]);
        repeated.wraps[axis] = word(input[axis]);
        repeated.steps[axis] = word(steps[axis]);
    }
    recordMove(call.input(0), call.outputs[0], Writes::InOrder, repeated);
}

/// A shape seen as rows around one of its axes: [rows, pitch].
struct RowView {
    RowView(const KernelCall& call, const Shape& shape) {
        const std::size_t axis =
            normalizeAxis(call.attr<std::int64_t>("axis"), shape.rank(), call.op.name);
        for (std::size_t i = 0; i < shape.rank(); ++i)
            (i < axis ? rows : pitch) *= shape[i];
    }

    std::int64_t rows = 1;
    std::int64_t pitch = 1;
};

/// Blocks of `block` elements, `pitch` apart.
Axes<1> blocks(std::int64_t rows, std::int64_t block, std::int64_t pitch) {
    Axes<1> axes;
    axes.add(rows, {pitch});
    axes.add(block, {1});
    return axes;
}

/// Concat and Pack: every input gives a block to each row of the output.
void joinAlong(KernelCall& call) {
    const Tensor& y = call.outputs[0];
    const RowView view(call, y.shape());
    std::int64_t offset = 0;
    for (const Tensor& x : call.inputs) {
        const std::int64_t block = view.rows == 0 ? 0 : x.size() / view.rows;
        recordMove(
            x, y, Writes::Scattered, move(x.size(), offset, blocks(view.rows, block, view.pitch)));
        offset += block;
    }
}

/// SplitV and Unpack: every output takes a block from each row of the input.
void cutAlong(KernelCall& call) {
    const Tensor& x = call.input(0);
    const RowView view(call, x.shape());
    std::int64_t offset = 0;
    for (const Tensor& y : call.outputs) {
        const std::int64_t block = view.rows == 0 ? 0 : y.size() / view.rows;
        recordMove(
            x, y, Writes::InOrder, move(y.size(), offset, blocks(view.rows, block, view.pitch)));
        offset += block;
    }
}

/// The bytes of a word that holds `value` once, or four times if it is a bool.
Word wordOf(double value, DType dtype) {
    if (dtype == DType::Float32)
        return std::bit_cast<Word>(static_cast<float>(value));
    if (dtype == DType::Int32)
        return static_cast<Word>(toInt32(value));
    constexpr Word kFourTimes = 0x01010101;
    return value != 0 ? kFourTimes : 0;
}

void pad(KernelCall& call) {
    const Shape& input = call.input(0).shape();
    const Shape& shape = call.outputs[0].shape();
    const Ints& paddings = call.attr<Ints>("paddings");
    const DType dtype = call.input(0).dtype();
    const bool isByte = dtype == DType::Bool;
    struct {
        Word count;
        Word rank;
        Word value;
        Words sizes;
        Words before;
        Words inner;
    } push{};
    push.count = word(call.outputs[0].size());
    push.rank = word(shape.rank());
    constexpr Word kByte = 0xff;
    const Word value = wordOf(call.attr<double>("constantValue"), dtype);
    push.value = isByte ? value & kByte : value;
    for (std::size_t axis = 0; axis < shape.rank(); ++axis) {
        push.sizes[axis] = word(shape[axis]);
        push.before[axis] = word(paddings[2 * axis]);
        push.inner[axis] = word(input[axis]);
    }
    record(call, shaders::kPad, {word(isByte)}, push, wordsOf(call.outputs[0].spec()));
}

void fill(KernelCall& call, double value) {
    const std::uint64_t count = wordsOf(call.outputs[0].spec());
    const struct {
        Word count;
        Word value;
    } push{word(count), wordOf(value, call.outputs[0].dtype())};
    record(shaders::kFill, {}, buffersOf({}, call.outputs[0]), push, count);
}

void cast(KernelCall& call) {
    const Word count = word(call.outputs[0].size());
    record(
        call,
        shaders::kCast,
        {kindOf(call.input(0).dtype()), kindOf(call.outputs[0].dtype())},
        count,
        wordsOf(call.outputs[0].spec()));
}

bool always(const OpCall& /*call*/, const Specs& /*specs*/, const Traits& /*traits*/) {
    return true;
}

/// Complex numbers are two words, of which these programs make but one.
bool isPlain(const OpCall& call, const Specs& specs, const Traits& /*traits*/) {
    return specs[0].dtype != DType::Complex64 &&
           (call.inputs.empty() || call.input(0).dtype() != DType::Complex64);
}

/// Four bools are a word, which only one invocation may write.
bool canScatter(const OpCall& call, const Specs& /*specs*/, const Traits& /*traits*/) {
    return call.input(0).dtype() != DType::Bool;
}

} // namespace

void registerArrayKernels(VulkanBackend& backend) {
    backend.add("BroadcastTo", broadcastTo, always);
    backend.add("Cast", cast, isPlain);
    backend.add("Concat", joinAlong, canScatter);
    backend.add(
        "Fill", [](KernelCall& call) { fill(call, call.attr<double>("value")); }, isPlain);
    backend.add(
        "OnesLike", [](KernelCall& call) { fill(call, 1); }, isPlain);
    backend.add("Pack", joinAlong, canScatter);
    backend.add("PadV2", pad, isPlain);
    backend.add("Reverse", reverse, always);
    backend.add(
        "Slice", [](KernelCall& call) { copyWindow(call, sliceWindow(call)); }, always);
    backend.add("SplitV", cutAlong, always);
    backend.add(
        "StridedSlice",
        [](KernelCall& call) { copyWindow(call, stridedSliceWindow(call)); },
        always);
    backend.add("Tile", tile, always);
    backend.add("Transpose", transpose, always);
    backend.add("Unpack", cutAlong, always);
    backend.add(
        "ZerosLike", [](KernelCall& call) { fill(call, 0); }, isPlain);
}

} // namespace tp::gpu
