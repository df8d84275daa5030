// Max pools where it matters at which place of its window each maximum lies.

#include "engine/base/thread_pool.h"
#include "engine/cpu/kernels.h"
#include "engine/cpu/pool_window.h"
#include "engine/cpu/vector_loops.h"

#include <limits>

namespace tp::cpu {

namespace {

constexpr double kThreadedSteps = 1 << 16;

/// Finds the maxima of one window after the other.
template<class T>
class Maxima {
public:
    explicit Maxima(const PoolShape& pool)
        : m_pool(pool)
        , m_largest(static_cast<std::size_t>(pool.channels))
        , m_places(static_cast<std::size_t>(pool.channels)) {}

    /// Where in `image` the first maximum of each channel lies, in pixels; -1 if there is none.
    const std::vector<std::int32_t>&
    find(const T* image, Span layers, Span rows, std::int64_t column) {
        const Span columns = seenBy(m_pool.columns, column);
        constexpr T kLowest = std::is_same_v<T, float> ? -std::numeric_limits<T>::infinity()
                                                       : std::numeric_limits<T>::lowest();
        std::fill(m_largest.begin(), m_largest.end(), kLowest);
        std::fill(m_places.begin(), m_places.end(), -1);
        for (std::int64_t layer = layers.begin; layer < layers.end; ++layer) {
            for (std::int64_t row = rows.begin; row < rows.end; ++row) {
                const std::int64_t start = (layer * m_pool.rows.in + row) * m_pool.columns.in;
                compare(image, start + columns.begin, columns.count());
            }
        }
        return m_places;
    }

    const std::vector<T>& largest() const { return m_largest; }

private:
    /// Compares with `count` neighbouring pixels.
    void compare(const T* image, std::int64_t place, std::int64_t count) {
        const T* pixel = image + place * m_pool.channels;
        if constexpr (std::is_same_v<T, float>) {
            vectorLoops().placesOfLargest(
                pixel, m_pool.channels, place, count, m_largest.data(), m_places.data());
            return;
        }
        for (std::int64_t end = place + count; place < end; ++place, pixel += m_pool.channels) {
            for (std::size_t c = 0; c < m_largest.size(); ++c) {
                // Not even the lowest whole number is nothing.
                if (pixel[c] > m_largest[c] || m_places[c] < 0) {
                    m_largest[c] = pixel[c];
                    m_places[c] = static_cast<std::int32_t>(place);
                }
            }
        }
    }

