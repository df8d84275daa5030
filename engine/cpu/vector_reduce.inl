// Reductions of float32. Part of vector_loops.inl.

// As many as hide the latency of an addition; for short runs, as many as one register takes.
constexpr std::int64_t kLanes = 32;
constexpr std::int64_t kFewLanes = 8;

/// The lanes of `Lanes` joined by halves.
template<std::int64_t kCount, class T, class F>
T joinLanes(T* lanes, F join) {
    for (std::int64_t half = kCount / 2; half > 0; half /= 2) {
        for (std::int64_t k = 0; k < half; ++k)
            lanes[k] = join(lanes[k], lanes[k + half]);
    }
    return lanes[0];
}

template<class T>
T plus(T a, T b) {
    return a + b;
}

// As many registers at once as hide the latency of an operation.
constexpr int kManyRegisters = 8;
constexpr int kSomeRegisters = 4;

/// Sums go through double, which holds what float32 would round away.
double sumRun(const float* x, std::int64_t count) {
    std::int64_t i = 0;
    double sum = 0;
    if (count >= kManyRegisters * kSumWidth) {
        Doubles sums[kManyRegisters] = {};
        for (; i + kManyRegisters * kSumWidth <= count; i += kManyRegisters * kSumWidth) {
            for (int k = 0; k < kManyRegisters; ++k)
                sums[k] = addWide(sums[k], load<FloatsToSum>(x + i + k * kSumWidth));
        }
        sum = sumOfRegister(
            ((sums[0] + sums[1]) + (sums[2] + sums[3])) +
            ((sums[4] + sums[5]) + (sums[6] + sums[7])));
    }
    if (i + kSumWidth <= count) {
        Doubles sums{};
        for (; i + kSumWidth <= count; i += kSumWidth)
            sums = addWide(sums, load<FloatsToSum>(x + i));
        sum += sumOfRegister(sums);
    }
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
    static Floats better(Floats x, Floats best) { return largerOf(x, best); }
};

struct Smaller {
    static constexpr float kStart = std::numeric_limits<float>::infinity();
    template<class T>
    static auto beats(T a, T b) {
        return a < b;
    }
    static Floats better(Floats x, Floats best) { return smallerOf(x, best); }
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
    for (; i + kCount <= count; i += kCount) {
        for (std::int64_t k = 0; k < kCount; ++k)
            lanes[k] = joinTwo(lanes[k], x[i + k]);
    }
    float joined = joinLanes<kCount>(lanes, joinTwo);
    for (; i < count; ++i)
        joined = joinTwo(joined, x[i]);
    return joined;
}

/// The best, found four registers at a time. NaN wins over all.
template<class How>
float bestOfRun(const float* x, std::int64_t count) {
    if (count < kWidth)
        return joinRun<kFewLanes>(x, count, How::kStart, join<How>);
    Floats best[kSomeRegisters];
    for (Floats& each : best)
        each = Floats{} + How::kStart;
    NaNLanes strange;
    std::int64_t i = 0;
    for (; i + kSomeRegisters * kWidth <= count; i += kSomeRegisters * kWidth) {
        Floats next[kSomeRegisters];
        for (int k = 0; k < kSomeRegisters; ++k) {
            next[k] = load<Floats>(x + i + k * kWidth);
            best[k] = How::better(next[k], best[k]);
        }
        strange.look(next[0], next[1]);
        strange.look(next[2], next[3]);
    }
    for (; i + kWidth <= count; i += kWidth) {
        const auto next = load<Floats>(x + i);
        best[0] = How::better(next, best[0]);
        strange.look(next, next);
    }
    if (strange.isAny())
        return std::numeric_limits<float>::quiet_NaN();
    const auto two = [](auto a, auto b) { return How::beats(a, b) ? a : b; };
    float joined = joinRegister(two(two(best[0], best[1]), two(best[2], best[3])), two);
    for (; i < count; ++i)
        joined = join<How>(joined, x[i]);
    return joined;
}

