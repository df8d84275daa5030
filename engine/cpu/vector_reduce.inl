// Reductions of float32. Part of vector_loops.inl.

// As many as hide the latency of an addition; for short runs, as many as one register takes.
constexpr std::int64_t kLanes = 32;
constexpr std::int64_t kFewLanes = 8;

/// The lanes of `Lanes` joined by halves.
template<std::int64_t kCount, class T, class F>
T joinLanes(T* lanes, F join) {
    for (std::int64_t half = kCount / 2; half > 0; half /= 2)
        for (std::int64_t k = 0; k < half; ++k)
            lanes[k] = join(lanes[k], lanes[k + half]);
    return lanes[0];
}

template<class T>
T plus(T a, T b) {
    return a + b;
}

/// Sums go through double, which holds what float32 would round away.
template<std::int64_t kCount>
double sumRun(const float* x, std::int64_t count) {
    if (kCount > kFewLanes && count < 4 * kCount)
        return sumRun<kFewLanes>(x, count);
    double lanes[kCount] = {};
    std::int64_t i = 0;
    for (; i + kCount <= count; i += kCount)
        for (std::int64_t k = 0; k < kCount; ++k)
            lanes[k] += static_cast<double>(x[i + k]);
    double sum = joinLanes<kCount>(lanes, plus<double>);
    for (; i < count; ++i)
        sum += static_cast<double>(x[i]);
    return sum;
}

struct Larger {
    static constexpr float kStart = -std::numeric_limits<float>::infinity();
    template<class T>
    static auto beats(T a, T b) {
        return a > b;
    }
};

struct Smaller {
    static constexpr float kStart = std::numeric_limits<float>::infinity();
    template<class T>
    static auto beats(T a, T b) {
        return a < b;
    }
};

/// The better of two numbers; NaN wins over all.
template<class How>
float join(float a, float b) {
    return How::beats(a, b) || a != a ? a : b;
}

/// The better of two numbers; NaN never wins over what is there.
template<class How>
float better(float a, float b) {
    return How::beats(b, a) ? b : a;
}

template<std::int64_t kCount, class F>
float joinRun(const float* x, std::int64_t count, float start, F joinTwo) {
    float lanes[kCount];
    for (float& lane : lanes)
        lane = start;
    std::int64_t i = 0;
    for (; i + kCount <= count; i += kCount)
        for (std::int64_t k = 0; k < kCount; ++k)
            lanes[k] = joinTwo(lanes[k], x[i + k]);
    float joined = joinLanes<kCount>(lanes, joinTwo);
    for (; i < count; ++i)
        joined = joinTwo(joined, x[i]);
    return joined;
}

template<class How>
float bestOfRun(const float* x, std::int64_t count) {
    constexpr std::int64_t kMany = 2 * kLanes;
    return count < 4 * kMany ? joinRun<kFewLanes>(x, count, How::kStart, join<How>)
                             : joinRun<kMany>(x, count, How::kStart, join<How>);
}

/// The first of the best: found within a block only if the block has a better one than those
/// before, which is rare. If the first number of all is NaN, nothing beats it.
template<class How>
std::int64_t positionInRun(const float* x, std::int64_t count) {
    constexpr std::int64_t kBlock = 512;
    constexpr std::int64_t kWorthLanes = 128;
    std::int64_t at = 0;
    float best = x[0];
    for (std::int64_t start = 0; start < count; start += kBlock) {
        const std::int64_t length = std::min(kBlock, count - start);
        const float* run = x + start;
        const float bestHere = length < kWorthLanes
                                   ? joinRun<kFewLanes>(run, length, best, better<How>)
                                   : joinRun<kLanes>(run, length, best, better<How>);
        if (!How::beats(bestHere, best))
            continue;
        best = bestHere;
        at = start;
        while (x[at] != best)
            ++at;
    }
    return at;
}

// What follows joins rows, several at a time, so that the row they are joined into is read and
// written once for all of them.

