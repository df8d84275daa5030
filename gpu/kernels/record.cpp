#include "gpu/kernels/record.h"

#include <algorithm>

namespace tp::gpu {

namespace {

constexpr std::uint32_t kGroupSize = 256;
constexpr std::uint32_t kGroupSizeOfProcessors = 64;

} // namespace

Buffer& outputBuffer(const Tensor& output) {
    return static_cast<BufferCopy*>(output.storage()->deviceCopy())->buffer();
}

Word kindOf(DType dtype) {
    return dtype == DType::Float32 ? 0 : dtype == DType::Int32 ? 1 : 2;
}

Device& deviceOf(const KernelCall& call) {
    return outputBuffer(call.outputs[0]).device();
}

std::vector<Buffer*> buffersOf(std::span<const Tensor> inputs, const Tensor& output) {
    Buffer& written = outputBuffer(output);
    std::vector<Buffer*> buffers;
    for (const Tensor& input : inputs)
        buffers.push_back(&bufferOf(input, written.sharedDevice()));
    buffers.push_back(&written);
    return buffers;
}

std::uint32_t groupSizeOf(const Device& device) {
    return std::min(
        device.isCard() ? kGroupSize : kGroupSizeOfProcessors, device.traits().groupSize);
}

void recordWords(
    const Shader& shader,
    Constants constants,
    std::span<Buffer* const> buffers,
    std::span<const std::byte> push,
    std::uint64_t invocations,
    std::size_t outputs) {
    if (invocations == 0)
        return;
    Device& device = buffers.back()->device();
    const std::uint32_t size = groupSizeOf(device);
    constants.insert(constants.begin(), size);
    // Invocations loop over what is left beyond the largest dispatch.
    const std::uint64_t groups =
        std::min<std::uint64_t>((invocations + size - 1) / size, device.traits().groupCount);
    device.dispatch(
        {.shader = shader,
         .constants = std::move(constants),
         .buffers = buffers,
         .outputs = outputs,
         .push = push,
         .groups = {static_cast<std::uint32_t>(groups), 1, 1}});
}

std::uint64_t wordsOf(const TensorSpec& spec) {
    const auto count = static_cast<std::uint64_t>(spec.shape.elementCount());
    return spec.dtype == DType::Bool ? (count + 3) / 4 : count;
}

} // namespace tp::gpu
