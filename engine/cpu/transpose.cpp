#include "engine/cpu/transpose.h"

#include "engine/cpu/kernels.h"
#include "engine/cpu/strided_copy.h"
#include "engine/ops/reduced_axes.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <vector>

namespace tp::cpu {

namespace {

// Sixteen numbers fill a line of the cache: blocks of so many rows and columns read and write whole
// lines.
constexpr std::int64_t kBlock = 16;

using Four = std::uint32_t __attribute__((vector_size(16)));

/// Turns 4 x 4 numbers: pairs of rows are interleaved, then pairs of pairs.
void turnFour(const std::uint32_t* x, std::int64_t pitch, std::uint32_t* y) {
    std::array<Four, 4> row;
    for (std::size_t i = 0; i < 4; ++i)
        std::memcpy(&row[i], x + static_cast<std::int64_t>(i) * pitch, sizeof(Four));
    const Four low01 = __builtin_shufflevector(row[0], row[1], 0, 4, 1, 5);
    const Four high01 = __builtin_shufflevector(row[0], row[1], 2, 6, 3, 7);
    const Four low23 = __builtin_shufflevector(row[2], row[3], 0, 4, 1, 5);
    const Four high23 = __builtin_shufflevector(row[2], row[3], 2, 6, 3, 7);
    const std::array<Four, 4> turned = {
        __builtin_shufflevector(low01, low23, 0, 1, 4, 5),
        __builtin_shufflevector(low01, low23, 2, 3, 6, 7),
        __builtin_shufflevector(high01, high23, 0, 1, 4, 5),
        __builtin_shufflevector(high01, high23, 2, 3, 6, 7)};
    for (std::size_t i = 0; i < 4; ++i)
        std::memcpy(y + static_cast<std::int64_t>(i) * kBlock, &turned[i], sizeof(Four));
}

/// Turns a whole block of numbers of four bytes.
void turnBlock(
    const std::uint32_t* x,
    std::int64_t fromPitch,
    std::uint32_t* y,
    std::int64_t toPitch,
    bool pastCache) {
    alignas(64) std::array<std::uint32_t, static_cast<std::size_t>(kBlock * kBlock)> block;
    // The processor does not foresee jumps from row to row: fetch the block below this one.
    for (std::int64_t i = 0; i < kBlock; ++i)
        __builtin_prefetch(x + (kBlock + i) * fromPitch);
    for (std::int64_t i = 0; i < kBlock; i += 4) {
        for (std::int64_t j = 0; j < kBlock; j += 4)
            turnFour(x + i * fromPitch + j, fromPitch, block.data() + j * kBlock + i);
    }
    for (std::int64_t j = 0; j < kBlock; ++j) {
        const std::uint32_t* line = block.data() + j * kBlock;
        if (pastCache) {
            copyLinePastCache(line, y + j * toPitch);
        } else {
            std::memcpy(y + j * toPitch, line, kBlock * sizeof(*line));
        }
    }
}

/// Two axes that change places: along the one the source's elements are neighbours, along the other
/// the target's.
struct Turn {
    std::int64_t neighbours; ///< how many neighbours there are in the source
    std::int64_t toPitch;    ///< how far apart these lie in the target
    std::int64_t others;     ///< how many neighbours there are in the target
    std::int64_t fromPitch;  ///< how far apart these lie in the source
    bool pastCache = false;
};

/// The neighbours [first, last) of the source, against all of the target.
template<class T>
void turnStripe(const Turn& turn, std::int64_t first, std::int64_t last, const T* x, T* y) {
    std::int64_t j = 0;
    if constexpr (sizeof(T) == sizeof(std::uint32_t)) {
        if (last - first == kBlock) {
            for (; j + kBlock <= turn.others; j += kBlock) {
                turnBlock(
                    reinterpret_cast<const std::uint32_t*>(x + first + j * turn.fromPitch),
                    turn.fromPitch,
                    reinterpret_cast<std::uint32_t*>(y + first * turn.toPitch + j),
                    turn.toPitch,
                    turn.pastCache);
            }
        }
    }
    // The narrower the stripe, the longer a part of it stays in the cache.
    const std::int64_t part = kBlock * kBlock / (last - first);
    for (std::int64_t left = j; left < turn.others; left += part) {
        const std::int64_t right = std::min(left + part, turn.others);
        for (std::int64_t i = first; i < last; ++i) {
            for (j = left; j < right; ++j)
                y[i * turn.toPitch + j] = x[i + j * turn.fromPitch];
        }
    }
}

/// All stripes of all pairs of matrices, shared out among threads.
template<class T>
void turnAll(const Turn& turn, const Walk<2>& matrices, const T* x, T* y) {
    constexpr std::int64_t kWorthAThread = 1 << 17;
    const std::int64_t stripes = (turn.neighbours - 1) / kBlock + 1;
    const std::int64_t unit = std::min(turn.neighbours, kBlock) * turn.others;
    const std::int64_t length = matrices.rowLength();
    parallelFor(
        matrices.rowCount() * length * stripes,
        kWorthAThread / unit + 1,
        [&](std::int64_t begin, std::int64_t end) {
            std::int64_t number = begin;
            const std::int64_t firstMatrix = begin / stripes;
            const std::int64_t lastMatrix = (end - 1) / stripes;
            matrices.forEachRow(
                firstMatrix / length,
                lastMatrix / length + 1,
                [&](const auto& offsets, std::int64_t count, const auto& steps) {
                    for (std::int64_t k = number / stripes % length; k < count && number < end;
                         ++k) {
                        do {
                            const std::int64_t first = number % stripes * kBlock;
                            turnStripe(
                                turn,
                                first,
                                std::min(first + kBlock, turn.neighbours),
                                x + offsets[0] + k * steps[0],
                                y + offsets[1] + k * steps[1]);
                        } while (++number < end && number % stripes != 0);
                    }
                });
            finishPastCache();
        });
}

// Where the rows of a turn lie a multiple of a page apart, all of them fall to the same few places
// of the cache. If what lies between two neighbours of such a row are other rows' neighbours,
// pieces of several rows are first copied next to each other as a whole.

/// The axis along which a row goes on after its neighbours, and how it lies in the target.
struct Plane {
    std::int64_t count = 0; ///< of runs of neighbours; 0 if there is no such axis
    std::int64_t toStep = 0;
    Walk<2> others; ///< the other pairs of matrices
};

Plane planeOf(const Turn& turn, const Walk<2>& matrices) {
    constexpr std::int64_t kPage = 1024; // of numbers
    constexpr std::int64_t kLongest = 4096;
    Plane plane;
    if (turn.fromPitch % kPage != 0 || turn.neighbours % kBlock != 0 || turn.others < kBlock)
        return plane;
    for (std::size_t axis = 0; axis < matrices.rank(); ++axis) {
        const bool goesOn = matrices.step(axis, 0) == turn.neighbours &&
                            matrices.size(axis) * turn.neighbours <= kLongest;
        if (goesOn) {
            plane.count = matrices.size(axis);
            plane.toStep = matrices.step(axis, 1);
        } else {
            plane.others.addAxis(
                matrices.size(axis), {matrices.step(axis, 0), matrices.step(axis, 1)});
        }
    }
    return plane;
}

/// `rows` rows of the source, from `x` on, by way of a buffer.
void turnPlanes(
    const Turn& turn,
    const Plane& plane,
    std::int64_t rows,
    const std::uint32_t* x,
    std::uint32_t* y,
    std::vector<std::uint32_t>& buffer) {
    const std::int64_t length = plane.count * turn.neighbours;
    const std::int64_t pitch = length + kBlock; // another place of the cache for each row
    buffer.resize(static_cast<std::size_t>(rows * pitch));
    for (std::int64_t row = 0; row < rows; ++row)
        std::copy_n(x + row * turn.fromPitch, length, buffer.data() + row * pitch);
    for (std::int64_t i = 0; i < plane.count; ++i) {
        for (std::int64_t first = 0; first < turn.neighbours; first += kBlock) {
            const std::uint32_t* from = buffer.data() + i * turn.neighbours + first;
            std::uint32_t* to = y + i * plane.toStep + first * turn.toPitch;
            std::int64_t row = 0;
            for (; row + kBlock <= rows; row += kBlock)
                turnBlock(from + row * pitch, pitch, to + row, turn.toPitch, turn.pastCache);
            for (; row < rows; ++row) {
                for (std::int64_t k = 0; k < kBlock; ++k)
                    to[k * turn.toPitch + row] = from[row * pitch + k];
            }
        }
    }
}

void turnByPlanes(const Turn& turn, const Plane& plane, const std::uint32_t* x, std::uint32_t* y) {
    constexpr std::int64_t kMostBuffered = 1 << 16; // numbers, in a core's own cache
    const std::int64_t most = kMostBuffered / (plane.count * turn.neighbours);
    const std::int64_t rows =
        std::min(turn.others, std::max(most / kBlock, std::int64_t{1}) * kBlock);
    const std::int64_t parts = (turn.others - 1) / rows + 1;
    parallelFor(
        plane.others.rowCount() * plane.others.rowLength() * parts,
        1,
        [&](std::int64_t begin, std::int64_t end) {
            std::vector<std::uint32_t> buffer;
            const std::int64_t length = plane.others.rowLength();
            for (std::int64_t number = begin; number < end; ++number) {
                const std::int64_t matrix = number / parts;
                const std::int64_t first = number % parts * rows;
                plane.others.forEachRow(
                    matrix / length,
                    matrix / length + 1,
                    [&](const auto& offsets, std::int64_t /*count*/, const auto& steps) {
                        const std::int64_t k = matrix % length;
                        turnPlanes(
                            turn,
                            plane,
                            std::min(rows, turn.others - first),
                            x + offsets[0] + k * steps[0] + first * turn.fromPitch,
                            y + offsets[1] + k * steps[1] + first,
                            buffer);
                    });
            }
            finishPastCache();
        });
}

/// The same walk in the order in which elements lie in the source, which the processor foresees.
Walk<2> inOrderOfSource(const Walk<2>& walk) {
    std::array<std::size_t, 2 * Shape::kMaxRank> axes;
    const auto end = axes.begin() + static_cast<std::ptrdiff_t>(walk.rank());
    std::iota(axes.begin(), end, std::size_t{0});
    std::sort(axes.begin(), end, [&](std::size_t a, std::size_t b) {
        return walk.step(a, 0) > walk.step(b, 0);
    });
    Walk<2> ordered;
    for (std::size_t i = 0; i < walk.rank(); ++i)
        ordered.addAxis(walk.size(axes[i]), {walk.step(axes[i], 0), walk.step(axes[i], 1)});
    return ordered;
}

template<class T>
void transpose(const Walk<2>& walk, const T* x, T* y) {
    const std::size_t last = walk.rank() - 1;
    if (walk.isEmpty() || walk.rank() < 2) {
        stridedCopy(walk, x, y);
        return;
    }
    if (walk.step(last, 0) == 1) {
        stridedCopy(inOrderOfSource(walk), x, y);
        return;
    }
    Turn turn{};
    Walk<2> matrices;
    for (std::size_t axis = 0; axis < last; ++axis) {
        if (walk.step(axis, 0) == 1) {
            turn.neighbours = walk.size(axis);
            turn.toPitch = walk.step(axis, 1);
        } else {
            matrices.addAxis(walk.size(axis), {walk.step(axis, 0), walk.step(axis, 1)});
        }
    }
    turn.others = walk.size(last);
    turn.fromPitch = walk.step(last, 0);
    const std::int64_t bytes =
        walk.rowCount() * walk.rowLength() * static_cast<std::int64_t>(sizeof(T));
    // Only whole lines may go past the cache.
    constexpr std::int64_t kLine = 64;
    turn.pastCache = goesPastCache(bytes) && turn.toPitch * std::int64_t{sizeof(T)} % kLine == 0 &&
                     reinterpret_cast<std::uintptr_t>(y) % kLine == 0;
    for (std::size_t axis = 0; axis < matrices.rank(); ++axis) {
        turn.pastCache =
            turn.pastCache && matrices.step(axis, 1) * std::int64_t{sizeof(T)} % kLine == 0;
    }
    if constexpr (sizeof(T) == sizeof(std::uint32_t)) {
        const Plane plane = planeOf(turn, matrices);
        if (plane.count > 0) {
            return turnByPlanes(
                turn,
                plane,
                reinterpret_cast<const std::uint32_t*>(x),
                reinterpret_cast<std::uint32_t*>(y));
        }
    }
    turnAll(turn, matrices, x, y);
}

} // namespace

void turnMatrix(const float* x, std::int64_t rows, std::int64_t columns, float* y) {
    Walk<2> walk;
    walk.addAxis(columns, {1, rows});
    walk.addAxis(rows, {columns, 1});
    transpose(walk, x, y);
}

void registerTransposeKernels(Backend& backend) {
    backend.add("Transpose", [](KernelCall& call) {
        const Shape from =
            permuted(rowMajorStrides(call.input(0).shape()), call.attr<Ints>("perm"));
        const Shape& shape = call.outputs[0].shape();
        const Shape to = rowMajorStrides(shape);
        Walk<2> walk;
        for (std::size_t axis = 0; axis < shape.rank(); ++axis)
            walk.addAxis(shape[axis], {from[axis], to[axis]});
        withElementType(call.input(0).dtype(), [&]<class T>(T*) {
            transpose(walk, call.in<T>(0), call.out<T>());
        });
    });
}

} // namespace tp::cpu
