#include "engine/base/thread_pool.h"
#include "engine/cpu/kernels.h"
#include "engine/cpu/past_cache.h"
#include "engine/cpu/vector_loops.h"
#include "engine/ops/rules.h"

#include <algorithm>
#include <functional>

namespace tp::cpu {

namespace {

/// A shape seen as [outer, size, inner] around one of its axes.
struct AxisView {
    AxisView(const KernelCall& call, const Shape& shape) {
        const std::size_t axis =
            normalizeAxis(call.attr<std::int64_t>("axis"), shape.rank(), call.op.name);
        for (std::size_t i = 0; i < shape.rank(); ++i)
            (i < axis ? outer : i == axis ? size : inner) *= shape[i];
    }

    std::int64_t outer = 1;
    std::int64_t size = 1;
    std::int64_t inner = 1;
};

constexpr std::int64_t kWorthAThread = 1 << 17;

// Columns are done in blocks that stay in the cache.
constexpr std::int64_t kBlock = 512;

/// Calls `block(o, left, width)` for blocks of the inner axis, shared out among threads.
template<class F>
void forEachBlock(const AxisView& view, F block) {
    const std::int64_t blocks = (view.inner - 1) / kBlock + 1;
    const std::int64_t unit = std::max<std::int64_t>(1, view.size * std::min(view.inner, kBlock));
    parallelFor(
        view.outer * blocks, kWorthAThread / unit + 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t number = begin; number < end; ++number) {
                const std::int64_t left = number % blocks * kBlock;
                block(number / blocks, left, std::min(kBlock, view.inner - left));
            }
        });
}

/// Calls `run(o)` for every row of neighbours, shared out among threads.
template<class F>
void forEachRun(const AxisView& view, F run) {
    parallelFor(
        view.outer,
        kWorthAThread / std::max<std::int64_t>(1, view.size) + 1,
        [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t o = begin; o < end; ++o)
                run(o);
        });
}

/// The first of the best, by plain loops.
template<class Better, class T>
void positionColumns(
    const T* x, std::int64_t pitch, std::int64_t rows, std::int64_t width, std::int32_t* position) {
    std::array<T, kBlock> best;
    std::copy_n(x, width, best.data());
    for (std::int64_t row = 1; row < rows; ++row) {
        for (std::int64_t k = 0; k < width; ++k) {
            const T value = x[row * pitch + k];
            if (Better()(value, best[static_cast<std::size_t>(k)])) {
                best[static_cast<std::size_t>(k)] = value;
                position[k] = static_cast<std::int32_t>(row);
            }
        }
    }
}

template<class Better>
void position(KernelCall& call) {
    constexpr bool kOfLargest = std::is_same_v<Better, std::greater<>>;
    const AxisView view(call, call.input(0).shape());
    auto* y = call.out<std::int32_t>();
    if (view.size == 0) {
        std::fill_n(y, call.outputs[0].size(), 0);
        return;
    }
    const VectorLoops& loops = vectorLoops();
    if (call.input(0).dtype() == DType::Float32 && view.inner == 1) {
        const auto* x = call.in<float>(0);
        const auto run = kOfLargest ? loops.positionOfLargest : loops.positionOfSmallest;
        forEachRun(view, [&](std::int64_t o) {
            y[o] = static_cast<std::int32_t>(run(x + o * view.size, view.size));
        });
        return;
    }
    withElementType(call.input(0).dtype(), [&]<class T>(T*) {
        if constexpr (std::is_arithmetic_v<T>) {
            const T* x = call.in<T>(0);
            forEachBlock(view, [&](std::int64_t o, std::int64_t left, std::int64_t width) {
                const T* first = x + o * view.size * view.inner + left;
                std::int32_t* places = y + o * view.inner + left;
                std::fill_n(places, width, 0);
                if constexpr (std::is_same_v<T, float>) {
                    alignas(64) std::array<float, kBlock> best;
                    std::copy_n(first, width, best.data());
                    const auto columns =
                        kOfLargest ? loops.positionsOfLargest : loops.positionsOfSmallest;
                    columns(first, view.inner, view.size, width, best.data(), places);
                } else {
                    positionColumns<Better>(first, view.inner, view.size, width, places);
                }
            });
        }
    });
}

