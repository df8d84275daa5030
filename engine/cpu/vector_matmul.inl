// Products of small matrices of float32. Part of vector_loops.inl.

// A block of the result stays in registers while all of a's columns and b's rows go by.
constexpr int kMostVectors = kRegisters / 8;
constexpr int kRowsOfWide = 6;   // of the widest blocks
constexpr int kRowsOfNarrow = 8; // else

/// kRows rows and kVectors registers full of columns of the product, from its given place on. Of
/// the last register, `last` columns are there.
template<class Vector, int kRows, int kVectors, bool kIsWhole>
void multiplyBlock(
    const SmallProduct& p, std::int64_t row, std::int64_t column, std::int64_t last) {
    constexpr std::int64_t kEach = numbersIn<Vector>();
    Vector sums[kRows][kVectors] = {};
    const float* a = p.a + row * p.rowStep;
    const float* b = p.b + column;
    for (std::int64_t l = 0; l < p.inner; ++l, a += p.innerStep, b += p.pitchB) {
        Vector next[kVectors];
#pragma GCC unroll 4
        for (int v = 0; v < kVectors; ++v) {
            if constexpr (kIsWhole) {
                next[v] = load<Vector>(b + v * kEach);
            } else {
                next[v] = v + 1 < kVectors ? load<Vector>(b + v * kEach)
                                           : loadSome(b + v * kEach, last);
            }
        }
#pragma GCC unroll 8
        for (int i = 0; i < kRows; ++i) {
            const float factor = a[i * p.rowStep];
#pragma GCC unroll 4
            for (int v = 0; v < kVectors; ++v)
                sums[i][v] += factor * next[v];
        }
    }
    float* c = p.c + row * p.pitchC + column;
#pragma GCC unroll 8
    for (int i = 0; i < kRows; ++i, c += p.pitchC) {
#pragma GCC unroll 4
        for (int v = 0; v < kVectors; ++v) {
            if constexpr (kIsWhole) {
                store(c + v * kEach, sums[i][v]);
            } else if (v + 1 < kVectors) {
                store(c + v * kEach, sums[i][v]);
            } else {
                storeSome(c + v * kEach, sums[i][v], last);
            }
        }
    }
}

/// All rows of some columns.
template<class Vector, int kVectors, bool kIsWhole>
void multiplyPanel(const SmallProduct& p, std::int64_t column, std::int64_t last) {
    constexpr int kRows = kVectors == kMostVectors ? kRowsOfWide : kRowsOfNarrow;
    std::int64_t row = 0;
    for (; row + kRows <= p.rows; row += kRows)
        multiplyBlock<Vector, kRows, kVectors, kIsWhole>(p, row, column, last);
    for (; row + 4 <= p.rows; row += 4)
        multiplyBlock<Vector, 4, kVectors, kIsWhole>(p, row, column, last);
    for (; row + 2 <= p.rows; row += 2)
        multiplyBlock<Vector, 2, kVectors, kIsWhole>(p, row, column, last);
    for (; row < p.rows; ++row)
        multiplyBlock<Vector, 1, kVectors, kIsWhole>(p, row, column, last);
}

void multiplySmall(const SmallProduct& p) {
    std::int64_t column = 0;
    for (; column + kMostVectors * kWidth <= p.columns; column += kMostVectors * kWidth)
        multiplyPanel<Floats, kMostVectors, true>(p, column, kWidth);
    for (; column + 2 * kWidth <= p.columns; column += 2 * kWidth)
        multiplyPanel<Floats, 2, true>(p, column, kWidth);
#ifdef __AVX512F__
    // Registers of half the size do as much at a time, and here none of it is in vain.
    constexpr std::int64_t kHalf = kWidth / 2;
    if (p.columns - column == 3 * kHalf)
        return multiplyPanel<EightFloats, 3, true>(p, column, kHalf);
    if (p.columns - column == kHalf)
        return multiplyPanel<EightFloats, 1, true>(p, column, kHalf);
#endif
    for (; column + kWidth <= p.columns; column += kWidth)
        multiplyPanel<Floats, 1, true>(p, column, kWidth);
    if (column < p.columns)
        multiplyPanel<Floats, 1, false>(p, column, p.columns - column);
}

