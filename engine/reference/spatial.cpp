#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/reference/positions.h"
#include "engine/runtime/backend.h"

namespace tp::reference {

namespace {

/// Where SpaceToBatchND's output at `at` comes from, which may lie in the padding. The first axis
/// counts the places within a block, the last axis fastest, and then the batches.
Position inBlocks(const Position& at, std::int64_t batches, const Ints& block, const Ints& before) {
    Position from = at;
    from[0] = at[0] % batches;
    std::int64_t place = at[0] / batches;
    for (std::size_t i = block.size(); i-- > 0;) {
        from[i + 1] = at[i + 1] * block[i] + place % block[i] - before[2 * i];
        place /= block[i];
    }
    return from;
}

bool isInside(const Position& position, const Shape& shape) {
    for (std::size_t axis = 0; axis < shape.rank(); ++axis) {
        if (position[axis] < 0 || position[axis] >= shape[axis])
            return false;
    }
    return true;
}

void spaceToBatchND(KernelCall& call) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.outputs[0];
    const Ints& block = call.attr<Ints>("blockShape");
    const Ints& paddings = call.attr<Ints>("paddings");
    forEachPosition(y.shape(), [&](const Position& at) {
        const Position from = inBlocks(at, x.shape()[0], block, paddings);
        if (isInside(from, x.shape())) {
            copyElement(y, offsetAt(at, y.shape()), x, offsetAt(from, x.shape()));
        } else if (y.dtype() != DType::String) {
            store(y, offsetAt(at, y.shape()), 0.0);
        }
    });
}

void batchToSpaceND(KernelCall& call) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.outputs[0];
    const Ints& block = call.attr<Ints>("blockShape");
    const Ints& crops = call.attr<Ints>("crops");
    forEachPosition(x.shape(), [&](const Position& from) {
        if (y.size() == 0)
            return;
        const Position at = inBlocks(from, y.shape()[0], block, crops);
        if (isInside(at, y.shape()))
            copyElement(y, offsetAt(at, y.shape()), x, offsetAt(from, x.shape()));
    });
}

void depthToSpace(KernelCall& call) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.outputs[0];
    const auto block = call.attr<std::int64_t>("blockSize");
    const bool last = call.attr<std::string>("dataFormat") == "NHWC";
    const std::size_t row = last ? 1 : 2;
    const std::size_t channel = last ? 3 : 1;
    forEachPosition(y.shape(), [&](const Position& at) {
        Position from = at;
        from[row] = at[row] / block;
        from[row + 1] = at[row + 1] / block;
        const std::int64_t place = at[row] % block * block + at[row + 1] % block;
        from[channel] = place * y.shape()[channel] + at[channel];
        copyElement(y, offsetAt(at, y.shape()), x, offsetAt(from, x.shape()));
    });
}

} // namespace

void registerSpatialKernels(Backend& backend) {
    backend.add("SpaceToBatchND", spaceToBatchND);
    backend.add("BatchToSpaceND", batchToSpaceND);
    backend.add("DepthToSpace", depthToSpace);
}

} // namespace tp::reference
