#pragma once

#include "engine/ops/rules.h"
#include "gpu/kernels/device_tensor.h"
#include "gpu/shaders/programs.h"

#include <array>

namespace tp::gpu {

/// Numbers as programs know them.
using Word = std::uint32_t;

template<class T>
Word word(T value) {
    return static_cast<Word>(value);
}

/// One number for each axis, outermost first; as many as push constants have room for.
using Words = std::array<Word, Shape::kMaxRank>;

/// How programs call a dtype: kFloat32, kInt32 and kBool of index.glsl.
Word kindOf(DType dtype);

/// The buffer of an output, which was allocated on the device.
Buffer& outputBuffer(const Tensor& output);

/// The buffers of some inputs, uploaded if need be, and of an output.
std::vector<Buffer*> buffersOf(std::span<const Tensor> inputs, const Tensor& output);

/// Records a program over `buffers`, the last of which it writes (or the last `outputs`), in as
/// many invocations as it has use for. `constants` follow the size of a workgroup. Nothing is
/// recorded for no invocations.
void recordWords(
    const Shader& shader,
    Constants constants,
    std::span<Buffer* const> buffers,
    std::span<const std::byte> push,
    std::uint64_t invocations,
    std::size_t outputs = 1);

template<class Push>
void record(
    const Shader& shader,
    Constants constants,
    std::span<Buffer* const> buffers,
    const Push& push,
    std::uint64_t invocations,
    std::size_t outputs = 1) {
    static_assert(sizeof(Push) <= Stream::kPushBytes);
    recordWords(
        shader,
        std::move(constants),
        buffers,
        std::as_bytes(std::span(&push, 1)),
        invocations,
        outputs);
}

/// The same over all inputs and the only output of a call.
template<class Push>
void record(
    const KernelCall& call,
    const Shader& shader,
    Constants constants,
    const Push& push,
    std::uint64_t invocations) {
    record(
        shader, std::move(constants), buffersOf(call.inputs, call.outputs[0]), push, invocations);
}

/// The device that a call's outputs were allocated on.
Device& deviceOf(const KernelCall& call);

/// How many invocations a workgroup has there.
std::uint32_t groupSizeOf(const Device& device);

/// How many words so many elements are, of which one invocation makes one: four bools are one.
std::uint64_t wordsOf(const TensorSpec& spec);

} // namespace tp::gpu
