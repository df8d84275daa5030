#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/reference/positions.h"
#include "engine/runtime/backend.h"

namespace tp::reference {

namespace {

/// The numbers in the row of `indices` [..., depth] at `at`, which lacks the last axis.
Position rowAt(const Tensor& indices, Position at, std::int64_t depth) {
    Position row;
    at.push_back(0);
    for (std::int64_t i = 0; i < depth; ++i) {
        at.back() = i;
        row.push_back(static_cast<std::int64_t>(number(indices, offsetAt(at, indices.shape()))));
    }
    return row;
}

void gatherNd(KernelCall& call) {
    const Tensor& params = call.input(0);
    const Tensor& indices = call.input(1);
    const Tensor& y = call.outputs[0];
    const auto outerAxes = static_cast<std::ptrdiff_t>(indices.rank()) - 1;
    forEachPosition(y.shape(), [&](const Position& at) {
        Position from =
            rowAt(indices, {at.begin(), at.begin() + outerAxes}, indices.shape().back());
        from.insert(from.end(), at.begin() + outerAxes, at.end());
        copyElement(y, offsetAt(at, y.shape()), params, offsetAt(from, params.shape()));
    });
}

/// Calls `visit(number of the update's element, number of y's element)` for every element of the
/// updates, in order. A vector of indices, or a scalar, holds rows of one number.
template<class F>
void forEachUpdate(const Tensor& indices, const Shape& updates, const Tensor& y, F visit) {
    const bool isTable = indices.rank() > 1;
    const auto outerAxes =
        static_cast<std::ptrdiff_t>(isTable ? indices.rank() - 1 : indices.rank());
    forEachPosition(updates, [&](const Position& at) {
        const Position outer(at.begin(), at.begin() + outerAxes);
        Position to;
        if (isTable) {
            to = rowAt(indices, outer, indices.shape().back());
        } else {
            to = {static_cast<std::int64_t>(number(indices, offsetAt(outer, indices.shape())))};
        }
        to.insert(to.end(), at.begin() + outerAxes, at.end());
        visit(offsetAt(at, updates), offsetAt(to, y.shape()));
    });
}

void scatterNd(KernelCall& call) {
    const Tensor& updates = call.input(1);
    const Tensor& y = call.outputs[0];
    for (std::int64_t i = 0; i < y.size(); ++i)
        store(y, i, 0.0);
    forEachUpdate(call.input(0), updates.shape(), y, [&](std::int64_t from, std::int64_t to) {
        store(y, to, complexNumber(y, to) + complexNumber(updates, from));
    });
}

void tensorScatterUpdate(KernelCall& call) {
    const Tensor& updates = call.input(2);
    const Tensor& y = call.outputs[0];
    for (std::int64_t i = 0; i < y.size(); ++i)
        copyElement(y, i, call.input(0), i);
    forEachUpdate(call.input(1), updates.shape(), y, [&](std::int64_t from, std::int64_t to) {
        copyElement(y, to, updates, from);
    });
}

void sparseToDense(KernelCall& call) {
    const Tensor& indices = call.input(0);
    const Tensor& values = call.input(1);
    const Tensor& y = call.outputs[0];
    for (std::int64_t i = 0; i < y.size(); ++i)
        copyElement(y, i, call.input(2), 0);
    const Shape places = indices.rank() == 0 ? Shape() : Shape{indices.shape()[0]};
    forEachUpdate(indices, places, y, [&](std::int64_t from, std::int64_t to) {
        copyElement(y, to, values, values.rank() == 0 ? 0 : from);
    });
}

void diag(KernelCall& call) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.outputs[0];
    for (std::int64_t i = 0; i < y.size(); ++i)
        store(y, i, 0.0);
    for (std::int64_t i = 0; i < x.size(); ++i)
        copyElement(y, i * x.size() + i, x, i);
}

} // namespace

void registerScatterKernels(Backend& backend) {
    backend.add("GatherNd", gatherNd);
    backend.add("ScatterNd", scatterNd);
    backend.add("TensorScatterUpdate", tensorScatterUpdate);
    backend.add("SparseToDense", sparseToDense);
    backend.add("Diag", diag);
}

} // namespace tp::reference
