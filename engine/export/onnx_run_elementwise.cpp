// Nodes that work element by element.
#include "engine/export/onnx_step.h"
#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/compare.h"
#include "engine/ops/creation.h"
#include "engine/ops/math.h"

#include <cmath>

namespace tp {

namespace {

template<Tensor (*function)(const Tensor&)>
OnnxDatas unary(const OnnxStep& step) {
    return {function(step.floats(0))};
}

/// The larger numbers as they are, those up to 0 as `below`.
Tensor split(const Tensor& x, const Tensor& below) {
    return where(greater(x, 0.0), x, below);
}

OnnxDatas elu(const OnnxStep& step) {
    const Tensor& x = step.floats(0);
    return {split(x, expm1(x) * step.number("alpha", 1))};
}

OnnxDatas selu(const OnnxStep& step) {
    const Tensor& x = step.floats(0);
    const double alpha = step.number("alpha", 1.67326319217681884765625);
    return {split(x, expm1(x) * alpha) * step.number("gamma", 1.05070102214813232421875)};
}

OnnxDatas leakyRelu(const OnnxStep& step) {
    const Tensor& x = step.floats(0);
    return {split(x, x * step.number("alpha", 0.01))};
}

OnnxDatas thresholdedRelu(const OnnxStep& step) {
    const Tensor& x = step.floats(0);
    return {where(greater(x, step.number("alpha", 1)), x, zerosLike(x))};
}

OnnxDatas hardSigmoid(const OnnxStep& step) {
    const Tensor line = step.floats(0) * step.number("alpha", 0.2) + step.number("beta", 0.5);
    return {clipByValue(line, 0, 1)};
}

OnnxDatas clip(const OnnxStep& step) {
    Tensor y = step.floats(0);
    if (step.has(1))
        y = maximum(y, step.floats(1, 0));
    if (step.has(2))
        y = minimum(y, step.floats(2, 0));
    return {y};
}

OnnxDatas prelu(const OnnxStep& step) {
    const Tensor& x = step.floats(0);
    const Tensor& slope = step.floats(1);
    if (!(step.broadcast(x.shape(), slope.shape()) == x.shape()))
        step.refuse("slopes %2 do not fit into %3", slope.shape(), x.shape());
    return {where(less(x, 0.0), x * slope, x)};
}

OnnxDatas logicalNot(const OnnxStep& step) {
    const Tensor& x = step.tensor(0);
    if (x.dtype() != DType::Bool)
        step.refuse("its input must be of bools");
    return {tp::logicalNot(x)};
}

/// All inputs together, one after the other.
template<Tensor (*function)(const Tensor&, const Tensor&)>
OnnxDatas together(const OnnxStep& step) {
    Tensor y = step.floats(0);
    for (std::size_t i = 1; i < step.inputCount(); ++i) {
        const Tensor& x = step.floats(i);
        step.broadcast(y.shape(), x.shape());
        y = function(y, x);
    }
    return {y};
}

OnnxDatas equal(const OnnxStep& step) {
    const Tensor& a = step.tensor(0);
    const Tensor& b = step.tensor(1);
    if (a.dtype() != b.dtype())
        step.refuse("its inputs are of different types");
    step.broadcast(a.shape(), b.shape());
    return {tp::equal(a, b)};
}

OnnxData toInt64(const OnnxStep& step, const OnnxData& x) {
    if (x.tensor.isNull())
        return x;
    const Tensor numbers = tp::cast(x.tensor, DType::Float32);
    // Whole numbers that a float cannot hold are not among what models look up.
    std::vector<std::int64_t> integers;
    for (const float value : numbers.values<float>()) {
        if (!(std::abs(value) < 0x1p62F))
            step.refuse("%2 cannot be made a 64-bit integer", value);
        integers.push_back(static_cast<std::int64_t>(value));
    }
    return {std::move(integers), x.shape};
}

OnnxDatas cast(const OnnxStep& step) {
    const OnnxData& x = step.input(0);
    const std::int64_t to = step.integer("to", 0);
    if (to == static_cast<int>(OnnxType::Int64))
        return {toInt64(step, x)};
    if (to != static_cast<int>(OnnxType::Float))
        step.refuse("it makes a type, number %2, that we do not write", to);
    if (!x.tensor.isNull())
        return {tp::cast(x.tensor, DType::Float32)};
    return {fromBuffer(std::vector<float>(x.integers.begin(), x.integers.end()), x.shape)};
}

OnnxDatas identity(const OnnxStep& step) {
    return {step.input(0)};
}

constexpr std::size_t kAny = 1'000'000;

} // namespace

void addOnnxElementwiseOperations(OnnxOperations& operations) {
    operations["Relu"] = {unary<relu>, 1, 1};
    operations["Sigmoid"] = {unary<sigmoid>, 1, 1};
    operations["Tanh"] = {unary<tanh>, 1, 1};
    operations["Softplus"] = {unary<softplus>, 1, 1};
    operations["Softsign"] = {unary<softsign>, 1, 1};
    operations["Erf"] = {unary<erf>, 1, 1};
    operations["Exp"] = {unary<exp>, 1, 1};
    operations["Sqrt"] = {unary<sqrt>, 1, 1};
    operations["Elu"] = {elu, 1, 1, {"alpha"}};
    operations["Selu"] = {selu, 1, 1, {"alpha", "gamma"}};
    operations["LeakyRelu"] = {leakyRelu, 1, 1, {"alpha"}};
    operations["ThresholdedRelu"] = {thresholdedRelu, 1, 1, {"alpha"}};
    operations["HardSigmoid"] = {hardSigmoid, 1, 1, {"alpha", "beta"}};
    operations["Clip"] = {clip, 1, 3};
    operations["PRelu"] = {prelu, 2, 2};
    operations["Not"] = {logicalNot, 1, 1};
    operations["Add"] = {together<add>, 2, 2};
    operations["Sub"] = {together<sub>, 2, 2};
    operations["Mul"] = {together<mul>, 2, 2};
    operations["Div"] = {together<div>, 2, 2};
    operations["Max"] = {together<maximum>, 1, kAny};
    operations["Min"] = {together<minimum>, 1, kAny};
    operations["Equal"] = {equal, 2, 2};
    operations["Cast"] = {cast, 1, 1, {"to"}};
    operations["Identity"] = {identity, 1, 1};
}

} // namespace tp
