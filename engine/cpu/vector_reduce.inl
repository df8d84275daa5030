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
    static bool beats(float a, float b) { return a > b; }
    /// NaN wins over all.
    static float join(float a, float b) { return a > b || a != a ? a : b; }
    /// NaN never wins.
    static float better(float a, float b) { return b > a ? b : a; }
};

struct Smaller {
    static constexpr float kStart = std::numeric_limits<float>::infinity();
    static bool beats(float a, float b) { return a < b; }
    static float join(float a, float b) { return a < b || a != a ? a : b; }
    static float better(float a, float b) { return b < a ? b : a; }
};

template<std::int64_t kCount, class F>
float joinRun(const float* x, std::int64_t count, float start, F join) {
    float lanes[kCount];
    for (float& lane : lanes)
        lane = start;
    std::int64_t i = 0;
    for (; i + kCount <= count; i += kCount)
        for (std::int64_t k = 0; k < kCount; ++k)
            lanes[k] = join(lanes[k], x[i + k]);
    float joined = joinLanes<kCount>(lanes, join);
    for (; i < count; ++i)
        joined = join(joined, x[i]);
    return joined;
}

template<class How>
float bestOfRun(const float* x, std::int64_t count) {
    const auto join = [](float a, float b) { return How::join(a, b); };
    constexpr std::int64_t kMany = 2 * kLanes;
    return count < 4 * kMany ? joinRun<kFewLanes>(x, count, How::kStart, join)
                             : joinRun<kMany>(x, count, How::kStart, join);
}

/// The first of the best: found within a block only if the block has a better one than those
/// before, which is rare. If the first number of all is NaN, nothing beats it.
template<class How>
std::int64_t positionInRun(const float* x, std::int64_t count) {
    const auto better = [](float a, float b) { return How::better(a, b); };
    constexpr std::int64_t kBlock = 1024;
    std::int64_t at = 0;
    float best = x[0];
    for (std::int64_t start = 0; start < count; start += kBlock) {
        const std::int64_t length = std::min(kBlock, count - start);
        const float* run = x + start;
        const float bestHere = length < kBlock ? joinRun<kFewLanes>(run, length, best, better)
                                               : joinRun<2 * kLanes>(run, length, best, better);
        if (!How::beats(bestHere, best))
            continue;
        best = bestHere;
        at = start;
        while (x[at] != best)
            ++at;
    }
    return at;
}

/// Four rows at a time, so that the sums are read and written once for them.
void sumRows(
    const float* x,
    std::int64_t pitch,
    std::int64_t rows,
    std::int64_t width,
    double* __restrict joined) {
    for (; rows >= 4; rows -= 4, x += 4 * pitch) {
        const float* second = x + pitch;
        const float* third = second + pitch;
        const float* fourth = third + pitch;
        for (std::int64_t k = 0; k < width; ++k)
            joined[k] += (static_cast<double>(x[k]) + static_cast<double>(second[k])) +
                         (static_cast<double>(third[k]) + static_cast<double>(fourth[k]));
    }
    for (; rows > 0; --rows, x += pitch)
        for (std::int64_t k = 0; k < width; ++k)
            joined[k] += static_cast<double>(x[k]);
}

template<class How>
void joinRows(
    const float* x,
    std::int64_t pitch,
    std::int64_t rows,
    std::int64_t width,
    float* __restrict joined) {
    for (; rows > 0; --rows, x += pitch)
        for (std::int64_t k = 0; k < width; ++k)
            joined[k] = How::join(joined[k], x[k]);
}

template<class How>
void positionRows(
    const float* x,
    std::int64_t pitch,
    std::int64_t first,
    std::int64_t rows,
    std::int64_t width,
    float* __restrict best,
    std::int32_t* __restrict position) {
    for (std::int64_t row = 0; row < rows; ++row, x += pitch) {
        const auto index = static_cast<std::int32_t>(first + row);
        for (std::int64_t k = 0; k < width; ++k) {
            const bool beats = How::beats(x[k], best[k]);
            best[k] = beats ? x[k] : best[k];
            position[k] = beats ? index : position[k];
        }
    }
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

void addScaledRun(float factor, const float* x, float* y, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i)
        y[i] += factor * x[i];
}

/// exp(x - largest) of a row, and their sum.
template<std::int64_t kCount>
double exponentials(const float* x, float largest, float* y, std::int64_t count) {
    double lanes[kCount] = {};
    std::int64_t i = 0;
    for (; i + kCount <= count; i += kCount) {
        for (std::int64_t k = 0; k < kCount; ++k)
            y[i + k] = fastExp(x[i + k] - largest);
        for (std::int64_t k = 0; k < kCount; ++k)
            lanes[k] += static_cast<double>(y[i + k]);
    }
    double sum = joinLanes<kCount>(lanes, plus<double>);
    for (; i < count; ++i) {
        y[i] = fastExp(x[i] - largest);
        sum += static_cast<double>(y[i]);
    }
    return sum;
}

double exponentials(const float* x, float largest, float* y, std::int64_t count) {
    return count < 4 * kLanes ? exponentials<kFewLanes>(x, largest, y, count)
                              : exponentials<kLanes>(x, largest, y, count);
}

void softmaxRow(const float* x, float* y, std::int64_t count) {
    const double total = exponentials(x, bestOfRun<Larger>(x, count), y, count);
    const auto divisor = static_cast<float>(total);
    for (std::int64_t i = 0; i < count; ++i)
        y[i] = y[i] / divisor;
}

void logSoftmaxRow(const float* x, float* y, std::int64_t count) {
    const float largest = bestOfRun<Larger>(x, count);
    const double total = exponentials(x, largest, y, count);
    const double shift = std::log(total) + static_cast<double>(largest);
    for (std::int64_t i = 0; i < count; ++i)
        y[i] = static_cast<float>(static_cast<double>(x[i]) - shift);
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
    loops.addScaled = addScaledRun;
    loops.softmax = softmaxRow;
    loops.logSoftmax = logSoftmaxRow;
}
