// Convolutions of few channels of float32. Part of vector_loops.inl.

// Output channels lie side by side in registers, and as many windows as leave room for them are
// done together: each number of the filter is read once for all of those.
constexpr int kConvRegisters = kRegisters / 8; // of a window
constexpr int kConvSums = kRegisters == 32 ? 24 : 12;

/// Where a few windows see a tap: three at a time share a pointer, which is as far as one
/// instruction reaches by itself.
template<int kWindows>
class WindowsSeen {
public:
    WindowsSeen(const float* x, std::int64_t step) : m_step(step) {
        for (std::int64_t i = 0; i < kPointers; ++i)
            m_x[i] = x + 3 * i * step;
    }

    void operator++() {
#pragma GCC unroll 8
        for (int i = 0; i < kPointers; ++i)
            ++m_x[i];
    }

    float operator[](int window) const {
        return m_x[window / 3][window % 3 * m_step];
    }

private:
    static constexpr int kPointers = (kWindows + 2) / 3;
    const float* m_x[kPointers];
    std::int64_t m_step;
};

/// The windows from x on, of a few registers full of output channels. Of the last register, `last`
/// channels are there.
template<class Vector, int kVectors, int kWindows, bool kIsWhole>
void convolveBlock(
    const ConvRun& run, const float* x, const float* filter, float* y, std::int64_t last) {
    constexpr std::int64_t kNumbers = numbersIn<Vector>();
    Vector sums[kWindows][kVectors] = {};
    for (std::int64_t q = 0; q < run.depths.count; ++q) {
        for (std::int64_t r = 0; r < run.rows.count; ++r) {
            for (std::int64_t s = 0; s < run.columns.count; ++s) {
                const float* taps = filter + q * run.depths.stepFilter + r * run.rows.stepFilter +
                                    s * run.columns.stepFilter;
                WindowsSeen<kWindows> seen(
                    x + q * run.depths.stepX + r * run.rows.stepX + s * run.columns.stepX,
                    run.windows.stepX);
                for (std::int64_t c = 0; c < run.channels; ++c, ++seen, taps += run.outChannels) {
                    Vector next[kVectors];
#pragma GCC unroll 4
                    for (int v = 0; v < kVectors; ++v) {
                        next[v] = kIsWhole || v + 1 < kVectors
                                      ? load<Vector>(taps + v * kNumbers)
                                      : loadSome(taps + v * kNumbers, last, Vector{});
                    }
#pragma GCC unroll 24
                    for (int i = 0; i < kWindows; ++i) {
                        const float factor = seen[i];
#pragma GCC unroll 4
                        for (int v = 0; v < kVectors; ++v)
                            sums[i][v] += factor * next[v];
                    }
                }
            }
        }
    }
#pragma GCC unroll 24
    for (int i = 0; i < kWindows; ++i, y += run.windows.stepY) {
#pragma GCC unroll 4
        for (int v = 0; v < kVectors; ++v) {
            if (kIsWhole || v + 1 < kVectors) {
                store(y + v * kNumbers, sums[i][v]);
            } else {
                storeSome(y + v * kNumbers, sums[i][v], last);
            }
        }
    }
}

/// A line of windows, and the registers full of output channels that are done.
struct ConvLine {
    const ConvRun& run;
    const float* x;
    const float* filter;
    float* y;
    std::int64_t last;
    std::int64_t done = 0; ///< windows
};

/// As many whole blocks of windows as are left. If more than half of one more is left, the last
/// block does some of its windows again.
template<class Vector, int kVectors, int kWindows, bool kIsWhole>
void convolveBlocks(ConvLine& line) {
    const ConvRun::Windows& windows = line.run.windows;
    while (line.done < windows.count) {
        const std::int64_t left = windows.count - line.done;
        const std::int64_t first = left < kWindows ? windows.count - kWindows : line.done;
        if (first < 0 || left <= kWindows / 2)
            return;
        convolveBlock<Vector, kVectors, kWindows, kIsWhole>(
            line.run,
            line.x + first * windows.stepX,
            line.filter,
            line.y + first * windows.stepY,
            line.last);
        line.done = first + kWindows;
    }
}

