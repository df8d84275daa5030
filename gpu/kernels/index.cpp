#include "engine/ops/windows.h"
#include "gpu/kernels/kernels.h"
#include "gpu/kernels/record.h"

namespace tp::gpu {

namespace {

Word bytesOf(const Tensor& tensor) {
    return word(dtypeBytes(tensor.dtype()));
}

void gather(KernelCall& call) {
    const GatherLayout layout = gatherLayout(call);
    const Tensor& y = call.outputs[0];
    const struct {
        Word count;
        Word outer;
        Word axis;
        Word chosen;
        Word inner;
    } push{
        word(y.size()),
        word(layout.outer),
        word(layout.axis),
        word(layout.count),
        word(layout.inner)};
    record(call, shaders::kGather, {bytesOf(y)}, push, wordsOf(y.spec()));
}

/// Whole tensors of choices, of one condition for all, for each row, or for each element.
void select(KernelCall& call) {
    const Tensor& y = call.outputs[0];
    const std::int64_t conditions = call.input(0).size();
    const struct {
        Word count;
        Word width;
    } push{word(y.size()), word(conditions == 0 ? 0 : y.size() / conditions)};
    const std::uint64_t words = y.dtype() == DType::Complex64 ? 2 : 1;
    record(call, shaders::kSelect, {bytesOf(y)}, push, words * wordsOf(y.spec()));
}

bool always(const OpCall& /*call*/, const Specs& /*specs*/, const Traits& /*traits*/) {
    return true;
}

} // namespace

void registerIndexKernels(VulkanBackend& backend) {
    backend.add("GatherV2", gather, always);
    backend.add("Select", select, always);
}

} // namespace tp::gpu
