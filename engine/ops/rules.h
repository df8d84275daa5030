#pragma once

#include "engine/runtime/op.h"

namespace tp {

/// Sizes, positions, axes: whole numbers of any count.
using Ints = std::vector<std::int64_t>;

inline Ints toInts(const Shape& shape) {
    return {shape.begin(), shape.end()};
}

/// A number as int32 the way JavaScript does it: cut, and wrapped around beyond the range; NaN is
/// 0.
inline std::int32_t toInt32(double value) {
    constexpr double kInt32End = 2147483648.0;
    if (value > -kInt32End && value < kInt32End) [[likely]]
        return static_cast<std::int32_t>(value);
    constexpr double kBeyondInt64 = 9.2e18;
    if (!(value > -kBeyondInt64 && value < kBeyondInt64)) [[unlikely]]
        return 0;
    return static_cast<std::int32_t>(static_cast<std::int64_t>(value));
}

// What the op families share: shape rules, and pieces of gradients.

/// As input 0, of any dtype.
Specs sameAsInput(const OpCall& call);
/// As input 0, which must be float32.
Specs sameAsFloatInput(const OpCall& call);
/// As input 0, which must be float32 or int32.
Specs sameAsNumericInput(const OpCall& call);
/// As input 0, which must be float32 or int32, but in float32.
Specs floatOfNumericInput(const OpCall& call);
/// A bool for each number of input 0.
Specs boolOfInput(const OpCall& call);

/// Both inputs broadcast; they must have one dtype, float32 or int32 (complex64 too for some).
Specs broadcastNumeric(const OpCall& call);
Specs broadcastNumericOrComplex(const OpCall& call);
Specs broadcastFloat(const OpCall& call);
/// Both inputs broadcast to a bool.
Specs broadcastToBool(const OpCall& call);

/// Throws InvalidArgument, naming op and input, unless the input's dtype is one of these.
void checkDType(const OpCall& call, std::size_t input, std::initializer_list<DType> allowed);

/// `x` added up over the axes along which a tensor of `shape` was stretched to x's shape: how
/// broadcasting ops bring a gradient home.
Tensor sumTo(const Tensor& x, const Shape& shape);

/// Zeros for every input: the gradient of steps, which are flat almost everywhere.
Tensors zeroGradient(const GradCall& call);

/// The tensor itself if it has that dtype, else cast to it.
Tensor toDType(const Tensor& x, DType dtype);
inline Tensor toFloat(const Tensor& x) {
    return toDType(x, DType::Float32);
}

/// For ops that know numbers only: bools count as 0 and 1.
inline Tensor toNumber(const Tensor& x) {
    return x.dtype() == DType::Bool ? toDType(x, DType::Int32) : x;
}

} // namespace tp
