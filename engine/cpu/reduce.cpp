#include "engine/base/thread_pool.h"
#include "engine/cpu/kernels.h"
#include "engine/cpu/strides.h"
#include "engine/cpu/vector_loops.h"
#include "engine/ops/reduced_axes.h"

#include <algorithm>
#include <limits>

namespace tp::cpu {

namespace {

/// Rows of neighbours joined into one number, and rows of columns into one row, by plain loops.
template<class How, class T, class Sum>
struct Loops {
    static Sum run(const T* x, std::int64_t count) {
        Sum sum = How::kStart;
        for (std::int64_t i = 0; i < count; ++i)
            sum = How::join(sum, static_cast<Sum>(x[i]));
        return sum;
    }
    static void
    columns(const T* x, std::int64_t pitch, std::int64_t rows, std::int64_t width, Sum* joined) {
        for (std::int64_t row = 0; row < rows; ++row, x += pitch) {
            for (std::int64_t k = 0; k < width; ++k)
                joined[k] = How::join(joined[k], static_cast<Sum>(x[k]));
        }
    }
};

/// Sums go through double (or int64), which holds what float32 would round away.
template<class T>
struct SumOf {
    using Sum = std::conditional_t<std::is_same_v<T, float>, double, std::int64_t>;
    static constexpr Sum kStart = 0;
    static Sum join(Sum a, Sum b) { return a + b; }
    static auto finish(Sum sum, std::int64_t /*count*/) {
        return static_cast<std::conditional_t<std::is_same_v<T, float>, float, std::int32_t>>(sum);
    }
};

template<class T>
struct MeanOf : SumOf<T> {
    static float finish(typename SumOf<T>::Sum sum, std::int64_t count) {
        // Of nothing it is 0, as in TensorFlow.js.
        return count == 0
                   ? 0
                   : static_cast<float>(static_cast<double>(sum) / static_cast<double>(count));
    }
};

template<class T>
struct ProductOf {
    using Sum = double;
    static constexpr Sum kStart = 1;
    static Sum join(Sum a, Sum b) { return a * b; }
    static T finish(Sum sum, std::int64_t /*count*/) {
        if constexpr (std::is_same_v<T, float>) {
            return static_cast<float>(sum);
        } else {
            return toInt32(sum);
        }
    }
};

template<class T>
struct LargestOf {
    using Sum = T;
    static constexpr Sum kStart = std::is_same_v<T, float> ? -std::numeric_limits<T>::infinity()
                                                           : std::numeric_limits<T>::lowest();
    static Sum join(Sum a, Sum b) { return a > b || a != a ? a : b; }
    static T finish(Sum sum, std::int64_t /*count*/) { return sum; }
};

template<class T>
struct SmallestOf {
    using Sum = T;
    static constexpr Sum kStart = std::is_same_v<T, float> ? std::numeric_limits<T>::infinity()
                                                           : std::numeric_limits<T>::max();
    static Sum join(Sum a, Sum b) { return a < b || a != a ? a : b; }
    static T finish(Sum sum, std::int64_t /*count*/) { return sum; }
};

struct AllOf {
    using Sum = std::uint8_t;
    static constexpr Sum kStart = 1;
    static Sum join(Sum a, Sum b) { return a & static_cast<Sum>(b != 0); }
    static std::uint8_t finish(Sum sum, std::int64_t /*count*/) { return sum; }
};

struct AnyOf {
    using Sum = std::uint8_t;
    static constexpr Sum kStart = 0;
    static Sum join(Sum a, Sum b) { return a | static_cast<Sum>(b != 0); }
    static std::uint8_t finish(Sum sum, std::int64_t /*count*/) { return sum; }
};

/// For the kinds whose float32 is compiled for several sets of instructions.
template<>
struct Loops<SumOf<float>, float, double> {
    static double run(const float* x, std::int64_t count) { return vectorLoops().sum(x, count); }
    static void columns(
        const float* x, std::int64_t pitch, std::int64_t rows, std::int64_t width, double* joined) {
        vectorLoops().sumColumns(x, pitch, rows, width, joined);
    }
};
template<>
struct Loops<MeanOf<float>, float, double> : Loops<SumOf<float>, float, double> {};
template<>
struct Loops<LargestOf<float>, float, float> {
    static float run(const float* x, std::int64_t count) { return vectorLoops().largest(x, count); }
    static void columns(
        const float* x, std::int64_t pitch, std::int64_t rows, std::int64_t width, float* joined) {
        vectorLoops().largestColumns(x, pitch, rows, width, joined);
    }
};
template<>
struct Loops<SmallestOf<float>, float, float> {
    static float run(const float* x, std::int64_t count) {
        return vectorLoops().smallest(x, count);
    }
    static void columns(
        const float* x, std::int64_t pitch, std::int64_t rows, std::int64_t width, float* joined) {
        vectorLoops().smallestColumns(x, pitch, rows, width, joined);
    }
};

// So many numbers make a piece of a sum that several threads share: pieces and sums are the same
// for any number of threads. And so many are worth a thread.
constexpr std::int64_t kPiece = 1 << 16;
constexpr std::int64_t kWorthAThread = 1 << 18;

/// The axes of a reduction sorted into those that stay and those that go.
struct ReduceWalks {
    ReduceWalks(const Shape& shape, const ReducedAxes& axes) {
        const Shape steps = rowMajorStrides(shape);
        std::size_t inner = shape.rank();
        while (inner > 0 && (!axes.isReduced(inner - 1) || shape[inner - 1] == 1))
            columns *= shape[--inner];
        for (std::size_t axis = 0; axis < inner; ++axis)
            (axes.isReduced(axis) ? gone : kept).addAxis(shape[axis], {steps[axis]});
    }

