#pragma once

#include "engine/tensor/tensor.h"

#include <optional>

/// Fourier transforms: which frequencies a signal is made of. All go along the last axis, whose
/// length may be any; the axes before it are a batch.
namespace tp::spectral {

/// The discrete Fourier transform of complex64 numbers: y[k] = Σ x[j] exp(-2πi jk / n).
///
/// Throws InvalidArgument for other dtypes and for scalars.
Tensor fft(const Tensor& x);

/// The opposite of fft(), divided by the length.
Tensor ifft(const Tensor& x);

/// The transform of float32 numbers, as complex64: only the fftLength / 2 + 1 frequencies that are
/// not mirror images of others.
///
///     rfft(tensor({1, 2, 3}))   // 6, -1.5 + 0.866 i
///
/// The signal is first cut, or filled up with zeros, to `fftLength` numbers, if that is given.
/// Throws InvalidArgument for other dtypes, for scalars and for an fftLength below 1.
Tensor rfft(const Tensor& x, std::optional<std::int64_t> fftLength = {});

/// The opposite of rfft() for signals of even length: [..., n] complex64 gives 2 (n - 1) float32
/// numbers, or n if n is 1 or 2.
///
/// As in TensorFlow.js, the result has three axes if x has three, and else two: [1, 8] for [5].
Tensor irfft(const Tensor& x);

} // namespace tp::spectral
