#include "engine/base/thread_pool.h"
#include "engine/cpu/kernels.h"
#include "engine/ops/image_geometry.h"

#include <algorithm>
#include <cstring>

namespace tp::cpu {

namespace {

// Elements of a result that are worth waking a thread for.
constexpr std::int64_t kThreadedElements = 1 << 15;

std::int64_t rowsWorthAThread(std::int64_t elementsInARow) {
    return kThreadedElements / std::max<std::int64_t>(elementsInARow, 1) + 1;
}

struct ResizeCall {
    ResizeCall(const OpCall& call, const Shape& before, const Shape& after)
        : batch(before[0])
        , channels(before[3])
        , height(before[1])
        , width(before[2])
        , newHeight(after[1])
        , newWidth(after[2])
        , rows(height, newHeight, call.attr<bool>("alignCorners"), half(call))
        , columns(width, newWidth, call.attr<bool>("alignCorners"), half(call)) {}

    static bool half(const OpCall& call) { return call.attr<bool>("halfPixelCenters"); }

    std::int64_t rowSize() const { return width * channels; }
    std::int64_t newRowSize() const { return newWidth * channels; }

    std::int64_t batch;
    std::int64_t channels;
    std::int64_t height;
    std::int64_t width;
    std::int64_t newHeight;
    std::int64_t newWidth;
    ResizedAxis rows;
    ResizedAxis columns;
};

/// The two elements that each pixel of a row is mixed from, and the share of the second.
template<class Real>
struct Mix {
    std::int64_t low;
    std::int64_t high;
    Real part;
};

template<class Real>
using Mixes = std::vector<Mix<Real>>;

template<class Real>
Mixes<Real> mixesOf(const ResizedAxis& axis, std::int64_t count, std::int64_t step) {
    Mixes<Real> mixes;
    mixes.reserve(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) {
        const auto place = axis.between(i);
        mixes.push_back({place.low * step, place.high * step, static_cast<Real>(place.part)});
    }
    return mixes;
}

/// A row of the original with as many pixels as the result has. A constant count of channels lets
/// the compiler unroll the inner loop; 0 stands for any.
template<int kChannels, class T, class Real>
void mixRow(const T* row, const Mixes<Real>& mixes, std::int64_t channels, Real* mixed) {
    const std::int64_t count = kChannels == 0 ? channels : kChannels;
    for (const Mix<Real>& mix : mixes) {
        for (std::int64_t c = 0; c < count; ++c) {
            const auto low = static_cast<Real>(row[mix.low + c]);
            const auto high = static_cast<Real>(row[mix.high + c]);
            mixed[c] = low + (high - low) * mix.part;
        }
        mixed += count;
    }
}

using Four = float __attribute__((vector_size(16)));

Four four(const float* x) {
    Four numbers;
    std::memcpy(&numbers, x, sizeof numbers);
    return numbers;
}

/// The same for pixels of three channels, as if they had four: one number more than the row has is
/// read, but not written.
void mixTriples(const float* row, const Mixes<float>& mixes, float* mixed) {
    constexpr std::int64_t kChannels = 3;
    const auto last = mixes.end() - 1;
    for (auto mix = mixes.begin(); mix != last; ++mix, mixed += kChannels) {
        const Four low = four(row + mix->low);
        const Four pixel = low + (four(row + mix->high) - low) * mix->part;
        std::memcpy(mixed, &pixel, sizeof pixel);
    }
    mixRow<kChannels>(row, {*last}, kChannels, mixed);
}

template<class T, class Real>
void mixRow(const T* row, const Mixes<Real>& mixes, std::int64_t channels, Real* mixed) {
    switch (channels) {
    case 1:
        return mixRow<1>(row, mixes, channels, mixed);
    case 3:
        return mixRow<3>(row, mixes, channels, mixed);
    case 4:
        return mixRow<4>(row, mixes, channels, mixed);
    default:
        return mixRow<0>(row, mixes, channels, mixed);
    }
}

/// Rows of one image mixed along the row; the last two stay, since neighbours need them again.
template<class T, class Real>
class MixedRows {
public:
    MixedRows(const Mixes<Real>& mixes, std::int64_t channels)
        : m_mixes(mixes)
        , m_channels(channels) {
        for (Kept& kept : m_kept)
            kept.mixed.resize(mixes.size() * static_cast<std::size_t>(channels));
    }

