#include "engine/ops/reduced_axes.h"
#include "gpu/kernels/axes.h"
#include "gpu/kernels/kernels.h"

#include <algorithm>

namespace tp::gpu {

namespace {

/// How elements are joined, as reduce.glsl numbers it.
enum class How : Word { Sum, Mean, Product, Largest, Smallest, All, Any };

bool isNumber(const OpCall& call) {
    return call.input(0).dtype() == DType::Float32 || call.input(0).dtype() == DType::Int32;
}

/// Which of the three programs joins: they differ in the type of what is joined.
template<How kHow>
const Shader& chooseShader(DType dtype, bool hasFloat64) {
    if (dtype == DType::Float32 || kHow == How::Mean || kHow == How::Product) {
        const bool isSum = kHow == How::Sum || kHow == How::Mean || kHow == How::Product;
        return isSum && hasFloat64 ? shaders::kReduceDouble : shaders::kReduce;
    }
    return shaders::kReduceWhole;
}

template<How kHow>
bool canReduce(const OpCall& call, const Specs& /*specs*/, const Traits& traits) {
    if (kHow == How::All || kHow == How::Any)
        return call.input(0).dtype() == DType::Bool;
    if (kHow == How::Product && call.input(0).dtype() == DType::Int32)
        return traits.hasFloat64; // computed in double, then cut
    return kHow == How::Mean ? call.input(0).dtype() != DType::Complex64 : isNumber(call);
}

/// Whether a workgroup joins for one element of the output: on cards, if there is much to join.
bool joinsTogether(const KernelCall& call, std::int64_t each) {
    constexpr std::int64_t kMuch = 512;
    constexpr std::uint32_t kShared = 256 * sizeof(double);
    const Device& device = deviceOf(call);
    return device.isCard() && each >= kMuch && call.outputs[0].dtype() != DType::Bool &&
           device.traits().sharedBytes >= kShared;
}

template<How kHow>
void reduce(KernelCall& call) {
    const Shape& shape = call.input(0).shape();
    const ReducedAxes reduced(call);
    const Shape steps = rowMajorStrides(shape);
    Axes<1> axes;
    std::size_t kept = 0;
    for (const bool goes : {false, true}) {
        for (std::size_t axis = 0; axis < shape.rank(); ++axis) {
            if (reduced.isReduced(axis) == goes)
                axes.add(shape[axis], {steps[axis]});
        }
        if (!goes) {
            kept = axes.rank();
            axes.cut();
        }
    }
    const std::int64_t each = reduced.reducedCount(shape);
    const bool together = joinsTogether(call, each);
    const struct {
        Word count;
        Word each;
        Word kept;
        Word rank;
        Words sizes;
        Words steps;
    } push{
        word(call.outputs[0].size()),
        word(each),
        word(kept),
        word(axes.rank()),
        axes.sizes(),
        axes.steps(0)};
    const std::uint64_t outputs = wordsOf(call.outputs[0].spec());
    record(
        call,
        chooseShader<kHow>(call.input(0).dtype(), deviceOf(call).traits().hasFloat64),
        {word(kHow), kindOf(call.input(0).dtype()), word(together)},
        push,
        together ? outputs * groupSizeOf(deviceOf(call)) : outputs);
}

} // namespace

void registerReduceKernels(VulkanBackend& backend) {
    backend.add("Sum", reduce<How::Sum>, canReduce<How::Sum>);
    backend.add("Mean", reduce<How::Mean>, canReduce<How::Mean>);
    backend.add("Prod", reduce<How::Product>, canReduce<How::Product>);
    backend.add("Max", reduce<How::Largest>, canReduce<How::Largest>);
    backend.add("Min", reduce<How::Smallest>, canReduce<How::Smallest>);
    backend.add("All", reduce<How::All>, canReduce<How::All>);
    backend.add("Any", reduce<How::Any>, canReduce<How::Any>);
}

} // namespace tp::gpu
