// Optimizer steps, one array after the other as TensorFlow.js computes them: every array, and every
// scalar that becomes a tensor there, holds floats.

#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/runtime/backend.h"

#include <cmath>

namespace tp::reference {

namespace {

float rounded(double value) {
    return static_cast<float>(value);
}

void sgdUpdate(KernelCall& call) {
    const float rate = rounded(-call.attr<double>("learningRate"));
    for (std::int64_t i = 0; i < call.outputs[0].size(); ++i) {
        const float change = rounded(rate * number(call.input(1), i));
        store(call.outputs[0], i, number(call.input(0), i) + change);
    }
}

/// beta * old + (1 - beta) * value: how the moments follow the gradients.
float movedAverage(double old, double value, double beta) {
    const float kept = rounded(old * rounded(beta));
    const float added = rounded(value * rounded(1 - beta));
    return rounded(static_cast<double>(kept) + added);
}

/// A moment without its bias towards 0, where it started.
float corrected(float moment, double accBeta) {
    const float weight = rounded(1 - static_cast<double>(rounded(accBeta)));
    return rounded(static_cast<double>(moment) / weight);
}

void adamUpdate(KernelCall& call) {
    const float rate = rounded(-call.attr<double>("learningRate"));
    const float epsilon = rounded(call.attr<double>("epsilon"));
    for (std::int64_t i = 0; i < call.outputs[0].size(); ++i) {
        const double weight = number(call.input(0), i);
        const double gradient = number(call.input(3), i);
        const float squared = rounded(gradient * gradient);

        const float m =
            movedAverage(number(call.input(1), i), gradient, call.attr<double>("beta1"));
        const float v = movedAverage(number(call.input(2), i), squared, call.attr<double>("beta2"));

        const float root =
            rounded(std::sqrt(static_cast<double>(corrected(v, call.attr<double>("accBeta2")))));
        const float divisor = rounded(static_cast<double>(root) + epsilon);
        const float mean = corrected(m, call.attr<double>("accBeta1"));
        const float direction = rounded(static_cast<double>(mean) / divisor);
        const float change = rounded(static_cast<double>(direction) * rate);

        store(call.outputs[0], i, weight + change);
        store(call.outputs[1], i, static_cast<double>(m));
        store(call.outputs[2], i, static_cast<double>(v));
    }
}

} // namespace

void registerTrainingKernels(Backend& backend) {
    backend.add("SgdUpdate", sgdUpdate);
    backend.add("AdamUpdate", adamUpdate);
}

} // namespace tp::reference