/// Sums go through double (or int64), which holds what float32 would round away.
template<class T>
struct SumSoFar {
    using Sum = std::conditional_t<std::is_same_v<T, float>, double, std::int64_t>;
    static constexpr Sum kStart = 0;
    static Sum join(Sum a, Sum b) { return a + b; }
    static T finish(Sum sum) { return static_cast<T>(sum); }
};

template<class T>
struct ProductSoFar {
    using Sum = double;
    static constexpr Sum kStart = 1;
    static Sum join(Sum a, Sum b) { return a * b; }
    static T finish(Sum sum) {
        if constexpr (std::is_same_v<T, float>) {
            return static_cast<float>(sum);
        } else {
            return toInt32(sum);
        }
    }
};

/// Cumsum or Cumprod: where, and in which direction.
struct Accumulation {
    explicit Accumulation(const KernelCall& call)
        : view(call, call.input(0).shape())
        , isExclusive(call.attr<bool>("exclusive"))
        , isReverse(call.attr<bool>("reverse")) {}

    AxisView view;
    bool isExclusive;
    bool isReverse;
};

/// `width` columns side by side, of rows of x and y that are `step` apart.
template<class How, bool kExclusive, class T>
void accumulateColumns(
    const T* x, T* y, std::int64_t step, std::int64_t count, std::int64_t width, bool pastCache) {
    using Sum = typename How::Sum;
    alignas(64) std::array<Sum, kBlock> sums;
    std::fill_n(sums.data(), width, How::kStart);
    if constexpr (std::is_same_v<How, SumSoFar<float>>) {
        const VectorLoops& loops = vectorLoops();
        const auto loop = kExclusive ? loops.accumulateExclusive : loops.accumulate;
        if (!pastCache)
            return loop({x, step, count, width, sums.data(), y, step});
        constexpr std::int64_t kRows = 8;
        alignas(64) std::array<float, kRows * kBlock> tile;
        for (std::int64_t row = 0; row < count; row += kRows) {
            const std::int64_t rows = std::min(kRows, count - row);
            loop({x + row * step, step, rows, width, sums.data(), tile.data(), kBlock});
            for (std::int64_t i = 0; i < rows; ++i) {
                copyPastCache(
                    tile.data() + i * kBlock,
                    y + (row + i) * step,
                    static_cast<std::size_t>(width) * sizeof(float));
            }
        }
        return;
    }
    Sum* soFar = sums.data();
    for (std::int64_t i = 0; i < count; ++i, x += step, y += step) {
        for (std::int64_t k = 0; k < width; ++k) {
            const Sum before = soFar[k];
            const Sum after = How::join(before, static_cast<Sum>(x[k]));
            soFar[k] = after;
            y[k] = How::finish(kExclusive ? before : after);
        }
    }
}

/// Four rows at a time, whose sums need not wait for each other.
template<class How, bool kExclusive, class T>
void accumulateFourRows(
    const T* x, T* y, std::int64_t step, std::int64_t count, std::int64_t pitch) {
    using Sum = typename How::Sum;
    Sum a = How::kStart;
    Sum b = How::kStart;
    Sum c = How::kStart;
    Sum d = How::kStart;
    const auto next = [](Sum& sum, const T& value, T& target) {
        const Sum before = sum;
        sum = How::join(before, static_cast<Sum>(value));
        target = How::finish(kExclusive ? before : sum);
    };
    for (std::int64_t i = 0; i < count; ++i, x += step, y += step) {
        next(a, x[0], y[0]);
        next(b, x[pitch], y[pitch]);
        next(c, x[2 * pitch], y[2 * pitch]);
        next(d, x[3 * pitch], y[3 * pitch]);
    }
}

