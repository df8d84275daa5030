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

// The compiler does not see how to do several rows at once, so the registers are named here.
#if defined(__AVX512F__)
constexpr std::size_t kRegister = 64;
#elif defined(__AVX__)
constexpr std::size_t kRegister = 32;
#else
constexpr std::size_t kRegister = 16;
#endif
using Floats = float __attribute__((vector_size(kRegister)));
using HalfFloats = float __attribute__((vector_size(kRegister / 2)));
using Doubles = double __attribute__((vector_size(kRegister)));
using Wholes = std::int32_t __attribute__((vector_size(kRegister)));
constexpr std::int64_t kWidth = kRegister / sizeof(float);

template<class Vector, class T>
Vector load(const T* x) {
    Vector value;
    __builtin_memcpy(&value, x, sizeof(value));
    return value;
}

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

// Softmaxes go step by step over several rows that fit the cache together. Each step is short and
// the rows do not wait for each other, which matters when they have only a few numbers.

constexpr std::int64_t kManyNumbers = 4096;

/// NaN need not be found here: it makes the sum of its row NaN.
float largestOfRow(const float* x, std::int64_t width) {
    if (width >= 4 * kLanes)
        return joinRun<kLanes>(x, width, Larger::kStart, better<Larger>);
    if (width >= kFewLanes)
        return joinRun<kFewLanes>(x, width, Larger::kStart, better<Larger>);
    float best = x[0];
    for (std::int64_t i = 1; i < width; ++i)
        best = better<Larger>(best, x[i]);
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
        y[i] = fastExpOfNegative(y[i]);
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
        exponentials[i] = fastExpOfNegative(y[i]);
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
            exponentials[i] = fastExpOfNegative(y[start + i]);
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
    loops.accumulate = accumulateRows<false>;
    loops.accumulateExclusive = accumulateRows<true>;
    loops.addScaled = addScaledRun<float>;
    loops.addScaledWhole = addScaledRun<std::uint32_t>;
    loops.softmax = softmaxRows;
    loops.logSoftmax = logSoftmaxRows;
}
