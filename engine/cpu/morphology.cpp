#include "engine/ops/morphology.h"

#include "engine/base/thread_pool.h"
#include "engine/cpu/kernels.h"

#include <algorithm>

namespace tp::cpu {

namespace {

constexpr std::int64_t kThreadedSums = 1 << 16;

/// The largest sums under one window of all channels, and where each was made.
class Sums {
public:
    explicit Sums(const KernelCall& call)
        : m_geometry(dilationGeometry(call))
        , m_filter(call.in<float>(1)) {
        const auto channels = static_cast<std::size_t>(m_geometry.channels);
        m_largest.resize(channels);
        m_places.resize(channels);
        m_taps.resize(channels);
    }

    const WindowGeometry& geometry() const { return m_geometry; }
    const WindowAxis& rows() const { return m_geometry.axis[0]; }
    const WindowAxis& columns() const { return m_geometry.axis[1]; }

    /// Looks at the window of row and column `row` and `column` on an image.
    void find(const float* image, std::int64_t row, std::int64_t column) {
        std::fill(m_largest.begin(), m_largest.end(), static_cast<float>(kLowestDilation));
        const std::int64_t top = rows().begin(row);
        const std::int64_t left = columns().begin(column);
        // Where no sum counts, the first place of the window in the image stands in, as in
        // TensorFlow.js.
        const std::int64_t firstRow = std::clamp<std::int64_t>(top, 0, rows().in - 1);
        const std::int64_t firstColumn = std::clamp<std::int64_t>(left, 0, columns().in - 1);
        const std::int64_t first = firstRow * columns().in + firstColumn;
        std::fill(m_places.begin(), m_places.end(), first);
        std::fill(m_taps.begin(), m_taps.end(), 0);
        for (std::int64_t h = 0; h < rows().filter; ++h) {
            const std::int64_t y = top + h * rows().dilation;
            if (y < 0 || y >= rows().in)
                continue;
            for (std::int64_t w = 0; w < columns().filter; ++w) {
                const std::int64_t x = left + w * columns().dilation;
                if (x >= 0 && x < columns().in)
                    compare(image, y * columns().in + x, h * columns().filter + w);
            }
        }
    }

    const std::vector<float>& largest() const { return m_largest; }
    /// Pixels of the image.
    const std::vector<std::int64_t>& places() const { return m_places; }
    /// Pixels of the filter.
    const std::vector<std::int64_t>& taps() const { return m_taps; }

private:
    void compare(const float* image, std::int64_t place, std::int64_t tap) {
        const float* pixel = image + place * m_geometry.channels;
        const float* offset = m_filter + tap * m_geometry.channels;
        for (std::size_t c = 0; c < m_largest.size(); ++c) {
            const float sum = pixel[c] + offset[c];
            if (sum > m_largest[c]) {
                m_largest[c] = sum;
                m_places[c] = place;
                m_taps[c] = tap;
            }
        }
    }

    WindowGeometry m_geometry;
    const float* m_filter;
    std::vector<float> m_largest;
    std::vector<std::int64_t> m_places;
    std::vector<std::int64_t> m_taps;
};

/// A row of outputs, without keeping in mind what made them.
void dilateRow(
    const WindowGeometry& geometry,
    const float* image,
    const float* filter,
    std::int64_t row,
    float* out) {
    const WindowAxis& rows = geometry.axis[0];
    const WindowAxis& columns = geometry.axis[1];
    const std::int64_t channels = geometry.channels;
    std::fill_n(out, columns.out * channels, static_cast<float>(kLowestDilation));
    for (std::int64_t h = 0; h < rows.filter; ++h) {
        const std::int64_t y = rows.begin(row) + h * rows.dilation;
        if (y < 0 || y >= rows.in)
            continue;
        for (std::int64_t w = 0; w < columns.filter; ++w) {
            const float* offset = filter + (h * columns.filter + w) * channels;
            for (std::int64_t o = 0; o < columns.out; ++o) {
                const std::int64_t x = columns.begin(o) + w * columns.dilation;
                if (x < 0 || x >= columns.in)
                    continue;
                const float* pixel = image + (y * columns.in + x) * channels;
                float* largest = out + o * channels;
                for (std::int64_t c = 0; c < channels; ++c) {
                    const float sum = pixel[c] + offset[c];
                    largest[c] = sum > largest[c] ? sum : largest[c];
                }
            }
        }
    }
}

void dilation2D(KernelCall& call) {
    if (call.outputs[0].size() == 0)
        return;
    const WindowGeometry geometry = dilationGeometry(call);
    const Shape& x = call.input(0).shape();
    const std::int64_t rows = geometry.axis[0].out;
    const std::int64_t rowSize = geometry.axis[1].out * geometry.channels;
    const std::int64_t cost = rowSize * geometry.axis[0].filter * geometry.axis[1].filter;
    const std::int64_t grain = kThreadedSums / std::max<std::int64_t>(cost, 1) + 1;
    parallelFor(geometry.batch * rows, grain, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const float* image = call.in<float>(0) + i / rows * x[1] * x[2] * x[3];
            dilateRow(
                geometry, image, call.in<float>(1), i % rows, call.out<float>() + i * rowSize);
        }
    });
}

/// Gives every dy to the number `target(sums, image, channel)` of the output.
template<class F>
void shareOut(KernelCall& call, F target) {
    auto* out = call.out<float>();
    std::fill_n(out, call.outputs[0].size(), 0.0F);
    const Shape& x = call.input(0).shape();
    if (x.elementCount() == 0 || call.input(2).size() == 0)
        return;
    const auto* dy = call.in<float>(2);
    Sums sums(call);
    const WindowGeometry& geometry = sums.geometry();
    for (std::int64_t image = 0; image < geometry.batch; ++image) {
        const float* pixels = call.in<float>(0) + image * x[1] * x[2] * x[3];
        for (std::int64_t row = 0; row < sums.rows().out; ++row) {
            for (std::int64_t column = 0; column < sums.columns().out; ++column) {
                sums.find(pixels, row, column);
                for (std::int64_t c = 0; c < geometry.channels; ++c)
                    out[target(sums, image, c)] += *dy++;
            }
        }
    }
}

void dilation2DBackpropInput(KernelCall& call) {
    const Shape& x = call.input(0).shape();
    shareOut(call, [&](const Sums& sums, std::int64_t image, std::int64_t channel) {
        const std::int64_t place = sums.places()[static_cast<std::size_t>(channel)];
        return (image * x[1] * x[2] + place) * x[3] + channel;
    });
}

void dilation2DBackpropFilter(KernelCall& call) {
    const std::int64_t channels = call.input(1).shape()[2];
    shareOut(call, [&](const Sums& sums, std::int64_t /*image*/, std::int64_t channel) {
        return sums.taps()[static_cast<std::size_t>(channel)] * channels + channel;
    });
}

} // namespace

void registerMorphologyKernels(Backend& backend) {
    backend.add("Dilation2D", dilation2D);
    backend.add("Dilation2DBackpropInput", dilation2DBackpropInput);
    backend.add("Dilation2DBackpropFilter", dilation2DBackpropFilter);
}

} // namespace tp::cpu
