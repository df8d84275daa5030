#include "engine/base/thread_pool.h"
#include "engine/cpu/kernels.h"

#include <cmath>

namespace tp::cpu {

namespace {

constexpr std::int64_t kWorthAThread = 1 << 16;

float floatAttr(const OpCall& call, std::string_view name) {
    return static_cast<float>(call.attr<double>(name));
}

void sgdUpdate(KernelCall& call) {
    const auto* weight = call.in<float>(0);
    const auto* grad = call.in<float>(1);
    auto* updated = call.out<float>();
    const float step = -floatAttr(call, "learningRate");
    parallelFor(call.outputs[0].size(), kWorthAThread, [=](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
            updated[i] = step * grad[i] + weight[i];
    });
}

void adamUpdate(KernelCall& call) {
    const auto* weight = call.in<float>(0);
    const auto* m = call.in<float>(1);
    const auto* v = call.in<float>(2);
    const auto* grad = call.in<float>(3);
    auto* newWeight = call.out<float>(0);
    auto* newM = call.out<float>(1);
    auto* newV = call.out<float>(2);
    // Each line below is one op of TensorFlow.js: with all constants rounded to float32 as there,
    // long trainings go the same way.
    const float beta1 = floatAttr(call, "beta1");
    const float beta2 = floatAttr(call, "beta2");
    const auto rest1 = static_cast<float>(1 - call.attr<double>("beta1"));
    const auto rest2 = static_cast<float>(1 - call.attr<double>("beta2"));
    const float correction1 = 1 - floatAttr(call, "accBeta1");
    const float correction2 = 1 - floatAttr(call, "accBeta2");
    const float epsilon = floatAttr(call, "epsilon");
    const float step = -floatAttr(call, "learningRate");
    parallelFor(call.outputs[0].size(), kWorthAThread, [=](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const float mean = m[i] * beta1 + grad[i] * rest1;
            const float square = v[i] * beta2 + (grad[i] * grad[i]) * rest2;
            const float direction =
                (mean / correction1) / (std::sqrt(square / correction2) + epsilon);
            newM[i] = mean;
            newV[i] = square;
            newWeight[i] = direction * step + weight[i];
        }
    });
}

} // namespace

void registerTrainingKernels(Backend& backend) {
    backend.add("SgdUpdate", sgdUpdate);
    backend.add("AdamUpdate", adamUpdate);
}

} // namespace tp::cpu
