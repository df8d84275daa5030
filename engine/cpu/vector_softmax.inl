// Softmaxes of float32. Part of vector_loops.inl.

const auto kLarger = [](auto x, auto largest) { return largerOf(x, largest); };
const auto kAdd = [](auto a, auto b) { return a + b; };

constexpr float kLowest = -std::numeric_limits<float>::infinity();

// NaN need not be found when looking for the largest: it makes the sum of its row NaN.

/// Of numbers that are not above 0.
Floats exponentialOf(Floats x) {
    constexpr float kReach = -87; // below, there is no float of normal precision
    return fastExpInReach<Floats, Wholes>(largerOf(Floats{} + kReach, x));
}

/// Rows that fit a few registers, the last of which takes `last` numbers. Several rows go step by
/// step, since each step takes longer for one than to start it for the next.
template<int kVectors, int kRows>
void softmaxFewRows(const float* x, float* y, std::int64_t width, std::int64_t last, bool isWhole) {
    constexpr int kEnd = kVectors - 1;
    const Floats lowest = Floats{} + kLowest;
    Floats values[kRows][kVectors];
#pragma GCC unroll 16
    for (int row = 0; row < kRows; ++row) {
        const float* from = x + row * width;
        for (int v = 0; v < kEnd; ++v)
            values[row][v] = load<Floats>(from + v * kWidth);
        from += kEnd * kWidth;
        values[row][kEnd] =
            isWhole ? firstOf(load<Floats>(from), last, lowest) : loadSome(from, last, lowest);
    }
    float tops[kRows];
#pragma GCC unroll 16
    for (int row = 0; row < kRows; ++row) {
        Floats largest = values[row][0];
        for (int v = 1; v < kVectors; ++v)
            largest = largerOf(values[row][v], largest);
        tops[row] = joinRegister(largest, kLarger);
    }
#pragma GCC unroll 16
    for (int row = 0; row < kRows; ++row) {
        for (Floats& value : values[row])
            value = exponentialOf(value - tops[row]);
    }
    float sums[kRows];
#pragma GCC unroll 16
    for (int row = 0; row < kRows; ++row) {
        Floats sum = values[row][0];
        for (int v = 1; v < kVectors; ++v)
            sum += values[row][v];
        sums[row] = joinRegister(sum, kAdd);
    }
    float shares[kRows];
#pragma GCC unroll 16
    for (int row = 0; row < kRows; ++row)
        shares[row] = 1.0F / sums[row];
#pragma GCC unroll 16
    for (int row = 0; row < kRows; ++row) {
        float* to = y + row * width;
        for (int v = 0; v < kEnd; ++v)
            store(to + v * kWidth, values[row][v] * shares[row]);
        to += kEnd * kWidth;
        if (isWhole) {
            store(to, values[row][kEnd] * shares[row]);
        } else {
            storeSome(to, values[row][kEnd] * shares[row], last);
        }
    }
}

template<int kVectors>
void softmaxShortRows(const float* x, float* y, std::int64_t rows, std::int64_t width) {
    constexpr int kRows = kRegisters / 2 / kVectors;
    const std::int64_t last = width - (kVectors - 1) * kWidth;
    // Whole registers may be read and written before these rows: what is in the way is the next
    // rows', which are not done yet.
    const std::int64_t whole = rows - (kWidth - last + width - 1) / width;
    std::int64_t row = 0;
    for (; row + kRows <= rows; row += kRows) {
        softmaxFewRows<kVectors, kRows>(
            x + row * width, y + row * width, width, last, row + kRows <= whole);
    }
    for (; row < rows; ++row)
        softmaxFewRows<kVectors, 1>(x + row * width, y + row * width, width, last, row < whole);
}

float largestOfLongRow(const float* x, std::int64_t width) {
    Floats largest[kSomeRegisters];
    for (Floats& each : largest)
        each = Floats{} + kLowest;
    std::int64_t i = 0;
    for (; i + kSomeRegisters * kWidth <= width; i += kSomeRegisters * kWidth) {
        for (int v = 0; v < kSomeRegisters; ++v)
            largest[v] = largerOf(load<Floats>(x + i + v * kWidth), largest[v]);
    }
    for (; i < width; i += kWidth) {
        largest[0] = largerOf(
            loadSome(x + i, std::min(kWidth, width - i), Floats{} + kLowest), largest[0]);
    }
    return joinRegister(
        largerOf(largerOf(largest[0], largest[1]), largerOf(largest[2], largest[3])), kLarger);
}

