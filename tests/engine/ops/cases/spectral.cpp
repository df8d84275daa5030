#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

#include <cmath>
#include <complex>
#include <numbers>

namespace tp::test {

namespace {

Tensor parts(const Tensor& x) {
    return stack({real(x), imag(x)});
}

/// Real and imaginary part of the transform, summed the long way.
Tensor transformed(const Tensor& re, const Tensor& im, double direction) {
    const auto n = static_cast<std::size_t>(re.shape().back());
    const auto a = re.values<float>();
    const auto b = im.values<float>();
    std::vector<float> values(2 * a.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        const std::size_t row = i / n * n;
        std::complex<double> sum = 0;
        for (std::size_t j = 0; j < n; ++j) {
            sum += std::complex<double>(a[row + j], b[row + j]) *
                   std::polar(
                       1.0,
                       direction * 2 * std::numbers::pi * static_cast<double>(j * (i - row)) /
                           static_cast<double>(n));
        }
        if (direction > 0)
            sum /= static_cast<double>(n);
        values[i] = static_cast<float>(sum.real());
        values[a.size() + i] = static_cast<float>(sum.imag());
    }
    Shape shape{2};
    for (const std::int64_t size : re.shape())
        shape.push_back(size);
    return fromBuffer(values, shape);
}

void addTransforms(OpCases& cases) {
    // Lengths with small factors, primes, and 106 with a prime too large for plain factors.
    for (const Shape& shape :
         {Shape{1},
          Shape{2},
          Shape{7},
          Shape{8},
          Shape{3, 12},
          Shape{2, 1, 5},
          Shape{106},
          Shape{2, 53}}) {
        const Tensor re = spread(shape, -3, 3, 1);
        const Tensor im = spread(shape, -3, 3, 2);
        const Smooth smooth = re.size() < 20 ? Smooth::Twice : Smooth::No;
        cases.push_back(
            {"fft" + toText(shape),
             "FFT",
             [](const Tensors& xs) { return parts(spectral::fft(complex(xs[0], xs[1]))); },
             {re, im},
             transformed(re, im, -1),
             smooth,
             1e-5});
        cases.push_back(
            {"ifft" + toText(shape),
             "IFFT",
             [](const Tensors& xs) { return parts(spectral::ifft(complex(xs[0], xs[1]))); },
             {re, im},
             transformed(re, im, 1),
             smooth,
             1e-5});
    }
    for (const Shape& shape : {Shape{0}, Shape{3, 0}, Shape{0, 3}}) {
        Shape both{2};
        for (const std::int64_t size : shape)
            both.push_back(size);
        cases.push_back(
            {"fft of nothing" + toText(shape),
             "FFT",
             [](const Tensors& xs) { return parts(spectral::fft(complex(xs[0], xs[0]))); },
             {zeros(shape)},
             zeros(both)});
    }
}

void addRealTransforms(OpCases& cases) {
    const auto row =
        [&](const char* name, const TensorFunction& call, const Tensors& inputs, const Tensor& y) {
            cases.push_back({name, "", call, inputs, y, Smooth::Twice, 1e-5});
        };
    const double half3 = std::sqrt(3.0) / 2;
    const Tensor six = tensor({-3, -2, -1, 1, 2, 3});
    row(
        "rfft",
        [](const Tensors& xs) { return parts(spectral::rfft(xs[0])); },
        {six},
        tensor({{0.0, -4.0, -3.0, -4.0}, {0.0, 8 * half3, 2 * half3, 0.0}}));
    row(
        "rfft, cut",
        [](const Tensors& xs) { return parts(spectral::rfft(xs[0], 3)); },
        {six},
        tensor({{-6.0, -1.5}, {0.0, half3}}));
    row(
        "rfft of rows, filled up",
        [](const Tensors& xs) { return parts(spectral::rfft(xs[0], 4)); },
        {tensor({{-3, -2, -1}})},
        tensor({{{-6, -2, -2}}, {{0, 2, 0}}}));
    const auto back = [](const Tensors& xs) { return spectral::irfft(complex(xs[0], xs[1])); };
    row("irfft of a vector has two axes",
        back,
        {tensor({1, 2, 3, 4, 5}), tensor({1, 2, 3, 4, 5})},
        tensor({{3.0, -2.6642137, 0.5, -0.45710677, 0.0, 0.16421354, -0.5, 0.95710677}}));
    row("irfft of two frequencies", back, {tensor({1, 2}), tensor({0, 0})}, tensor({{1.5, -0.5}}));
    row("irfft with three axes",
        back,
        {tensor({{{1, 2, 3}, {4, 5, 6}}, {{1, 2, 3}, {4, 5, 6}}}), zeros({2, 2, 3})},
        tensor(
            {{{2.0, -0.5, 0.0, -0.5}, {5.0, -0.5, 0.0, -0.5}},
             {{2.0, -0.5, 0.0, -0.5}, {5.0, -0.5, 0.0, -0.5}}}));
}

void addSignals(OpCases& cases) {
    const auto row =
        [&](const char* name, const TensorFunction& call, const Tensors& inputs, const Tensor& y) {
            cases.push_back({name, "", call, inputs, y, Smooth::Twice, 1e-5});
        };
    const Tensor five = tensor({1, 2, 3, 4, 5});
    row(
        "frame",
        [](const Tensors& xs) { return signal::frame(xs[0], 3, 2); },
        {five},
        tensor({{1, 2, 3}, {3, 4, 5}}));
    row(
        "frame, filled up",
        [](const Tensors& xs) { return signal::frame(xs[0], 4, 2, true, 42); },
        {five},
        tensor({{1, 2, 3, 4}, {3, 4, 5, 42}, {5, 42, 42, 42}}));
    row(
        "frame with steps beyond the frames",
        [](const Tensors& xs) { return signal::frame(xs[0], 1, 3, true); },
        {five},
        tensor({{1}, {4}}));
    row(
        "stft with a window",
        [](const Tensors& xs) { return parts(signal::stft(xs[0], 3, 1)); },
        {five},
        tensor({{{2, 0, -2}, {3, 0, -3}, {4, 0, -4}}, {{0, -2, 0}, {0, -3, 0}, {0, -4, 0}}}));
    row(
        "stft with a hamming window and a length",
        [](const Tensors& xs) {
            return parts(signal::stft(xs[0], 5, 1, 3, signal::hammingWindow));
        },
        {ones({6})},
        tensor({{{1.62, -0.69}, {1.62, -0.69}}, {{0.0, 0.39837}, {0.0, 0.39837}}}));
    const auto windows = [&](const char* name,
                             Tensor (*window)(std::int64_t),
                             std::int64_t length,
                             const Tensor& y) {
        cases.push_back(
            {name, "", [=](const Tensors&) { return window(length); }, {}, y, Smooth::No, 1e-5});
    };
    windows("hannWindow", signal::hannWindow, 7, tensor({0.0, 0.25, 0.75, 1.0, 0.75, 0.25, 0.0}));
    windows(
        "hannWindow of even length",
        signal::hannWindow,
        6,
        tensor({0.0, 0.25, 0.75, 1.0, 0.75, 0.25}));
    windows("hammingWindow", signal::hammingWindow, 6, tensor({0.08, 0.31, 0.77, 1.0, 0.77, 0.31}));
}

} // namespace

OpCases spectralCases() {
    OpCases cases;
    addTransforms(cases);
    addRealTransforms(cases);
    addSignals(cases);
    return cases;
}

} // namespace tp::test