    /// The row, which must not be the one that was asked for before the last call.
    const Real* mixed(const T* row) {
        if (m_kept[1].row == row)
            std::swap(m_kept[0], m_kept[1]);
        if (m_kept[0].row != row) {
            std::swap(m_kept[0], m_kept[1]);
            m_kept[0].row = row;
            mixRow(row, m_mixes, m_channels, m_kept[0].mixed.data());
        }
        return m_kept[0].mixed.data();
    }

private:
    struct Kept {
        const T* row = nullptr;
        std::vector<Real> mixed;
    };
    const Mixes<Real>& m_mixes;
    std::int64_t m_channels;
    std::array<Kept, 2> m_kept;
};

/// Some rows of images.
struct RowRange {
    std::int64_t begin;
    std::int64_t end;
};

/// Some rows of smaller images: two rows are mixed at first, as a whole, since hardly one
/// is needed twice.
void shrinkRows(
    const ResizeCall& resize,
    const Mixes<float>& rows,
    const Mixes<float>& columns,
    const float* x,
    float* y,
    const RowRange& range) {
    const std::int64_t size = resize.rowSize();
    std::vector<float> mixed(static_cast<std::size_t>(size) + 1);
    for (std::int64_t i = range.begin; i < range.end; ++i) {
        const float* image = x + i / resize.newHeight * resize.height * size;
        const auto& mix = rows[static_cast<std::size_t>(i % resize.newHeight)];
        const float* low = image + mix.low;
        const float* high = image + mix.high;
        float* both = mixed.data();
        for (std::int64_t k = 0; k < size; ++k)
            both[k] = low[k] + (high[k] - low[k]) * mix.part;
        float* out = y + i * resize.newRowSize();
        if (resize.channels == 3) {
            mixTriples(both, columns, out);
        } else {
            mixRow(both, columns, resize.channels, out);
        }
    }
}

template<class T, class Real>
void resizeBilinear(KernelCall& call) {
    const ResizeCall resize(call, call.input(0).shape(), call.outputs[0].shape());
    const T* x = call.in<T>(0);
    auto* y = call.out<float>();
    const auto columns = mixesOf<Real>(resize.columns, resize.newWidth, resize.channels);
    const auto rows = mixesOf<Real>(resize.rows, resize.newHeight, resize.rowSize());
    const std::int64_t size = resize.newRowSize();
    const auto work = [&](std::int64_t begin, std::int64_t end) {
        if constexpr (std::is_same_v<T, float>) {
            if (resize.newHeight < resize.height && resize.newWidth < resize.width)
                return shrinkRows(resize, rows, columns, x, y, {begin, end});
        }
        MixedRows<T, Real> mixedRows(columns, resize.channels);
        for (std::int64_t i = begin; i < end; ++i) {
            const T* image = x + i / resize.newHeight * resize.height * resize.rowSize();
            const auto& mix = rows[static_cast<std::size_t>(i % resize.newHeight)];
            const Real* low = mixedRows.mixed(image + mix.low);
            const Real* high = mixedRows.mixed(image + mix.high);
            float* out = y + i * size;
            for (std::int64_t k = 0; k < size; ++k)
                out[k] = static_cast<float>(low[k] + (high[k] - low[k]) * mix.part);
        }
    };
    parallelFor(resize.batch * resize.newHeight, rowsWorthAThread(size), work);
}

/// A row of dy with as many pixels as the original had: each number goes to the two it was mixed
/// from.
void unmixRow(const float* dy, const Mixes<float>& mixes, std::int64_t channels, float* row) {
    for (const Mix<float>& mix : mixes) {
        for (std::int64_t c = 0; c < channels; ++c) {
            row[mix.low + c] += dy[c] * (1 - mix.part);
            row[mix.high + c] += dy[c] * mix.part;
        }
        dy += channels;
    }
}

/// Some rows of the gradient of one image.
void unmixRows(
    const ResizeCall& resize,
    const Mixes<float>& rows,
    const Mixes<float>& columns,
    const float* dy,
    float* dx,
    const RowRange& range) {
    const auto [begin, end] = range;
    const std::int64_t size = resize.rowSize();
    std::fill(dx + begin * size, dx + end * size, 0.0F);
    std::vector<float> row(static_cast<std::size_t>(size));
    for (const Mix<float>& mix : rows) {
        const bool lowInside = mix.low >= begin * size && mix.low < end * size;
        const bool highInside = mix.high >= begin * size && mix.high < end * size;
        if (lowInside || highInside) {
            std::fill(row.begin(), row.end(), 0.0F);
            unmixRow(dy, columns, resize.channels, row.data());
        }
        if (lowInside) {
            for (std::int64_t k = 0; k < size; ++k)
                dx[mix.low + k] += row[static_cast<std::size_t>(k)] * (1 - mix.part);
        }
        if (highInside) {
            for (std::int64_t k = 0; k < size; ++k)
                dx[mix.high + k] += row[static_cast<std::size_t>(k)] * mix.part;
        }
        dy += resize.newRowSize();
    }
}

/// Calls `work(image, begin, end)` for ranges of rows, each within one image of the batch.
template<class F>
void forEachRowRange(const ResizeCall& resize, F work) {
    const std::int64_t grain = rowsWorthAThread(resize.rowSize());
    parallelFor(resize.batch * resize.height, grain, [&](std::int64_t begin, std::int64_t end) {
        while (begin < end) {
            const std::int64_t image = begin / resize.height;
            const std::int64_t stop = std::min(end, (image + 1) * resize.height);
            work(image, begin - image * resize.height, stop - image * resize.height);
            begin = stop;
        }
    });
}

void resizeBilinearGrad(KernelCall& call) {
    const ResizeCall resize(call, call.input(1).shape(), call.input(0).shape());
    const auto* dy = call.in<float>(0);
    auto* dx = call.out<float>();
    const auto columns = mixesOf<float>(resize.columns, resize.newWidth, resize.channels);
    const auto rows = mixesOf<float>(resize.rows, resize.newHeight, resize.rowSize());
    forEachRowRange(resize, [&](std::int64_t image, std::int64_t begin, std::int64_t end) {
        unmixRows(
            resize,
            rows,
            columns,
            dy + image * resize.newHeight * resize.newRowSize(),
            dx + image * resize.height * resize.rowSize(),
            {begin, end});
    });
}

using Places = std::vector<std::int64_t>;

Places nearestPlaces(const ResizedAxis& axis, std::int64_t count, std::int64_t step) {
    Places places;
    places.reserve(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i)
        places.push_back(axis.nearest(i) * step);
    return places;
}

template<int kChannels, class T>
void pickRow(const T* row, const Places& places, std::int64_t channels, T* picked) {
    const std::int64_t count = kChannels == 0 ? channels : kChannels;
    for (const std::int64_t place : places) {
        for (std::int64_t c = 0; c < count; ++c)
            picked[c] = row[place + c];
        picked += count;
    }
}

template<class T>
void pickRow(const T* row, const Places& places, std::int64_t channels, T* picked) {
    switch (channels) {
    case 1:
        return pickRow<1>(row, places, channels, picked);
    case 3:
        return pickRow<3>(row, places, channels, picked);
    case 4:
        return pickRow<4>(row, places, channels, picked);
    default:
        return pickRow<0>(row, places, channels, picked);
    }
}

template<class T>
void resizeNearest(KernelCall& call) {
    const ResizeCall resize(call, call.input(0).shape(), call.outputs[0].shape());
    const T* x = call.in<T>(0);
    T* y = call.out<T>();
    const Places columns = nearestPlaces(resize.columns, resize.newWidth, resize.channels);
    const Places rows = nearestPlaces(resize.rows, resize.newHeight, resize.rowSize());
    const std::int64_t size = resize.newRowSize();
    const auto work = [&](std::int64_t begin, std::int64_t end) {
        const T* last = nullptr;
        for (std::int64_t i = begin; i < end; ++i) {
            const T* row = x + i / resize.newHeight * resize.height * resize.rowSize() +
                           rows[static_cast<std::size_t>(i % resize.newHeight)];
            T* out = y + i * size;
            if (row == last) {
                std::copy_n(out - size, size, out);
            } else {
                pickRow(row, columns, resize.channels, out);
            }
            last = row;
        }
    };
    parallelFor(resize.batch * resize.newHeight, rowsWorthAThread(size), work);
}

void resizeNearestGrad(KernelCall& call) {
    const ResizeCall resize(call, call.input(1).shape(), call.input(0).shape());
    const auto* allDy = call.in<float>(0);
    auto* allDx = call.out<float>();
    const Places columns = nearestPlaces(resize.columns, resize.newWidth, resize.channels);
    const Places rows = nearestPlaces(resize.rows, resize.newHeight, resize.rowSize());
    const std::int64_t size = resize.rowSize();
    forEachRowRange(resize, [&](std::int64_t image, std::int64_t begin, std::int64_t end) {
        float* dx = allDx + image * resize.height * size;
        const float* dy = allDy + image * resize.newHeight * resize.newRowSize();
        std::fill(dx + begin * size, dx + end * size, 0.0F);
        for (const std::int64_t row : rows) {
            const float* each = dy;
            dy += resize.newRowSize();
            if (row < begin * size || row >= end * size)
                continue;
            for (const std::int64_t column : columns) {
                for (std::int64_t c = 0; c < resize.channels; ++c)
                    dx[row + column + c] += *each++;
            }
        }
    });
}

void resizeNearest(KernelCall& call) {
    if (call.outputs[0].size() == 0)
        return;
    if (call.input(0).dtype() == DType::Int32) {
        resizeNearest<std::int32_t>(call);
    } else {
        resizeNearest<float>(call);
    }
}

void resizeBilinear(KernelCall& call) {
    if (call.outputs[0].size() == 0)
        return;
    // Whole numbers may have more digits than a float holds.
    if (call.input(0).dtype() == DType::Int32) {
        resizeBilinear<std::int32_t, double>(call);
    } else {
        resizeBilinear<float, float>(call);
    }
}

/// A gradient of images without any pixel in the resized ones is zero.
template<Kernel kernel>
void unlessEmpty(KernelCall& call) {
    if (call.input(0).size() == 0) {
        std::fill_n(call.out<float>(), call.outputs[0].size(), 0.0F);
    } else {
        kernel(call);
    }
}

} // namespace

void registerImageResizeKernels(Backend& backend) {
    backend.add("ResizeBilinear", resizeBilinear);
    backend.add("ResizeBilinearGrad", unlessEmpty<resizeBilinearGrad>);
    backend.add("ResizeNearestNeighbor", resizeNearest);
    backend.add("ResizeNearestNeighborGrad", unlessEmpty<resizeNearestGrad>);
}

} // namespace tp::cpu