    const PoolShape& m_pool;
    std::vector<T> m_largest;
    std::vector<std::int32_t> m_places;
};

/// Calls `visit(maxima, out, image)` for every window whose output row is in [begin, end): `out` is
/// the number of the output's pixel and `image` of the image's first.
template<class T, class F>
void forEachWindow(
    const PoolShape& pool, const T* x, std::int64_t begin, std::int64_t end, F visit) {
    Maxima<T> maxima(pool);
    const std::int64_t rows = pool.layers.out * pool.rows.out;
    for (std::int64_t i = begin; i < end; ++i) {
        const std::int64_t image = i / rows;
        const Span layersSeen = seenBy(pool.layers, i % rows / pool.rows.out);
        const Span rowsSeen = seenBy(pool.rows, i % pool.rows.out);
        for (std::int64_t column = 0; column < pool.columns.out; ++column) {
            const auto& places =
                maxima.find(x + image * pool.imageSize(), layersSeen, rowsSeen, column);
            visit(places, maxima.largest(), i * pool.columns.out + column, image);
        }
    }
}

template<class T, class F>
void forEachWindow(const PoolShape& pool, const T* x, F visit) {
    if (pool.channels == 0)
        return;
    const double cost = pool.mostSeen() * static_cast<double>(pool.outRowSize());
    const std::int64_t grain = grainFor(cost, kThreadedSteps);
    const std::int64_t rows = pool.batch * pool.layers.out * pool.rows.out;
    parallelFor(rows, grain, [&](std::int64_t begin, std::int64_t end) {
        forEachWindow(pool, x, begin, end, visit);
    });
}

template<class T>
void maxPoolWithArgmax(KernelCall& call) {
    const PoolShape pool(call, 0);
    T* y = call.out<T>(0);
    auto* numbers = call.out<std::int32_t>(1);
    const bool withBatch = call.attr<bool>("includeBatchInIndex");
    const auto channels = static_cast<std::size_t>(pool.channels);
    forEachWindow(
        pool,
        call.in<T>(0),
        [&](const auto& places, const auto& largest, std::int64_t out, std::int64_t image) {
            const std::int64_t before = withBatch ? image * pool.imageSize() : 0;
            for (std::size_t c = 0; c < channels; ++c) {
                const std::int64_t at = out * pool.channels + static_cast<std::int64_t>(c);
                const std::int64_t place = places[c];
                numbers[at] = static_cast<std::int32_t>(
                    place < 0 ? -1 : before + place * pool.channels + static_cast<std::int64_t>(c));
                y[at] = place < 0 && !std::is_same_v<T, float> ? T{0} : largest[c];
            }
        });
}

/// What lies at the maxima of `x`.
template<class T>
void maxPoolGradGrad(KernelCall& call) {
    const PoolShape pool(call, 0);
    const auto* grad = call.in<float>(2);
    auto* y = call.out<float>();
    const auto channels = static_cast<std::size_t>(pool.channels);
    forEachWindow(
        pool,
        call.in<T>(0),
        [&](const auto& places, const auto& /*largest*/, std::int64_t out, std::int64_t image) {
            const float* from = grad + image * pool.imageSize();
            float* to = y + out * pool.channels;
            for (std::size_t c = 0; c < channels; ++c)
                to[c] = places[c] < 0 ? 0 : from[places[c] * pool.channels + std::int64_t(c)];
        });
}

/// The gradient for the rows [begin, end) of all layers and images. A window that sees rows of two
/// ranges is looked at for each.
template<class T>
void shareOut(
    const PoolShape& pool,
    const T* x,
    const float* dy,
    float* dx,
    std::int64_t begin,
    std::int64_t end) {
    const std::int64_t rowsOut = pool.layers.out * pool.rows.out;
    const std::int64_t rowsIn = pool.layers.in * pool.rows.in;
    const auto channels = static_cast<std::size_t>(pool.channels);
    std::fill(dx + begin * pool.rowSize(), dx + end * pool.rowSize(), 0.0F);
    const std::int64_t firstImage = begin / rowsIn;
    const std::int64_t lastImage = (end - 1) / rowsIn;
    for (std::int64_t image = firstImage; image <= lastImage; ++image) {
        const std::int64_t low = std::max<std::int64_t>(begin - image * rowsIn, 0);
        const std::int64_t high = std::min(end - image * rowsIn, rowsIn);
        const std::int64_t from = seeing(pool.layers, low / pool.rows.in).begin;
        const std::int64_t to = seeing(pool.layers, (high - 1) / pool.rows.in).end;
        std::int64_t firstRow = from * pool.rows.out;
        std::int64_t endRow = to * pool.rows.out;
        if (pool.layers.in == 1 && pool.layers.out == 1) {
            firstRow = seeing(pool.rows, low).begin;
            endRow = seeing(pool.rows, high - 1).end;
        }
        forEachWindow(
            pool,
            x,
            image * rowsOut + firstRow,
            image * rowsOut + std::max(firstRow, endRow),
            [&](const auto& places, const auto& /*largest*/, std::int64_t out, std::int64_t) {
                const float* given = dy + out * pool.channels;
                float* target = dx + image * pool.imageSize();
                const std::int64_t lowest = low * pool.columns.in;
                const std::int64_t highest = high * pool.columns.in;
                for (std::size_t c = 0; c < channels; ++c) {
                    if (places[c] >= lowest && places[c] < highest)
                        target[places[c] * pool.channels + std::int64_t(c)] += given[c];
                }
            });
    }
}

/// Whether windows along an axis share no elements.
bool isApart(const WindowAxis& axis) {
    return axis.out > 0 && axis.stride >= axis.filter;
}

/// Whether windows that share none see all elements.
bool isCovered(const WindowAxis& axis) {
    return axis.stride == axis.filter && axis.begin(0) <= 0 &&
           axis.begin(axis.out - 1) + axis.filter >= axis.in;
}

/// The gradient for the rows of an image that the o-th row of windows sees, and for those after
/// them that none sees.
void shareOutApart(
    const PoolShape& pool, std::int64_t o, const float* x, const float* dy, float* dx) {
    const Span seen = seenBy(pool.rows, o);
    const std::int64_t first = o == 0 ? 0 : seen.begin;
    const std::int64_t end = o + 1 == pool.rows.out ? pool.rows.in : seenBy(pool.rows, o + 1).begin;
    const std::int64_t size = pool.rowSize();
    if (!isCovered(pool.columns)) {
        std::fill(dx + first * size, dx + end * size, 0.0F);
    } else {
        std::fill(dx + first * size, dx + seen.begin * size, 0.0F);
        std::fill(dx + seen.end * size, dx + end * size, 0.0F);
    }
    const auto share = [&](std::int64_t window, Span columns, std::int64_t windows) {
        const std::int64_t at = seen.begin * size + columns.begin * pool.channels;
        vectorLoops().maxPoolGrad(
            {.x = x + at,
             .dy = dy + window * pool.channels,
             .pitch = size,
             .rows = seen.count(),
             .channels = pool.channels,
             .stride = pool.columns.stride,
             .size = columns.count(),
             .windows = windows,
             .dx = dx + at});
    };
    const Span whole = wholeWindows(pool.columns);
    for (std::int64_t window = 0; window < whole.begin; ++window)
        share(window, seenBy(pool.columns, window), 1);
    if (whole.count() > 0)
        share(whole.begin, seenBy(pool.columns, whole.begin), whole.count());
    for (std::int64_t window = whole.end; window < pool.columns.out; ++window)
        share(window, seenBy(pool.columns, window), 1);
}

void shareOutApart(const PoolShape& pool, const float* x, const float* dy, float* dx) {
    const double cost = 4 * static_cast<double>(pool.rowSize() * pool.rows.stride);
    const std::int64_t grain = grainFor(cost, kThreadedSteps);
    parallelFor(pool.batch * pool.rows.out, grain, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const std::int64_t before = i / pool.rows.out * pool.imageSize();
            shareOutApart(
                pool, i % pool.rows.out, x + before, dy + i * pool.outRowSize(), dx + before);
        }
    });
}

