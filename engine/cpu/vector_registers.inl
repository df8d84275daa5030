// Registers full of numbers, for what the compiler does not see how to do by itself. Part of
// vector_loops.inl.

#if defined(__AVX512F__)
constexpr std::size_t kRegister = 64;
constexpr int kRegisters = 32;
#elif defined(__AVX__)
constexpr std::size_t kRegister = 32;
constexpr int kRegisters = 16;
#else
constexpr std::size_t kRegister = 16;
constexpr int kRegisters = 16;
#endif
using Floats = float __attribute__((vector_size(kRegister)));
using Wholes = std::int32_t __attribute__((vector_size(kRegister)));
using FourFloats = float __attribute__((vector_size(16)));
constexpr std::int64_t kWidth = kRegister / sizeof(float);

/// How many numbers a register holds, or a single number.
template<class Vector>
constexpr std::int64_t numbersIn() {
    constexpr std::size_t kNumber = sizeof(float);
    return sizeof(Vector) / kNumber;
}

// What is summed as double. The widest registers convert no faster than those of half their size.
constexpr std::size_t kSumRegister = std::min<std::size_t>(kRegister, 32);
using Doubles = double __attribute__((vector_size(kSumRegister)));
using FloatsToSum = float __attribute__((vector_size(kSumRegister / 2)));
constexpr std::int64_t kSumWidth = kSumRegister / sizeof(double);

template<class Vector, class T>
Vector load(const T* x) {
    Vector value;
    __builtin_memcpy(&value, x, sizeof(value));
    return value;
}

template<class Vector, class T>
void store(T* y, const Vector& value) {
    __builtin_memcpy(y, &value, sizeof(value));
}

#if defined(__AVX512F__)
__mmask16 firstLanes(std::int64_t count) {
    return static_cast<__mmask16>((1U << count) - 1U);
}
#elif defined(__AVX2__)
__m256i firstLanes(std::int64_t count) {
    const Wholes lanes = {0, 1, 2, 3, 4, 5, 6, 7};
    return reinterpret_cast<__m256i>(lanes < static_cast<std::int32_t>(count));
}
#endif

/// The first `count` numbers of x, then those of `rest`.
Floats firstOf(Floats x, std::int64_t count, Floats rest) {
#if defined(__AVX512F__)
    return reinterpret_cast<Floats>(_mm512_mask_mov_ps(
        reinterpret_cast<__m512>(rest), firstLanes(count), reinterpret_cast<__m512>(x)));
#elif defined(__AVX2__)
    return reinterpret_cast<Floats>(_mm256_blendv_ps(
        reinterpret_cast<__m256>(rest),
        reinterpret_cast<__m256>(x),
        reinterpret_cast<__m256>(firstLanes(count))));
#else
    for (std::int64_t k = 0; k < count; ++k)
        rest[k] = x[k];
    return rest;
#endif
}

/// The first `count` numbers there, then those of `rest`. Nothing is read beyond them.
Floats loadSome(const float* x, std::int64_t count, Floats rest) {
#if defined(__AVX512F__)
    return reinterpret_cast<Floats>(
        _mm512_mask_loadu_ps(reinterpret_cast<__m512>(rest), firstLanes(count), x));
#elif defined(__AVX2__)
    return firstOf(
        reinterpret_cast<Floats>(_mm256_maskload_ps(x, firstLanes(count))), count, rest);
#else
    for (std::int64_t k = 0; k < count; ++k)
        rest[k] = x[k];
    return rest;
#endif
}

Floats loadSome(const float* x, std::int64_t count) {
    return loadSome(x, count, Floats{});
}

void storeSome(float* y, Floats value, std::int64_t count) {
#if defined(__AVX512F__)
    _mm512_mask_storeu_ps(y, firstLanes(count), reinterpret_cast<__m512>(value));
#elif defined(__AVX2__)
    _mm256_maskstore_ps(y, firstLanes(count), reinterpret_cast<__m256>(value));
#else
    for (std::int64_t k = 0; k < count; ++k)
        y[k] = value[k];
#endif
}

