// Nodes that go over whole axes, and those of matrices.
#include "engine/export/onnx_step.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/linear_algebra.h"
#include "engine/ops/math.h"
#include "engine/ops/reduce.h"

#include <limits>

namespace tp {

namespace {

using Numbers = OnnxStep::Numbers;
using Reduction = Tensor (*)(const Tensor& x, const Axes& axes, bool keepDims);

OnnxDatas reduced(const OnnxStep& step, Reduction reduction, const Numbers& named) {
    const Tensor& x = step.floats(0);
    Numbers axes;
    for (const std::size_t axis : step.axes(named, x.rank()))
        axes.push_back(static_cast<std::int64_t>(axis));
    for (std::size_t axis = 0; named.empty() && axis < x.rank(); ++axis)
        axes.push_back(static_cast<std::int64_t>(axis));
    return {reduction(x, axes, step.flag("keepdims", true))};
}

/// In operator set 13, axes are an attribute yet …
template<Reduction reduction>
OnnxDatas overAttribute(const OnnxStep& step) {
    return reduced(step, reduction, step.integers("axes").value_or(Numbers()));
}

/// … but an input already of the sum.
OnnxDatas reduceSum(const OnnxStep& step) {
    const Numbers axes = step.has(1) ? step.list(1) : Numbers();
    if (axes.empty() && step.flag("noop_with_empty_axes", false))
        return {step.floats(0)};
    return reduced(step, sum, axes);
}

/// Numbers moved along an axis so that the largest is 0, which changes no share.
Tensor below(const OnnxStep& step, std::int64_t& axis) {
    const Tensor& x = step.floats(0);
    axis = static_cast<std::int64_t>(step.axis(step.integer("axis", -1), x.rank()));
    return x - max(x, axis, true);
}

OnnxDatas softmax(const OnnxStep& step) {
    std::int64_t axis = 0;
    const Tensor powers = exp(below(step, axis));
    return {powers / sum(powers, axis, true)};
}

OnnxDatas logSoftmax(const OnnxStep& step) {
    std::int64_t axis = 0;
    const Tensor x = below(step, axis);
    return {x - log(sum(exp(x), axis, true))};
}

OnnxDatas multiply(const OnnxStep& step) {
    const Tensor& a = step.floats(0);
    const Tensor& b = step.floats(1);
    if (a.rank() < 2 || b.rank() < 2 || a.shape().back() != b.shape()[b.rank() - 2])
        step.refuse("%2 cannot be multiplied by %3", a.shape(), b.shape());
    const auto stacks = [](const Shape& shape) {
        return Shape(std::span(shape.begin(), shape.rank() - 2));
    };
    const Shape whole = step.broadcast(stacks(a.shape()), stacks(b.shape()));
    if (whole.rank() + 2 > Shape::kMaxRank)
        step.refuse("%2 cannot be multiplied by %3", a.shape(), b.shape());
    Numbers sizes(whole.begin(), whole.end());
    sizes.insert(sizes.end(), {a.shape()[a.rank() - 2], b.shape().back()});
    step.shape(sizes);
    return {matMul(a, b)};
}

OnnxDatas gemm(const OnnxStep& step) {
    const Tensor& a = step.floats(0, 2);
    const Tensor& b = step.floats(1, 2);
    const bool isATurned = step.flag("transA", false);
    const bool isBTurned = step.flag("transB", false);
    if (a.shape()[isATurned ? 0 : 1] != b.shape()[isBTurned ? 1 : 0])
        step.refuse("%2 cannot be multiplied by %3", a.shape(), b.shape());
    const Shape shape = step.shape({a.shape()[isATurned ? 1 : 0], b.shape()[isBTurned ? 0 : 1]});
    Tensor y = matMul(a, b, isATurned, isBTurned) * step.number("alpha", 1);
    if (step.has(2)) {
        const Tensor& c = step.floats(2);
        if (!(step.broadcast(shape, c.shape()) == shape))
            step.refuse("%2 does not fit into %3", c.shape(), shape);
        y = y + c * step.number("beta", 1);
    }
    return {y};
}

OnnxDatas batchNormalization(const OnnxStep& step) {
    const Tensor& x = step.floats(0);
    if (x.rank() < 2)
        step.refuse("%2 has no axis of channels", x.shape());
    Shape spread;
    for (std::size_t axis = 0; axis < x.rank(); ++axis)
        spread.push_back(axis == 1 ? x.shape()[1] : 1);
    Tensors each;
    for (std::size_t i = 1; i < 5; ++i) {
        const Tensor& numbers = step.floats(i, 1);
        if (numbers.size() != x.shape()[1])
            step.refuse("its input %2 has %3 numbers, not %4", i + 1, numbers.size(), spread[1]);
        each.push_back(reshape(numbers, spread));
    }
    const Tensor deviation = sqrt(each[3] + step.number("epsilon", 1e-5));
    return {(x - each[2]) / deviation * each[0] + each[1]};
}

} // namespace

void addOnnxReductions(OnnxOperations& operations) {
    operations["ReduceMax"] = {overAttribute<max>, 1, 1, {"axes", "keepdims"}};
    operations["ReduceMean"] = {overAttribute<mean>, 1, 1, {"axes", "keepdims"}};
    operations["ReduceSum"] = {reduceSum, 1, 2, {"keepdims", "noop_with_empty_axes"}};
    operations["Softmax"] = {softmax, 1, 1, {"axis"}};
    operations["LogSoftmax"] = {logSoftmax, 1, 1, {"axis"}};
}

void addOnnxMatrixOperations(OnnxOperations& operations) {
    operations["MatMul"] = {multiply, 2, 2};
    operations["Gemm"] = {gemm, 2, 3, {"alpha", "beta", "transA", "transB"}};
    operations["BatchNormalization"] = {batchNormalization, 5, 5, {"epsilon"}};
}

} // namespace tp
