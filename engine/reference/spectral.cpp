#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/runtime/backend.h"

#include <cmath>
#include <numbers>

namespace tp::reference {

namespace {

/// y[k] = sum over j of x[j] * exp(direction * 2 pi i j k / n), as it is written.
void transform(KernelCall& call, double direction, bool divides) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.outputs[0];
    const std::int64_t n = x.shape().back();
    for (std::int64_t row = 0; row < x.size(); row += n) {
        for (std::int64_t k = 0; k < n; ++k) {
            std::complex<double> sum = 0;
            for (std::int64_t j = 0; j < n; ++j) {
                const double turns = static_cast<double>(j * k % n) / static_cast<double>(n);
                sum += complexNumber(x, row + j) *
                       std::polar(1.0, direction * 2 * std::numbers::pi * turns);
            }
            store(y, row + k, divides ? sum / static_cast<double>(n) : sum);
        }
    }
}

} // namespace

void registerSpectralKernels(Backend& backend) {
    backend.add("FFT", [](KernelCall& call) { transform(call, -1, false); });
    backend.add("IFFT", [](KernelCall& call) { transform(call, 1, true); });
}

} // namespace tp::reference
