#pragma once

#include "engine/tensor/tensor.h"

namespace tp {

// Comparisons give bool tensors; shapes broadcast and dtypes are promoted as in arithmetic.

Tensor equal(const Tensor& a, const Tensor& b);
Tensor notEqual(const Tensor& a, const Tensor& b);
Tensor less(const Tensor& a, const Tensor& b);
Tensor lessEqual(const Tensor& a, const Tensor& b);
Tensor greater(const Tensor& a, const Tensor& b);
Tensor greaterEqual(const Tensor& a, const Tensor& b);

Tensor equal(const Tensor& a, double b);
Tensor notEqual(const Tensor& a, double b);
Tensor less(const Tensor& a, double b);
Tensor lessEqual(const Tensor& a, double b);
Tensor greater(const Tensor& a, double b);
Tensor greaterEqual(const Tensor& a, double b);

// Bools only; anything else is refused.

Tensor logicalAnd(const Tensor& a, const Tensor& b);
Tensor logicalOr(const Tensor& a, const Tensor& b);
Tensor logicalXor(const Tensor& a, const Tensor& b);
Tensor logicalNot(const Tensor& x);

/// The bits that two whole numbers share: int32 only, shapes broadcast.
Tensor bitwiseAnd(const Tensor& a, const Tensor& b);

/// `ifTrue` where the bool `condition` holds, `ifFalse` elsewhere; all three broadcast.
Tensor where(const Tensor& condition, const Tensor& ifTrue, const Tensor& ifFalse);

Tensor isNaN(const Tensor& x);
Tensor isInf(const Tensor& x);
Tensor isFinite(const Tensor& x);

} // namespace tp
