#include "engine/base/thread_pool.h"
#include "engine/cpu/kernels.h"
#include "engine/cpu/pool_window.h"
#include "engine/cpu/vector_loops.h"

#include <limits>

namespace tp::cpu {

namespace {

// Additions or comparisons that are worth waking a thread for.
constexpr double kThreadedSteps = 1 << 17;

/// A mean, for what a row of vectors cannot do.
struct MeanOf {
    static float join(float a, float b) { return a + b; }
    static float finish(float sum, std::int64_t count) { return sum / static_cast<float>(count); }
    static float ofNothing() { return std::numeric_limits<float>::quiet_NaN(); }
    static const VectorLoops::Pool& vectors() { return vectorLoops().meanPool; }
};

/// In volumes, the mean of nothing is 0, as in TensorFlow.js.
struct MeanInVolume : MeanOf {
    static float ofNothing() { return 0; }
};

struct LargestFloat {
    // NaN is not above anything, and gives way to what comes after it.
    static float join(float a, float b) { return b > a ? b : a; }
    static float finish(float largest, std::int64_t /*count*/) { return largest; }
    static float ofNothing() { return -std::numeric_limits<float>::infinity(); }
    static const VectorLoops::Pool& vectors() { return vectorLoops().maxPool; }
};

struct LargestInt {
    static std::int32_t join(std::int32_t a, std::int32_t b) { return std::max(a, b); }
    static std::int32_t finish(std::int32_t largest, std::int64_t /*count*/) { return largest; }
    static std::int32_t ofNothing() { return 0; }
};

/// All rows that a window sees in a layer, of which there is one at least, joined into one.
template<class How, class T>
void joinRows(const PoolShape& pool, const T* first, std::int64_t rows, T* joined) {
    const std::int64_t size = pool.rowSize();
    if constexpr (std::is_same_v<T, float>) {
        How::vectors().rows(first, size, rows, size, joined);
    } else {
        std::copy_n(first, size, joined);
        for (std::int64_t row = 1; row < rows; ++row) {
            for (std::int64_t k = 0; k < size; ++k)
                joined[k] = How::join(joined[k], first[row * size + k]);
        }
    }
}

/// The same for all layers; `layer` has room for one.
template<class How, class T>
void joinLayers(
    const PoolShape& pool, const T* image, Span layers, Span rows, T* layer, T* joined) {
    if (rows.count() == 0)
        return;
    for (std::int64_t i = layers.begin; i < layers.end; ++i) {
        const T* first = image + (i * pool.rows.in + rows.begin) * pool.rowSize();
        if (i == layers.begin) {
            joinRows<How>(pool, first, rows.count(), joined);
            continue;
        }
        joinRows<How>(pool, first, rows.count(), layer);
        for (std::int64_t k = 0; k < pool.rowSize(); ++k)
            joined[k] = How::join(joined[k], layer[k]);
    }
}

/// The outputs of some windows of a row.
template<class How, class T>
void joinColumns(
    const PoolShape& pool, const T* joined, std::int64_t seenRows, Span windows, T* out) {
    const std::int64_t channels = pool.channels;
    out += windows.begin * channels;
    for (std::int64_t o = windows.begin; o < windows.end; ++o, out += channels) {
        const Span columns = seenBy(pool.columns, o);
        const std::int64_t count = seenRows * columns.count();
        if (count == 0) {
            std::fill_n(out, channels, How::ofNothing());
            continue;
        }
        const T* from = joined + columns.begin * channels;
        std::copy_n(from, channels, out);
        for (std::int64_t column = columns.begin + 1; column < columns.end; ++column) {
            from += channels;
            for (std::int64_t c = 0; c < channels; ++c)
                out[c] = How::join(out[c], from[c]);
        }
        for (std::int64_t c = 0; c < channels; ++c)
            out[c] = How::finish(out[c], count);
    }
}

/// A row of outputs of float32 from `rows` rows of the image, by vectors.
template<class How>
void poolRow(
    const PoolShape& pool,
    const float* first,
    std::int64_t rows,
    std::int64_t seenRows,
    float* out) {
    const std::int64_t channels = pool.channels;
    const WindowAxis& axis = pool.columns;
    const auto windows = [&](std::int64_t o, std::int64_t count, const Span& columns) {
        const std::int64_t seen = seenRows * columns.count();
        float* y = out + o * channels;
        if (seen == 0) {
            std::fill_n(y, count * channels, How::ofNothing());
            return;
        }
        How::vectors().windows(
            {.x = first + columns.begin * channels,
             .pitch = pool.rowSize(),
             .rows = rows,
             .channels = channels,
             .stride = axis.stride,
             .size = columns.count(),
             .windows = count,
             .count = static_cast<float>(seen),
             .y = y});
    };
    const Span whole = wholeWindows(axis);
    for (std::int64_t o = 0; o < whole.begin; ++o)
        windows(o, 1, seenBy(axis, o));
    if (whole.count() > 0)
        windows(whole.begin, whole.count(), seenBy(axis, whole.begin));
    for (std::int64_t o = whole.end; o < axis.out; ++o)
        windows(o, 1, seenBy(axis, o));
}

template<class How, class T>
void pool(KernelCall& call) {
    constexpr bool kIsFloat = std::is_same_v<T, float>;
    const PoolShape pool(call, 0);
    const T* x = call.in<T>(0);
    T* y = call.out<T>();
    if (pool.channels == 0)
        return;
    const std::int64_t rows = pool.layers.out * pool.rows.out;
    const double cost = pool.mostSeen() * static_cast<double>(pool.outRowSize());
    const std::int64_t grain = grainFor(cost, kThreadedSteps);
    parallelFor(pool.batch * rows, grain, [&](std::int64_t begin, std::int64_t end) {
        // Registers take the rows as they are, if they take whole pixels and there is one layer.
        constexpr std::int64_t kWide = 4;
        const bool isDirect = kIsFloat && pool.layers.in == 1 && pool.channels >= kWide;
        const auto size = static_cast<std::size_t>(isDirect ? 0 : pool.rowSize());
        std::vector<T> joined(size);
        std::vector<T> layer(pool.layers.filter > 1 ? size : 0);
        for (std::int64_t i = begin; i < end; ++i) {
            const T* image = x + i / rows * pool.imageSize();
            T* out = y + i * pool.outRowSize();
            const Span layersSeen = seenBy(pool.layers, i % rows / pool.rows.out);
            const Span rowsSeen = seenBy(pool.rows, i % pool.rows.out);
            const std::int64_t seen = layersSeen.count() * rowsSeen.count();
            if constexpr (kIsFloat) {
                if (isDirect) {
                    const T* first = image + rowsSeen.begin * pool.rowSize();
                    poolRow<How>(pool, first, rowsSeen.count(), seen, out);
                    continue;
                }
            }
            joinLayers<How>(pool, image, layersSeen, rowsSeen, layer.data(), joined.data());
            if constexpr (kIsFloat) {
                poolRow<How>(pool, joined.data(), 1, seen, out);
            } else {
                joinColumns<How>(pool, joined.data(), seen, {0, pool.columns.out}, out);
            }
        }
    });
}

void maxPool(KernelCall& call) {
    if (call.input(0).dtype() == DType::Int32) {
        pool<LargestInt, std::int32_t>(call);
    } else {
        pool<LargestFloat, float>(call);
    }
}

/// A row of a mean's gradient: each element adds up the dys of the windows that see it.
void shareRow(const PoolShape& pool, const float* joined, float factor, float* out) {
    const std::int64_t channels = pool.channels;
    std::fill_n(out, pool.rowSize(), 0.0F);
    for (std::int64_t i = 0; i < pool.columns.in; ++i) {
        const Span windows = seeing(pool.columns, i);
        for (std::int64_t o = windows.begin; o < windows.end; ++o)
            vectorLoops().addScaled(factor, joined + o * channels, out + i * channels, channels);
    }
}

void avgPoolGrad(KernelCall& call) {
    const PoolShape pool(call, 1);
    const auto* dy = call.in<float>(0);
    auto* dx = call.out<float>();
    if (pool.channels == 0)
        return;
    const std::int64_t rows = pool.layers.in * pool.rows.in;
    const auto factor = static_cast<float>(1 / pool.windowSize());
    const auto cost = static_cast<double>(4 * (pool.rowSize() + pool.outRowSize()));
    const std::int64_t grain = grainFor(cost, kThreadedSteps);
    parallelFor(pool.batch * rows, grain, [&](std::int64_t begin, std::int64_t end) {
        const auto size = static_cast<std::size_t>(pool.outRowSize());
        std::vector<float> joined(size);
        std::vector<float> layer(size);
        for (std::int64_t i = begin; i < end; ++i) {
            const float* image = dy + i / rows * pool.outImageSize();
            const Span layers = seeing(pool.layers, i % rows / pool.rows.in);
            const Span seen = seeing(pool.rows, i % pool.rows.in);
            std::fill(joined.begin(), joined.end(), 0.0F);
            for (std::int64_t k = layers.begin; k < layers.end; ++k) {
                const std::int64_t first = k * pool.rows.out + seen.begin;
                vectorLoops().meanPool.rows(
                    image + first * pool.outRowSize(),
                    pool.outRowSize(),
                    seen.count(),
                    pool.outRowSize(),
                    layer.data());
                vectorLoops().addScaled(1, layer.data(), joined.data(), pool.outRowSize());
            }
            shareRow(pool, joined.data(), factor, dx + i * pool.rowSize());
        }
    });
}

} // namespace

void registerPoolKernels(Backend& backend) {
    backend.add("AvgPool", pool<MeanOf, float>);
    backend.add("AvgPool3D", pool<MeanInVolume, float>);
    backend.add("AvgPoolGrad", avgPoolGrad);
    backend.add("AvgPool3DGrad", avgPoolGrad);
    backend.add("MaxPool", maxPool);
    backend.add("MaxPool3D", maxPool);
}

} // namespace tp::cpu
