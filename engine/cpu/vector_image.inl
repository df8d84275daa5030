// Pools and normalisation of float32. Part of vector_loops.inl.

// As many numbers as a register holds. The compiler would take maxima of arrays one by one.
#ifdef __AVX__
constexpr std::int64_t kVector = 8;
#else
constexpr std::int64_t kVector = 4;
#endif
using Vector = float __attribute__((vector_size(kVector * sizeof(float))));

Vector vectorAt(const float* x) {
    Vector vector;
    std::memcpy(&vector, x, sizeof vector);
    return vector;
}

// For a number as for a vector of them.
struct Added {
    static constexpr float kStart = 0;
    template<class T>
    static T join(T a, T b) {
        return a + b;
    }
    template<class T>
    static T finish(T sum, float count) {
        return sum / count;
    }
};

/// NaN is not above anything, and gives way to what comes after it.
struct LargestSeen {
    static constexpr float kStart = -std::numeric_limits<float>::infinity();
    template<class T>
    static T join(T a, T b) {
        return b > a ? b : a;
    }
    template<class T>
    static T finish(T largest, float /*count*/) {
        return largest;
    }
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

template<class How>
void poolWindows(
    const float* x,
    std::int64_t channels,
    std::int64_t stride,
    std::int64_t size,
    std::int64_t windows,
    float count,
    float* __restrict y) {
    for (std::int64_t window = 0; window < windows; ++window) {
        std::int64_t c = 0;
        for (; c + kVector <= channels; c += kVector) {
            Vector joined = vectorAt(x + c);
            for (std::int64_t tap = 1; tap < size; ++tap)
                joined = How::join(joined, vectorAt(x + tap * channels + c));
            joined = How::finish(joined, count);
            std::memcpy(y + c, &joined, sizeof joined);
        }
        for (; c < channels; ++c) {
            float joined = x[c];
            for (std::int64_t tap = 1; tap < size; ++tap)
                joined = How::join(joined, x[tap * channels + c]);
            y[c] = How::finish(joined, count);
        }
        x += stride * channels;
        y += channels;
    }
}

void placesInRow(
    const float* x,
    std::int64_t channels,
    std::int64_t first,
    std::int64_t pixels,
    float* __restrict largest,
    std::int32_t* __restrict places) {
    for (std::int64_t pixel = first; pixel < first + pixels; ++pixel, x += channels) {
        const auto number = static_cast<std::int32_t>(pixel);
        for (std::int64_t c = 0; c < channels; ++c) {
            const bool isAbove = x[c] > largest[c];
            places[c] = isAbove ? number : places[c];
            largest[c] = isAbove ? x[c] : largest[c];
        }
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
    loops.placesOfLargest = placesInRow;
    loops.normalize = normalizeRun;
}
