#include "engine/ops/reduced_axes.h"
#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/reference/positions.h"
#include "engine/runtime/backend.h"

#include <cmath>
#include <limits>

namespace tp::reference {

namespace {

/// Starts every output at `initial` and lets `include(result, element)` change it by each of the
/// input's elements that belong to it, in row-major order.
template<class F>
void reduce(KernelCall& call, double initial, F include) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.outputs[0];
    const ReducedAxes axes(call);
    const Shape kept = axes.keptShape(x.shape());
    std::vector<double> results(static_cast<std::size_t>(y.size()), initial);
    forEachPosition(x.shape(), [&](const Position& from) {
        // Reduced axes have size 1 in `kept`, so all their elements meet at index 0.
        const auto to = static_cast<std::size_t>(broadcastOffsetAt(from, kept));
        include(results[to], number(x, offsetAt(from, x.shape())));
    });
    for (std::int64_t i = 0; i < y.size(); ++i)
        store(y, i, results[static_cast<std::size_t>(i)]);
}

void sum(KernelCall& call) {
    reduce(call, 0, [](double& result, double x) { result += x; });
}

void mean(KernelCall& call) {
    const auto count = static_cast<double>(ReducedAxes(call).reducedCount(call.input(0).shape()));
    reduce(call, 0, [&](double& result, double x) { result += x / count; });
}

void prod(KernelCall& call) {
    reduce(call, 1, [](double& result, double x) { result *= x; });
}

// What max and min start from, and so give for no elements at all.
double lowest(DType dtype) {
    if (dtype == DType::Int32)
        return std::numeric_limits<std::int32_t>::min();
    return -std::numeric_limits<double>::infinity();
}

double highest(DType dtype) {
    if (dtype == DType::Int32)
        return std::numeric_limits<std::int32_t>::max();
    return std::numeric_limits<double>::infinity();
}

// A NaN, once there, stays: nothing compares as larger or smaller.
void max(KernelCall& call) {
    reduce(call, lowest(call.input(0).dtype()), [](double& result, double x) {
        if (x > result || std::isnan(x))
            result = x;
    });
}

void min(KernelCall& call) {
    reduce(call, highest(call.input(0).dtype()), [](double& result, double x) {
        if (x < result || std::isnan(x))
            result = x;
    });
}

void all(KernelCall& call) {
    reduce(call, 1, [](double& result, double x) {
        if (x == 0)
            result = 0;
    });
}

void any(KernelCall& call) {
    reduce(call, 0, [](double& result, double x) {
        if (x != 0)
            result = 1;
    });
}

/// The first index along the axis whose element is better than all before; a NaN is never better,
/// and nothing is better than a NaN.
template<class F>
void findPosition(KernelCall& call, F isBetter) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.outputs[0];
    const std::size_t axis = normalizeAxis(call.attr<std::int64_t>("axis"), x.rank(), call.op.name);
    forEachPosition(y.shape(), [&](const Position& at) {
        const auto along = [&](std::int64_t i) {
            return number(x, offsetAt(withAxis(at, axis, i), x.shape()));
        };
        std::int64_t best = 0;
        for (std::int64_t i = 1; i < x.shape()[axis]; ++i) {
            if (isBetter(along(i), along(best)))
                best = i;
        }
        store(y, offsetAt(at, y.shape()), static_cast<double>(best));
    });
}

void argMax(KernelCall& call) {
    findPosition(call, [](double x, double best) { return x > best; });
}

void argMin(KernelCall& call) {
    findPosition(call, [](double x, double best) { return x < best; });
}

/// Goes along the axis and stores what has come together so far, with or without the element
/// itself.
template<class F>
void accumulate(KernelCall& call, double initial, F include) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.outputs[0];
    const std::size_t axis = normalizeAxis(call.attr<std::int64_t>("axis"), x.rank(), call.op.name);
    const std::int64_t size = x.shape()[axis];
    const bool exclusive = call.attr<bool>("exclusive");
    const bool reverse = call.attr<bool>("reverse");
    forEachPosition(shapeWithoutAxis(x.shape(), axis), [&](const Position& at) {
        double result = initial;
        for (std::int64_t i = 0; i < size; ++i) {
            const std::int64_t offset =
                offsetAt(withAxis(at, axis, reverse ? size - 1 - i : i), x.shape());
            const double before = result;
            include(result, number(x, offset));
            store(y, offset, exclusive ? before : result);
        }
    });
}

void cumsum(KernelCall& call) {
    accumulate(call, 0, [](double& result, double x) { result += x; });
}

void cumprod(KernelCall& call) {
    accumulate(call, 1, [](double& result, double x) { result *= x; });
}

} // namespace

void registerReduceKernels(Backend& backend) {
    backend.add("Sum", sum);
    backend.add("Mean", mean);
    backend.add("Prod", prod);
    backend.add("Max", max);
    backend.add("Min", min);
    backend.add("All", all);
    backend.add("Any", any);
    backend.add("ArgMax", argMax);
    backend.add("ArgMin", argMin);
    backend.add("Cumsum", cumsum);
    backend.add("Cumprod", cumprod);
}

} // namespace tp::reference