    Walk<1> kept;             ///< all that stay, but for `columns`
    Walk<1> gone;             ///< all that go
    std::int64_t columns = 1; ///< how many neighbours inside the last axis that goes stay
};

/// One reduction of elements T to elements Y.
template<class How, class T, class Y>
class Reduction {
public:
    explicit Reduction(KernelCall& call)
        : m_x(call.in<T>(0))
        , m_y(call.out<Y>())
        , m_shape(call.input(0).shape())
        , m_axes(call)
        , m_each(m_axes.reducedCount(m_shape))
        , m_walks(m_shape, m_axes)
        , m_outer(m_walks.kept.rowCount() * m_walks.kept.rowLength()) {}

    void compute() {
        if (m_outer * m_walks.columns == 0)
            return;
        if (m_walks.columns == 1) {
            computeRuns();
        } else {
            computeColumns();
        }
    }

private:
    using Sum = typename How::Sum;
    using Inner = Loops<How, T, Sum>;

    // The innermost axis goes: each output is a number of runs of neighbours.

    Sum joinRuns(const T* x, std::int64_t firstRow, std::int64_t lastRow) const {
        Sum sum = How::kStart;
        m_walks.gone.forEachRow(
            firstRow, lastRow, [&](const auto& start, std::int64_t count, const auto& /*steps*/) {
                sum = How::join(sum, joinRun(x + start[0], count));
            });
        return sum;
    }

    static Sum joinRun(const T* x, std::int64_t count) {
        constexpr std::int64_t kShort = 8;
        if (count >= kShort)
            return Inner::run(x, count);
        Sum sum = How::kStart;
        for (std::int64_t i = 0; i < count; ++i)
            sum = How::join(sum, static_cast<Sum>(x[i]));
        return sum;
    }

    void computeRuns() {
        const std::int64_t rows = m_walks.gone.rowCount();
        const bool isShared = m_outer < 4 && m_each > kWorthAThread;
        if (isShared) {
            forEachElement(m_walks.kept, [&](std::int64_t offset) {
                *m_y++ = How::finish(joinShared(m_x + offset), m_each);
            });
            return;
        }
        parallelFor(
            m_outer,
            kWorthAThread / std::max<std::int64_t>(1, m_each) + 1,
            [&](std::int64_t begin, std::int64_t end) {
                Y* y = m_y + begin;
                forEachElement(m_walks.kept, begin, end, [&](std::int64_t offset) {
                    *y++ = How::finish(joinRuns(m_x + offset, 0, rows), m_each);
                });
            });
    }

