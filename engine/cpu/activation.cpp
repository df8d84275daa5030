#include "engine/base/thread_pool.h"
#include "engine/cpu/kernels.h"
#include "engine/cpu/vector_loops.h"

namespace tp::cpu {

namespace {

using RowLoop = void (*)(const float* x, float* y, std::int64_t count);

void forEachRow(KernelCall& call, RowLoop row) {
    const auto* x = call.in<float>(0);
    auto* y = call.out<float>();
    const Shape& shape = call.input(0).shape();
    const std::int64_t width = shape.rank() == 0 ? 1 : shape.back();
    const std::int64_t rows = width == 0 ? 0 : shape.elementCount() / width;
    // Of exponentials, so many are worth a thread.
    constexpr std::int64_t kLargeEnough = 1 << 14;
    parallelFor(
        rows, kLargeEnough / std::max<std::int64_t>(1, width) + 1, [=](auto begin, auto end) {
            for (std::int64_t i = begin; i < end; ++i)
                row(x + i * width, y + i * width, width);
        });
}

} // namespace

void registerActivationKernels(Backend& backend) {
    backend.add("Softmax", [](KernelCall& call) { forEachRow(call, vectorLoops().softmax); });
    backend.add("LogSoftmax", [](KernelCall& call) { forEachRow(call, vectorLoops().logSoftmax); });
}

} // namespace tp::cpu
