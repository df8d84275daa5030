#include "gpu/kernels/kernels.h"
#include "gpu/kernels/record.h"

namespace tp::gpu {

namespace {

float number(const OpCall& call, std::string_view name) {
    return static_cast<float>(call.attr<double>(name));
}

/// 1 less the attribute, rounded once.
float rest(const OpCall& call, std::string_view name) {
    return static_cast<float>(1 - call.attr<double>(name));
}

void sgdUpdate(KernelCall& call) {
    const std::uint64_t count = wordsOf(call.outputs[0].spec());
    const struct {
        Word count;
        float learningRate;
    } push{word(count), number(call, "learningRate")};
    record(call, shaders::kSgdUpdate, {}, push, count);
}

void adamUpdate(KernelCall& call) {
    const std::uint64_t count = wordsOf(call.outputs[0].spec());
    const struct {
        Word count;
        float learningRate;
        float beta1, beta2;
        float rest1, rest2;
        float correction1, correction2;
        float epsilon;
    } push{
        word(count),
        number(call, "learningRate"),
        number(call, "beta1"),
        number(call, "beta2"),
        rest(call, "beta1"),
        rest(call, "beta2"),
        1 - number(call, "accBeta1"),
        1 - number(call, "accBeta2"),
        number(call, "epsilon")};
    auto buffers = buffersOf(call.inputs, call.outputs[0]);
    for (std::size_t i = 1; i < call.outputs.size(); ++i)
        buffers.push_back(&outputBuffer(call.outputs[i]));
    record(shaders::kAdamUpdate, {}, buffers, push, count, call.outputs.size());
}

void softmax(KernelCall& call, bool logarithm) {
    const Shape& shape = call.input(0).shape();
    const std::int64_t width = shape.rank() == 0 ? 1 : shape.back();
    const std::int64_t rows = width == 0 ? 0 : shape.elementCount() / width;
    const struct {
        Word rows;
        Word width;
    } push{word(rows), word(width)};
    record(call, shaders::kSoftmax, {word(logarithm)}, push, static_cast<std::uint64_t>(rows));
}

bool areFloats(const OpCall& call, const Specs& /*specs*/, const Traits& /*traits*/) {
    return call.input(0).dtype() == DType::Float32;
}

} // namespace

void registerTrainingKernels(VulkanBackend& backend) {
    backend.add("AdamUpdate", adamUpdate, areFloats);
    backend.add(
        "LogSoftmax", [](KernelCall& call) { softmax(call, true); }, areFloats);
    backend.add("SgdUpdate", sgdUpdate, areFloats);
    backend.add(
        "Softmax", [](KernelCall& call) { softmax(call, false); }, areFloats);
}

} // namespace tp::gpu