    /// All runs of one output, on several threads.
    Sum joinShared(const T* x) const {
        const std::int64_t rows = m_walks.gone.rowCount();
        const std::int64_t length = m_walks.gone.rowLength();
        const bool isOneRun = rows == 1;
        const std::int64_t whole = isOneRun ? length : rows;
        const std::int64_t each =
            isOneRun ? kPiece : kPiece / std::clamp<std::int64_t>(length, 1, kPiece);
        std::vector<Sum> sums(static_cast<std::size_t>((whole - 1) / each + 1));
        parallelFor(
            static_cast<std::int64_t>(sums.size()), 1, [&](std::int64_t begin, std::int64_t end) {
                for (std::int64_t i = begin; i < end; ++i) {
                    const std::int64_t last = std::min(whole, (i + 1) * each);
                    sums[static_cast<std::size_t>(i)] = isOneRun
                                                            ? joinRun(x + i * each, last - i * each)
                                                            : joinRuns(x, i * each, last);
                }
            });
        Sum joined = How::kStart;
        for (const Sum sum : sums)
            joined = How::join(joined, sum);
        return joined;
    }

    // The innermost axis stays: whole rows are joined, of a block of columns that fits the cache.

    static constexpr std::int64_t kBlock = 512;

    /// Rows [first, last) of `gone` into `width` columns.
    void joinColumns(
        const T* x, std::int64_t width, std::int64_t first, std::int64_t last, Sum* joined) const {
        m_walks.gone.forEachRow(
            first, last, [&](const auto& start, std::int64_t count, const auto& steps) {
                joinRows(x + start[0], steps[0], count, width, joined);
            });
    }

    static void
    joinRows(const T* x, std::int64_t pitch, std::int64_t rows, std::int64_t width, Sum* joined) {
        constexpr std::int64_t kWide = 2048;
        constexpr std::int64_t kFewest = 16; // rows that repay joining what they made
        const std::int64_t folded = pitch == width ? std::min(kWide / width, rows / kFewest) : 1;
        if (folded < 2) {
            // Of wide rows, what is joined must stay in the cache.
            constexpr std::int64_t kMostColumns = 2048;
            for (std::int64_t left = 0; left < width; left += kMostColumns) {
                Inner::columns(
                    x + left, pitch, rows, std::min(kMostColumns, width - left), joined + left);
            }
            return;
        }
        // Narrow rows without gaps: many of them as one wide row. The processor foresees what long
        // rows need from memory.
        alignas(64) std::array<Sum, kWide> wide;
        wide.fill(How::kStart);
        const std::int64_t wideWidth = folded * width;
        const std::int64_t wideRows = rows / folded;
        Inner::columns(x, wideWidth, wideRows, wideWidth, wide.data());
        for (const Sum* each = wide.data(); each < wide.data() + wideWidth; each += width) {
            for (std::int64_t k = 0; k < width; ++k)
                joined[k] = How::join(joined[k], each[k]);
        }
        const std::int64_t done = wideRows * folded;
        Inner::columns(x + done * width, pitch, rows - done, width, joined);
    }

    void computeColumns() {
        const std::int64_t columns = m_walks.columns;
        const std::int64_t blocks = (columns - 1) / kBlock + 1;
        const std::int64_t rows = m_walks.gone.rowCount();
        constexpr std::int64_t kMostShared = 1 << 14; // columns
        if (m_outer < 4 && columns <= kMostShared && m_each * columns > kWorthAThread)
            return computeSharedColumns();
        const std::int64_t unit = std::max<std::int64_t>(1, m_each * std::min(columns, kBlock));
        const std::int64_t grain = kWorthAThread / unit + 1;
        const bool isLong = m_outer * blocks >= 4 * grain; // any share is worth a thread
        parallelFor(
            m_outer * blocks, isLong ? 1 : grain, [&](std::int64_t begin, std::int64_t end) {
                alignas(64) std::array<Sum, kBlock> sums;
                std::int64_t number = begin;
                forEachElement(
                    m_walks.kept, begin / blocks, (end - 1) / blocks + 1, [&](std::int64_t offset) {
                        do {
                            const std::int64_t left = number % blocks * kBlock;
                            const std::int64_t width = std::min(kBlock, columns - left);
                            std::fill_n(sums.data(), width, How::kStart);
                            joinColumns(m_x + offset + left, width, 0, rows, sums.data());
                            Y* y = m_y + number / blocks * columns + left;
                            for (std::int64_t k = 0; k < width; ++k)
                                y[k] = How::finish(sums[static_cast<std::size_t>(k)], m_each);
                        } while (++number < end && number % blocks != 0);
                    });
            });
    }