/// The best of whole registers and `best`; NaN never wins over what is there.
template<class How>
float betterOfRegisters(const float* x, std::int64_t count, float best) {
    Floats all[kSomeRegisters];
    for (Floats& each : all)
        each = Floats{} + best;
    for (std::int64_t i = 0; i < count; i += kSomeRegisters * kWidth) {
        for (int k = 0; k < kSomeRegisters; ++k)
            all[k] = How::better(load<Floats>(x + i + k * kWidth), all[k]);
    }
    const auto two = [](auto a, auto b) { return How::beats(a, b) ? a : b; };
    return joinRegister(two(two(all[0], all[1]), two(all[2], all[3])), two);
}

/// Where `value` is first, if it is there.
std::int64_t firstEqual(const float* x, std::int64_t count, float value) {
    std::int64_t i = 0;
    for (; i + kWidth <= count; i += kWidth) {
        if (const unsigned lanes = lanesEqual(load<Floats>(x + i), value); lanes != 0)
            return i + __builtin_ctz(lanes);
    }
    while (i < count && x[i] != value)
        ++i;
    return i;
}

/// The first of the best: found within a block only if the block has a better one than those
/// before, which is rare. If the first number of all is NaN, nothing beats it.
template<class How>
std::int64_t positionInRun(const float* x, std::int64_t count) {
    constexpr std::int64_t kBlock = 512;
    constexpr std::int64_t kStep = kSomeRegisters * kWidth;
    std::int64_t at = 0;
    float best = x[0];
    for (std::int64_t start = 0; start < count; start += kBlock) {
        const std::int64_t length = std::min(kBlock, count - start);
        const float* run = x + start;
        const std::int64_t whole = length / kStep * kStep;
        float bestHere = betterOfRegisters<How>(run, whole, best);
        bestHere = joinRun<kFewLanes>(run + whole, length - whole, bestHere, better<How>);
        if (!How::beats(bestHere, best))
            continue;
        best = bestHere;
        at = start + firstEqual(run, length, best);
    }
    return at;
}

// What follows joins rows, several at a time, so that the row they are joined into is read and
// written once for all of them.

// Eight rows are done together. Of short ones, the eight below them are fetched meanwhile: the
// processor itself foresees only rows that go on for long, and of those it needs the cache for more
// than rows that come later.
constexpr int kTogether = 8;

bool isWorthFetching(std::int64_t pitch) {
    constexpr std::int64_t kShort = 128;
    constexpr std::int64_t kLong = 512;
    return pitch > kShort && pitch <= kLong;
}

/// Fetches the numbers eight rows below column k, once for each line of the cache.
template<bool kFetches>
void fetch(const float* x, std::int64_t pitch, std::int64_t k) {
    constexpr std::int64_t kLine = 16;
    if (kFetches && k % kLine == 0)
        __builtin_prefetch(x + kTogether * pitch);
}

template<int kRows, bool kFetches>
void sumSomeRows(const float* x, std::int64_t pitch, std::int64_t width, double* joined) {
    constexpr int kSums = 4; // at once: a line of the cache
    std::int64_t k = 0;
    for (; k + kSums * kSumWidth <= width; k += kSums * kSumWidth) {
        Doubles sums[kSums];
        for (int i = 0; i < kSums; ++i)
            sums[i] = load<Doubles>(joined + k + i * kSumWidth);
#pragma GCC unroll 8
        for (int row = 0; row < kRows; ++row) {
            const float* next = x + row * pitch + k;
            fetch<kFetches>(next, pitch, k);
#pragma GCC unroll 4
            for (int i = 0; i < kSums; ++i)
                sums[i] = addWide(sums[i], load<FloatsToSum>(next + i * kSumWidth));
        }
        for (int i = 0; i < kSums; ++i)
            store(joined + k + i * kSumWidth, sums[i]);
    }
    for (; k < width; ++k) {
        for (int row = 0; row < kRows; ++row)
            joined[k] += static_cast<double>(x[row * pitch + k]);
    }
}

void sumRows(
    const float* x, std::int64_t pitch, std::int64_t rows, std::int64_t width, double* joined) {
    const auto some =
        isWorthFetching(pitch) ? sumSomeRows<kTogether, true> : sumSomeRows<kTogether, false>;
    for (; rows >= kTogether; rows -= kTogether, x += kTogether * pitch)
        some(x, pitch, width, joined);
    for (; rows > 0; --rows, x += pitch)
        sumSomeRows<1, false>(x, pitch, width, joined);
}

