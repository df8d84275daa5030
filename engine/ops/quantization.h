#pragma once

#include "engine/tensor/tensor.h"

#include <cstdint>
#include <span>

namespace tp {

// Numbers that model files store in fewer bits.

/// Which numbers small whole ones stand for: q means q * scale + min.
struct Quantization {
    double scale = 1;
    double min = 0;
};

/// The numbers that 8 or 16 bits stand for, computed in double as TensorFlow.js does: float32
/// rounds, int32 takes the nearest whole number, halves up.
///
///     dequantize(bytes, {3, 3}, {.scale = 0.1, .min = -1})
///
/// Throws InvalidArgument if they do not fill the shape, and for other dtypes.
Tensor dequantize(
    std::span<const std::uint8_t> values,
    const Shape& shape,
    const Quantization& quantization,
    DType dtype = DType::Float32);
Tensor dequantize(
    std::span<const std::uint16_t> values,
    const Shape& shape,
    const Quantization& quantization,
    DType dtype = DType::Float32);

/// Floating-point numbers of 16 bits (IEEE 754 binary16) as float32, without loss. Throws
/// InvalidArgument if they do not fill the shape.
Tensor dequantizeFloat16(std::span<const std::uint16_t> values, const Shape& shape);

// The same for parts of what a file holds: bytes, wherever they lie in memory, become elements at
// `to`, which has room for them. They refuse nothing.

/// Numbers of 8 bits as float32 or int32.
void dequantizeBytes(
    std::span<const std::uint8_t> bytes,
    const Quantization& quantization,
    DType dtype,
    std::byte* to);

/// Numbers of 16 bits, little end first, as float32 or int32.
void dequantizePairs(
    std::span<const std::uint8_t> bytes,
    const Quantization& quantization,
    DType dtype,
    std::byte* to);

/// Floating-point numbers of 16 bits, little end first.
void dequantizeHalves(std::span<const std::uint8_t> bytes, float* to);

} // namespace tp