// Eight rows are done together, and the eight below them fetched meanwhile: the processor itself
// only foresees a few rows.
constexpr int kTogether = 8;

/// Fetches the numbers eight rows below column k, once for each line of the cache.
template<int kRows>
void fetch(const float* x, std::int64_t pitch, std::int64_t k) {
    constexpr std::int64_t kLine = 16;
    if (kRows == kTogether && k % kLine == 0)
        __builtin_prefetch(x + kTogether * pitch);
}

template<int kRows>
void sumSomeRows(const float* x, std::int64_t pitch, std::int64_t width, double* joined) {
    constexpr std::int64_t kHalf = kWidth / 2;
    std::int64_t k = 0;
    for (; k + kWidth <= width; k += kWidth) {
        auto low = load<Doubles>(joined + k);
        auto high = load<Doubles>(joined + k + kHalf);
        for (int row = 0; row < kRows; ++row) {
            const float* next = x + row * pitch + k;
            fetch<kRows>(next, pitch, k);
            low += __builtin_convertvector(load<HalfFloats>(next), Doubles);
            high += __builtin_convertvector(load<HalfFloats>(next + kHalf), Doubles);
        }
        __builtin_memcpy(joined + k, &low, sizeof(low));
        __builtin_memcpy(joined + k + kHalf, &high, sizeof(high));
    }
    for (; k < width; ++k)
        for (int row = 0; row < kRows; ++row)
            joined[k] += static_cast<double>(x[row * pitch + k]);
}

void sumRows(
    const float* x, std::int64_t pitch, std::int64_t rows, std::int64_t width, double* joined) {
    for (; rows >= kTogether; rows -= kTogether, x += kTogether * pitch)
        sumSomeRows<kTogether>(x, pitch, width, joined);
    for (; rows > 0; --rows, x += pitch)
        sumSomeRows<1>(x, pitch, width, joined);
}

template<class How, int kRows>
void joinSomeRows(const float* x, std::int64_t pitch, std::int64_t width, float* joined) {
    std::int64_t k = 0;
    for (; k + kWidth <= width; k += kWidth) {
        auto best = load<Floats>(joined + k);
        for (int row = 0; row < kRows; ++row) {
            fetch<kRows>(x + row * pitch + k, pitch, k);
            const auto next = load<Floats>(x + row * pitch + k);
            best = How::beats(best, next) | (best != best) ? best : next;
        }
        __builtin_memcpy(joined + k, &best, sizeof(best));
    }
    for (; k < width; ++k)
        for (int row = 0; row < kRows; ++row)
            joined[k] = join<How>(joined[k], x[row * pitch + k]);
}

template<class How>
void joinRows(
    const float* x, std::int64_t pitch, std::int64_t rows, std::int64_t width, float* joined) {
    for (; rows >= kTogether; rows -= kTogether, x += kTogether * pitch)
        joinSomeRows<How, kTogether>(x, pitch, width, joined);
    for (; rows > 0; --rows, x += pitch)
        joinSomeRows<How, 1>(x, pitch, width, joined);
}

template<class How, int kRows>
void positionSomeRows(
    const float* x,
    std::int64_t pitch,
    std::int32_t index,
    std::int64_t width,
    float* best,
    std::int32_t* position) {
    std::int64_t k = 0;
    for (; k + kWidth <= width; k += kWidth) {
        auto bestHere = load<Floats>(best + k);
        auto place = load<Wholes>(position + k);
        for (int row = 0; row < kRows; ++row) {
            fetch<kRows>(x + row * pitch + k, pitch, k);
            const auto next = load<Floats>(x + row * pitch + k);
            const Wholes beats = How::beats(next, bestHere);
            bestHere = beats ? next : bestHere;
            place = beats ? Wholes{} + (index + row) : place;
        }
        __builtin_memcpy(best + k, &bestHere, sizeof(bestHere));
        __builtin_memcpy(position + k, &place, sizeof(place));
    }
    for (; k < width; ++k)
        for (int row = 0; row < kRows; ++row)
            if (How::beats(x[row * pitch + k], best[k])) {
                best[k] = x[row * pitch + k];
                position[k] = index + row;
            }
}