/// y = exp(x - top); returns the sum. Meanwhile fetches what lies `next` numbers further on.
float exponentials(const float* x, float* y, std::int64_t width, float top, std::int64_t next) {
    Floats sums[kSomeRegisters] = {};
    std::int64_t i = 0;
    for (; i + kSomeRegisters * kWidth <= width; i += kSomeRegisters * kWidth) {
        for (int v = 0; v < kSomeRegisters; ++v) {
            const std::int64_t k = i + v * kWidth;
            __builtin_prefetch(x + k + next);
            const auto power = exponentialOf(load<Floats>(x + k) - top);
            store(y + k, power);
            sums[v] += power;
        }
    }
    for (; i < width; i += kWidth) {
        const std::int64_t some = std::min(kWidth, width - i);
        const auto power = exponentialOf(
            loadSome(x + i, some, Floats{} + kLowest) - top);
        storeSome(y + i, power, some);
        sums[0] += power;
    }
    return joinRegister((sums[0] + sums[1]) + (sums[2] + sums[3]), kAdd);
}

void softmaxLongRows(const float* x, float* y, std::int64_t rows, std::int64_t width) {
    // So few terms lose nothing in float32.
    constexpr std::int64_t kFewTerms = 1024;
    for (std::int64_t row = 0; row < rows; ++row, x += width, y += width) {
        const float top = largestOfLongRow(x, width);
        double sum = 0;
        for (std::int64_t i = 0; i < width; i += kFewTerms) {
            sum += static_cast<double>(
                exponentials(x + i, y + i, std::min(kFewTerms, width - i), top, width));
        }
        const auto share = static_cast<float>(1.0 / sum);
        for (std::int64_t i = 0; i < width; ++i)
            y[i] *= share;
    }
}

void softmaxRows(const float* x, float* y, std::int64_t rows, std::int64_t width) {
    switch ((width - 1) / kWidth + 1) {
    case 1:
        return softmaxShortRows<1>(x, y, rows, width);
    case 2:
        return softmaxShortRows<2>(x, y, rows, width);
    case 3:
        return softmaxShortRows<3>(x, y, rows, width);
    case 4:
        return softmaxShortRows<4>(x, y, rows, width);
    default:
        return softmaxLongRows(x, y, rows, width);
    }
}

// Those of logarithms go step by step over several rows that fit the cache together. Each step is
// short and the rows do not wait for each other, which matters when they have only a few numbers.

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
        return static_cast<float>(sumRun(x, width));
    float lanes[kFewLanes] = {};
    std::int64_t i = 0;
    for (; i + kFewLanes <= width; i += kFewLanes) {
        for (std::int64_t k = 0; k < kFewLanes; ++k)
            lanes[k] += x[i + k];
    }
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
    for (std::int64_t row = 0; row < rows; ++row, y += width) {
        for (std::int64_t i = 0; i < width; ++i)
            y[i] -= sums[row];
    }
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
        sum += sumRun(exponentials, count);
    }
    const auto shift = static_cast<float>(std::log(sum));
    for (std::int64_t i = 0; i < width; ++i)
        y[i] -= shift;
}

void logSoftmaxRows(const float* x, float* y, std::int64_t rows, std::int64_t width) {
    const std::int64_t some = kManyNumbers / width;
    for (std::int64_t row = 0; row < rows; row += std::max<std::int64_t>(1, some)) {
        if (some == 0) {
            logSoftmaxOne(x + row * width, y + row * width, width);
        } else {
            logSoftmaxSome(x + row * width, y + row * width, std::min(some, rows - row), width);
        }
    }
}

void addSoftmaxes(VectorLoops& loops) {
    loops.softmax = softmaxRows;
    loops.logSoftmax = logSoftmaxRows;
}