    /// The rows are shared out among threads: then each reads one row after the other.
    void computeSharedColumns() {
        const std::int64_t columns = m_walks.columns;
        const std::int64_t rows = m_walks.gone.rowCount();
        const std::int64_t length = m_walks.gone.rowLength();
        const bool isOneRow = rows == 1;
        const std::int64_t whole = isOneRow ? length : rows;
        const std::int64_t unit = isOneRow ? columns : columns * length;
        constexpr std::int64_t kMostSums = 1 << 15; // in a core's own cache
        const std::int64_t mostParts = std::max<std::int64_t>(1, kMostSums / columns);
        const std::int64_t each =
            std::max({std::int64_t{1}, kPiece / unit, (whole - 1) / mostParts + 1});
        const std::int64_t parts = (whole - 1) / each + 1;
        const std::int64_t step = m_walks.gone.step(m_walks.gone.rank() - 1, 0);
        std::vector<Sum> sums(static_cast<std::size_t>(parts * columns));
        forEachElement(m_walks.kept, [&](std::int64_t offset) {
            const T* x = m_x + offset;
            std::fill(sums.begin(), sums.end(), How::kStart);
            parallelFor(parts, 1, [&](std::int64_t begin, std::int64_t end) {
                for (std::int64_t i = begin; i < end; ++i) {
                    const std::int64_t last = std::min(whole, (i + 1) * each);
                    Sum* joined = sums.data() + i * columns;
                    if (isOneRow) {
                        joinRows(x + i * each * step, step, last - i * each, columns, joined);
                    } else {
                        joinColumns(x, columns, i * each, last, joined);
                    }
                }
            });
            Sum* joined = sums.data();
            for (std::int64_t i = 1; i < parts; ++i) {
                for (std::int64_t k = 0; k < columns; ++k)
                    joined[k] = How::join(joined[k], joined[i * columns + k]);
            }
            for (std::int64_t k = 0; k < columns; ++k)
                *m_y++ = How::finish(joined[k], m_each);
        });
    }

    const T* m_x;
    Y* m_y;
    const Shape& m_shape;
    ReducedAxes m_axes;
    std::int64_t m_each; // how many numbers make one
    ReduceWalks m_walks;
    std::int64_t m_outer;
};

template<class How, class T, class Y>
void reduce(KernelCall& call) {
    Reduction<How, T, Y>(call).compute();
}

template<template<class> class How>
void reduceNumbers(KernelCall& call) {
    if (call.input(0).dtype() == DType::Float32) {
        reduce<How<float>, float, float>(call);
    } else {
        reduce<How<std::int32_t>, std::int32_t, std::int32_t>(call);
    }
}

void mean(KernelCall& call) {
    switch (call.input(0).dtype()) {
    case DType::Float32:
        return reduce<MeanOf<float>, float, float>(call);
    case DType::Int32:
        return reduce<MeanOf<std::int32_t>, std::int32_t, float>(call);
    default:
        return reduce<MeanOf<std::uint8_t>, std::uint8_t, float>(call);
    }
}

} // namespace

void registerReduceKernels(Backend& backend) {
    backend.add("Sum", reduceNumbers<SumOf>);
    backend.add("Mean", mean);
    backend.add("Prod", reduceNumbers<ProductOf>);
    backend.add("Max", reduceNumbers<LargestOf>);
    backend.add("Min", reduceNumbers<SmallestOf>);
    backend.add("All", reduce<AllOf, std::uint8_t, std::uint8_t>);
    backend.add("Any", reduce<AnyOf, std::uint8_t, std::uint8_t>);
}

} // namespace tp::cpu
