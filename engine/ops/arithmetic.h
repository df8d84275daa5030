#pragma once

#include "engine/tensor/tensor.h"

namespace tp {

// Two tensors, element by element. Shapes broadcast as in NumPy; mixed dtypes are first brought to
// the larger of the two (bool < int32 < float32 < complex64). A plain number counts as float32.

Tensor add(const Tensor& a, const Tensor& b);
Tensor sub(const Tensor& a, const Tensor& b);
Tensor mul(const Tensor& a, const Tensor& b);

/// a / b. Two int32 tensors give the floored quotient in int32, as in TensorFlow.js.
Tensor div(const Tensor& a, const Tensor& b);

/// a / b, but 0 where b is 0.
Tensor divNoNan(const Tensor& a, const Tensor& b);

/// The quotient rounded down, in int32.
Tensor floorDiv(const Tensor& a, const Tensor& b);

/// The remainder of the floored division: it has b's sign.
Tensor mod(const Tensor& a, const Tensor& b);

/// a to the power of b.
Tensor pow(const Tensor& a, const Tensor& b);

Tensor maximum(const Tensor& a, const Tensor& b);
Tensor minimum(const Tensor& a, const Tensor& b);

/// (a - b)².
Tensor squaredDifference(const Tensor& a, const Tensor& b);

/// The sum of tensors of one shape and dtype. Throws InvalidArgument for an empty list.
Tensor addN(const Tensors& tensors);

/// The angle of the point (b, a) seen from the origin, in (-π, π].
Tensor atan2(const Tensor& a, const Tensor& b);

Tensor add(const Tensor& a, double b);
Tensor sub(const Tensor& a, double b);
Tensor mul(const Tensor& a, double b);
Tensor div(const Tensor& a, double b);
Tensor pow(const Tensor& a, double b);
Tensor maximum(const Tensor& a, double b);
Tensor minimum(const Tensor& a, double b);

inline Tensor operator+(const Tensor& a, const Tensor& b) {
    return add(a, b);
}
inline Tensor operator-(const Tensor& a, const Tensor& b) {
    return sub(a, b);
}
inline Tensor operator*(const Tensor& a, const Tensor& b) {
    return mul(a, b);
}
inline Tensor operator/(const Tensor& a, const Tensor& b) {
    return div(a, b);
}
inline Tensor operator+(const Tensor& a, double b) {
    return add(a, b);
}
inline Tensor operator-(const Tensor& a, double b) {
    return sub(a, b);
}
inline Tensor operator*(const Tensor& a, double b) {
    return mul(a, b);
}
inline Tensor operator/(const Tensor& a, double b) {
    return div(a, b);
}
Tensor operator+(double a, const Tensor& b);
Tensor operator-(double a, const Tensor& b);
Tensor operator*(double a, const Tensor& b);
Tensor operator/(double a, const Tensor& b);
Tensor operator-(const Tensor& x);

} // namespace tp
