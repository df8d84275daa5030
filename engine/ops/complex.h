#pragma once

#include "engine/tensor/tensor.h"

namespace tp {

// Numbers with an imaginary part. Add, sub, mul, neg, abs and all functions that only move elements
// take complex64 tensors too.
//
// The gradient of a complex tensor is the direction in which the result grows fastest, so that real
// and imaginary part of it are the gradients by the two parts.

/// complex64 numbers of two tensors of one shape. Throws InvalidArgument if the shapes differ.
///
///     complex(tensor({1, 2}), tensor({0, -1}))   // 1, 2 - i
Tensor complex(const Tensor& real, const Tensor& imag);

/// The real parts, as float32. Throws InvalidArgument unless x is complex64, as imag() and conj()
/// do.
Tensor real(const Tensor& x);
/// The imaginary parts, as float32.
Tensor imag(const Tensor& x);
/// The numbers with the other sign before i.
Tensor conj(const Tensor& x);

/// How far the numbers are from 0, as float32: what abs() is for complex64.
Tensor complexAbs(const Tensor& x);

} // namespace tp