float largerOf(float x, float largest) {
    return x > largest ? x : largest;
}

/// x where it is above `largest`, which it never is where one of them is NaN.
#ifdef __SSE2__
FourFloats largerOf(FourFloats x, FourFloats largest) {
    return reinterpret_cast<FourFloats>(
        _mm_max_ps(reinterpret_cast<__m128>(x), reinterpret_cast<__m128>(largest)));
}
#else
FourFloats largerOf(FourFloats x, FourFloats largest) {
    return x > largest ? x : largest;
}
#endif
#ifdef __AVX__
using EightFloats = float __attribute__((vector_size(32)));
EightFloats largerOf(EightFloats x, EightFloats largest) {
    return reinterpret_cast<EightFloats>(
        _mm256_max_ps(reinterpret_cast<__m256>(x), reinterpret_cast<__m256>(largest)));
}
#endif
#ifdef __AVX512F__
Floats largerOf(Floats x, Floats largest) {
    // By its form with a mask: the plain one makes the compiler warn of its own header.
    return reinterpret_cast<Floats>(_mm512_maskz_max_ps(
        firstLanes(kWidth), reinterpret_cast<__m512>(x), reinterpret_cast<__m512>(largest)));
}
#endif

#ifdef __AVX512F__
EightFloats loadSome(const float* x, std::int64_t count, EightFloats rest) {
    return reinterpret_cast<EightFloats>(_mm256_mask_loadu_ps(
        reinterpret_cast<__m256>(rest), static_cast<__mmask8>(firstLanes(count)), x));
}
void storeSome(float* y, EightFloats value, std::int64_t count) {
    _mm256_mask_storeu_ps(
        y, static_cast<__mmask8>(firstLanes(count)), reinterpret_cast<__m256>(value));
}
#endif

/// The same with what is below.
Floats smallerOf(Floats x, Floats smallest) {
    return -largerOf(-x, -smallest);
}

/// The lanes in which x is `value`, as bits.
unsigned lanesEqual(Floats x, float value) {
#if defined(__AVX512F__)
    return _mm512_cmp_ps_mask(
        reinterpret_cast<__m512>(x), reinterpret_cast<__m512>(Floats{} + value), _CMP_EQ_OQ);
#elif defined(__AVX__)
    return static_cast<unsigned>(_mm256_movemask_ps(reinterpret_cast<__m256>(x == value)));
#elif defined(__SSE2__)
    return static_cast<unsigned>(_mm_movemask_ps(reinterpret_cast<__m128>(x == value)));
#else
    unsigned lanes = 0;
    for (std::int64_t k = 0; k < kWidth; ++k)
        lanes |= static_cast<unsigned>(x[k] == value) << k;
    return lanes;
#endif
}

/// Marks lanes in which there was a NaN.
#ifdef __AVX512F__
class NaNLanes {
public:
    void look(Floats a, Floats b) {
        m_lanes |= _mm512_cmp_ps_mask(
            reinterpret_cast<__m512>(a), reinterpret_cast<__m512>(b), _CMP_UNORD_Q);
    }
    bool isAny() const { return m_lanes != 0; }
    /// x, but NaN in the lanes that are marked.
    Floats mark(Floats x) const {
        return reinterpret_cast<Floats>(_mm512_mask_mov_ps(
            reinterpret_cast<__m512>(x),
            m_lanes,
            _mm512_set1_ps(std::numeric_limits<float>::quiet_NaN())));
    }

private:
    __mmask16 m_lanes = 0;
};
#else
class NaNLanes {
public:
    void look(Floats a, Floats b) { m_lanes |= (a != a) | (b != b); }
    bool isAny() const {
        std::int32_t any = 0;
        for (std::int64_t k = 0; k < kWidth; ++k)
            any |= m_lanes[k];
        return any != 0;
    }
    /// x, but NaN in the lanes that are marked.
    Floats mark(Floats x) const {
        return m_lanes ? Floats{} + std::numeric_limits<float>::quiet_NaN() : x;
    }

private:
    Wholes m_lanes{};
};
#endif

