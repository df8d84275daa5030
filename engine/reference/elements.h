#pragma once

#include "engine/tensor/tensor.h"

namespace tp::reference {

// Single elements, by their row-major number. Kernels compute in double and round when they store,
// as TensorFlow.js does, where a number in an expression is a double and an array holds floats.

/// The element as a double; throws Unsupported for complex numbers and strings.
double number(const Tensor& x, std::int64_t index);

/// The element as a complex number; others than complex ones are on the real axis.
std::complex<double> complexNumber(const Tensor& x, std::int64_t index);

/// Any number but 0 (NaN too) is true.
bool truth(const Tensor& x, std::int64_t index);

/// Rounds to float32, cuts and wraps to int32, or makes a bool of anything but 0; throws
/// Unsupported for strings.
void store(const Tensor& y, std::int64_t index, double value);

/// The same for complex64; other dtypes take the real part.
void store(const Tensor& y, std::int64_t index, std::complex<double> value);

/// y[to] = x[from], both of one dtype, whatever it is.
void copyElement(const Tensor& y, std::int64_t to, const Tensor& x, std::int64_t from);

} // namespace tp::reference
