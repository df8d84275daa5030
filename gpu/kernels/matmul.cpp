#include "gpu/kernels/axes.h"
#include "gpu/kernels/kernels.h"

#include <algorithm>

namespace tp::gpu {

namespace {

// As in matmul.glsl.
constexpr std::size_t kMaxBatchRank = Shape::kMaxRank - 2;
constexpr std::uint64_t kBlock = 4;
constexpr std::uint64_t kTile = 64;
constexpr std::uint32_t kTiledInvocations = 256;

using BatchWords = std::array<Word, kMaxBatchRank>;

struct Push {
    Word batches;
    Word m;
    Word n;
    Word k;
    Word rank;
    BatchWords sizes;
    BatchWords stepsA;
    BatchWords stepsB;
};

Shape batchOf(const Shape& shape) {
    return Shape(std::span(shape.begin(), shape.rank() - 2));
}

BatchWords firstOf(const Words& words) {
    BatchWords first{};
    std::copy_n(words.begin(), first.size(), first.begin());
    return first;
}

bool canMultiply(const OpCall& call, const Specs& /*specs*/, const Traits& /*traits*/) {
    return call.input(0).dtype() == call.input(1).dtype() &&
           (call.input(0).dtype() == DType::Float32 || call.input(0).dtype() == DType::Int32);
}

/// Cards multiply large matrices faster from memory that a workgroup shares.
bool prefersTiles(const KernelCall& call, const Push& push) {
    constexpr std::uint64_t kShared = 2 * 16 * (kTile + 1) * sizeof(float);
    const Device& device = deviceOf(call);
    return device.isCard() && call.input(0).dtype() == DType::Float32 && push.m >= 32 &&
           push.n >= 32 && device.traits().groupSize >= kTiledInvocations &&
           device.traits().sharedBytes >= kShared;
}

std::uint64_t roundedUp(std::uint64_t size, std::uint64_t step) {
    return (size + step - 1) / step;
}

void batchMatMul(KernelCall& call) {
    const Shape& shapeA = call.input(0).shape();
    const Shape& shape = call.outputs[0].shape();
    const bool transposeA = call.attr<bool>("transposeA");
    const bool transposeB = call.attr<bool>("transposeB");
    const Shape batch = batchOf(shape);
    const Shape stepsA = broadcastSteps(batchOf(shapeA), batch);
    const Shape stepsB = broadcastSteps(batchOf(call.input(1).shape()), batch);
    Axes<2> axes;
    for (std::size_t axis = 0; axis < batch.rank(); ++axis)
        axes.add(batch[axis], {stepsA[axis], stepsB[axis]});
    const Push push{
        word(batch.elementCount()),
        word(shape[shape.rank() - 2]),
        word(shape.back()),
        word(transposeA ? shapeA[shapeA.rank() - 2] : shapeA.back()),
        word(axes.rank()),
        firstOf(axes.sizes()),
        firstOf(axes.steps(0)),
        firstOf(axes.steps(1))};
    const Constants constants{word(transposeA), word(transposeB)};
    if (prefersTiles(call, push)) {
        const std::uint64_t tiles =
            push.batches * roundedUp(push.m, kTile) * roundedUp(push.n, kTile);
        return record(
            call, shaders::kMatmulTiled, constants, push, tiles * groupSizeOf(deviceOf(call)));
    }
    const bool whole = call.input(0).dtype() == DType::Int32;
    record(
        call,
        whole ? shaders::kMatmulBlockedWhole : shaders::kMatmulBlocked,
        constants,
        push,
        push.batches * roundedUp(push.m, kBlock) * roundedUp(push.n, kBlock));
}

} // namespace

void registerMatMulKernels(VulkanBackend& backend) {
    backend.add("BatchMatMul", batchMatMul, canMultiply);
}

} // namespace tp::gpu