template<class How>
void positionRows(
    const float* x,
    std::int64_t pitch,
    std::int64_t rows,
    std::int64_t width,
    float* best,
    std::int32_t* position) {
    std::int32_t index = 0;
    for (; rows >= kTogether; rows -= kTogether, x += kTogether * pitch, index += kTogether)
        positionSomeRows<How, kTogether>(x, pitch, index, width, best, position);
    for (; rows > 0; --rows, x += pitch, ++index)
        positionSomeRows<How, 1>(x, pitch, index, width, best, position);
}

/// Row after row, what has been summed so far, with or without the row itself.
template<int kRows, bool kExclusive>
void accumulateSomeRows(
    const float* x, float* y, std::int64_t pitch, std::int64_t width, double* sums) {
    constexpr std::int64_t kHalf = kWidth / 2;
    std::int64_t k = 0;
    for (; k + kHalf <= width; k += kHalf) {
        auto sum = load<Doubles>(sums + k);
        for (int row = 0; row < kRows; ++row) {
            const float* next = x + row * pitch + k;
            fetch<kRows>(next, pitch, k);
            const Doubles before = sum;
            sum += __builtin_convertvector(load<HalfFloats>(next), Doubles);
            const HalfFloats rounded =
                __builtin_convertvector(kExclusive ? before : sum, HalfFloats);
            __builtin_memcpy(y + row * pitch + k, &rounded, sizeof(rounded));
        }
        __builtin_memcpy(sums + k, &sum, sizeof(sum));
    }
    for (; k < width; ++k)
        for (int row = 0; row < kRows; ++row) {
            const double before = sums[k];
            sums[k] += static_cast<double>(x[row * pitch + k]);
            y[row * pitch + k] = static_cast<float>(kExclusive ? before : sums[k]);
        }
}

template<bool kExclusive>
void accumulateRows(
    const float* x,
    float* y,
    std::int64_t pitch,
    std::int64_t rows,
    std::int64_t width,
    double* sums) {
    for (; rows >= kTogether; rows -= kTogether, x += kTogether * pitch, y += kTogether * pitch)
        accumulateSomeRows<kTogether, kExclusive>(x, y, pitch, width, sums);
    for (; rows > 0; --rows, x += pitch, y += pitch)
        accumulateSomeRows<1, kExclusive>(x, y, pitch, width, sums);
}

/// Of a's and b's products, in lanes of their own.
float dotRun(const float* a, const float* b, std::int64_t count) {
    float lanes[2 * kLanes] = {};
    std::int64_t i = 0;
    for (; i + 2 * kLanes <= count; i += 2 * kLanes)
        for (std::int64_t k = 0; k < 2 * kLanes; ++k)
            lanes[k] += a[i + k] * b[i + k];
    float sum = joinLanes<2 * kLanes>(lanes, plus<float>);
    for (; i < count; ++i)
        sum += a[i] * b[i];
    return sum;
}

template<class T>
void addScaledRun(T factor, const T* x, T* y, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i)
        y[i] += factor * x[i];
}

void addReductions(VectorLoops& loops) {
    loops.sum = sumRun<kLanes>;
    loops.largest = bestOfRun<Larger>;
    loops.smallest = bestOfRun<Smaller>;
    loops.positionOfLargest = positionInRun<Larger>;
    loops.positionOfSmallest = positionInRun<Smaller>;
    loops.dot = dotRun;
    loops.sumColumns = sumRows;
    loops.largestColumns = joinRows<Larger>;
    loops.smallestColumns = joinRows<Smaller>;
    loops.positionsOfLargest = positionRows<Larger>;
    loops.positionsOfSmallest = positionRows<Smaller>;
    loops.accumulate = accumulateRows<false>;
    loops.accumulateExclusive = accumulateRows<true>;
    loops.addScaled = addScaledRun<float>;
    loops.addScaledWhole = addScaledRun<std::uint32_t>;
}