template<class T>
void maxPoolGrad(KernelCall& call) {
    const PoolShape pool(call, 1);
    if (call.outputs[0].size() == 0)
        return;
    if constexpr (std::is_same_v<T, float>) {
        const bool isFlat = pool.layers.in == 1 && pool.layers.out == 1;
        if (isFlat && isApart(pool.rows) && isApart(pool.columns)) {
            shareOutApart(pool, call.in<float>(1), call.in<float>(0), call.out<float>());
            return;
        }
    }
    const std::int64_t rows = pool.batch * pool.layers.in * pool.rows.in;
    const double windows = pool.mostSeen() * static_cast<double>(pool.batch * pool.outImageSize());
    const std::int64_t grain = grainFor(windows / static_cast<double>(rows), kThreadedSteps);
    parallelFor(rows, grain, [&](std::int64_t begin, std::int64_t end) {
        shareOut(pool, call.in<T>(1), call.in<float>(0), call.out<float>(), begin, end);
    });
}

/// The kernel for the dtype of that input.
template<std::size_t input, Kernel forFloat, Kernel forInt>
void byDType(KernelCall& call) {
    (call.input(input).dtype() == DType::Int32 ? forInt : forFloat)(call);
}

} // namespace

void registerPoolPlaceKernels(Backend& backend) {
    const Kernel gradient = byDType<1, maxPoolGrad<float>, maxPoolGrad<std::int32_t>>;
    const Kernel second = byDType<0, maxPoolGradGrad<float>, maxPoolGradGrad<std::int32_t>>;
    backend.add("MaxPoolGrad", gradient);
    backend.add("MaxPool3DGrad", gradient);
    backend.add("MaxPoolGradGrad", second);
    backend.add("MaxPool3DGradGrad", second);
    backend.add(
        "MaxPoolWithArgmax", byDType<0, maxPoolWithArgmax<float>, maxPoolWithArgmax<std::int32_t>>);
}

} // namespace tp::cpu
