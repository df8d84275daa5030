#pragma once

#include "engine/ops/pool_geometry.h"

#include <algorithm>

namespace tp::cpu {

/// A pool as one through volumes: images have one layer.
struct PoolShape {
    PoolShape(const OpCall& call, std::size_t input) {
        const WindowGeometry geometry = poolGeometry(call, input);
        batch = geometry.batch;
        channels = geometry.channels;
        columns = geometry.axis[geometry.rank - 1];
        rows = geometry.axis[geometry.rank - 2];
        if (geometry.rank == 3)
            layers = geometry.axis[0];
    }

    std::int64_t rowSize() const { return columns.in * channels; }
    std::int64_t imageSize() const { return layers.in * rows.in * rowSize(); }
    std::int64_t outRowSize() const { return columns.out * channels; }
    std::int64_t outImageSize() const { return layers.out * rows.out * outRowSize(); }

    /// Elements of a window, whether they see the image or not.
    double windowSize() const {
        return static_cast<double>(layers.filter) * static_cast<double>(rows.filter) *
               static_cast<double>(columns.filter);
    }

    /// Elements of the image that a window may see.
    double mostSeen() const {
        const auto most = [](const WindowAxis& axis) {
            return static_cast<double>(std::min(axis.filter, axis.in));
        };
        return most(layers) * most(rows) * most(columns);
    }

    std::int64_t batch;
    std::int64_t channels;
    WindowAxis layers;
    WindowAxis rows;
    WindowAxis columns;
};

/// How many pieces of work of that cost are worth waking a thread for, which costs as much as
/// `threadCost`.
inline std::int64_t grainFor(double cost, double threadCost) {
    return static_cast<std::int64_t>(threadCost / std::max(cost, 1.0)) + 1;
}

/// Some neighbours along an axis.
struct Span {
    std::int64_t begin;
    std::int64_t end;
    std::int64_t count() const { return end - begin; }
};

/// The image's elements that the o-th window sees.
inline Span seenBy(const WindowAxis& axis, std::int64_t o) {
    const std::int64_t first = axis.begin(o);
    const std::int64_t begin = std::clamp<std::int64_t>(first, 0, axis.in);
    return {begin, std::clamp<std::int64_t>(first + axis.filter, begin, axis.in)};
}

/// The windows that lie wholly in the image.
inline Span wholeWindows(const WindowAxis& axis) {
    const std::int64_t room = axis.in + axis.padBefore - axis.filter;
    const std::int64_t begin =
        axis.padBefore <= 0 ? 0 : (axis.padBefore + axis.stride - 1) / axis.stride;
    const std::int64_t clamped = std::min(begin, axis.out);
    return {clamped, std::clamp(room < 0 ? 0 : room / axis.stride + 1, clamped, axis.out)};
}

/// The windows that see the i-th element.
inline Span seeing(const WindowAxis& axis, std::int64_t i) {
    const std::int64_t last = i + axis.padBefore; // of the windows' first elements
    const std::int64_t first = last - axis.filter + 1;
    const std::int64_t begin = first <= 0 ? 0 : (first + axis.stride - 1) / axis.stride;
    const std::int64_t end = last < 0 ? 0 : last / axis.stride + 1;
    const std::int64_t clamped = std::min(begin, axis.out);
    return {clamped, std::clamp(end, clamped, axis.out)};
}

} // namespace tp::cpu