template<class How, int kRows, bool kFetches>
void joinSomeRows(const float* x, std::int64_t pitch, std::int64_t width, float* joined) {
    std::int64_t k = 0;
    for (; k + kWidth <= width; k += kWidth) {
        auto best = load<Floats>(joined + k);
        Floats last = best; // NaN wins over all
        NaNLanes strange;
        for (int row = 0; row < kRows; ++row) {
            fetch<kFetches>(x + row * pitch + k, pitch, k);
            const auto next = load<Floats>(x + row * pitch + k);
            best = How::better(next, best);
            if (row % 2 == 1 || row + 1 == kRows)
                strange.look(last, next);
            last = next;
        }
        store(joined + k, strange.mark(best));
    }
    for (; k < width; ++k) {
        for (int row = 0; row < kRows; ++row)
            joined[k] = join<How>(joined[k], x[row * pitch + k]);
    }
}

template<class How>
void joinRows(
    const float* x, std::int64_t pitch, std::int64_t rows, std::int64_t width, float* joined) {
    const auto some = isWorthFetching(pitch) ? joinSomeRows<How, kTogether, true>
                                             : joinSomeRows<How, kTogether, false>;
    for (; rows >= kTogether; rows -= kTogether, x += kTogether * pitch)
        some(x, pitch, width, joined);
    for (; rows > 0; --rows, x += pitch)
        joinSomeRows<How, 1, false>(x, pitch, width, joined);
}

template<class How, int kRows, bool kFetches>
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
            fetch<kFetches>(x + row * pitch + k, pitch, k);
            const auto next = load<Floats>(x + row * pitch + k);
            const Wholes beats = How::beats(next, bestHere);
            bestHere = beats ? next : bestHere;
            place = beats ? Wholes{} + (index + row) : place;
        }
        __builtin_memcpy(best + k, &bestHere, sizeof(bestHere));
        __builtin_memcpy(position + k, &place, sizeof(place));
    }
    for (; k < width; ++k) {
        for (int row = 0; row < kRows; ++row) {
            if (How::beats(x[row * pitch + k], best[k])) {
                best[k] = x[row * pitch + k];
                position[k] = index + row;
            }
        }
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
    const auto some = isWorthFetching(pitch) ? positionSomeRows<How, kTogether, true>
                                             : positionSomeRows<How, kTogether, false>;
    std::int32_t index = 0;
    for (; rows >= kTogether; rows -= kTogether, x += kTogether * pitch, index += kTogether)
        some(x, pitch, index, width, best, position);
    for (; rows > 0; --rows, x += pitch, ++index)
        positionSomeRows<How, 1, false>(x, pitch, index, width, best, position);
}

/// Row after row, what has been summed so far, with or without the row itself.
template<int kRows, bool kExclusive, bool kFetches>
void accumulateSomeRows(
    const float* x,
    std::int64_t pitch,
    std::int64_t width,
    double* sums,
    float* y,
    std::int64_t pitchY) {
    std::int64_t k = 0;
    for (; k + kSumWidth <= width; k += kSumWidth) {
        auto sum = load<Doubles>(sums + k);
        for (int row = 0; row < kRows; ++row) {
            const float* next = x + row * pitch + k;
            fetch<kFetches>(next, pitch, k);
            const Doubles before = sum;
            sum = addWide(sum, load<FloatsToSum>(next));
            store(y + row * pitchY + k, rounded(kExclusive ? before : sum));
        }
        store(sums + k, sum);
    }
    for (; k < width; ++k) {
        for (int row = 0; row < kRows; ++row) {
            const double before = sums[k];
            sums[k] += static_cast<double>(x[row * pitch + k]);
            y[row * pitchY + k] = static_cast<float>(kExclusive ? before : sums[k]);
        }
    }
}

