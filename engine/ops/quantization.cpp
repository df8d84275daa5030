#include "engine/ops/quantization.h"

#include "engine/ops/creation.h"
#include "engine/ops/random_generator.h"
#include "engine/ops/rules.h"

#include <bit>
#include <cmath>

namespace tp {

namespace {

template<class T>
Tensor dequantized(
    std::span<const T> values, const Shape& shape, const Quantization& quantization, DType dtype) {
    const auto meaning = [&](T value) { return value * quantization.scale + quantization.min; };
    if (dtype == DType::Float32) {
        std::vector<float> numbers;
        numbers.reserve(values.size());
        for (const T each : values)
            numbers.push_back(static_cast<float>(meaning(each)));
        return fromBuffer(numbers, shape);
    }
    check(
        dtype == DType::Int32,
        "dequantize: the numbers can be float32 or int32, but %1 was asked for.",
        dtype);
    std::vector<std::int32_t> numbers;
    numbers.reserve(values.size());
    for (const T each : values)
        numbers.push_back(toInt32(roundedHalfUp(meaning(each))));
    return fromBuffer(numbers, shape);
}

/// A number of 1 sign bit, 5 bits of exponent and 10 of fraction.
float halfToFloat(std::uint16_t half) {
    const std::uint32_t sign = static_cast<std::uint32_t>(half >> 15) << 31;
    const std::uint32_t exponent = (half >> 10) & 0x1fU;
    const std::uint32_t fraction = half & 0x3ffU;
    if (exponent == 0) {
        const float size = std::ldexp(static_cast<float>(fraction), -24);
        return sign != 0 ? -size : size;
    }
    const std::uint32_t widened = exponent == 0x1fU ? 0xffU : exponent + 127 - 15;
    return std::bit_cast<float>(sign | (widened << 23) | (fraction << 13));
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
    std::vector<float> numbers;
    numbers.reserve(values.size());
    for (const std::uint16_t each : values)
        numbers.push_back(halfToFloat(each));
    return fromBuffer(numbers, shape);
}

} // namespace tp
