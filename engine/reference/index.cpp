#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/reference/positions.h"
#include "engine/runtime/backend.h"

namespace tp::reference {

namespace {

/// Output axes: those of x before `axis`, the indices' without their batch axes, x's after `axis`.
/// The batch axes come first in both x and indices, and count along together.
void gatherV2(KernelCall& call) {
    const Tensor& x = call.input(0);
    const Tensor& indices = call.input(1);
    const Tensor& y = call.outputs[0];
    const std::size_t axis = normalizeAxis(call.attr<std::int64_t>("axis"), x.rank(), call.op.name);
    const auto batchDims = call.attr<std::int64_t>("batchDims");
    const auto batchAxes = static_cast<std::size_t>(
        batchDims < 0 ? batchDims + static_cast<std::int64_t>(indices.rank()) : batchDims);
    const std::size_t indexAxes = indices.rank() - batchAxes;

    forEachPosition(y.shape(), [&](const Position& at) {
        Position inIndices;
        for (std::size_t i = 0; i < batchAxes; ++i)
            inIndices.push_back(at[i]);
        for (std::size_t i = 0; i < indexAxes; ++i)
            inIndices.push_back(at[axis + i]);

        Position from;
        for (std::size_t i = 0; i < axis; ++i)
            from.push_back(at[i]);
        from.push_back(
            static_cast<std::int64_t>(number(indices, offsetAt(inIndices, indices.shape()))));
        for (std::size_t i = axis + indexAxes; i < at.size(); ++i)
            from.push_back(at[i]);

        copyElement(y, offsetAt(at, y.shape()), x, offsetAt(from, x.shape()));
    });
}

void oneHot(KernelCall& call) {
    const Tensor& y = call.outputs[0];
    const auto depth = call.attr<std::int64_t>("depth");
    for (std::int64_t i = 0; i < y.size(); ++i) {
        const bool isOn = number(call.input(0), i / depth) == static_cast<double>(i % depth);
        store(y, i, call.attr<double>(isOn ? "onValue" : "offValue"));
    }
}

void unsortedSegmentSum(KernelCall& call) {
    const Tensor& x = call.input(0);
    const Tensor& segmentIds = call.input(1);
    const Tensor& y = call.outputs[0];
    std::vector<double> sums(static_cast<std::size_t>(y.size()), 0);
    forEachPosition(x.shape(), [&](const Position& from) {
        Position at = from;
        at[0] = static_cast<std::int64_t>(number(segmentIds, from[0]));
        // Slices of other segments are left out.
        if (at[0] >= 0 && at[0] < y.shape()[0]) {
            sums[static_cast<std::size_t>(offsetAt(at, y.shape()))] +=
                number(x, offsetAt(from, x.shape()));
        }
    });
    for (std::int64_t i = 0; i < y.size(); ++i)
        store(y, i, sums[static_cast<std::size_t>(i)]);
}

} // namespace

void registerIndexKernels(Backend& backend) {
    backend.add("GatherV2", gatherV2);
    backend.add("OneHot", oneHot);
    backend.add("UnsortedSegmentSum", unsortedSegmentSum);
}

} // namespace tp::reference
