#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/runtime/backend.h"

namespace tp::reference {

namespace {

void storeEverywhere(const Tensor& y, double value) {
    for (std::int64_t i = 0; i < y.size(); ++i)
        store(y, i, value);
}

void storeEverywhere(KernelCall& call, const std::string& text) {
    auto* texts = call.out<std::string>();
    for (std::int64_t i = 0; i < call.outputs[0].size(); ++i)
        texts[i] = text;
}

void fill(KernelCall& call) {
    if (call.outputs[0].dtype() == DType::String) {
        storeEverywhere(call, call.attr<std::string>("text"));
    } else {
        storeEverywhere(call.outputs[0], call.attr<double>("value"));
    }
}

void zerosLike(KernelCall& call) {
    if (call.outputs[0].dtype() == DType::String) {
        storeEverywhere(call, std::string());
    } else {
        storeEverywhere(call.outputs[0], 0);
    }
}

void onesLike(KernelCall& call) {
    storeEverywhere(call.outputs[0], 1);
}

void range(KernelCall& call) {
    const auto start = call.attr<double>("start");
    // Counting down by ones needs no sign.
    const bool countsDown = call.attr<double>("stop") < start && call.attr<double>("step") == 1;
    const double step = countsDown ? -1 : call.attr<double>("step");
    for (std::int64_t i = 0; i < call.outputs[0].size(); ++i)
        store(call.outputs[0], i, start + static_cast<double>(i) * step);
}

void linSpace(KernelCall& call) {
    const auto start = call.attr<double>("start");
    const auto stop = call.attr<double>("stop");
    const auto last = static_cast<double>(call.attr<std::int64_t>("num") - 1);
    store(call.outputs[0], 0, start);
    for (std::int64_t i = 1; i < call.outputs[0].size(); ++i)
        store(call.outputs[0], i, start + static_cast<double>(i) * (stop - start) / last);
}

} // namespace

void registerCreationKernels(Backend& backend) {
    backend.add("Fill", fill);
    backend.add("ZerosLike", zerosLike);
    backend.add("OnesLike", onesLike);
    backend.add("Range", range);
    backend.add("LinSpace", linSpace);
}

} // namespace tp::reference
