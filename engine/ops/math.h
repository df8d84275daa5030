#pragma once

#include "engine/tensor/tensor.h"

namespace tp {

// One tensor, element by element. Functions whose results are no whole numbers give float32 and
// take int32 and bool tensors too.

Tensor abs(const Tensor& x);
Tensor neg(const Tensor& x);
Tensor square(const Tensor& x);
Tensor sqrt(const Tensor& x);
/// 1 / sqrt(x).
Tensor rsqrt(const Tensor& x);
/// 1 / x.
Tensor reciprocal(const Tensor& x);

/// e to the power of x.
Tensor exp(const Tensor& x);
/// exp(x) - 1, exact for small x.
Tensor expm1(const Tensor& x);
/// The natural logarithm.
Tensor log(const Tensor& x);
/// log(1 + x), exact for small x.
Tensor log1p(const Tensor& x);

Tensor sin(const Tensor& x);
Tensor cos(const Tensor& x);
Tensor tan(const Tensor& x);
Tensor asin(const Tensor& x);
Tensor acos(const Tensor& x);
Tensor atan(const Tensor& x);
Tensor sinh(const Tensor& x);
Tensor cosh(const Tensor& x);
Tensor asinh(const Tensor& x);
Tensor acosh(const Tensor& x);
Tensor atanh(const Tensor& x);
/// The error function.
Tensor erf(const Tensor& x);

Tensor floor(const Tensor& x);
Tensor ceil(const Tensor& x);
/// To the nearest whole number; halves go to the even one.
Tensor round(const Tensor& x);
/// -1, 0 or 1.
Tensor sign(const Tensor& x);
/// 1 where x is positive, `alpha` elsewhere.
Tensor step(const Tensor& x, double alpha = 0);

/// x brought into [min, max]. Throws InvalidArgument if min is larger than max.
Tensor clipByValue(const Tensor& x, double min, double max);

} // namespace tp
