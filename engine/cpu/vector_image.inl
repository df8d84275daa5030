// Pools and normalisation of float32. Part of vector_loops.inl.

// For a number as for a vector of them.
struct Added {
    static constexpr float kStart = 0;
    template<class T>
    static T join(T a, T b) {
        return a + b;
    }
    template<class T>
    static T finish(T sum, const PoolRow& row) {
        return partOf(sum, row.count, 1 / row.count);
    }
};

/// NaN is not above anything, and gives way to what comes after it.
struct LargestSeen {
    static constexpr float kStart = -std::numeric_limits<float>::infinity();
    template<class T>
    static T join(T a, T b) {
        return largerOf(b, a);
    }
    template<class T>
    static T finish(T largest, const PoolRow& /*row*/) {
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
    for (std::int64_t row = 2; row < rows; ++row) {
        for (std::int64_t k = 0; k < width; ++k)
            joined[k] = How::join(joined[k], x[row * pitch + k]);
    }
}

/// A column of a window. A constant count of rows lets the compiler unroll the loop; 0 stands for
/// any.
template<class How, class Vector, int kRows>
Vector joinColumn(const PoolRow& row, const float* x) {
    const std::int64_t rows = kRows == 0 ? row.rows : kRows;
    Vector joined = How::join(Vector{} + How::kStart, load<Vector>(x));
    for (std::int64_t i = 1; i < rows; ++i)
        joined = How::join(joined, load<Vector>(x + i * row.pitch));
    return joined;
}

/// All windows of a register full of channels, which begin at x and y.
template<class How, class Vector>
void poolAnyWindows(const PoolRow& row, const float* x, float* y) {
    for (std::int64_t window = 0; window < row.windows; ++window) {
        Vector joined = joinColumn<How, Vector, 0>(row, x);
        for (std::int64_t tap = 1; tap < row.size; ++tap) {
            joined = How::join(
                joined, joinColumn<How, Vector, 0>(row, x + tap * row.channels));
        }
        store(y, How::finish(joined, row));
        x += row.stride * row.channels;
        y += row.channels;
    }
}

/// The same for windows of three columns, which share one or two with their neighbours.
template<class How, class Vector, int kStride>
void poolThreeWide(const PoolRow& row, const float* x, float* y) {
    constexpr int kRows = 3;
    const std::int64_t step = row.channels;
    auto first = joinColumn<How, Vector, kRows>(row, x);
    auto second = joinColumn<How, Vector, kRows>(row, x + step);
    x += 2 * step;
    for (std::int64_t window = 0; window < row.windows; ++window) {
        const auto third = joinColumn<How, Vector, kRows>(row, x);
        store(y, How::finish(How::join(How::join(first, second), third), row));
        y += step;
        if (window + 1 == row.windows)
            break; // there need not be more columns
        first = kStride == 1 ? second : third;
        second = kStride == 1 ? third : joinColumn<How, Vector, kRows>(row, x + step);
        x += kStride * step;
    }
}

template<class How, class Vector>
void poolTwoWide(const PoolRow& row, const float* x, float* y) {
    constexpr int kRows = 2;
    for (std::int64_t window = 0; window < row.windows; ++window) {
        const auto first = joinColumn<How, Vector, kRows>(row, x);
        const auto second = joinColumn<How, Vector, kRows>(row, x + row.channels);
        store(y, How::finish(How::join(first, second), row));
        x += row.stride * row.channels;
        y += row.channels;
    }
}

/// From channel c on, as long as there are registers full of channels.
template<class How, class Vector>
void poolChannels(const PoolRow& row, std::int64_t& c) {
    constexpr std::int64_t kChannels = numbersIn<Vector>();
    for (; c + kChannels <= row.channels; c += kChannels) {
        const float* x = row.x + c;
        float* y = row.y + c;
        if (row.rows == 2 && row.size == 2) {
            poolTwoWide<How, Vector>(row, x, y);
        } else if (row.rows == 3 && row.size == 3 && row.stride == 1) {
            poolThreeWide<How, Vector, 1>(row, x, y);
        } else if (row.rows == 3 && row.size == 3 && row.stride == 2) {
            poolThreeWide<How, Vector, 2>(row, x, y);
        } else {
            poolAnyWindows<How, Vector>(row, x, y);
        }
    }
}

template<class How>
void poolWindows(const PoolRow& row) {
    std::int64_t c = 0;
    poolChannels<How, Floats>(row, c);
#ifdef __AVX512F__
    poolChannels<How, EightFloats>(row, c);
#endif
#ifdef __AVX__
    poolChannels<How, FourFloats>(row, c);
#endif
    poolChannels<How, float>(row, c);
}

/// The windows of a register full of channels, which begin at x, dy and dx. Constants let the
/// compiler unroll the loops; 0 stands for any.
template<class Vector, int kRows, int kSize>
void shareOutWindows(const PoolGradRow& row, const float* x, const float* dy, float* dx) {
    const std::int64_t rows = kRows == 0 ? row.rows : kRows;
    const std::int64_t size = kSize == 0 ? row.size : kSize;
    constexpr float kNone = -std::numeric_limits<float>::infinity();
    for (std::int64_t window = 0; window < row.windows; ++window) {
        Vector largest = Vector{} + kNone;
        for (std::int64_t i = 0; i < rows; ++i) {
            for (std::int64_t k = 0; k < size; ++k)
                largest = largerOf(load<Vector>(x + i * row.pitch + k * row.channels), largest);
        }
        const auto given = load<Vector>(dy);
        auto isLeft = largest > kNone; // to be given to a pixel
        for (std::int64_t i = 0; i < rows; ++i) {
            for (std::int64_t k = 0; k < size; ++k) {
                const std::int64_t at = i * row.pitch + k * row.channels;
                const auto isHere = (load<Vector>(x + at) == largest) & isLeft;
                store<Vector>(dx + at, isHere ? given : Vector{});
                isLeft = isLeft & (isHere == 0);
            }
        }
        x += row.stride * row.channels;
        dx += row.stride * row.channels;
        dy += row.channels;
    }
}

template<class Vector>
void shareOutChannels(const PoolGradRow& row, std::int64_t& c) {
    constexpr std::int64_t kChannels = numbersIn<Vector>();
    for (; c + kChannels <= row.channels; c += kChannels) {
        if (row.rows == 2 && row.size == 2) {
            shareOutWindows<Vector, 2, 2>(row, row.x + c, row.dy + c, row.dx + c);
        } else {
            shareOutWindows<Vector, 0, 0>(row, row.x + c, row.dy + c, row.dx + c);
        }
    }
}

void shareOutRow(const PoolGradRow& row) {
    std::int64_t c = 0;
    shareOutChannels<Floats>(row, c);
#ifdef __AVX512F__
    shareOutChannels<EightFloats>(row, c);
#endif
#ifdef __AVX__
    shareOutChannels<FourFloats>(row, c);
#endif
    shareOutChannels<float>(row, c);
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
    loops.maxPoolGrad = shareOutRow;
    loops.placesOfLargest = placesInRow;
    loops.normalize = normalizeRun;
}
