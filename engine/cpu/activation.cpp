#include "engine/cpu/float_math.h"
#include "engine/cpu/kernels.h"

#include <algorithm>
#include <array>
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

/// In lanes of their own, so that the compiler can add several at once.
double sumOf(const float* x, std::int64_t count) {
    constexpr std::int64_t kLanes = 4;
    std::array<double, kLanes> lanes{};
    std::int64_t i = 0;
    for (; i + kLanes <= count; i += kLanes)
        for (std::int64_t k = 0; k < kLanes; ++k)
            lanes[static_cast<std::size_t>(k)] += static_cast<double>(x[i + k]);
    for (; i < count; ++i)
        lanes[0] += static_cast<double>(x[i]);
    return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
}

void softmax(KernelCall& call) {
    forEachRow(call, [](const float* x, float* y, std::int64_t width) {
        const float largest = *std::max_element(x, x + width);
        for (std::int64_t i = 0; i < width; ++i)
            y[i] = fastExp(x[i] - largest);
        const double total = sumOf(y, width);
        for (std::int64_t i = 0; i < width; ++i)
            y[i] = static_cast<float>(static_cast<double>(y[i]) / total);
    });
}

void logSoftmax(KernelCall& call) {
    forEachRow(call, [](const float* x, float* y, std::int64_t width) {
        const float largest = *std::max_element(x, x + width);
        for (std::int64_t i = 0; i < width; ++i)
            y[i] = fastExp(x[i] - largest);
        const double shift = std::log(sumOf(y, width)) + static_cast<double>(largest);
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
