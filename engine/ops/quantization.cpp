#include "engine/ops/quantization.h"

#include "engine/base/thread_pool.h"
#include "engine/ops/creation.h"
#include "engine/ops/random_generator.h"
#include "engine/ops/rules.h"

#include <array>
#include <bit>

namespace tp {

namespace {

// What is worth waking a thread for.
constexpr std::int64_t kGrain = 1 << 17;

/// A tensor of what each of the values means.
template<class To, class From, class Meaning>
Tensor mapped(std::span<const From> values, const Shape& shape, const Meaning& meaning) {
    check(
        static_cast<std::int64_t>(values.size()) == shape.elementCount(),
        "dequantize: there are %1 numbers, but the shape %2 needs %3.",
        values.size(),
        shape,
        shape.elementCount());
    Tensor made = allocateTensor({dtypeOf<To>(), shape});
    auto* const to = reinterpret_cast<To*>(made.storage()->host());
    parallelFor(shape.elementCount(), kGrain, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
            to[i] = meaning(values[static_cast<std::size_t>(i)]);
    });
    return made;
}

/// The same, where a byte can be looked up in a table of what all bytes mean.
template<class To, class Meaning>
Tensor lookedUp(std::span<const std::uint8_t> values, const Shape& shape, const Meaning& meaning) {
    std::array<To, 256> table;
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = meaning(static_cast<std::uint8_t>(i));
    return mapped<To>(values, shape, [&](std::uint8_t each) { return table[each]; });
}

template<class T>
Tensor dequantized(
    std::span<const T> values, const Shape& shape, const Quantization& quantization, DType dtype) {
    const double scale = quantization.scale;
    const double min = quantization.min;
    const auto asFloat = [=](T value) { return static_cast<float>(value * scale + min); };
    const auto asInt = [=](T value) { return toInt32(roundedHalfUp(value * scale + min)); };
    check(
        dtype == DType::Float32 || dtype == DType::Int32,
        "dequantize: the numbers can be float32 or int32, but %1 was asked for.",
        dtype);
    if constexpr (sizeof(T) == 1) {
        return dtype == DType::Float32 ? lookedUp<float>(values, shape, asFloat)
                                       : lookedUp<std::int32_t>(values, shape, asInt);
    }
    return dtype == DType::Float32 ? mapped<float>(values, shape, asFloat)
                                   : mapped<std::int32_t>(values, shape, asInt);
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

} // namespace

Tensor dequantize(
    std::span<const std::uint8_t> values,
    const Shape& shape,
    const Quantization& quantization,
    DType dtype) {
    return dequantized(values, shape, quantization, dtype);
}

Tensor dequantize(
    std::span<const std::uint16_t> values,
    const Shape& shape,
    const Quantization& quantization,
    DType dtype) {
    return dequantized(values, shape, quantization, dtype);
}

Tensor dequantizeFloat16(std::span<const std::uint16_t> values, const Shape& shape) {
    return mapped<float>(values, shape, [](std::uint16_t each) {
        return halfToFloat(each);
    }); // so that it is inlined
}

} // namespace tp