template<class Vector, int kVectors, bool kIsWhole>
void convolveLine(ConvLine line) {
    constexpr int kMost = kConvSums / kVectors;
    convolveBlocks<Vector, kVectors, kMost, kIsWhole>(line);
    if (kMost >= 12)
        convolveBlocks<Vector, kVectors, kMost / 2, kIsWhole>(line);
    convolveBlocks<Vector, kVectors, 3, kIsWhole>(line);
    convolveBlocks<Vector, kVectors, 1, kIsWhole>(line);
}

/// Taps without gaps are as good as channels.
ConvRun withFewTaps(ConvRun run) {
    if (run.columns.stepX == run.channels) {
        run.channels *= run.columns.count;
        run.columns.count = run.channels == 0 ? 0 : 1;
    }
    return run;
}

void convolveLine(const ConvRun& run, const float* x, const float* filter, float* y) {
    const auto from = [&](std::int64_t channel, std::int64_t last = kWidth) {
        return ConvLine{run, x, filter + channel, y + channel, last};
    };
    std::int64_t c = 0;
    for (; c + kConvRegisters * kWidth <= run.outChannels; c += kConvRegisters * kWidth)
        convolveLine<Floats, kConvRegisters, true>(from(c));
#ifdef __AVX512F__
    if (c + 3 * kWidth <= run.outChannels) {
        convolveLine<Floats, 3, true>(from(c));
        c += 3 * kWidth;
    }
    if (c + 2 * kWidth <= run.outChannels) {
        convolveLine<Floats, 2, true>(from(c));
        c += 2 * kWidth;
    }
#endif
    if (c + kWidth <= run.outChannels) {
        convolveLine<Floats, 1, true>(from(c));
        c += kWidth;
    }
    const std::int64_t last = run.outChannels - c;
#ifdef __AVX512F__
    constexpr std::int64_t kHalf = kWidth / 2;
    if (last == kHalf)
        return convolveLine<EightFloats, 1, true>(from(c, last));
    if (last > 0 && last < kHalf)
        return convolveLine<EightFloats, 1, false>(from(c, last));
#endif
    if (last > 0)
        convolveLine<Floats, 1, false>(from(c, last));
}

void convolveRun(const ConvRun& given, const float* x, const float* filter, float* y) {
    const ConvRun run = withFewTaps(given);
    for (std::int64_t i = 0; i < run.lines.count; ++i)
        convolveLine(run, x + i * run.lines.stepX, filter, y + i * run.lines.stepY);
}

// The gradient for the filter: a block of the filter stays in registers while all windows go by.

/// kRows rows of kTaps taps without gaps, and a few registers full of output channels.
template<class Vector, int kVectors, int kRows, int kTaps, bool kIsWhole>
void addGradientBlock(
    const ConvRun& run, const float* x, const float* dy, float* filter, std::int64_t last) {
    constexpr std::int64_t kNumbers = numbersIn<Vector>();
    const auto take = [last](const float* from, int v) {
        return kIsWhole || v + 1 < kVectors ? load<Vector>(from + v * kNumbers)
                                            : loadSome(from + v * kNumbers, last, Vector{});
    };
    Vector sums[kRows][kTaps][kVectors] = {};
    for (std::int64_t line = 0; line < run.lines.count; ++line) {
        const float* seen = x + line * run.lines.stepX;
        const float* next = dy + line * run.lines.stepY;
        for (std::int64_t i = 0; i < run.windows.count; ++i) {
            Vector given[kVectors];
#pragma GCC unroll 2
            for (int v = 0; v < kVectors; ++v)
                given[v] = take(next, v);
#pragma GCC unroll 2
            for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 5
                for (int t = 0; t < kTaps; ++t) {
                    const float factor = seen[r * run.rows.stepX + t];
#pragma GCC unroll 2
                    for (int v = 0; v < kVectors; ++v)
                        sums[r][t][v] += factor * given[v];
                }
            }
            seen += run.windows.stepX;
            next += run.windows.stepY;
        }
    }
