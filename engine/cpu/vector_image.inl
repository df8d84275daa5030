// Pools and normalisation of float32. Part of vector_loops.inl.

struct Added {
    static constexpr float kStart = 0;
    static float join(float a, float b) { return a + b; }
    static float finish(float sum, float count) { return sum / count; }
};

/// NaN is not above anything, and gives way to what comes after it.
struct LargestSeen {
    static constexpr float kStart = -std::numeric_limits<float>::infinity();
    static float join(float a, float b) { return b > a ? b : a; }
    static float finish(float largest, float /*count*/) { return largest; }
};

template<class How>
void poolRows(
    const float* x,
    std::int64_t pitch,
    std::int64_t rows,
    std::int64_t width,
    float* __restrict joined) {
    for (std::int64_t k = 0; k < width && rows < 2; ++k)
        joined[k] = rows == 0 ? How::kStart : How::join(How::kStart, x[k]);
    if (rows < 2)
        return;
    for (std::int64_t k = 0; k < width; ++k)
        joined[k] = How::join(How::join(How::kStart, x[k]), x[pitch + k]);
    for (std::int64_t row = 2; row < rows; ++row)
        for (std::int64_t k = 0; k < width; ++k)
            joined[k] = How::join(joined[k], x[row * pitch + k]);
}

/// kBlock neighbouring channels of a window of `size` pixels.
template<class How, std::int64_t kBlock>
void poolBlock(
    const float* x, std::int64_t channels, std::int64_t size, float count, float* __restrict y) {
    float joined[kBlock];
    for (std::int64_t c = 0; c < kBlock; ++c)
        joined[c] = x[c];
    for (std::int64_t tap = 1; tap < size; ++tap)
        for (std::int64_t c = 0; c < kBlock; ++c)
            joined[c] = How::join(joined[c], x[tap * channels + c]);
    for (std::int64_t c = 0; c < kBlock; ++c)
        y[c] = How::finish(joined[c], count);
}

template<class How>
void poolWindows(
    const float* x,
    std::int64_t channels,
    std::int64_t stride,
    std::int64_t size,
    std::int64_t windows,
    float count,
    float* __restrict y) {
    constexpr std::int64_t kWide = 16;
    constexpr std::int64_t kNarrow = 8;
    for (std::int64_t window = 0; window < windows; ++window) {
        std::int64_t c = 0;
        for (; c + kWide <= channels; c += kWide)
            poolBlock<How, kWide>(x + c, channels, size, count, y + c);
        for (; c + kNarrow <= channels; c += kNarrow)
            poolBlock<How, kNarrow>(x + c, channels, size, count, y + c);
        for (; c < channels; ++c)
            poolBlock<How, 1>(x + c, channels, size, count, y + c);
        x += stride * channels;
        y += channels;
    }
}

void normalizeRun(
    const float* x,
    const float* mean,
    const float* factor,
    const float* offset,
    std::int64_t count,
    float* __restrict y) {
    for (std::int64_t i = 0; i < count; ++i)
        y[i] = (x[i] - mean[i]) * factor[i] + offset[i];
}

void addImages(VectorLoops& loops) {
    loops.meanPool = {poolRows<Added>, poolWindows<Added>};
    loops.maxPool = {poolRows<LargestSeen>, poolWindows<LargestSeen>};
    loops.normalize = normalizeRun;
}
