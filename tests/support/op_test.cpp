#include "tests/support/op_test.h"

#include "engine/ops/ops.h"
#include "engine/runtime/backend.h"

#include <array>
#include <cmath>

namespace tp::test {

namespace {

// Derivatives of float32 functions have about this many digits.
constexpr double kGradientTolerance = 4e-3;

bool isClose(double actual, double expected, double tolerance) {
    if (std::isnan(actual) || std::isnan(expected))
        return std::isnan(actual) && std::isnan(expected);
    if (std::isinf(actual) || std::isinf(expected))
        return actual == expected;
    return std::abs(actual - expected) <= tolerance * std::max(1.0, std::abs(expected));
}

std::string complexText(std::complex<float> value) {
    return std::to_string(value.real()) + " + " + std::to_string(value.imag()) + "i";
}

template<class T>
std::optional<std::string>
firstDifference(const Tensor& actual, const Tensor& expected, double tolerance) {
    const auto found = actual.values<T>();
    const auto wanted = expected.values<T>();
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        bool same = found[i] == wanted[i];
        std::string texts;
        if constexpr (std::is_arithmetic_v<T>) {
            same =
                isClose(static_cast<double>(found[i]), static_cast<double>(wanted[i]), tolerance);
            texts = std::to_string(found[i]) + ", expected " + std::to_string(wanted[i]);
        } else if constexpr (std::is_same_v<T, std::complex<float>>) {
            const auto isCloseTo = [&](float a, float b) {
                return isClose(static_cast<double>(a), static_cast<double>(b), tolerance);
            };
            same = isCloseTo(found[i].real(), wanted[i].real()) &&
                   isCloseTo(found[i].imag(), wanted[i].imag());
            texts = complexText(found[i]) + ", expected " + complexText(wanted[i]);
        }
        if (!same)
            return "element " + std::to_string(i) + " is " + texts;
    }
    return std::nullopt;
}

/// Weights for outputs, all different: a gradient that mixes elements up does not pass.
Tensor weights(const Shape& shape, std::int64_t seed) {
    return randomUniform(shape, -1, 1, DType::Float32, seed);
}

double weighedSum(const Tensor& values, const Tensor& weight) {
    const auto v = values.values<float>();
    const auto w = weight.values<float>();
    double sum = 0;
    for (std::size_t i = 0; i < v.size(); ++i)
        sum += static_cast<double>(v[i]) * static_cast<double>(w[i]);
    return sum;
}

Tensors withMoved(const Tensors& inputs, std::size_t which, std::size_t element, double by) {
    Tensors moved = inputs;
    auto values = inputs[which].dataSync<float>();
    values[element] += static_cast<float>(by);
    moved[which] = fromBuffer(values, inputs[which].shape());
    return moved;
}

bool isFloat(const Tensor& x) {
    return x.dtype() == DType::Float32;
}

/// `f` as a function of its float32 inputs alone.
TensorFunction ofFloats(const TensorFunction& f, const Tensors& inputs) {
    return [f, inputs](const Tensors& floats) {
        Tensors all = inputs;
        std::size_t next = 0;
        for (Tensor& each : all) {
            if (isFloat(each))
                each = floats[next++];
        }
        return f(all);
    };
}

Tensors floatsOf(const Tensors& inputs) {
    Tensors floats;
    for (const Tensor& each : inputs) {
        if (isFloat(each))
            floats.push_back(each);
    }
    return floats;
}

std::optional<std::string> faultOfFloats(const TensorFunction& f, const Tensors& xs) {
    const Tensor weight = weights(f(xs).shape(), 5);
    const Tensors gradients = gradsWith(f)(xs, weight);
    const auto at = [&](std::size_t which, std::size_t element, double by) {
        return weighedSum(f(withMoved(xs, which, element, by)), weight);
    };
    constexpr double kStep = 0.02;
    for (std::size_t which = 0; which < xs.size(); ++which) {
        if (gradients[which].shape() != xs[which].shape()) {
            return "gradient " + std::to_string(which) + " has shape " +
                   toText(gradients[which].shape());
        }
        const auto found = gradients[which].dataSync<float>();
        for (std::size_t i = 0; i < found.size(); ++i) {
            // Four neighbours, so that curvature does not count.
            const double slope = (8 * (at(which, i, kStep) - at(which, i, -kStep)) -
                                  (at(which, i, 2 * kStep) - at(which, i, -2 * kStep))) /
                                 (12 * kStep);
            if (!isClose(static_cast<double>(found[i]), slope, kGradientTolerance)) {
                return "gradient " + std::to_string(which) + ", element " + std::to_string(i) +
                       " is " + std::to_string(found[i]) + ", but differences say " +
                       std::to_string(slope);
            }
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string>
difference(const Tensor& actual, const Tensor& expected, double tolerance) {
    if (actual.dtype() != expected.dtype())
        return toText(actual.dtype()) + ", expected " + toText(expected.dtype());
    if (actual.shape() != expected.shape())
        return "shape " + toText(actual.shape()) + ", expected " + toText(expected.shape());
    switch (actual.dtype()) {
    case DType::Float32:
        return firstDifference<float>(actual, expected, tolerance);
    case DType::Int32:
        return firstDifference<std::int32_t>(actual, expected, 0);
    case DType::Bool:
        return firstDifference<std::uint8_t>(actual, expected, 0);
    case DType::Complex64:
        return firstDifference<std::complex<float>>(actual, expected, tolerance);
    case DType::String:
        break;
    }
    return firstDifference<std::string>(actual, expected, 0);
}

std::optional<std::string> gradientFault(const TensorFunction& f, const Tensors& inputs) {
    return faultOfFloats(ofFloats(f, inputs), floatsOf(inputs));
}

std::optional<std::string> secondGradientFault(const TensorFunction& f, const Tensors& inputs) {
    const TensorFunction g = ofFloats(f, inputs);
    const auto slope = [g](const Tensors& xs) {
        const Tensor weight = weights(g(xs).shape(), 5);
        const Tensors gradients = gradsWith(g)(xs, weight);
        Tensor sum = scalar(0);
        for (std::size_t i = 0; i < xs.size(); ++i) {
            const Tensor mixed = gradients[i] * weights(xs[i].shape(), 7);
            // Gradients that are the same everywhere depend on x all the same.
            sum = sum + tp::sum(mixed) + tp::sum(xs[i] * 0);
        }
        return sum;
    };
    return faultOfFloats(slope, floatsOf(inputs));
}

Tensor spread(const Shape& shape, double low, double high, std::int64_t seed) {
    RandomGenerator random{Seed(seed)};
    std::vector<float> values(static_cast<std::size_t>(shape.elementCount()));
    for (float& value : values) {
        double drawn = 0;
        do
            drawn = low + (high - low) * random.next();
        while (std::abs(drawn - std::nearbyint(drawn)) < 0.1);
        value = static_cast<float>(drawn);
    }
    return fromBuffer(values, shape);
}

void onEveryBackend(const std::function<void(const std::string& backend)>& work) {
    for (const std::string& name : backendNames()) {
        setBackend(name);
        work(name);
    }
    setBackend("cpu");
}

} // namespace tp::test
