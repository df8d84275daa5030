#include "engine/ops/sparse_rules.h"
#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/reference/positions.h"
#include "engine/runtime/backend.h"

namespace tp::reference {

namespace {

void sparseFillEmptyRows(KernelCall& call) {
    const Tensor& indices = call.input(0);
    const std::int64_t rank = indices.shape()[1];
    std::int64_t next = 0;
    for (std::int64_t row = 0; row < call.outputs[2].size(); ++row) {
        bool empty = true;
        for (std::int64_t i = 0; i < indices.shape()[0]; ++i) {
            if (number(indices, i * rank) != static_cast<double>(row))
                continue;
            empty = false;
            for (std::int64_t k = 0; k < rank; ++k)
                copyElement(call.outputs[0], next * rank + k, indices, i * rank + k);
            copyElement(call.outputs[1], next, call.input(1), i);
            store(call.outputs[3], i, static_cast<double>(next++));
        }
        store(call.outputs[2], row, empty ? 1.0 : 0.0);
        if (!empty)
            continue;
        for (std::int64_t k = 0; k < rank; ++k)
            store(call.outputs[0], next * rank + k, k == 0 ? static_cast<double>(row) : 0.0);
        copyElement(call.outputs[1], next++, call.input(3), 0);
    }
}

void sparseReshape(KernelCall& call) {
    const Tensor& indices = call.input(0);
    const Tensor& sizes = call.input(1);
    const Ints target = sparseReshapeTarget(call);
    for (std::size_t axis = 0; axis < target.size(); ++axis)
        store(call.outputs[1], static_cast<std::int64_t>(axis), static_cast<double>(target[axis]));
    for (std::int64_t i = 0; i < indices.shape()[0]; ++i) {
        std::int64_t place = 0;
        for (std::int64_t axis = 0; axis < sizes.size(); ++axis) {
            place = place * static_cast<std::int64_t>(number(sizes, axis)) +
                    static_cast<std::int64_t>(number(indices, i * sizes.size() + axis));
        }
        // The last axis counts fastest.
        const auto rank = static_cast<std::int64_t>(target.size());
        for (std::int64_t axis = rank; axis-- > 0;) {
            const std::int64_t size = target[static_cast<std::size_t>(axis)];
            store(call.outputs[0], i * rank + axis, static_cast<double>(place % size));
            place /= size;
        }
    }
}

/// Adds up in the output itself, so that each step is rounded as TensorFlow.js does it.
void reduceSegments(KernelCall& call, bool mean) {
    const Tensor& data = call.input(0);
    const Tensor& ids = call.input(2);
    const Tensor& y = call.outputs[0];
    for (std::int64_t i = 0; i < y.size(); ++i)
        store(y, i, 0.0);
    const std::int64_t inner = y.size() == 0 ? 0 : y.size() / y.shape()[0];
    std::vector<double> counts(static_cast<std::size_t>(y.shape()[0]), 0);
    for (std::int64_t i = 0; i < ids.size(); ++i) {
        const auto from = static_cast<std::int64_t>(number(call.input(1), i));
        const auto to = static_cast<std::int64_t>(number(ids, i));
        ++counts[static_cast<std::size_t>(to)];
        for (std::int64_t k = 0; k < inner; ++k)
            store(y, to * inner + k, number(y, to * inner + k) + number(data, from * inner + k));
    }
    for (std::int64_t i = 0; mean && i < y.size(); ++i) {
        const double count = counts[static_cast<std::size_t>(i / inner)];
        if (count > 0)
            store(y, i, number(y, i) / count);
    }
}

} // namespace

void registerSparseKernels(Backend& backend) {
    backend.add("SparseFillEmptyRows", sparseFillEmptyRows);
    backend.add("SparseReshape", sparseReshape);
    backend.add("SparseSegmentMean", [](KernelCall& call) { reduceSegments(call, true); });
    backend.add("SparseSegmentSum", [](KernelCall& call) { reduceSegments(call, false); });
}

} // namespace tp::reference