#pragma GCC unroll 2
    for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 5
        for (int t = 0; t < kTaps; ++t) {
            float* to = filter + r * run.rows.stepFilter + t * run.outChannels;
#pragma GCC unroll 2
            for (int v = 0; v < kVectors; ++v) {
                const Vector sum = take(to, v) + sums[r][t][v];
                if (kIsWhole || v + 1 < kVectors) {
                    store(to + v * kNumbers, sum);
                } else {
                    storeSome(to + v * kNumbers, sum, last);
                }
            }
        }
    }
}

/// All taps of some rows that have no gaps, a few at a time.
template<class Vector, int kVectors, int kRows, bool kIsWhole>
void addGradientTaps(
    const ConvRun& run, const float* x, const float* dy, float* filter, std::int64_t last) {
    const std::int64_t taps = run.channels;
    for (std::int64_t t = 0; t < taps;) {
        const std::int64_t left = taps - t;
        const float* seen = x + t;
        float* to = filter + t * run.outChannels;
        if (left == 5 || left >= 9) {
            addGradientBlock<Vector, kVectors, kRows, 5, kIsWhole>(run, seen, dy, to, last);
            t += 5;
        } else if (left == 4 || left >= 7) {
            addGradientBlock<Vector, kVectors, kRows, 4, kIsWhole>(run, seen, dy, to, last);
            t += 4;
        } else if (left >= 3) {
            addGradientBlock<Vector, kVectors, kRows, 3, kIsWhole>(run, seen, dy, to, last);
            t += 3;
        } else {
            addGradientBlock<Vector, kVectors, kRows, 1, kIsWhole>(run, seen, dy, to, last);
            ++t;
        }
    }
}

/// All taps, of a few registers full of output channels.
template<class Vector, int kVectors, bool kIsWhole>
void addGradientChannels(
    const ConvRun& run, const float* x, const float* dy, float* filter, std::int64_t last) {
    constexpr int kRows = 2 / kVectors; // at once: or there are too few sums
    for (std::int64_t q = 0; q < run.depths.count; ++q) {
        for (std::int64_t s = 0; s < run.columns.count; ++s) {
            const float* seen = x + q * run.depths.stepX + s * run.columns.stepX;
            float* to = filter + q * run.depths.stepFilter + s * run.columns.stepFilter;
            std::int64_t r = 0;
            for (; r + kRows <= run.rows.count; r += kRows) {
                addGradientTaps<Vector, kVectors, kRows, kIsWhole>(
                    run, seen + r * run.rows.stepX, dy, to + r * run.rows.stepFilter, last);
            }
            if (r < run.rows.count) {
                addGradientTaps<Vector, kVectors, 1, kIsWhole>(
                    run, seen + r * run.rows.stepX, dy, to + r * run.rows.stepFilter, last);
            }
        }
    }
}

void addFilterGradient(const ConvRun& given, const float* x, const float* dy, float* filter) {
    const ConvRun run = withFewTaps(given);
    std::int64_t c = 0;
    for (; c + 2 * kWidth <= run.outChannels; c += 2 * kWidth)
        addGradientChannels<Floats, 2, true>(run, x, dy + c, filter + c, kWidth);
    if (c + kWidth <= run.outChannels) {
        addGradientChannels<Floats, 1, true>(run, x, dy + c, filter + c, kWidth);
        c += kWidth;
    }
    const std::int64_t last = run.outChannels - c;
#ifdef __AVX512F__
    constexpr std::int64_t kHalf = kWidth / 2;
    if (last == kHalf)
        return addGradientChannels<EightFloats, 1, true>(run, x, dy + c, filter + c, last);
    if (last > 0 && last < kHalf)
        return addGradientChannels<EightFloats, 1, false>(run, x, dy + c, filter + c, last);
#endif
    if (last > 0)
        addGradientChannels<Floats, 1, false>(run, x, dy + c, filter + c, last);
}

void addConvolutions(VectorLoops& loops) {
    loops.convolve = convolveRun;
    loops.addFilterGradient = addFilterGradient;
}
