#include "engine/ops/morphology.h"

#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/reference/positions.h"
#include "engine/runtime/backend.h"

#include <algorithm>

namespace tp::reference {

namespace {

/// The largest sum under a window, and what made it.
struct Largest {
    double sum = kLowestDilation;
    Position place; ///< in the images
    Position tap;   ///< in the filter
};

Largest largestUnder(const KernelCall& call, const WindowGeometry& geometry, const Position& at) {
    const Tensor& x = call.input(0);
    const Tensor& filter = call.input(1);
    const WindowAxis& rows = geometry.axis[0];
    const WindowAxis& columns = geometry.axis[1];
    const std::int64_t top = rows.begin(at[1]);
    const std::int64_t left = columns.begin(at[2]);
    Largest largest;
    largest.place = {
        at[0],
        std::clamp<std::int64_t>(top, 0, rows.in - 1),
        std::clamp<std::int64_t>(left, 0, columns.in - 1),
        at[3]};
    largest.tap = {0, 0, at[3]};
    for (std::int64_t h = 0; h < rows.filter; ++h) {
        for (std::int64_t w = 0; w < columns.filter; ++w) {
            const std::int64_t row = top + h * rows.dilation;
            const std::int64_t column = left + w * columns.dilation;
            if (row < 0 || row >= rows.in || column < 0 || column >= columns.in)
                continue;
            const Position place{at[0], row, column, at[3]};
            const Position tap{h, w, at[3]};
            const double sum = number(x, offsetAt(place, x.shape())) +
                               number(filter, offsetAt(tap, filter.shape()));
            if (sum > largest.sum)
                largest = {sum, place, tap};
        }
    }
    return largest;
}

void dilation2D(KernelCall& call) {
    const Tensor& y = call.outputs[0];
    const WindowGeometry geometry = dilationGeometry(call);
    forEachPosition(y.shape(), [&](const Position& at) {
        if (call.input(0).size() == 0) {
            store(y, offsetAt(at, y.shape()), kLowestDilation);
        } else {
            store(y, offsetAt(at, y.shape()), largestUnder(call, geometry, at).sum);
        }
    });
}

/// Gives every dy to the output's element at `target(largest)`.
template<class F>
void shareOut(KernelCall& call, F target) {
    const Tensor& dy = call.input(2);
    const Tensor& out = call.outputs[0];
    const WindowGeometry geometry = dilationGeometry(call);
    std::vector<double> sums(static_cast<std::size_t>(out.size()), 0.0);
    if (call.input(0).size() > 0) {
        forEachPosition(dy.shape(), [&](const Position& at) {
            const Largest largest = largestUnder(call, geometry, at);
            sums[static_cast<std::size_t>(offsetAt(target(largest), out.shape()))] +=
                number(dy, offsetAt(at, dy.shape()));
        });
    }
    for (std::int64_t i = 0; i < out.size(); ++i)
        store(out, i, sums[static_cast<std::size_t>(i)]);
}

void dilation2DBackpropInput(KernelCall& call) {
    shareOut(call, [](const Largest& largest) { return largest.place; });
}

void dilation2DBackpropFilter(KernelCall& call) {
    shareOut(call, [](const Largest& largest) { return largest.tap; });
}

} // namespace

void registerMorphologyKernels(Backend& backend) {
    backend.add("Dilation2D", dilation2D);
    backend.add("Dilation2DBackpropInput", dilation2DBackpropInput);
    backend.add("Dilation2DBackpropFilter", dilation2DBackpropFilter);
}

} // namespace tp::reference
