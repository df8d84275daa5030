#include "engine/ops/quantization.h"

#include "engine/base/thread_pool.h"
#include "engine/ops/creation.h"
#include "engine/ops/random_generator.h"
#include "engine/ops/rules.h"

#include <array>
#include <bit>
#include <cstring>
#include <type_traits>

#ifdef __x86_64__
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace tp {

namespace {

// What is worth waking a thread for.
constexpr std::int64_t kGrain = 1 << 17;

/// A number of 16 bits that may lie askew.
std::uint16_t pairAt(const std::uint8_t* bytes, std::size_t index) {
    std::uint16_t pair = 0;
    std::memcpy(&pair, bytes + index * sizeof(pair), sizeof(pair));
    return pair;
}

template<class To>
To meaning(unsigned value, const Quantization& quantization) {
    const double number = value * quantization.scale + quantization.min;
    if constexpr (std::is_same_v<To, float>) {
        return static_cast<float>(number);
    } else {
        return toInt32(roundedHalfUp(number));
    }
}

template<class To>
void bytesTo(To* to, std::span<const std::uint8_t> bytes, const Quantization& quantization) {
    std::array<To, 256> table; // of what all bytes mean
    if (bytes.size() < table.size()) {
        for (std::size_t i = 0; i < bytes.size(); ++i)
            to[i] = meaning<To>(bytes[i], quantization);
        return;
    }
    for (unsigned i = 0; i < table.size(); ++i)
        table[i] = meaning<To>(i, quantization);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        to[i] = table[bytes[i]];
}

template<class To>
void pairsTo(To* to, std::span<const std::uint8_t> bytes, const Quantization& quantization) {
    for (std::size_t i = 0; i < bytes.size() / sizeof(std::uint16_t); ++i)
        to[i] = meaning<To>(pairAt(bytes.data(), i), quantization);
}

/// A number of 1 sign bit, 5 bits of exponent and 10 of fraction. Without branches, so that a loop
/// of it does several at a time.
float halfToFloat(std::uint16_t half) {
    constexpr std::uint32_t kMoreExponent = std::uint32_t{127 - 15} << 23;
    constexpr std::uint32_t kSmallest = std::uint32_t{127 - 14} << 23; // 2^-14, of what is normal
    const std::uint32_t bits = (half & 0x7fffU) << 13;
    // A number that is not normal is how much one with the smallest exponent lies above that.
    const auto small = std::bit_cast<std::uint32_t>(
        std::bit_cast<float>(bits + kSmallest) - std::bit_cast<float>(kSmallest));
    const std::uint32_t infinite = bits | 0x7f800000U;
    const std::uint32_t normal = bits + kMoreExponent;
    const std::uint32_t finite = (half & 0x7c00U) == 0 ? small : normal;
    const std::uint32_t size = (half & 0x7c00U) == 0x7c00U ? infinite : finite;
    return std::bit_cast<float>(size | (half & 0x8000U) << 16);
}

/// As many of the numbers as the processor has an instruction for; gives how many.
#ifdef __x86_64__
__attribute__((target("avx,f16c"))) std::size_t
halvesAtOnce(float* to, const std::uint8_t* bytes, std::size_t count) {
    constexpr std::size_t kAtOnce = 8;
    std::size_t done = 0;
    for (; done + kAtOnce <= count; done += kAtOnce) {
        const auto* from = reinterpret_cast<const __m128i*>(bytes + done * sizeof(std::uint16_t));
        _mm256_storeu_ps(to + done, _mm256_cvtph_ps(_mm_loadu_si128(from)));
    }
    return done;
}

bool knowsHalves() {
    std::array<unsigned, 4> said{};
    return __builtin_cpu_supports("avx") != 0 &&
           __get_cpuid(1, &said[0], &said[1], &said[2], &said[3]) != 0 && (said[2] & bit_F16C) != 0;
}

std::size_t fastHalves(float* to, const std::uint8_t* bytes, std::size_t count) {
    static const bool kKnowsHalves = knowsHalves();
    return kKnowsHalves ? halvesAtOnce(to, bytes, count) : 0;
}
#else
std::size_t fastHalves(float*, const std::uint8_t*, std::size_t) {
    return 0;
}
#endif

/// A tensor whose parts `read(values, to)` makes of parts of the values.
template<class T, class Read>
Tensor tensorOf(std::span<const T> values, const TensorSpec& spec, const Read& read) {
    check(
        static_cast<std::int64_t>(values.size()) == spec.shape.elementCount(),
        "dequantize: there are %1 numbers, but the shape %2 needs %3.",
        values.size(),
        spec.shape,
        spec.shape.elementCount());
    check(
        spec.dtype == DType::Float32 || spec.dtype == DType::Int32,
        "dequantize: the numbers can be float32 or int32, but %1 was asked for.",
        spec.dtype);
    Tensor made = allocateTensor(spec);
    std::byte* const to = made.storage()->host();
    parallelFor(spec.shape.elementCount(), kGrain, [&](std::int64_t begin, std::int64_t end) {
        const auto first = static_cast<std::size_t>(begin);
        const auto part = values.subspan(first, static_cast<std::size_t>(end - begin));
        const std::span bytes(
            reinterpret_cast<const std::uint8_t*>(part.data()), part.size_bytes());
        read(bytes, to + first * sizeof(float));
    });
    return made;
}

} // namespace

void dequantizeBytes(
    std::span<const std::uint8_t> bytes,
    const Quantization& quantization,
    DType dtype,
    std::byte* to) {
    if (dtype == DType::Float32) {
        bytesTo(reinterpret_cast<float*>(to), bytes, quantization);
    } else {
        bytesTo(reinterpret_cast<std::int32_t*>(to), bytes, quantization);
    }
}

void dequantizePairs(
    std::span<const std::uint8_t> bytes,
    const Quantization& quantization,
    DType dtype,
    std::byte* to) {
    if (dtype == DType::Float32) {
        pairsTo(reinterpret_cast<float*>(to), bytes, quantization);
    } else {
        pairsTo(reinterpret_cast<std::int32_t*>(to), bytes, quantization);
    }
}

void dequantizeHalves(std::span<const std::uint8_t> bytes, float* to) {
    const std::size_t count = bytes.size() / sizeof(std::uint16_t);
    for (std::size_t i = fastHalves(to, bytes.data(), count); i < count; ++i)
        to[i] = halfToFloat(pairAt(bytes.data(), i));
}

Tensor dequantize(
    std::span<const std::uint8_t> values,
    const Shape& shape,
    const Quantization& quantization,
    DType dtype) {
    return tensorOf(values, {dtype, shape}, [&](auto bytes, std::byte* to) {
        dequantizeBytes(bytes, quantization, dtype, to);
    });
}

Tensor dequantize(
    std::span<const std::uint16_t> values,
    const Shape& shape,
    const Quantization& quantization,
    DType dtype) {
    return tensorOf(values, {dtype, shape}, [&](auto bytes, std::byte* to) {
        dequantizePairs(bytes, quantization, dtype, to);
    });
}

Tensor dequantizeFloat16(std::span<const std::uint16_t> values, const Shape& shape) {
    return tensorOf(values, {DType::Float32, shape}, [](auto bytes, std::byte* to) {
        dequantizeHalves(bytes, reinterpret_cast<float*>(to));
    });
}

} // namespace tp
