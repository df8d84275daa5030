#include "engine/cpu/kernels.h"
#include "engine/ops/rules.h"

#include <algorithm>

namespace tp::cpu {

namespace {

void fillWith(KernelCall& call, double value) {
    const std::int64_t count = call.outputs[0].size();
    switch (call.outputs[0].dtype()) {
    case DType::Float32:
        std::fill_n(call.out<float>(), count, static_cast<float>(value));
        break;
    case DType::Int32:
        std::fill_n(call.out<std::int32_t>(), count, toInt32(value));
        break;
    case DType::Bool:
        std::fill_n(call.out<std::uint8_t>(), count, static_cast<std::uint8_t>(value != 0));
        break;
    case DType::Complex64:
        std::fill_n(
            call.out<std::complex<float>>(), count, std::complex<float>(static_cast<float>(value)));
        break;
    case DType::String:
        break; // new strings are empty
    }
}

/// Element i is start + i * step.
void fillEvenly(KernelCall& call, double start, double step) {
    const std::int64_t count = call.outputs[0].size();
    if (call.outputs[0].dtype() == DType::Int32) {
        for (std::int64_t i = 0; i < count; ++i)
            call.out<std::int32_t>()[i] = toInt32(start + static_cast<double>(i) * step);
        return;
    }
    for (std::int64_t i = 0; i < count; ++i)
        call.out<float>()[i] = static_cast<float>(start + static_cast<double>(i) * step);
}

} // namespace

void registerCreationKernels(Backend& backend) {
    backend.add("Fill", [](KernelCall& call) {
        if (call.outputs[0].dtype() == DType::String) {
            std::fill_n(
                call.out<std::string>(), call.outputs[0].size(), call.attr<std::string>("text"));
        } else {
            fillWith(call, call.attr<double>("value"));
        }
    });
    backend.add("ZerosLike", [](KernelCall& call) { fillWith(call, 0); });
    backend.add("OnesLike", [](KernelCall& call) { fillWith(call, 1); });
    backend.add("Range", [](KernelCall& call) {
        const auto start = call.attr<double>("start");
        const auto step = call.attr<double>("step");
        const bool down = call.attr<double>("stop") < start && step == 1;
        fillEvenly(call, start, down ? -1 : step);
    });
    backend.add("LinSpace", [](KernelCall& call) {
        const auto start = call.attr<double>("start");
        const auto num = call.attr<std::int64_t>("num");
        const double span = call.attr<double>("stop") - start;
        fillEvenly(call, start, num == 1 ? 0 : span / static_cast<double>(num - 1));
        call.out<float>()[0] = static_cast<float>(start); // even if the step is infinite
    });
}

} // namespace tp::cpu
