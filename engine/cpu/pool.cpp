#include "engine/base/thread_pool.h"
#include "engine/cpu/kernels.h"
#include "engine/cpu/pool_window.h"

#include <limits>

namespace tp::cpu {

namespace {

// Additions or comparisons that are worth waking a thread for.
constexpr double kThreadedSteps = 1 << 17;

struct MeanOf {
    static float join(float a, float b) { return a + b; }
    static float finish(float sum, std::int64_t count) { return sum / static_cast<float>(count); }
    static float ofNothing() { return std::numeric_limits<float>::quiet_NaN(); }
};

/// In volumes, the mean of nothing is 0, as in TensorFlow.js.
struct MeanInVolume : MeanOf {
    static float ofNothing() { return 0; }
};

template<class T>
struct LargestOf {
    // NaN is not above anything, and gives way to what comes after it.
    static T join(T a, T b) { return b > a ? b : a; }
    static T finish(T largest, std::int64_t /*count*/) { return largest; }
    static T ofNothing() {
        return std::is_same_v<T, float> ? -std::numeric_limits<T>::infinity() : T{0};
    }
    static constexpr T kLowest = std::is_same_v<T, float> ? -std::numeric_limits<T>::infinity()
                                                          : std::numeric_limits<T>::lowest();
};

template<class How, class T>
T startFor(T first) {
    // A maximum starts below everything, so that NaN does not stay.
    if constexpr (std::is_base_of_v<MeanOf, How>)
        return first;
    else
        return How::join(How::kLowest, first);
}

/// All rows that a window's rows and layers see, joined into one.
template<class How, class T>
void joinRows(const PoolShape& pool, const T* image, Span layers, Span rows, T* joined) {
    const std::int64_t size = pool.rowSize();
    bool isFirst = true;
    for (std::int64_t layer = layers.begin; layer < layers.end; ++layer) {
        for (std::int64_t row = rows.begin; row < rows.end; ++row) {
            const T* from = image + (layer * pool.rows.in + row) * size;
            if (isFirst)
                for (std::int64_t k = 0; k < size; ++k)
                    joined[k] = startFor<How>(from[k]);
            else
                for (std::int64_t k = 0; k < size; ++k)
                    joined[k] = How::join(joined[k], from[k]);
            isFirst = false;
        }
    }
}

/// A row of outputs from the joined rows. A constant count of channels lets the compiler unroll the
/// inner loops; 0 stands for any.
template<class How, int kChannels, class T>
void joinColumns(const PoolShape& pool, const T* joined, std::int64_t seenRows, T* out) {
    const std::int64_t channels = kChannels == 0 ? pool.channels : kChannels;
    for (std::int64_t o = 0; o < pool.columns.out; ++o, out += channels) {
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

template<class How, class T>
void pool(KernelCall& call) {
    const PoolShape pool(call, 0);
    const T* x = call.in<T>(0);
    T* y = call.out<T>();
    if (pool.channels == 0)
        return;
    const std::int64_t rows = pool.layers.out * pool.rows.out;
    const double cost = pool.mostSeen() * static_cast<double>(pool.outRowSize());
    const std::int64_t grain = grainFor(cost, kThreadedSteps);
    parallelFor(pool.batch * rows, grain, [&](std::int64_t begin, std::int64_t end) {
        std::vector<T> joined(static_cast<std::size_t>(pool.rowSize()));
        for (std::int64_t i = begin; i < end; ++i) {
            const T* image = x + i / rows * pool.imageSize();
            const Span layersSeen = seenBy(pool.layers, i % rows / pool.rows.out);
            const Span rowsSeen = seenBy(pool.rows, i % pool.rows.out);
            joinRows<How>(pool, image, layersSeen, rowsSeen, joined.data());
            const std::int64_t seen = layersSeen.count() * rowsSeen.count();
            T* out = y + i * pool.outRowSize();
            if (pool.channels == 1)
                joinColumns<How, 1>(pool, joined.data(), seen, out);
            else
                joinColumns<How, 0>(pool, joined.data(), seen, out);
        }
    });
}

void maxPool(KernelCall& call) {
    if (call.input(0).dtype() == DType::Int32)
        pool<LargestOf<std::int32_t>, std::int32_t>(call);
    else
        pool<LargestOf<float>, float>(call);
}

/// A row of a mean's gradient: each element adds up the dys of the windows that see it.
void shareRow(const PoolShape& pool, const float* joined, float factor, float* out) {
    const std::int64_t channels = pool.channels;
    for (std::int64_t i = 0; i < pool.columns.in; ++i, out += channels) {
        const Span windows = seeing(pool.columns, i);
        std::fill_n(out, channels, 0.0F);
        for (std::int64_t o = windows.begin; o < windows.end; ++o)
            for (std::int64_t c = 0; c < channels; ++c)
                out[c] += joined[o * channels + c];
        for (std::int64_t c = 0; c < channels; ++c)
            out[c] *= factor;
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
        std::vector<float> joined(static_cast<std::size_t>(pool.outRowSize()));
        for (std::int64_t i = begin; i < end; ++i) {
            const float* image = dy + i / rows * pool.outImageSize();
            const Span layerWindows = seeing(pool.layers, i % rows / pool.rows.in);
            const Span rowWindows = seeing(pool.rows, i % pool.rows.in);
            std::fill(joined.begin(), joined.end(), 0.0F);
            for (std::int64_t layer = layerWindows.begin; layer < layerWindows.end; ++layer)
                for (std::int64_t row = rowWindows.begin; row < rowWindows.end; ++row) {
                    const float* from = image + (layer * pool.rows.out + row) * pool.outRowSize();
                    for (std::size_t k = 0; k < joined.size(); ++k)
                        joined[k] += from[k];
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