template<int kRows, bool kFetches>
void addSomeScaledRows(
    const float* factors, const float* x, std::int64_t pitch, std::int64_t width, float* y) {
    std::int64_t k = 0;
    for (; k + kWidth <= width; k += kWidth) {
        auto sum = load<Floats>(y + k);
        for (int row = 0; row < kRows; ++row) {
            const float* next = x + row * pitch + k;
            fetch<kFetches>(next, pitch, k);
            sum += factors[row] * load<Floats>(next);
        }
        __builtin_memcpy(y + k, &sum, sizeof(sum));
    }
    for (; k < width; ++k) {
        for (int row = 0; row < kRows; ++row)
            y[k] += factors[row] * x[row * pitch + k];
    }
}

/// Adds all rows to kVectors registers full of numbers. Memory sets the pace, so rows are fetched
/// long before their turn.
template<int kVectors>
void addRowsToRegisters(
    const float* factors, const float* x, std::int64_t pitch, std::int64_t rows, float* y) {
    constexpr std::int64_t kAhead = 24; // rows
    constexpr std::int64_t kLine = 16;  // numbers in a line of the cache
    Floats sums[kVectors];
#pragma GCC unroll 16
    for (int v = 0; v < kVectors; ++v)
        sums[v] = load<Floats>(y + v * kWidth);
    for (; rows > 0; --rows, x += pitch, ++factors) {
        for (std::int64_t k = 0; k < kVectors * kWidth; k += kLine)
            __builtin_prefetch(x + kAhead * pitch + k);
        const float factor = *factors;
#pragma GCC unroll 16
        for (int v = 0; v < kVectors; ++v)
            sums[v] += factor * load<Floats>(x + v * kWidth);
    }
#pragma GCC unroll 16
    for (int v = 0; v < kVectors; ++v)
        store(y + v * kWidth, sums[v]);
}

/// As many blocks of so many registers as the rows have; returns how many numbers of a row these
/// are.
template<int kVectors>
std::int64_t addBlocksOfRows(
    const float* factors,
    const float* x,
    std::int64_t pitch,
    std::int64_t rows,
    std::int64_t width,
    float* y) {
    std::int64_t k = 0;
    for (; k + kVectors * kWidth <= width; k += kVectors * kWidth)
        addRowsToRegisters<kVectors>(factors, x + k, pitch, rows, y + k);
    return k;
}

void addScaledRows(
    const float* factors,
    const float* x,
    std::int64_t pitch,
    std::int64_t rows,
    std::int64_t width,
    float* y) {
    // Short rows are read best as a stream.
    constexpr std::int64_t kShort = 256;
    if (pitch <= kShort) {
        std::int64_t done = addBlocksOfRows<kRegisters / 2>(factors, x, pitch, rows, width, y);
        done += addBlocksOfRows<kRegisters / 4>(
            factors, x + done, pitch, rows, width - done, y + done);
        x += done;
        y += done;
        width -= done;
    }
    const auto some = isWorthFetching(pitch) ? addSomeScaledRows<kTogether, true>
                                             : addSomeScaledRows<kTogether, false>;
    for (; rows >= kTogether; rows -= kTogether, x += kTogether * pitch, factors += kTogether)
        some(factors, x, pitch, width, y);
    for (; rows > 0; --rows, x += pitch, ++factors)
        addSomeScaledRows<1, false>(factors, x, pitch, width, y);
}

void addProducts(VectorLoops& loops) {
    loops.multiplySmall = multiplySmall;
    loops.addScaledRows = addScaledRows;
}
