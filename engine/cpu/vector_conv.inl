// Convolutions of few channels of float32. Part of vector_loops.inl.

// Output channels lie side by side in registers, and as many windows as leave room for them are done
// together: each number of the filter is read once for all of those.
constexpr int kConvRegisters = kRegisters / 8; // of a window
constexpr int kConvSums = kRegisters == 32 ? 24 : 12;

/// Where a few windows see a tap: three at a time share a pointer, which is as far as one
/// instruction reaches by itself.
template<int kWindows>
class WindowsSeen {
public:
    WindowsSeen(const float* x, std::int64_t step) : m_step(step) {
        for (int i = 0; i < kPointers; ++i)
            m_x[i] = x + 3 * i * step;
    }

    void operator++() {
#pragma GCC unroll 8
        for (int i = 0; i < kPointers; ++i)
            ++m_x[i];
    }

    float operator[](int window) const { return m_x[window / 3][window % 3 * m_step]; }

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
    constexpr std::int64_t kNumbers = sizeof(Vector) / sizeof(float);
    Vector sums[kWindows][kVectors] = {};
    for (std::int64_t q = 0; q < run.depths.count; ++q) {
        for (std::int64_t r = 0; r < run.rows.count; ++r) {
            for (std::int64_t s = 0; s < run.columns.count; ++s) {
                const float* taps = filter + q * run.depths.stepFilter + r * run.rows.stepFilter +
                                    s * run.columns.stepFilter;
                WindowsSeen<kWindows> seen(
                    x + q * run.depths.stepX + r * run.rows.stepX + s * run.columns.stepX,
                    run.stepX);
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
    for (int i = 0; i < kWindows; ++i, y += run.stepY) {
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

/// As many whole blocks of windows as there are from window `done` on. If more than half of one more
/// is left, the last block does some of its windows again.
template<class Vector, int kVectors, int kWindows, bool kIsWhole>
void convolveBlocks(
    const ConvRun& run, std::int64_t channel, std::int64_t last, std::int64_t& done) {
    while (done < run.windows) {
        const std::int64_t left = run.windows - done;
        const std::int64_t first = left < kWindows ? run.windows - kWindows : done;
        if (first < 0 || left <= kWindows / 2)
            return;
        convolveBlock<Vector, kVectors, kWindows, kIsWhole>(
            run,
            run.x + first * run.stepX,
            run.filter + channel,
            run.y + first * run.stepY + channel,
            last);
        done = first + kWindows;
    }
}

/// All windows, from output channel `channel` on.
template<class Vector, int kVectors, bool kIsWhole>
void convolveWindows(const ConvRun& run, std::int64_t channel, std::int64_t last) {
    constexpr int kMost = kConvSums / kVectors;
    std::int64_t done = 0;
    convolveBlocks<Vector, kVectors, kMost, kIsWhole>(run, channel, last, done);
    if (kMost >= 12)
        convolveBlocks<Vector, kVectors, kMost / 2, kIsWhole>(run, channel, last, done);
    convolveBlocks<Vector, kVectors, 3, kIsWhole>(run, channel, last, done);
    convolveBlocks<Vector, kVectors, 1, kIsWhole>(run, channel, last, done);
}

void convolveRun(const ConvRun& given) {
    ConvRun run = given;
    if (run.columns.stepX == run.channels) { // taps without gaps are as good as channels
        run.channels *= run.columns.count;
        run.columns.count = run.channels == 0 ? 0 : 1;
    }
    std::int64_t c = 0;
    for (; c + kConvRegisters * kWidth <= run.outChannels; c += kConvRegisters * kWidth)
        convolveWindows<Floats, kConvRegisters, true>(run, c, kWidth);
#ifdef __AVX512F__
    if (c + 3 * kWidth <= run.outChannels) {
        convolveWindows<Floats, 3, true>(run, c, kWidth);
        c += 3 * kWidth;
    }
    if (c + 2 * kWidth <= run.outChannels) {
        convolveWindows<Floats, 2, true>(run, c, kWidth);
        c += 2 * kWidth;
    }
#endif
    if (c + kWidth <= run.outChannels) {
        convolveWindows<Floats, 1, true>(run, c, kWidth);
        c += kWidth;
    }
    const std::int64_t last = run.outChannels - c;
#ifdef __AVX512F__
    constexpr std::int64_t kHalf = kWidth / 2;
    if (last == kHalf)
        return convolveWindows<EightFloats, 1, true>(run, c, last);
    if (last > 0 && last < kHalf)
        return convolveWindows<EightFloats, 1, false>(run, c, last);
#endif
    if (last > 0)
        convolveWindows<Floats, 1, false>(run, c, last);
}

void addConvolutions(VectorLoops& loops) {
    loops.convolve = convolveRun;
}