// The compiler's own conversions go by halves.
Doubles widened(FloatsToSum x) {
#ifdef __AVX__
    return reinterpret_cast<Doubles>(_mm256_cvtps_pd(reinterpret_cast<__m128>(x)));
#else
    return __builtin_convertvector(x, Doubles);
#endif
}

FloatsToSum rounded(Doubles x) {
#ifdef __AVX__
    return reinterpret_cast<FloatsToSum>(_mm256_cvtpd_ps(reinterpret_cast<__m256d>(x)));
#else
    return __builtin_convertvector(x, FloatsToSum);
#endif
}

/// sum + x. Where there are multiply-adds, by one of those: the processor converts where it would
/// add.
Doubles addWide(Doubles sum, FloatsToSum x) {
    const Doubles wide = widened(x);
#ifdef __FMA__
    return reinterpret_cast<Doubles>(_mm256_fmadd_pd(
        reinterpret_cast<__m256d>(wide), _mm256_set1_pd(1), reinterpret_cast<__m256d>(sum)));
#else
    return sum + wide;
#endif
}

double sumOfRegister(Doubles x) {
#ifdef __AVX__
    return (x[0] + x[2]) + (x[1] + x[3]);
#else
    return x[0] + x[1];
#endif
}

#ifdef __FMA__
/// sum - part * count, rounded once.
float subtractProduct(float sum, float part, float count) {
    return __builtin_fmaf(-part, count, sum);
}
FourFloats subtractProduct(FourFloats sum, FourFloats part, float count) {
    return reinterpret_cast<FourFloats>(_mm_fnmadd_ps(
        reinterpret_cast<__m128>(part), _mm_set1_ps(count), reinterpret_cast<__m128>(sum)));
}
EightFloats subtractProduct(EightFloats sum, EightFloats part, float count) {
    return reinterpret_cast<EightFloats>(_mm256_fnmadd_ps(
        reinterpret_cast<__m256>(part), _mm256_set1_ps(count), reinterpret_cast<__m256>(sum)));
}
#endif
#if defined(__FMA__) && defined(__AVX512F__)
Floats subtractProduct(Floats sum, Floats part, float count) {
    return reinterpret_cast<Floats>(_mm512_fnmadd_ps(
        reinterpret_cast<__m512>(part), _mm512_set1_ps(count), reinterpret_cast<__m512>(sum)));
}
#endif

/// sum / count, where `share` is 1 / count: as exact as a division, which takes several times as
/// long.
#ifdef __FMA__
template<class Vector>
Vector partOf(Vector sum, float count, float share) {
    const Vector part = sum * share;
    const Vector error = subtractProduct(sum, part, count);
    const Vector corrected = part + error * share;
    return error == error ? corrected : part; // of infinity there is no error
}
#else
template<class Vector>
Vector partOf(Vector sum, float count, float /*share*/) {
    return sum / count;
}
#endif

/// All numbers of a register joined into one.
template<class F>
float joinRegister(Floats x, F join) {
#if defined(__AVX512F__)
    const EightFloats half = join(
        __builtin_shufflevector(x, x, 0, 1, 2, 3, 4, 5, 6, 7),
        __builtin_shufflevector(x, x, 8, 9, 10, 11, 12, 13, 14, 15));
#elif defined(__AVX__)
    const Floats half = x;
#endif
#ifdef __AVX__
    const FourFloats four = join(
        __builtin_shufflevector(half, half, 0, 1, 2, 3),
        __builtin_shufflevector(half, half, 4, 5, 6, 7));
#else
    const FourFloats four = x;
#endif
    const FourFloats two = join(four, __builtin_shufflevector(four, four, 2, 3, 0, 1));
    const FourFloats one = join(two, __builtin_shufflevector(two, two, 1, 0, 3, 2));
    return one[0];
}
