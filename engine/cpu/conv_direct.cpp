#include "engine/cpu/conv_direct.h"

#include "engine/base/thread_pool.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace tp::cpu {

namespace {

// What is worth waking a thread for, in multiply-adds, and what is worth giving to one that is
// awake.
constexpr std::int64_t kWorthAThread = 400'000;
constexpr std::int64_t kWorthOneAwake = 50'000;

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

/// A run, and where it begins in the image, the filter and the output.
struct Place {
    ConvRun run;
    std::int64_t x;
    std::int64_t filter;
    std::int64_t y;
};

/// Lines of windows of one depth of an image.
class DirectLines {
public:
    DirectLines(const ConvProblem& conv, std::int64_t depth) : m_conv(conv), m_depth(depth) {}

    /// Calls `visit(place)` for runs that make up the windows of some rows and columns.
    template<class F>
    void forEachRun(const Range& rows, const Range& columns, F visit) const {
        const Range insideRows = inside(m_conv.axis[1]).within(rows);
        const Range insideColumns = inside(m_conv.axis[2]).within(columns);
        const auto forPart = [&](const Range& someRows, const Range& someColumns) {
            if (someRows.begin < someRows.end && someColumns.begin < someColumns.end)
                visit(placeOf(someRows, someColumns));
        };
        const auto forColumns = [&](const Range& some) {
            for (std::int64_t row = rows.begin; row < insideRows.begin; ++row)
                forPart({row, row + 1}, some);
            forPart(insideRows, some);
            for (std::int64_t row = insideRows.end; row < rows.end; ++row)
                forPart({row, row + 1}, some);
        };
        for (std::int64_t column = columns.begin; column < insideColumns.begin; ++column)
            forColumns({column, column + 1});
        forColumns(insideColumns);
        for (std::int64_t column = insideColumns.end; column < columns.end; ++column)
            forColumns({column, column + 1});
    }

private:
    /// Windows that all see the same taps.
    Place placeOf(const Range& someRows, const Range& someColumns) const {
        const auto& [depths, rows, columns] = m_conv.axis;
        const Taps depthTaps(depths, m_depth);
        const Taps rowTaps(rows, someRows.begin);
        const Taps columnTaps(columns, someColumns.begin);
        const std::int64_t pixel = m_conv.channels;
        const std::int64_t line = columns.in * pixel;
        const std::int64_t out = m_conv.outChannels;
        const std::int64_t tap = m_conv.depthwise ? out : m_conv.channels * out;
        const std::int64_t tapLine = columns.filter * tap;
        ConvRun run{
            .channels = m_conv.channels,
            .outChannels = out,
            .lines = {someRows.end - someRows.begin, rows.stride * line, columns.out * out},
            .windows = {someColumns.end - someColumns.begin, columns.stride * pixel, out},
            .depths = {depthTaps.count, depths.dilation * rows.in * line, rows.filter * tapLine},
            .rows = {rowTaps.count, rows.dilation * line, tapLine},
            .columns = {columnTaps.count, columns.dilation * pixel, tap}};
        if (run.windows.count == 1) // long lines are faster
            std::swap(run.lines, run.windows);
        return {
            .run = run,
            .x = (depthTaps.at * rows.in + rowTaps.at) * line + columnTaps.at * pixel,
            .filter =
                (depthTaps.first * rows.filter + rowTaps.first) * tapLine + columnTaps.first * tap,
            .y = ((m_depth * rows.out + someRows.begin) * columns.out + someColumns.begin) * out};
    }

    const ConvProblem& m_conv;
    std::int64_t m_depth;
};

/// The lines of windows of a batch: one after the other, each cut into pieces if there are few.
class Pieces {
public:
    /// `most` is how many results at a time.
    explicit Pieces(const ConvProblem& conv, std::int64_t most = kCached)
        : m_conv(conv)
        , m_rows(conv.axis[1].out)
        , m_columns(conv.axis[2].out)
        , m_lines(conv.batch * conv.axis[0].out * m_rows)
        , m_width(m_columns) {
        constexpr std::int64_t kFewLines = 8;
        if (m_lines < kFewLines)
            m_width = std::max<std::int64_t>(1, kCached / conv.outChannels);
        m_each = (m_columns - 1) / m_width + 1;
        m_most = std::max<std::int64_t>(1, most / (m_columns * conv.outChannels));
    }