template<bool kExclusive>
void accumulateRows(const RunningSums& given) {
    const auto some = isWorthFetching(given.pitch)
                          ? accumulateSomeRows<kTogether, kExclusive, true>
                          : accumulateSomeRows<kTogether, kExclusive, false>;
    const float* x = given.x;
    float* y = given.y;
    std::int64_t rows = given.rows;
    for (; rows >= kTogether; rows -= kTogether) {
        some(x, given.pitch, given.width, given.sums, y, given.pitchY);
        x += kTogether * given.pitch;
        y += kTogether * given.pitchY;
    }
    for (; rows > 0; --rows, x += given.pitch, y += given.pitchY) {
        accumulateSomeRows<1, kExclusive, false>(
            x, given.pitch, given.width, given.sums, y, given.pitchY);
    }
}

/// Four columns of four rows, turned in place.
void turnFour(FourFloats (&rows)[4]) {
    const FourFloats low01 = __builtin_shufflevector(rows[0], rows[1], 0, 4, 1, 5);
    const FourFloats high01 = __builtin_shufflevector(rows[0], rows[1], 2, 6, 3, 7);
    const FourFloats low23 = __builtin_shufflevector(rows[2], rows[3], 0, 4, 1, 5);
    const FourFloats high23 = __builtin_shufflevector(rows[2], rows[3], 2, 6, 3, 7);
    rows[0] = __builtin_shufflevector(low01, low23, 0, 1, 4, 5);
    rows[1] = __builtin_shufflevector(low01, low23, 2, 3, 6, 7);
    rows[2] = __builtin_shufflevector(high01, high23, 0, 1, 4, 5);
    rows[3] = __builtin_shufflevector(high01, high23, 2, 3, 6, 7);
}

/// The sums along eight rows: by columns of four rows each, so that a register adds to four sums.
template<bool kExclusive>
void accumulateEightRows(
    const float* x,
    std::int64_t pitch,
    std::int64_t count,
    double* sums,
    float* y,
    std::int64_t pitchY) {
    using FourDoubles = double __attribute__((vector_size(32)));
    constexpr int kGroups = 2;
    FourDoubles sum[kGroups];
    __builtin_memcpy(sum, sums, sizeof(sum));
    std::int64_t i = 0;
    for (; i + 4 <= count; i += 4) {
        FourFloats rows[kGroups][4];
        for (int row = 0; row < 4 * kGroups; ++row)
            rows[row / 4][row % 4] = load<FourFloats>(x + row * pitch + i);
        for (auto& four : rows)
            turnFour(four);
        for (int column = 0; column < 4; ++column) {
            for (int group = 0; group < kGroups; ++group) {
                const FourDoubles before = sum[group];
#ifdef __AVX__
                sum[group] = addWide(sum[group], rows[group][column]);
                rows[group][column] = rounded(kExclusive ? before : sum[group]);
#else
                sum[group] += __builtin_convertvector(rows[group][column], FourDoubles);
                rows[group][column] =
                    __builtin_convertvector(kExclusive ? before : sum[group], FourFloats);
#endif
            }
        }
        for (auto& four : rows)
            turnFour(four);
        for (int row = 0; row < 4 * kGroups; ++row)
            store(y + row * pitchY + i, rows[row / 4][row % 4]);
    }
    __builtin_memcpy(sums, sum, sizeof(sum));
    for (; i < count; ++i) {
        for (int row = 0; row < 4 * kGroups; ++row) {
            const double before = sums[row];
            sums[row] += static_cast<double>(x[row * pitch + i]);
            y[row * pitchY + i] = static_cast<float>(kExclusive ? before : sums[row]);
        }
    }
}

/// Of a's and b's products, in lanes of their own.
float dotRun(const float* a, const float* b, std::int64_t count) {
    float lanes[2 * kLanes] = {};
    std::int64_t i = 0;
    for (; i + 2 * kLanes <= count; i += 2 * kLanes) {
        for (std::int64_t k = 0; k < 2 * kLanes; ++k)
            lanes[k] += a[i + k] * b[i + k];
    }
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
    loops.sum = sumRun;
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
    loops.accumulateAlong = accumulateEightRows<false>;
    loops.accumulateAlongExclusive = accumulateEightRows<true>;
    loops.addScaled = addScaledRun<float>;
    loops.addScaledWhole = addScaledRun<std::uint32_t>;
}
