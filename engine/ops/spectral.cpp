#include "engine/ops/spectral.h"

#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/complex.h"
#include "engine/ops/creation.h"
#include "engine/ops/math.h"
#include "engine/ops/register.h"
#include "engine/ops/rules.h"

namespace tp {

namespace {

// Twice this still counts in the 32 bits that the library of transforms takes.
constexpr std::int64_t kLongestTransform = std::int64_t{1} << 29;

Specs transformed(const OpCall& call) {
    checkDType(call, 0, {DType::Complex64});
    const TensorSpec& x = call.input(0).spec();
    check(x.shape.rank() > 0, "%1: a scalar has no axis to transform.", call.op.name);
    check(
        x.shape.back() <= kLongestTransform,
        "%1: an axis of size %2 is too long; at most %3 numbers can be transformed.",
        call.op.name,
        x.shape.back(),
        kLongestTransform);
    return {x};
}

/// How long the axis is that was transformed.
double lengthOf(const GradCall& call) {
    return static_cast<double>(call.shape(0).back());
}

/// Complex numbers, stretched.
Tensor scaled(const Tensor& x, double factor) {
    return complex(real(x) * factor, imag(x) * factor);
}

// A transform is a matrix, and its gradient the conjugate of the transposed matrix: the opposite
// transform but for the factor.

const Op kFft = {
    .name = "FFT",
    .doc = "The discrete Fourier transform along the last axis.",
    .formula = "y[k] = sum over j of input[j] * exp(-2 * pi * i * j * k / n)",
    .inputs = {"input"},
    .infer = transformed,
    .gradient = [](const GradCall& call) -> Tensors {
        return {scaled(spectral::ifft(call.dy()), lengthOf(call))};
    },
    .saves = Saves::Nothing,
};

const Op kIfft = {
    .name = "IFFT",
    .doc = "The inverse discrete Fourier transform along the last axis.",
    .formula = "y[j] = sum over k of input[k] * exp(2 * pi * i * j * k / n) / n",
    .inputs = {"input"},
    .infer = transformed,
    .gradient = [](const GradCall& call) -> Tensors {
        return {scaled(spectral::fft(call.dy()), 1 / lengthOf(call))};
    },
    .saves = Saves::Nothing,
};

/// The last axis cut, or filled up with zeros, to this size.
Tensor fitted(const Tensor& x, std::int64_t size) {
    const std::int64_t missing = size - x.shape().back();
    if (missing > 0) {
        Paddings paddings(x.rank());
        paddings.back().second = missing;
        return pad(x, paddings);
    }
    Ints sizes = toInts(x.shape());
    sizes.back() = size;
    return slice(x, Ints(x.rank(), 0), sizes);
}

} // namespace

void registerSpectralOps() {
    registerOp(kFft);
    registerOp(kIfft);
}

namespace spectral {

Tensor fft(const Tensor& x) {
    return run(kFft, {x});
}

Tensor ifft(const Tensor& x) {
    return run(kIfft, {x});
}

Tensor rfft(const Tensor& x, std::optional<std::int64_t> fftLength) {
    check(x.dtype() == DType::Float32, "rfft: x must be float32, but it is %1.", x.dtype());
    check(x.rank() > 0, "rfft: a scalar has no axis to transform.");
    const std::int64_t length = fftLength.value_or(x.shape().back());
    check(
        length > 0, "rfft: at least one number must be transformed, but fftLength is %1.", length);
    const Tensor signal = length == x.shape().back() ? x : fitted(x, length);
    const Tensor all = fft(complex(signal, zerosLike(signal)));
    const std::int64_t half = length / 2 + 1;
    return complex(fitted(real(all), half), fitted(imag(all), half));
}

Tensor irfft(const Tensor& x) {
    check(x.dtype() == DType::Complex64, "irfft: x must be complex64, but it is %1.", x.dtype());
    check(x.rank() > 0, "irfft: a scalar has no axis to transform.");
    const std::int64_t inner = x.shape().back();
    check(inner > 0, "irfft: x of shape %1 has no frequencies.", x.shape());
    const std::int64_t batch = x.size() / inner;
    Tensor all = reshape(x, {batch, inner});
    if (inner > 2) {
        // The frequencies that rfft() left out, backwards.
        const auto mirrored = [&](const Tensor& part) {
            return reverse(slice(part, {0, 1}, {batch, inner - 2}), 1);
        };
        const Tensor re = real(all);
        const Tensor im = imag(all);
        all = complex(concat({re, mirrored(re)}, 1), concat({im, neg(mirrored(im))}, 1));
    }
    const Tensor signal = real(ifft(all));
    if (x.rank() != 3 || x.shape()[0] == 0)
        return signal;
    return reshape(signal, {x.shape()[0], x.shape()[1], signal.shape()[1]});
}

} // namespace spectral

} // namespace tp
