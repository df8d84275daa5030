#include "engine/ops/pool_geometry.h"
#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/reference/positions.h"
#include "engine/runtime/backend.h"

#include <algorithm>
#include <limits>

namespace tp::reference {

namespace {

/// Calls `visit(position)` for every element of the image under the window that the output at `at`
/// stands for. Both are [batch, along each axis of the window, channel].
template<class F>
void forEachUnder(const WindowGeometry& geometry, const Position& at, F visit) {
    Shape seen;
    Position first = at;
    for (std::size_t i = 0; i < geometry.rank; ++i) {
        const WindowAxis& axis = geometry.axis[i];
        const std::int64_t begin = axis.begin(at[i + 1]);
        first[i + 1] = std::clamp<std::int64_t>(begin, 0, axis.in);
        seen.push_back(
            std::clamp<std::int64_t>(begin + axis.filter, first[i + 1], axis.in) - first[i + 1]);
    }
    forEachPosition(seen, [&](const Position& step) {
        Position from = first;
        for (std::size_t i = 0; i < geometry.rank; ++i)
            from[i + 1] += step[i];
        visit(static_cast<const Position&>(from));
    });
}

void avgPool(KernelCall& call) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.outputs[0];
    const WindowGeometry geometry = poolGeometry(call, 0);
    forEachPosition(y.shape(), [&](const Position& at) {
        double sum = 0;
        double count = 0;
        forEachUnder(geometry, at, [&](const Position& from) {
            sum += number(x, offsetAt(from, x.shape()));
            ++count;
        });
        // Of nothing but padding, TensorFlow.js has two opinions.
        const bool isZero = geometry.rank == 3 && count == 0;
        store(y, offsetAt(at, y.shape()), isZero ? 0 : sum / count);
    });
}

struct Maximum {
    double value = -std::numeric_limits<double>::infinity();
    std::int64_t place = -1; ///< in the whole tensor
};

Maximum maximumUnder(const WindowGeometry& geometry, const Tensor& x, const Position& at) {
    Maximum maximum;
    forEachUnder(geometry, at, [&](const Position& from) {
        const std::int64_t place = offsetAt(from, x.shape());
        if (number(x, place) > maximum.value)
            maximum = {number(x, place), place};
    });
    return maximum;
}

void maxPool(KernelCall& call) {
    const Tensor& y = call.outputs[0];
    const WindowGeometry geometry = poolGeometry(call, 0);
    forEachPosition(y.shape(), [&](const Position& at) {
        store(y, offsetAt(at, y.shape()), maximumUnder(geometry, call.input(0), at).value);
    });
}

void maxPoolWithArgmax(KernelCall& call) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.outputs[0];
    const WindowGeometry geometry = poolGeometry(call, 0);
    const std::int64_t image = x.shape()[1] * x.shape()[2] * x.shape()[3];
    forEachPosition(y.shape(), [&](const Position& at) {
        const Maximum maximum = maximumUnder(geometry, x, at);
        std::int64_t place = maximum.place;
        if (place >= 0 && !call.attr<bool>("includeBatchInIndex"))
            place %= image;
        store(y, offsetAt(at, y.shape()), maximum.value);
        store(call.outputs[1], offsetAt(at, y.shape()), static_cast<double>(place));
    });
}

void storeAll(const Tensor& dx, const std::vector<double>& sums) {
    for (std::int64_t i = 0; i < dx.size(); ++i)
        store(dx, i, sums[static_cast<std::size_t>(i)]);
}

void avgPoolGrad(KernelCall& call) {
    const Tensor& dy = call.input(0);
    const Tensor& dx = call.outputs[0];
    const WindowGeometry geometry = poolGeometry(call, 1);
    double windowSize = 1;
    for (const WindowAxis& axis : geometry.axes())
        windowSize *= static_cast<double>(axis.filter);
    std::vector<double> sums(static_cast<std::size_t>(dx.size()), 0.0);
    forEachPosition(dy.shape(), [&](const Position& at) {
        const double share = number(dy, offsetAt(at, dy.shape())) / windowSize;
        forEachUnder(geometry, at, [&](const Position& from) {
            sums[static_cast<std::size_t>(offsetAt(from, dx.shape()))] += share;
        });
    });
    storeAll(dx, sums);
}

void maxPoolGrad(KernelCall& call) {
    const Tensor& dy = call.input(0);
    const Tensor& dx = call.outputs[0];
    const WindowGeometry geometry = poolGeometry(call, 1);
    std::vector<double> sums(static_cast<std::size_t>(dx.size()), 0.0);
    forEachPosition(dy.shape(), [&](const Position& at) {
        const std::int64_t place = maximumUnder(geometry, call.input(1), at).place;
        if (place >= 0)
            sums[static_cast<std::size_t>(place)] += number(dy, offsetAt(at, dy.shape()));
    });
    storeAll(dx, sums);
}

void maxPoolGradGrad(KernelCall& call) {
    const Tensor& y = call.outputs[0];
    const WindowGeometry geometry = poolGeometry(call, 0);
    forEachPosition(y.shape(), [&](const Position& at) {
        const std::int64_t place = maximumUnder(geometry, call.input(0), at).place;
        store(y, offsetAt(at, y.shape()), place < 0 ? 0.0 : number(call.input(2), place));
    });
}

} // namespace

void registerPoolKernels(Backend& backend) {
    backend.add("AvgPool", avgPool);
    backend.add("AvgPool3D", avgPool);
    backend.add("AvgPoolGrad", avgPoolGrad);
    backend.add("AvgPool3DGrad", avgPoolGrad);
    backend.add("MaxPool", maxPool);
    backend.add("MaxPool3D", maxPool);
    backend.add("MaxPoolGrad", maxPoolGrad);
    backend.add("MaxPool3DGrad", maxPoolGrad);
    backend.add("MaxPoolGradGrad", maxPoolGradGrad);
    backend.add("MaxPool3DGradGrad", maxPoolGradGrad);
    backend.add("MaxPoolWithArgmax", maxPoolWithArgmax);
}

} // namespace tp::reference
