#include "engine/base/thread_pool.h"
#include "engine/cpu/kernels.h"
#include "engine/cpu/vector_loops.h"

namespace tp::cpu {

namespace {

void forRows(KernelCall& call, VectorLoops::Rows loop) {
    const auto* x = call.in<float>(0);
    auto* y = call.out<float>();
    const Shape& shape = call.input(0).shape();
    const std::int64_t width = shape.rank() == 0 ? 1 : shape.back();
    const std::int64_t rows = width == 0 ? 0 : shape.elementCount() / width;
    // Of exponentials, so many are worth a thread.
    constexpr std::int64_t kLargeEnough = 1 << 15;
    parallelFor(
        rows, kLargeEnough / std::max<std::int64_t>(1, width) + 1, [=](auto begin, auto end) {
            loop(x + begin * width, y + begin * width, end - begin, width);
        });
}

} // namespace

void registerActivationKernels(Backend& backend) {
    backend.add("Softmax", [](KernelCall& call) { forRows(call, vectorLoops().softmax); });
    backend.add("LogSoftmax", [](KernelCall& call) { forRows(call, vectorLoops().logSoftmax); });
}

} // namespace tp::cpu
