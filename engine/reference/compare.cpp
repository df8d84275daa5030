#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/reference/positions.h"
#include "engine/runtime/backend.h"

namespace tp::reference {

namespace {

template<class F>
void computeLogical(KernelCall& call, F formula) {
    const Tensor& a = call.input(0);
    const Tensor& b = call.input(1);
    const Tensor& y = call.outputs[0];
    forEachPosition(y.shape(), [&](const Position& at) {
        const bool left = truth(a, broadcastOffsetAt(at, a.shape()));
        const bool right = truth(b, broadcastOffsetAt(at, b.shape()));
        store(y, offsetAt(at, y.shape()), formula(left, right) ? 1.0 : 0.0);
    });
}

void logicalAnd(KernelCall& call) {
    computeLogical(call, [](bool a, bool b) { return a && b; });
}

void logicalOr(KernelCall& call) {
    computeLogical(call, [](bool a, bool b) { return a || b; });
}

void bitwiseAnd(KernelCall& call) {
    const Tensor& a = call.input(0);
    const Tensor& b = call.input(1);
    const Tensor& y = call.outputs[0];
    forEachPosition(y.shape(), [&](const Position& at) {
        const auto left = static_cast<std::int32_t>(number(a, broadcastOffsetAt(at, a.shape())));
        const auto right = static_cast<std::int32_t>(number(b, broadcastOffsetAt(at, b.shape())));
        store(y, offsetAt(at, y.shape()), static_cast<double>(left & right));
    });
}

void logicalNot(KernelCall& call) {
    for (std::int64_t i = 0; i < call.outputs[0].size(); ++i)
        store(call.outputs[0], i, truth(call.input(0), i) ? 0.0 : 1.0);
}

void select(KernelCall& call) {
    const Tensor& condition = call.input(0);
    const Tensor& y = call.outputs[0];
    forEachPosition(y.shape(), [&](const Position& at) {
        // The condition is of y's shape, a single bool, or a vector with one bool for each row.
        const std::int64_t i = offsetAt(at, y.shape());
        std::int64_t decides = 0;
        if (condition.shape() == y.shape()) {
            decides = i;
        } else if (condition.size() != 1) {
            decides = at[0];
        }
        copyElement(y, i, call.input(truth(condition, decides) ? 1 : 2), i);
    });
}

} // namespace

void registerCompareKernels(Backend& backend) {
    backend.add("BitwiseAnd", bitwiseAnd);
    backend.add("LogicalAnd", logicalAnd);
    backend.add("LogicalOr", logicalOr);
    backend.add("LogicalNot", logicalNot);
    backend.add("Select", select);
}

} // namespace tp::reference
