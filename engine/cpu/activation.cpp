#include "engine/cpu/kernels.h"

#include <algorithm>
#include <cmath>

namespace tp::cpu {

namespace {

template<class F>
void forEachRow(KernelCall& call, F row) {
    const auto* x = call.in<float>(0);
    auto* y = call.out<float>();
    const Shape& shape = call.input(0).shape();
    const std::int64_t count = shape.elementCount();
    const std::int64_t width = shape.rank() == 0 ? 1 : shape.back();
    for (std::int64_t start = 0; start < count; start += width)
        row(x + start, y + start, width);
}

void softmax(KernelCall& call) {
    forEachRow(call, [](const float* x, float* y, std::int64_t width) {
        const float largest = *std::max_element(x, x + width);
        double total = 0;
        for (std::int64_t i = 0; i < width; ++i) {
            y[i] = std::exp(x[i] - largest);
            total += static_cast<double>(y[i]);
        }
        for (std::int64_t i = 0; i < width; ++i)
            y[i] = static_cast<float>(static_cast<double>(y[i]) / total);
    });
}

void logSoftmax(KernelCall& call) {
    forEachRow(call, [](const float* x, float* y, std::int64_t width) {
        const float largest = *std::max_element(x, x + width);
        double total = 0;
        for (std::int64_t i = 0; i < width; ++i)
            total += static_cast<double>(std::exp(x[i] - largest));
        const double shift = std::log(total) + static_cast<double>(largest);
        for (std::int64_t i = 0; i < width; ++i)
            y[i] = static_cast<float>(static_cast<double>(x[i]) - shift);
    });
}

} // namespace

void registerActivationKernels(Backend& backend) {
    backend.add("Softmax", softmax);
    backend.add("LogSoftmax", logSoftmax);
}

} // namespace tp::cpu
