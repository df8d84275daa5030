#include "engine/cpu/broadcast_loop.h"
#include "engine/cpu/kernels.h"
#include "engine/cpu/strided_copy.h"
#include "engine/ops/reduced_axes.h"
#include "engine/ops/windows.h"

namespace tp::cpu {

namespace {

/// Copies between an input and an output of one dtype, from `fromOffset` and to `toOffset` on.
void copyElements(
    KernelCall& call,
    const Walk<2>& walk,
    std::size_t input,
    std::int64_t fromOffset,
    std::size_t output,
    std::int64_t toOffset) {
    withElementType(call.input(input).dtype(), [&]<class T>(T*) {
        stridedCopy(walk, call.in<T>(input) + fromOffset, call.out<T>(output) + toOffset);
    });
}

template<class To, class From>
To converted(const From& value) {
    if constexpr (std::is_same_v<To, From>) {
        return value;
    } else if constexpr (std::is_same_v<From, std::complex<float>>) {
        return converted<To>(value.real());
    } else if constexpr (std::is_same_v<To, std::uint8_t>) {
        return static_cast<std::uint8_t>(value != 0);
    } else if constexpr (std::is_same_v<To, std::int32_t>) {
        return toInt32(static_cast<double>(value));
    } else {
        return static_cast<To>(static_cast<float>(value));
    }
}

void cast(KernelCall& call) {
    withElementType(call.input(0).dtype(), [&]<class From>(From*) {
        withElementType(call.outputs[0].dtype(), [&]<class To>(To*) {
            constexpr bool kText = std::is_same_v<From, std::string>;
            if constexpr (kText == std::is_same_v<To, std::string>) {
                const From* x = call.in<From>(0);
                forElements(
                    call.out<To>(),
                    call.input(0).size(),
                    [x](std::int64_t first, std::int64_t n, To* y) {
                        std::transform(x + first, x + first + n, y, converted<To, From>);
                    });
            }
        });
    });
}

void copyWindow(KernelCall& call, const Window& window) {
    const Shape from = rowMajorStrides(call.input(0).shape());
    const Shape to = rowMajorStrides(window.sizes);
    Walk<2> walk;
    std::int64_t offset = 0;
    for (std::size_t axis = 0; axis < from.rank(); ++axis) {
        offset += window.begin[axis] * from[axis];
        walk.addAxis(window.sizes[axis], {from[axis] * window.strides[axis], to[axis]});
    }
    if (call.outputs[0].size() > 0)
        copyElements(call, walk, 0, offset, 0, 0);
}

/// How many elements lie along the axes after this one.
std::int64_t elementsAfter(const Shape& shape, std::size_t axis) {
    std::int64_t count = 1;
    for (std::size_t i = axis + 1; i < shape.rank(); ++i)
        count *= shape[i];
    return count;
}

/// Blocks of `block` elements, `pitchFrom` apart in the source and `pitchTo` in the target.
Walk<2>
blocks(std::int64_t count, std::int64_t block, std::int64_t pitchFrom, std::int64_t pitchTo) {
    Walk<2> walk;
    walk.addAxis(count, {pitchFrom, pitchTo});
    walk.addAxis(block, {1, 1});
    return walk;
}

/// Concat and Pack: every input gives a block to each row of the output.
void joinAlong(KernelCall& call, std::size_t axis) {
    const Shape& shape = call.outputs[0].shape();
    const std::int64_t pitch = shape[axis] * elementsAfter(shape, axis);
    const std::int64_t rows = pitch == 0 ? 0 : shape.elementCount() / pitch;
    std::int64_t offset = 0;
    for (std::size_t i = 0; i < call.inputs.size(); ++i) {
        const std::int64_t block = rows == 0 ? 0 : call.input(i).size() / rows;
        copyElements(call, blocks(rows, block, block, pitch), i, 0, 0, offset);
        offset += block;
    }
}

/// SplitV and Unpack: every output takes a block from each row of the input.
void cutAlong(KernelCall& call, std::size_t axis) {
    const Shape& shape = call.input(0).shape();
    const std::int64_t pitch = shape[axis] * elementsAfter(shape, axis);
    const std::int64_t rows = pitch == 0 ? 0 : shape.elementCount() / pitch;
    std::int64_t offset = 0;
    for (std::size_t i = 0; i < call.outputs.size(); ++i) {
        const std::int64_t block = rows == 0 ? 0 : call.outputs[i].size() / rows;
        copyElements(call, blocks(rows, block, pitch, block), 0, offset, i, 0);
        offset += block;
    }
}

std::size_t axisOf(const KernelCall& call, const Shape& shape) {
    return normalizeAxis(call.attr<std::int64_t>("axis"), shape.rank(), call.op.name);
}

void tile(KernelCall& call) {
    const Shape& input = call.input(0).shape();
    const Shape from = rowMajorStrides(input);
    const Shape to = rowMajorStrides(call.outputs[0].shape());
    const Ints& reps = call.attr<Ints>("reps");
    Walk<2> walk;
    for (std::size_t axis = 0; axis < input.rank(); ++axis) {
        walk.addAxis(reps[axis], {0, to[axis] * input[axis]});
        walk.addAxis(input[axis], {from[axis], to[axis]});
    }
    copyElements(call, walk, 0, 0, 0, 0);
}

void broadcastTo(KernelCall& call) {
    const Shape& shape = call.outputs[0].shape();
    const Shape from = broadcastStrides(call.input(0).shape(), shape);
    const Shape to = rowMajorStrides(shape);
    Walk<2> walk;
    for (std::size_t axis = 0; axis < shape.rank(); ++axis)
        walk.addAxis(shape[axis], {from[axis], to[axis]});
    copyElements(call, walk, 0, 0, 0, 0);
}

/// One axis of what is padded.
struct PaddedAxis {
    std::int64_t in;
    std::int64_t before;
    std::int64_t out;
};

/// The first `count` axes; neighbours that are not padded are one.
std::vector<PaddedAxis> joinedAxes(const KernelCall& call, std::size_t count) {
    const Ints& paddings = call.attr<Ints>("paddings");
    std::vector<PaddedAxis> axes;
    bool canJoin = false;
    for (std::size_t axis = 0; axis < count; ++axis) {
        const std::int64_t size = call.input(0).shape()[axis];
        const bool isPadded = paddings[2 * axis] != 0 || paddings[2 * axis + 1] != 0;
        if (canJoin && !isPadded) {
            axes.back().in *= size;
            axes.back().out *= size;
        } else {
            axes.push_back({size, paddings[2 * axis], call.outputs[0].shape()[axis]});
        }
        canJoin = !isPadded;
    }
    return axes;
}

/// The output as rows of everything from the last padded axis on.
template<class T>
void padRows(KernelCall& call, T value) {
    const Shape& input = call.input(0).shape();
    const Shape& output = call.outputs[0].shape();
    const Ints& paddings = call.attr<Ints>("paddings");
    std::size_t axis = input.rank();
    std::int64_t inner = 1;
    while (axis > 1 && paddings[2 * axis - 2] == 0 && paddings[2 * axis - 1] == 0)
        inner *= input[--axis];
    const std::int64_t before = axis == 0 ? 0 : paddings[2 * axis - 2] * inner;
    const std::int64_t length = axis == 0 ? 1 : input[axis - 1] * inner;
    const std::int64_t whole = axis == 0 ? 1 : output[axis - 1] * inner;
    const std::int64_t rows = whole == 0 ? 0 : output.elementCount() / whole;
    const T* x = call.in<T>(0);
    T* y = call.out<T>();
    static WriteWay way;
    const LargeWrite write(way, rows * whole * static_cast<std::int64_t>(sizeof(T)));
    const bool pastCache = write.isPastCache();
    constexpr std::int64_t kWorthAThread = (std::int64_t{1} << 20) / sizeof(T);
    constexpr std::int64_t kWorthOneAwake = (std::int64_t{1} << 17) / sizeof(T);
    const bool isCheap =
        rows * whole >= 2 * kWorthOneAwake && rows * whole < 2 * kWorthAThread && areThreadsAwake();
    const auto axes = joinedAxes(call, axis == 0 ? 0 : axis - 1);
    parallelFor(
        rows,
        (isCheap ? kWorthOneAwake : kWorthAThread) / std::max<std::int64_t>(1, whole) + 1,
        [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t row = begin; row < end; ++row) {
                T* target = y + row * whole;
                std::int64_t rest = row;
                std::int64_t source = 0;
                std::int64_t step = length;
                bool isInside = true;
                for (std::size_t outer = axes.size(); outer-- > 0;) {
                    const PaddedAxis& each = axes[outer];
                    std::int64_t position = rest;
                    if (outer > 0) { // divisions take long
                        position = rest % each.out;
                        rest /= each.out;
                    }
                    position -= each.before;
                    isInside = isInside && position >= 0 && position < each.in;
                    source += position * step;
                    step *= each.in;
                }
                const std::int64_t copied = isInside ? length : 0;
                const std::int64_t first = isInside ? before : whole;
                std::fill_n(target, first, value);
                copyRun(x + (isInside ? source : 0), copied, target + first, pastCache);
                std::fill_n(target + first + copied, whole - first - copied, value);
            }
            finishPastCache();
        });
}

void pad(KernelCall& call) {
    const auto value = call.attr<double>("constantValue");
    withElementType(call.input(0).dtype(), [&]<class T>(T*) {
        if constexpr (std::is_same_v<T, std::string>) {
            padRows<T>(call, {});
        } else {
            padRows<T>(call, converted<T>(value));
        }
    });
}

void reverse(KernelCall& call) {
    const Shape& shape = call.input(0).shape();
    const ReducedAxes axes(call.attr<Ints>("dims"), shape.rank(), "reverse");
    const Shape steps = rowMajorStrides(shape);
    Walk<2> walk;
    std::int64_t offset = 0;
    for (std::size_t axis = 0; axis < shape.rank(); ++axis) {
        const bool turned = axes.isReduced(axis);
        offset += turned ? (shape[axis] - 1) * steps[axis] : 0;
        walk.addAxis(shape[axis], {turned ? -steps[axis] : steps[axis], steps[axis]});
    }
    if (call.input(0).size() > 0)
        copyElements(call, walk, 0, offset, 0, 0);
}

/// Margin and inside of one axis are walked in their own directions, for all axes in turn.
class MirrorPad {
public:
    explicit MirrorPad(KernelCall& call)
        : m_call(call)
        , m_input(call.input(0).shape())
        , m_from(rowMajorStrides(m_input))
        , m_to(rowMajorStrides(call.outputs[0].shape()))
        , m_paddings(call.attr<Ints>("paddings"))
        , m_edge(call.attr<std::string>("mode") == "reflect" ? 1 : 0) {}

