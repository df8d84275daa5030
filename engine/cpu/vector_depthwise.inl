// Depthwise convolutions of float32. Part of vector_loops.inl.

// Each channel goes by itself, so channels fill a register, and several windows are done together
// to hide how long a product takes. With more of them, their addresses would not stay in registers.
constexpr int kDepthwiseWindows = 8;

/// kWindows windows from x on, of a register full of channels, of which `last` are there.
template<class Vector, int kWindows, bool kIsWhole>
[[gnu::always_inline]] inline void depthwiseBlock(
    const ConvRun& run,
    const float* x,
    const float* filter,
    const DepthwiseEnd& end,
    float* y,
    std::int64_t last) {
    const auto take = [last](const float* from) {
        return kIsWhole ? load<Vector>(from) : loadSome(from, last, Vector{});
    };
    Vector sums[kWindows] = {};
    for (std::int64_t r = 0; r < run.rows.count; ++r) {
        const float* seen = x + r * run.rows.stepX;
        const float* taps = filter + r * run.rows.stepFilter;
        for (std::int64_t s = 0; s < run.columns.count; ++s) {
            const Vector factors = take(taps);
#pragma GCC unroll 16
            for (int i = 0; i < kWindows; ++i)
                sums[i] += take(seen + i * run.windows.stepX) * factors;
            seen += run.columns.stepX;
            taps += run.columns.stepFilter;
        }
    }
    const Vector bias = end.bias ? take(end.bias) : Vector{};
    const Vector least = Vector{} + end.least;
    const Vector most = Vector{} + end.most;
#pragma GCC unroll 16
    for (int i = 0; i < kWindows; ++i, y += run.windows.stepY) {
        Vector sum = sums[i] + bias;
        sum = sum < least ? least : (sum > most ? most : sum); // NaN stays
        if (kIsWhole) {
            store(y, sum);
        } else {
            storeSome(y, sum, last);
        }
    }
}

/// A few windows from x on, of all channels.
template<int kWindows>
void depthwiseWindows(
    const ConvRun& run, const float* x, const float* filter, const DepthwiseEnd& end, float* y) {
    const auto from = [&](std::int64_t channel) {
        return DepthwiseEnd{end.bias ? end.bias + channel : nullptr, end.least, end.most};
    };
    std::int64_t c = 0;
    for (; c + kWidth <= run.channels; c += kWidth)
        depthwiseBlock<Floats, kWindows, true>(run, x + c, filter + c, from(c), y + c, kWidth);
    const std::int64_t last = run.channels - c;
#ifdef __AVX512F__
    constexpr std::int64_t kHalf = kWidth / 2;
    if (last == kHalf) {
        depthwiseBlock<EightFloats, kWindows, true>(run, x + c, filter + c, from(c), y + c, last);
        return;
    }
#endif
    if (last > 0)
        depthwiseBlock<Floats, kWindows, false>(run, x + c, filter + c, from(c), y + c, last);
}

/// As many whole groups of windows as are left; if there was one before, the last group does some
/// windows again. Returns how many are done.
template<int kWindows>
std::int64_t depthwiseGroups(
    const ConvRun& run,
    const float* x,
    const float* filter,
    const DepthwiseEnd& end,
    float* y,
    std::int64_t done) {
    const ConvRun::Windows& windows = run.windows;
    while (done < windows.count) {
        const bool isWhole = done + kWindows <= windows.count;
        const std::int64_t first = isWhole ? done : windows.count - kWindows;
        // A smaller group does a few left over sooner.
        if (first < 0 || windows.count - done <= kWindows * 3 / 4)
            return done;
        depthwiseWindows<kWindows>(
            run, x + first * windows.stepX, filter, end, y + first * windows.stepY);
        done = first + kWindows;
    }
    return done;
}

void convolveDepthwise(
    const ConvRun& run, const float* x, const float* filter, const DepthwiseEnd& end, float* y) {
    for (std::int64_t line = 0; line < run.lines.count; ++line) {
        std::int64_t done = depthwiseGroups<kDepthwiseWindows>(run, x, filter, end, y, 0);
        done = depthwiseGroups<kDepthwiseWindows / 2>(run, x, filter, end, y, done);
        done = depthwiseGroups<kDepthwiseWindows / 4>(run, x, filter, end, y, done);
        depthwiseGroups<1>(run, x, filter, end, y, done);
        x += run.lines.stepX;
        y += run.lines.stepY;
    }
}

void addDepthwise(VectorLoops& loops) {
    loops.convolveDepthwise = convolveDepthwise;
}