    std::int64_t count() const { return m_lines * m_each; }

    /// How many are worth waking a thread for. All threads get as many, in one part or in two.
    std::int64_t grain() const {
        const std::int64_t fewest =
            kWorthAThread / std::max<std::int64_t>(1, m_conv.multiplyAdds() / count()) + 1;
        const std::int64_t threads = threadCount();
        const std::int64_t parts = std::min<std::int64_t>(2, count() / (fewest * threads));
        return parts < 1 ? fewest : (count() - 1) / (parts * threads) + 1;
    }

    /// The same, or how many are worth giving to a thread that is awake.
    std::int64_t grainForAwake() const {
        const std::int64_t all = m_conv.multiplyAdds();
        const bool isCheap =
            all >= 2 * kWorthOneAwake && all < 2 * kWorthAThread && areThreadsAwake();
        return isCheap ? (count() - 1) / threadCount() + 1 : grain();
    }

    /// Calls `visit(image, depth, rows, columns)` for the pieces [begin, end), as many at a time as
    /// make up few enough lines of an image.
    template<class F>
    void forEach(std::int64_t begin, std::int64_t end, F visit) const {
        for (std::int64_t i = begin; i < end;) {
            const std::int64_t line = i / m_each;
            const std::int64_t row = line % m_rows;
            const std::int64_t left = i % m_each * m_width;
            const std::int64_t lines = m_each > 1 ? 1 : std::min({end - i, m_rows - row, m_most});
            const std::int64_t depth = line / m_rows;
            visit(
                depth / m_conv.axis[0].out,
                depth % m_conv.axis[0].out,
                Range{row, row + lines},
                Range{left, std::min(m_columns, left + m_width)});
            i += lines;
        }
    }

private:
    const ConvProblem& m_conv;
    std::int64_t m_rows;
    std::int64_t m_columns;
    std::int64_t m_lines;
    std::int64_t m_width;    ///< columns of a piece
    std::int64_t m_each = 1; ///< pieces of a line
    std::int64_t m_most = 1; ///< lines at a time
};

/// Some rows and columns of windows of one depth.
struct Piece {
    std::int64_t depth;
    Range rows; ///< if there are several, all columns of them
    Range columns;
};

/// Finishes the piece of an image.
void finishPiece(const ConvProblem& conv, const FusedTail& tail, float* y, const Piece& piece) {
    const auto& [depths, lines, windows] = conv.axis;
    const auto& [depth, rows, columns] = piece;
    const std::int64_t first = (depth * lines.out + rows.begin) * windows.out + columns.begin;
    const std::int64_t count =
        (rows.end - rows.begin - 1) * windows.out + columns.end - columns.begin;
    tail.finish(y + first * conv.outChannels, count * conv.outChannels);
}

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

bool suitsFilterDirect(const ConvProblem& conv) {
    constexpr std::int64_t kBlock = 16; // whole blocks of outputs are what oneDNN is good at
    return suitsDirect(conv) && conv.outChannels % kBlock != 0;
}

void convDirect(
    const ConvProblem& conv, const float* x, const float* filter, float* y, const FusedTail* tail) {
    if (conv.batch * conv.outSize() == 0)
        return;
    const Pieces pieces(conv);
    const auto convolve = vectorLoops().convolve;
    const auto compute =
        [&](std::int64_t image, std::int64_t depth, const Range& rows, const Range& columns) {
            const float* from = x + image * conv.imageSize();
            float* to = y + image * conv.outSize();
            DirectLines(conv, depth).forEachRun(rows, columns, [&](const Place& place) {
                convolve(place.run, from + place.x, filter + place.filter, to + place.y);
            });
            if (tail)
                finishPiece(conv, *tail, to, {depth, rows, columns});
        };
    parallelFor(pieces.count(), pieces.grainForAwake(), [&](std::int64_t begin, std::int64_t end) {
        pieces.forEach(begin, end, compute);
    });
}

bool suitsDepthwise(const ConvProblem& conv) {
    // Pixels of many channels lie so far apart that they drive each other out of the innermost
    // cache. What oneDNN gains there, its set-up costs a small convolution.
    constexpr std::int64_t kManyChannels = 256;
    constexpr std::int64_t kSmall = 300'000;
    return conv.depthwise && conv.outChannels == conv.channels && conv.axis[0].filter == 1 &&
           conv.axis[0].out == 1 && conv.pixels() > 0 &&
           (conv.channels < kManyChannels || conv.multiplyAdds() < kSmall);
}

void convDepthwise(
    const ConvProblem& conv, const float* x, const float* filter, float* y, const FusedTail* tail) {
    if (conv.batch * conv.outSize() == 0)
        return;
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    DepthwiseEnd end{nullptr, -kInfinity, kInfinity};
    const bool isWhole = !tail || tail->isSimple(); // is what the loops do
    if (tail && isWhole) {
        const FusedActivation activation = tail->activation();
        end.bias = tail->bias();
        end.least = activation == FusedActivation::Linear ? -kInfinity : 0;
        end.most = activation == FusedActivation::Relu6 ? 6.0F : kInfinity;
    }
    const Pieces pieces(conv, isWhole ? std::numeric_limits<std::int64_t>::max() : kCached);
    const auto convolve = vectorLoops().convolveDepthwise;
    const auto compute =
        [&](std::int64_t image, std::int64_t depth, const Range& rows, const Range& columns) {
            const float* from = x + image * conv.imageSize();
            float* to = y + image * conv.outSize();
            DirectLines(conv, depth).forEachRun(rows, columns, [&](const Place& place) {
                convolve(place.run, from + place.x, filter + place.filter, end, to + place.y);
            });
            if (!isWhole)
                finishPiece(conv, *tail, to, {depth, rows, columns});
        };
    parallelFor(
        pieces.count(), pieces.grainForAwake(), [&](std::int64_t begin, std::int64_t share) {
            pieces.forEach(begin, share, compute);
        });
}

void convFilterDirect(const ConvProblem& conv, const float* x, const float* dy, float* dfilter) {
    const std::int64_t size = conv.filterSize();
    std::fill(dfilter, dfilter + size, 0.0F);
    if (conv.batch * conv.outSize() == 0)
        return;
    const Pieces pieces(conv);
    // Every share of the pieces has a filter of its own, and they are added up in the end.
    constexpr std::int64_t kMostShares = 16;
    const std::int64_t each = std::max(pieces.grain(), (pieces.count() - 1) / kMostShares + 1);
    const std::int64_t shares = (pieces.count() - 1) / each + 1;
    std::vector<float> sums(static_cast<std::size_t>(shares * size), 0.0F);
    const auto add = vectorLoops().addFilterGradient;
    parallelFor(shares, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t share = begin; share < end; ++share) {
            const std::int64_t last = std::min(pieces.count(), (share + 1) * each);
            float* sum = sums.data() + share * size;
            pieces.forEach(
                share * each,
                last,
                [&](std::int64_t image,
                    std::int64_t depth,
                    const Range& rows,
                    const Range& columns) {
                    const float* from = x + image * conv.imageSize();
                    const float* given = dy + image * conv.outSize();
                    DirectLines(conv, depth).forEachRun(rows, columns, [&](const Place& place) {
                        add(place.run, from + place.x, given + place.y, sum + place.filter);
                    });
                });
        }
    });
    for (std::int64_t share = 0; share < shares; ++share) {
        for (std::int64_t i = 0; i < size; ++i)
            dfilter[i] += sums[static_cast<std::size_t>(share * size + i)];
    }
}

} // namespace tp::cpu