    void copy() { copyAxis(0, 0, 0, {}); }

private:
    void copyAxis(std::size_t axis, std::int64_t from, std::int64_t to, const Walk<2>& outer) {
        if (axis == m_input.rank()) {
            copyElements(m_call, outer, 0, from, 0, to);
            return;
        }
        const std::int64_t size = m_input[axis];
        const std::int64_t before = m_paddings[2 * axis];
        const std::int64_t after = m_paddings[2 * axis + 1];
        const auto part =
            [&](std::int64_t count, std::int64_t first, std::int64_t step, std::int64_t target) {
                if (count == 0)
                    return;
                Walk<2> walk = outer;
                walk.addAxis(count, {step * m_from[axis], m_to[axis]});
                copyAxis(axis + 1, from + first * m_from[axis], to + target * m_to[axis], walk);
            };
        part(before, before - 1 + m_edge, -1, 0);
        part(size, 0, 1, before);
        part(after, size - 1 - m_edge, -1, before + size);
    }

    KernelCall& m_call;
    const Shape& m_input;
    Shape m_from;
    Shape m_to;
    const Ints& m_paddings;
    std::int64_t m_edge;
};

void broadcastArgs(KernelCall& call) {
    const std::int64_t rank = call.outputs[0].size();
    const auto sizeAt = [&](std::size_t input, std::int64_t axis) {
        const std::int64_t missing = rank - call.input(input).size();
        return axis < missing ? 1 : call.in<std::int32_t>(input)[axis - missing];
    };
    for (std::int64_t axis = 0; axis < rank; ++axis) {
        const std::int32_t size = sizeAt(0, axis);
        call.out<std::int32_t>()[axis] = size == 1 ? sizeAt(1, axis) : size;
    }
}

} // namespace

void registerArrayKernels(Backend& backend) {
    backend.add("BroadcastArgs", broadcastArgs);
    backend.add("Cast", cast);
    backend.add("Slice", [](KernelCall& call) { copyWindow(call, sliceWindow(call)); });
    backend.add(
        "StridedSlice", [](KernelCall& call) { copyWindow(call, stridedSliceWindow(call)); });
    backend.add(
        "Concat", [](KernelCall& call) { joinAlong(call, axisOf(call, call.outputs[0].shape())); });
    backend.add(
        "Pack", [](KernelCall& call) { joinAlong(call, axisOf(call, call.outputs[0].shape())); });
    backend.add(
        "SplitV", [](KernelCall& call) { cutAlong(call, axisOf(call, call.input(0).shape())); });
    backend.add(
        "Unpack", [](KernelCall& call) { cutAlong(call, axisOf(call, call.input(0).shape())); });
    backend.add("Tile", tile);
    backend.add("BroadcastTo", broadcastTo);
    backend.add("PadV2", pad);
    backend.add("MirrorPad", [](KernelCall& call) { MirrorPad(call).copy(); });
    backend.add("Reverse", reverse);
}

} // namespace tp::cpu