/// Rows of float32, eight at a time; past the cache by way of a tile.
template<bool kExclusive>
void accumulateEightRows(const float* x, float* y, std::int64_t size, bool pastCache) {
    const VectorLoops& loops = vectorLoops();
    const auto loop = kExclusive ? loops.accumulateAlongExclusive : loops.accumulateAlong;
    constexpr std::int64_t kRows = 8;
    std::array<double, kRows> sums{};
    if (!pastCache)
        return loop(x, size, size, sums.data(), y, size);
    constexpr std::int64_t kTile = 256;
    alignas(64) std::array<float, kRows * kTile> tile;
    for (std::int64_t i = 0; i < size; i += kTile) {
        const std::int64_t some = std::min(kTile, size - i);
        loop(x + i, size, some, sums.data(), tile.data(), kTile);
        for (std::int64_t row = 0; row < kRows; ++row) {
            copyPastCache(
                tile.data() + row * kTile,
                y + row * size + i,
                static_cast<std::size_t>(some) * sizeof(float));
        }
    }
}

/// Eight rows or less.
template<class How, bool kExclusive, class T>
void accumulateSomeRows(
    const Accumulation& how, const T* x, T* y, std::int64_t rows, bool pastCache) {
    const std::int64_t size = how.view.size;
    std::int64_t row = 0;
    if constexpr (std::is_same_v<How, SumSoFar<float>>) {
        if (rows == 8 && !how.isReverse)
            return accumulateEightRows<kExclusive>(x, y, size, pastCache);
    }
    const std::int64_t step = how.isReverse ? -1 : 1;
    const std::int64_t start = how.isReverse ? size - 1 : 0;
    for (; row + 4 <= rows; row += 4) {
        const std::int64_t first = row * size + start;
        accumulateFourRows<How, kExclusive>(x + first, y + first, step, size, size);
    }
    for (; row < rows; ++row) {
        const std::int64_t first = row * size + start;
        accumulateColumns<How, kExclusive>(x + first, y + first, step, size, 1, false);
    }
}

template<class How, bool kExclusive, class T>
void accumulateRows(const Accumulation& how, const T* x, T* y, bool pastCache) {
    constexpr std::int64_t kTogether = 8;
    const std::int64_t rows = how.view.outer;
    const std::int64_t size = how.view.size;
    const std::int64_t grain = kWorthAThread / std::max<std::int64_t>(1, kTogether * size) + 1;
    parallelFor((rows - 1) / kTogether + 1, grain, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const std::int64_t row = i * kTogether;
            accumulateSomeRows<How, kExclusive>(
                how, x + row * size, y + row * size, std::min(kTogether, rows - row), pastCache);
        }
        finishPastCache();
    });
}

template<class How, bool kExclusive, class T>
void accumulate(const Accumulation& how, const T* x, T* y) {
    const AxisView& view = how.view;
    const bool pastCache =
        goesPastCache(view.outer * view.size * view.inner * static_cast<std::int64_t>(sizeof(T)));
    if (view.inner == 1)
        return accumulateRows<How, kExclusive>(how, x, y, pastCache);
    const std::int64_t step = how.isReverse ? -view.inner : view.inner;
    const std::int64_t start = how.isReverse ? (view.size - 1) * view.inner : 0;
    forEachBlock(view, [&](std::int64_t o, std::int64_t left, std::int64_t width) {
        const std::int64_t first = o * view.size * view.inner + start + left;
        accumulateColumns<How, kExclusive>(x + first, y + first, step, view.size, width, pastCache);
        finishPastCache();
    });
}

template<class How, class T>
void accumulate(KernelCall& call) {
    if (call.outputs[0].size() == 0)
        return;
    const Accumulation how(call);
    if (how.isExclusive) {
        accumulate<How, true>(how, call.in<T>(0), call.out<T>());
    } else {
        accumulate<How, false>(how, call.in<T>(0), call.out<T>());
    }
}

template<template<class> class How>
void accumulateNumbers(KernelCall& call) {
    if (call.input(0).dtype() == DType::Float32) {
        accumulate<How<float>, float>(call);
    } else {
        accumulate<How<std::int32_t>, std::int32_t>(call);
    }
}

} // namespace

void registerAlongAxisKernels(Backend& backend) {
    backend.add("ArgMax", position<std::greater<>>);
    backend.add("ArgMin", position<std::less<>>);
    backend.add("Cumsum", accumulateNumbers<SumSoFar>);
    backend.add("Cumprod", accumulateNumbers<ProductSoFar>);
}

} // namespace tp::cpu
