#include "engine/base/thread_pool.h"
#include "engine/cpu/kernels.h"

#include <cmath>
#include <limits>

namespace tp::cpu {

namespace {

// Fewer elements are done sooner than a second thread wakes.
constexpr std::int64_t kLargeEnough = 1 << 17;

template<class F>
void forEachElement(KernelCall& call, F f) {
    parallelFor(call.outputs[0].size(), kLargeEnough, [f](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
            f(i);
    });
}

void complex(KernelCall& call) {
    const auto* real = call.in<float>(0);
    const auto* imag = call.in<float>(1);
    auto* y = call.out<std::complex<float>>();
    forEachElement(call, [=](std::int64_t i) { y[i] = {real[i], imag[i]}; });
}

void real(KernelCall& call) {
    const auto* x = call.in<std::complex<float>>(0);
    auto* y = call.out<float>();
    forEachElement(call, [=](std::int64_t i) { y[i] = x[i].real(); });
}

void imag(KernelCall& call) {
    const auto* x = call.in<std::complex<float>>(0);
    auto* y = call.out<float>();
    forEachElement(call, [=](std::int64_t i) { y[i] = x[i].imag(); });
}

/// Squares of float32 numbers neither overflow nor vanish in double.
float distance(std::complex<float> x) {
    const double real = x.real();
    const double imag = x.imag();
    if (std::isinf(real) || std::isinf(imag)) // even if the other part is NaN
        return std::numeric_limits<float>::infinity();
    return static_cast<float>(std::sqrt(real * real + imag * imag));
}

void complexAbs(KernelCall& call) {
    const auto* x = call.in<std::complex<float>>(0);
    auto* y = call.out<float>();
    forEachElement(call, [=](std::int64_t i) { y[i] = distance(x[i]); });
}

} // namespace

void registerComplexKernels(Backend& backend) {
    backend.add("Complex", complex);
    backend.add("Real", real);
    backend.add("Imag", imag);
    backend.add("ComplexAbs", complexAbs);
}

} // namespace tp::cpu
