#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/reference/positions.h"
#include "engine/runtime/backend.h"

#include <cmath>
#include <cstdlib>

namespace tp::reference {

namespace {

void fusedBatchNorm(KernelCall& call) {
    const Tensor& y = call.outputs[0];
    const auto epsilon = call.attr<double>("varianceEpsilon");
    forEachPosition(y.shape(), [&](const Position& at) {
        const auto numberOr = [&](double missing, std::size_t input) {
            const Tensor& tensor = call.input(input);
            return tensor.isNull() ? missing
                                   : number(tensor, broadcastOffsetAt(at, tensor.shape()));
        };
        const double x = numberOr(0, 0);
        const double scale = numberOr(1, 1);
        const double offset = numberOr(0, 2);
        const double mean = numberOr(0, 3);
        const double variance = numberOr(0, 4);
        store(
            y,
            offsetAt(at, y.shape()),
            (x - mean) * scale / std::sqrt(variance + epsilon) + offset);
    });
}

/// Calls `visit(channel)` for all channels that are near the one at `at`.
template<class F>
void forEachNearby(const KernelCall& call, const Position& at, F visit) {
    const auto radius = call.attr<std::int64_t>("depthRadius");
    for (std::int64_t channel = 0; channel < call.input(0).shape()[3]; ++channel) {
        if (std::abs(channel - at[3]) <= radius)
            visit(channel);
    }
}

double elementAt(const Tensor& x, const Position& at, std::int64_t channel) {
    return number(x, offsetAt({at[0], at[1], at[2], channel}, x.shape()));
}

/// bias + alpha * the sum of the squares nearby.
double normAt(const KernelCall& call, const Position& at) {
    double sum = 0;
    forEachNearby(call, at, [&](std::int64_t channel) {
        const double x = elementAt(call.input(0), at, channel);
        sum += x * x;
    });
    return call.attr<double>("bias") + call.attr<double>("alpha") * sum;
}

void localResponse(KernelCall& call) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.outputs[0];
    const auto beta = call.attr<double>("beta");
    forEachPosition(y.shape(), [&](const Position& at) {
        const std::int64_t offset = offsetAt(at, y.shape());
        store(y, offset, number(x, offset) * std::pow(normAt(call, at), -beta));
    });
}

void localResponseGrad(KernelCall& call) {
    const Tensor& dx = call.outputs[0];
    const auto alpha = call.attr<double>("alpha");
    const auto beta = call.attr<double>("beta");
    forEachPosition(dx.shape(), [&](const Position& at) {
        const double x = elementAt(call.input(0), at, at[3]);
        // What the channel does to itself, and what it does to the norms of those nearby.
        double sum = elementAt(call.input(2), at, at[3]) * std::pow(normAt(call, at), -beta);
        forEachNearby(call, at, [&](std::int64_t channel) {
            const double y = elementAt(call.input(1), at, channel);
            const double dy = elementAt(call.input(2), at, channel);
            const double norm = normAt(call, {at[0], at[1], at[2], channel});
            sum -= 2 * alpha * beta * x * y / norm * dy;
        });
        store(dx, offsetAt(at, dx.shape()), sum);
    });
}

} // namespace

void registerNormalizationKernels(Backend& backend) {
    backend.add("FusedBatchNorm", fusedBatchNorm);
    backend.add("LRN", localResponse);
    backend.add("LRNGrad", localResponseGrad);
}

} // namespace tp::reference
