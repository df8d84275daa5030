#include "engine/cpu/conv_direct.h"

#include "engine/base/thread_pool.h"

#include <algorithm>

namespace tp::cpu {

namespace {

// What is worth waking a thread for, in multiply-adds.
constexpr std::int64_t kWorthAThread = 400'000;

// Results of this size stay in a core's own cache until they are finished.
constexpr std::int64_t kCached = 16'384;

/// The taps of a window that see the image, along one axis: `first` sees element `at`.
struct Taps {
    Taps(const WindowAxis& axis, std::int64_t window) {
        const std::int64_t begin = axis.begin(window);
        const auto firstAtLeast = [&](std::int64_t element) {
            const std::int64_t way = element - begin;
            const std::int64_t tap = way <= 0 ? 0 : (way - 1) / axis.dilation + 1;
            return std::min(axis.filter, tap);
        };
        first = firstAtLeast(0);
        count = std::max<std::int64_t>(0, firstAtLeast(axis.in) - first);
        at = count == 0 ? 0 : begin + first * axis.dilation;
    }

    std::int64_t first;
    std::int64_t count;
    std::int64_t at;
};

/// The windows [begin, end).
struct Range {
    std::int64_t begin;
    std::int64_t end;

    bool has(std::int64_t window) const { return window >= begin && window < end; }
    Range within(const Range& other) const {
        const std::int64_t first = std::clamp(begin, other.begin, other.end);
        return {first, std::clamp(end, first, other.end)};
    }
};

/// The windows that lie wholly in the image, along one axis.
Range inside(const WindowAxis& axis) {
    const auto isInside = [&](std::int64_t window) {
        return axis.begin(window) >= 0 && axis.begin(window) + axis.extent() <= axis.in;
    };
    Range range{0, axis.out};
    while (range.begin < range.end && !isInside(range.begin))
        ++range.begin;
    while (range.begin < range.end && !isInside(range.end - 1))
        --range.end;
    return range;
}

/// One image, and a depth of its windows.
class DirectImage {
public:
    DirectImage(
        const ConvProblem& conv, const float* x, const float* filter, float* y, std::int64_t depth)
        : m_conv(conv)
        , m_x(x)
        , m_filter(filter)
        , m_y(y)
        , m_depth(depth) {}

    /// The windows of some rows and columns. Where columns reach out of the image, all rows of a
    /// column see the same taps, and go by together.
    void compute(const Range& rows, const Range& columns) const {
        const Range insideColumns = inside(m_conv.axis[2]).within(columns);
        if (insideColumns.begin < insideColumns.end) {
            for (std::int64_t row = rows.begin; row < rows.end; ++row)
                computeAlong(2, row, insideColumns.begin, insideColumns);
        }
        const Range insideRows = inside(m_conv.axis[1]).within(rows);
        for (std::int64_t column = columns.begin; column < columns.end; ++column) {
            if (insideColumns.has(column))
                continue;
            if (insideRows.begin < insideRows.end)
                computeAlong(1, insideRows.begin, column, insideRows);
            for (std::int64_t row = rows.begin; row < rows.end; ++row) {
                if (!insideRows.has(row))
                    computeAlong(2, row, column, {column, column + 1});
            }
        }
    }

private:
    /// The windows of a range along an axis, from a given one on, which all see the same taps.
    void computeAlong(
        std::size_t axis, std::int64_t row, std::int64_t column, const Range& range) const {
        const auto& [depths, rows, columns] = m_conv.axis;
        const Taps depthTaps(depths, m_depth);
        const Taps rowTaps(rows, row);
        const Taps columnTaps(columns, column);
        const std::int64_t pixel = m_conv.channels;
        const std::int64_t line = columns.in * pixel;
        const std::int64_t tap = m_conv.channels * m_conv.outChannels;
        const std::int64_t tapLine = columns.filter * tap;
        const std::int64_t outLine = columns.out * m_conv.outChannels;
        const auto tapIndex =
            (depthTaps.first * rows.filter + rowTaps.first) * columns.filter + columnTaps.first;
        vectorLoops().convolve(
            {.x = m_x + (depthTaps.at * rows.in + rowTaps.at) * line + columnTaps.at * pixel,
             .filter = tapIndex * tap + m_filter,
             .y = m_y + (m_depth * rows.out + row) * outLine + column * m_conv.outChannels,
             .windows = range.end - range.begin,
             .stepX = axis == 1 ? rows.stride * line : columns.stride * pixel,
             .stepY = axis == 1 ? outLine : m_conv.outChannels,
             .channels = m_conv.channels,
             .outChannels = m_conv.outChannels,
             .depths = {depthTaps.count, depths.dilation * rows.in * line, rows.filter * tapLine},
             .rows = {rowTaps.count, rows.dilation * line, tapLine},
             .columns = {columnTaps.count, columns.dilation * pixel, tap}});
    }

    const ConvProblem& m_conv;
    const float* m_x;
    const float* m_filter;
    float* m_y;
    std::int64_t m_depth;
};

} // namespace

bool suitsDirect(const ConvProblem& conv) {
    constexpr std::int64_t kMostChannels = 4;
    // Of several channels, oneDNN is as good at large windows, and better at single pixels.
    constexpr std::int64_t kFewestProducts = 9;
    constexpr std::int64_t kMostProducts = 200;
    const std::int64_t products = conv.taps() * conv.channels;
    if (conv.depthwise || conv.pixels() == 0)
        return false;
    if (conv.channels == 1)
        return products > 1;
    return conv.channels > 0 && conv.channels <= kMostChannels && products >= kFewestProducts &&
           products <= kMostProducts;
}

void convDirect(
    const ConvProblem& conv, const float* x, const float* filter, float* y, const FusedTail* tail) {
    if (conv.batch * conv.outSize() == 0)
        return;
    const std::int64_t rows = conv.axis[1].out;
    const std::int64_t columns = conv.axis[2].out;
    const std::int64_t lineSize = columns * conv.outChannels;
    const std::int64_t lines = conv.batch * conv.axis[0].out * rows;
    // Long lines, if there are few, are cut as well.
    constexpr std::int64_t kFewLines = 8;
    const std::int64_t width =
        lines < kFewLines ? std::max<std::int64_t>(1, kCached / conv.outChannels) : columns;
    const std::int64_t pieces = (columns - 1) / width + 1;
    const std::int64_t grain =
        kWorthAThread / std::max<std::int64_t>(1, conv.multiplyAdds() / (lines * pieces)) + 1;
    const std::int64_t most = pieces > 1 ? 1 : std::max<std::int64_t>(1, kCached / lineSize);
    parallelFor(lines * pieces, grain, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end;) {
            const std::int64_t line = i / pieces;
            const std::int64_t row = line % rows;
            const std::int64_t count = std::min({end - i, rows - row, most});
            const std::int64_t image = line / rows / conv.axis[0].out;
            const Range part =
                Range{i % pieces * width, (i % pieces + 1) * width}.within({0, columns});
            float* out = y + image * conv.outSize();
            DirectImage(
                conv, x + image * conv.imageSize(), filter, out, line / rows % conv.axis[0].out)
                .compute({row, row + count}, part);
            if (tail) {
                tail->finish(
                    y + line * lineSize + part.begin * conv.outChannels,
                    count * (part.end - part.begin) * conv.outChannels);
            }
            i += count;
        }
    });
}

} // namespace tp::cpu
