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

template<class T>
void addScaledRun(T factor, const T* x, T* y, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i)
        y[i] += factor * x[i];
}

// Softmaxes go step by step over several rows that fit the cache together. Each step is short and
// the rows do not wait for each other, which matters when they have only a few numbers.

constexpr std::int64_t kManyNumbers = 4096;

float largestOfRow(const float* x, std::int64_t width) {
    if (width >= 2 * kFewLanes)
        return bestOfRun<Larger>(x, width);
    float best = x[0];
    for (std::int64_t i = 1; i < width; ++i)
        best = Larger::join(best, x[i]);
    return best;
}

float sumOfRow(const float* x, std::int64_t width) {
    // So few terms lose nothing in float32.
    constexpr std::int64_t kFewTerms = 128;
    if (width > kFewTerms)
        return static_cast<float>(sumRun<kLanes>(x, width));
    float lanes[kFewLanes] = {};
    std::int64_t i = 0;
    for (; i + kFewLanes <= width; i += kFewLanes)
        for (std::int64_t k = 0; k < kFewLanes; ++k)
            lanes[k] += x[i + k];
    float sum = i > 0 ? joinLanes<kFewLanes>(lanes, plus<float>) : 0.0F;
    for (; i < width; ++i)
        sum += x[i];
    return sum;
}

/// y = x less its row's largest, for all rows.
void lessLargest(const float* x, float* y, std::int64_t rows, std::int64_t width) {
    for (std::int64_t row = 0; row < rows; ++row, x += width, y += width) {
        const float largest = largestOfRow(x, width);
        for (std::int64_t i = 0; i < width; ++i)
            y[i] = x[i] - largest;
    }
}

void softmaxSome(const float* x, float* y, std::int64_t rows, std::int64_t width) {
    lessLargest(x, y, rows, width);
    for (std::int64_t i = 0; i < rows * width; ++i)
        y[i] = fastExp(y[i]);
    for (std::int64_t row = 0; row < rows; ++row, y += width) {
        const float share = 1.0F / sumOfRow(y, width);
        for (std::int64_t i = 0; i < width; ++i)
            y[i] *= share;
    }
}

void logSoftmaxSome(const float* x, float* y, std::int64_t rows, std::int64_t width) {
    float exponentials[kManyNumbers];
    float sums[kManyNumbers];
    lessLargest(x, y, rows, width);
    for (std::int64_t i = 0; i < rows * width; ++i)
        exponentials[i] = fastExp(y[i]);
    for (std::int64_t row = 0; row < rows; ++row)
        sums[row] = sumOfRow(exponentials + row * width, width);
    for (std::int64_t row = 0; row < rows; ++row)
        sums[row] = fastLog(sums[row]);
    for (std::int64_t row = 0; row < rows; ++row, y += width)
        for (std::int64_t i = 0; i < width; ++i)
            y[i] -= sums[row];
}

/// A row too long for the cache.
void logSoftmaxOne(const float* x, float* y, std::int64_t width) {
    lessLargest(x, y, 1, width);
    double sum = 0;
    float exponentials[kManyNumbers];
    for (std::int64_t start = 0; start < width; start += kManyNumbers) {
        const std::int64_t count = std::min(kManyNumbers, width - start);
        for (std::int64_t i = 0; i < count; ++i)
            exponentials[i] = fastExp(y[start + i]);
        sum += sumRun<kLanes>(exponentials, count);
    }
    const auto shift = static_cast<float>(std::log(sum));
    for (std::int64_t i = 0; i < width; ++i)
        y[i] -= shift;
}

void softmaxRows(const float* x, float* y, std::int64_t rows, std::int64_t width) {
    const std::int64_t some = std::max<std::int64_t>(1, kManyNumbers / width);
    for (std::int64_t row = 0; row < rows; row += some)
        softmaxSome(x + row * width, y + row * width, std::min(some, rows - row), width);
}

void logSoftmaxRows(const float* x, float* y, std::int64_t rows, std::int64_t width) {
    const std::int64_t some = kManyNumbers / width;
    for (std::int64_t row = 0; row < rows; row += std::max<std::int64_t>(1, some))
        if (some == 0)
            logSoftmaxOne(x + row * width, y + row * width, width);
        else
            logSoftmaxSome(x + row * width, y + row * width, std::min(some, rows - row), width);
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
    loops.addScaled = addScaledRun<float>;
    loops.addScaledWhole = addScaledRun<std::uint32_t>;
    loops.softmax = softmaxRows;
    loops.logSoftmax = logSoftmaxRows;
}
