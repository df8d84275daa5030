#include "engine/cpu/kernels.h"
#include "engine/cpu/strides.h"
#include "engine/ops/reduced_axes.h"

#include <algorithm>
#include <limits>

namespace tp::cpu {

namespace {

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
        if constexpr (std::is_same_v<T, float>)
            return static_cast<float>(sum);
        else
            return toInt32(sum);
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

/// A run of neighbours, in lanes of their own so that the compiler can do several at once.
template<class How, class T>
typename How::Sum joinRun(typename How::Sum start, const T* x, std::int64_t count) {
    using Sum = typename How::Sum;
    constexpr std::int64_t kLanes = 8;
    std::int64_t i = 0;
    if (count >= 2 * kLanes) {
        std::array<Sum, kLanes> lanes;
        lanes.fill(How::kStart);
        for (; i + kLanes <= count; i += kLanes)
            for (std::int64_t k = 0; k < kLanes; ++k) {
                Sum& lane = lanes[static_cast<std::size_t>(k)];
                lane = How::join(lane, static_cast<Sum>(x[i + k]));
            }
        for (const Sum lane : lanes)
            start = How::join(start, lane);
    }
    for (; i < count; ++i)
        start = How::join(start, static_cast<Sum>(x[i]));
    return start;
}

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

template<class How, class T, class Y>
void reduce(KernelCall& call) {
    using Sum = typename How::Sum;
    const T* x = call.in<T>(0);
    Y* y = call.out<Y>();
    const Shape& shape = call.input(0).shape();
    const ReducedAxes axes(call);
    const std::int64_t each = axes.reducedCount(shape);
    const ReduceWalks walks(shape, axes);
    if (walks.columns == 1) {
        forEachElement(walks.kept, [&](std::int64_t offset) {
            Sum sum = How::kStart;
            walks.gone.forEachRow([&](const auto& start, std::int64_t count, const auto& steps) {
                const T* run = x + offset + start[0];
                if (steps[0] == 1)
                    sum = joinRun<How>(sum, run, count);
                else
                    for (std::int64_t i = 0; i < count; ++i)
                        sum = How::join(sum, static_cast<Sum>(run[i * steps[0]]));
            });
            *y++ = How::finish(sum, each);
        });
        return;
    }
    // Several columns at a time, so that memory is read along its rows.
    constexpr std::int64_t kBlock = 64;
    forEachElement(walks.kept, [&](std::int64_t offset) {
        for (std::int64_t left = 0; left < walks.columns; left += kBlock) {
            const std::int64_t width = std::min(kBlock, walks.columns - left);
            std::array<Sum, kBlock> sums;
            sums.fill(How::kStart);
            forEachElement(walks.gone, [&](std::int64_t start) {
                const T* row = x + offset + start + left;
                for (std::int64_t k = 0; k < width; ++k) {
                    Sum& sum = sums[static_cast<std::size_t>(k)];
                    sum = How::join(sum, static_cast<Sum>(row[k]));
                }
            });
            for (std::int64_t k = 0; k < width; ++k)
                *y++ = How::finish(sums[static_cast<std::size_t>(k)], each);
        }
    });
}

template<template<class> class How>
void reduceNumbers(KernelCall& call) {
    if (call.input(0).dtype() == DType::Float32)
        reduce<How<float>, float, float>(call);
    else
        reduce<How<std::int32_t>, std::int32_t, std::int32_t>(call);
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

template<class Better>
void position(KernelCall& call) {
    const AxisView view(call, call.input(0).shape());
    auto* y = call.out<std::int32_t>();
    withElementType(call.input(0).dtype(), [&]<class T>(T*) {
        if constexpr (std::is_arithmetic_v<T>) {
            const T* x = call.in<T>(0);
            for (std::int64_t o = 0; o < view.outer; ++o)
                for (std::int64_t k = 0; k < view.inner; ++k) {
                    const T* first = x + o * view.size * view.inner + k;
                    std::int64_t best = 0;
                    for (std::int64_t i = 1; i < view.size; ++i)
                        if (Better()(first[i * view.inner], first[best * view.inner]))
                            best = i;
                    *y++ = static_cast<std::int32_t>(best);
                }
        }
    });
}

template<class How, class T>
void accumulate(KernelCall& call) {
    const AxisView view(call, call.input(0).shape());
    const bool exclusive = call.attr<bool>("exclusive");
    const bool reverse = call.attr<bool>("reverse");
    const T* x = call.in<T>(0);
    T* y = call.out<T>();
    const std::int64_t step = reverse ? -view.inner : view.inner;
    for (std::int64_t o = 0; o < view.outer; ++o)
        for (std::int64_t k = 0; k < view.inner; ++k) {
            std::int64_t at =
                o * view.size * view.inner + k + (reverse ? (view.size - 1) * view.inner : 0);
            auto sum = How::kStart;
            for (std::int64_t i = 0; i < view.size; ++i, at += step) {
                const auto before = sum;
                sum = How::join(sum, static_cast<typename How::Sum>(x[at]));
                y[at] = static_cast<T>(How::finish(exclusive ? before : sum, 1));
            }
        }
}

template<template<class> class How>
void accumulateNumbers(KernelCall& call) {
    if (call.input(0).dtype() == DType::Float32)
        accumulate<How<float>, float>(call);
    else
        accumulate<How<std::int32_t>, std::int32_t>(call);
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
    backend.add("ArgMax", position<std::greater<>>);
    backend.add("ArgMin", position<std::less<>>);
    backend.add("Cumsum", accumulateNumbers<SumOf>);
    backend.add("Cumprod", accumulateNumbers<ProductOf>);
}

} // namespace tp::cpu
