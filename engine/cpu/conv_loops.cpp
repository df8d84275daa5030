#include "engine/cpu/conv_loops.h"

#include "engine/base/thread_pool.h"

#include <algorithm>

namespace tp::cpu {

namespace {

/// The windows [begin, end) along an axis that see an element of the image with one tap.
struct Seen {
    Seen(const WindowAxis& axis, std::int64_t tap) {
        // Window o looks at o * stride + shift.
        const std::int64_t shift = tap * axis.dilation - axis.padBefore;
        const auto firstAtLeast = [&](std::int64_t at) {
            const std::int64_t way = at - shift;
            return way <= 0 ? 0 : (way - 1) / axis.stride + 1;
        };
        begin = std::min(axis.out, firstAtLeast(0));
        end = std::max(begin, std::min(axis.out, firstAtLeast(axis.in)));
        first = begin * axis.stride + shift;
    }

    std::int64_t begin;
    std::int64_t end;
    std::int64_t first; ///< what window `begin` looks at
};

/// One line of windows, and one tap of the filter: where its elements lie, as offsets.
struct Run {
    std::int64_t tap;
    std::int64_t image; ///< of the first window's element
    std::int64_t out;   ///< of the first window
    std::int64_t count;
    std::int64_t imageStep;
};

/// Calls `visit(run)` for every tap that a line of windows (depth and row) has inside the image.
template<class F>
void forEachRun(const ConvProblem& conv, std::int64_t depth, std::int64_t row, F visit) {
    const auto& [depths, rows, columns] = conv.axis;
    for (std::int64_t q = 0; q < depths.filter; ++q) {
        const std::int64_t atDepth = depths.begin(depth) + q * depths.dilation;
        if (atDepth < 0 || atDepth >= depths.in)
            continue;
        for (std::int64_t r = 0; r < rows.filter; ++r) {
            const std::int64_t atRow = rows.begin(row) + r * rows.dilation;
            if (atRow < 0 || atRow >= rows.in)
                continue;
            for (std::int64_t s = 0; s < columns.filter; ++s) {
                const Seen seen(columns, s);
                if (seen.begin == seen.end)
                    continue;
                const std::int64_t pixel = (atDepth * rows.in + atRow) * columns.in + seen.first;
                const std::int64_t window = (depth * rows.out + row) * columns.out + seen.begin;
                visit(
                    Run{(q * rows.filter + r) * columns.filter + s,
                        pixel * conv.channels,
                        window * conv.outChannels,
                        seen.end - seen.begin,
                        columns.stride * conv.channels});
            }
        }
    }
}

void addProducts(std::int64_t count, float factor, const float* x, float* sums) {
    for (std::int64_t i = 0; i < count; ++i)
        sums[i] += factor * x[i];
}

float dot(std::int64_t count, const float* a, const float* b) {
    float sum = 0;
    for (std::int64_t i = 0; i < count; ++i)
        sum += a[i] * b[i];
    return sum;
}

/// a[i] += b[i] * c[i].
void multiplyAdd(std::int64_t count, const float* b, const float* c, float* a) {
    for (std::int64_t i = 0; i < count; ++i)
        a[i] += b[i] * c[i];
}

/// Where the parts of a run's filter lie.
const float* filterAt(const ConvProblem& conv, const Run& run, const float* filter) {
    return filter + run.tap * (conv.filterSize() / conv.taps());
}

void forwardRun(
    const ConvProblem& conv, const Run& run, const float* x, const float* filter, float* y) {
    const std::int64_t outputs = conv.outChannels;
    const std::int64_t multiplier = outputs / conv.channels;
    for (std::int64_t i = 0; i < run.count; ++i) {
        const float* in = x + run.image + i * run.imageStep;
        float* out = y + run.out + i * outputs;
        if (!conv.depthwise) {
            for (std::int64_t c = 0; c < conv.channels; ++c)
                addProducts(outputs, in[c], filter + c * outputs, out);
        } else if (multiplier == 1) {
            multiplyAdd(outputs, in, filter, out);
        } else {
            for (std::int64_t c = 0; c < conv.channels; ++c)
                addProducts(multiplier, in[c], filter + c * multiplier, out + c * multiplier);
        }
    }
}

void inputRun(
    const ConvProblem& conv, const Run& run, const float* dy, const float* filter, float* dx) {
    const std::int64_t outputs = conv.outChannels;
    const std::int64_t multiplier = outputs / conv.channels;
    for (std::int64_t i = 0; i < run.count; ++i) {
        const float* out = dy + run.out + i * outputs;
        float* in = dx + run.image + i * run.imageStep;
        if (!conv.depthwise) {
            for (std::int64_t c = 0; c < conv.channels; ++c)
                in[c] += dot(outputs, out, filter + c * outputs);
        } else if (multiplier == 1) {
            multiplyAdd(outputs, out, filter, in);
        } else {
            for (std::int64_t c = 0; c < conv.channels; ++c)
                in[c] += dot(multiplier, out + c * multiplier, filter + c * multiplier);
        }
    }
}

void filterRun(
    const ConvProblem& conv, const Run& run, const float* x, const float* dy, float* filter) {
    const std::int64_t outputs = conv.outChannels;
    const std::int64_t multiplier = outputs / conv.channels;
    for (std::int64_t i = 0; i < run.count; ++i) {
        const float* in = x + run.image + i * run.imageStep;
        const float* out = dy + run.out + i * outputs;
        if (!conv.depthwise) {
            for (std::int64_t c = 0; c < conv.channels; ++c)
                addProducts(outputs, in[c], out, filter + c * outputs);
        } else if (multiplier == 1) {
            multiplyAdd(outputs, in, out, filter);
        } else {
            for (std::int64_t c = 0; c < conv.channels; ++c)
                addProducts(multiplier, in[c], out + c * multiplier, filter + c * multiplier);
        }
    }
}

/// Calls `work(image, depth, row)` for the lines [begin, end) of windows of the whole batch.
template<class F>
void forLines(const ConvProblem& conv, std::int64_t begin, std::int64_t end, F work) {
    const std::int64_t rows = conv.axis[1].out;
    const std::int64_t lines = conv.axis[0].out * rows;
    for (std::int64_t line = begin; line < end; ++line)
        work(line / lines, line % lines / rows, line % rows);
}

std::int64_t lineCount(const ConvProblem& conv) {
    return conv.axis[0].out * conv.axis[1].out;
}

/// How many parts are worth a thread of their own, if there are `parts` of them.
std::int64_t grainOf(const ConvProblem& conv, std::int64_t parts) {
    constexpr std::int64_t kWorthAThread = 200'000;
    const std::int64_t each = conv.multiplyAdds() / std::max<std::int64_t>(1, parts);
    return kWorthAThread / std::max<std::int64_t>(1, each) + 1;
}

} // namespace

void convLoops(const ConvProblem& conv, const float* x, const float* filter, float* y) {
    const std::int64_t lines = conv.batch * lineCount(conv);
    const std::int64_t lineSize = conv.axis[2].out * conv.outChannels;
    if (conv.outSize() == 0)
        return;
    parallelFor(lines, grainOf(conv, lines), [&](std::int64_t begin, std::int64_t end) {
        std::fill(y + begin * lineSize, y + end * lineSize, 0.0F);
        if (conv.channels == 0)
            return;
        forLines(conv, begin, end, [&](std::int64_t image, std::int64_t depth, std::int64_t row) {
            const float* from = x + image * conv.imageSize();
            float* to = y + image * conv.outSize();
            forEachRun(conv, depth, row, [&](const Run& run) {
                forwardRun(conv, run, from, filterAt(conv, run, filter), to);
            });
        });
    });
}

void convInputLoops(const ConvProblem& conv, const float* dy, const float* filter, float* dx) {
    if (conv.imageSize() == 0)
        return;
    const std::int64_t lines = lineCount(conv);
    parallelFor(conv.batch, grainOf(conv, conv.batch), [&](std::int64_t begin, std::int64_t end) {
        std::fill(dx + begin * conv.imageSize(), dx + end * conv.imageSize(), 0.0F);
        if (conv.outSize() == 0)
            return;
        forLines(
            conv,
            begin * lines,
            end * lines,
            [&](std::int64_t image, std::int64_t depth, std::int64_t row) {
                const float* from = dy + image * conv.outSize();
                float* to = dx + image * conv.imageSize();
                forEachRun(conv, depth, row, [&](const Run& run) {
                    inputRun(conv, run, from, filterAt(conv, run, filter), to);
                });
            });
    });
}

void convFilterLoops(const ConvProblem& conv, const float* x, const float* dy, float* dfilter) {
    std::fill(dfilter, dfilter + conv.filterSize(), 0.0F);
    if (conv.filterSize() == 0 || conv.outSize() == 0)
        return;
    const std::int64_t lines = conv.batch * lineCount(conv);
    forLines(conv, 0, lines, [&](std::int64_t image, std::int64_t depth, std::int64_t row) {
        const float* from = x + image * conv.imageSize();
        const float* out = dy + image * conv.outSize();
        forEachRun(conv, depth, row, [&](const Run& run) {
            const std::int64_t place = run.tap * (conv.filterSize() / conv.taps());
            filterRun(conv, run, from, out, dfilter + place);
        });
    });
}

} // namespace tp::cpu
