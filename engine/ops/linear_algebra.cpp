#include "engine/ops/linear_algebra.h"

#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/math.h"
#include "engine/ops/register.h"
#include "engine/ops/rules.h"

namespace tp {

namespace {

/// The axes before the last two.
Shape batchShape(const Shape& shape) {
    return Shape(std::span(shape.begin(), shape.rank() - 2));
}

const Op kBatchMatMul = {
    .name = "BatchMatMul",
    .doc = "The product of matrices, or of stacks of them.",
    .formula = "y[i, j] = sum over k of a[i, k] * b[k, j]",
    .inputs = {"a", "b"},
    .attrs = {{"transposeA", false}, {"transposeB", false}},
    .infer = [](const OpCall& call) -> Specs {
        checkDType(call, 0, {DType::Float32, DType::Int32});
        const TensorSpec& a = call.input(0).spec();
        const TensorSpec& b = call.input(1).spec();
        check(
            a.dtype == b.dtype,
            "matMul: both tensors must have one dtype, but they are %1 and %2.",
            a.dtype,
            b.dtype);
        check(
            a.shape.rank() >= 2 && b.shape.rank() >= 2,
            "matMul: both tensors must have at least 2 axes, but their shapes are %1 and %2.",
            a.shape,
            b.shape);
        const bool transposeA = call.attr<bool>("transposeA");
        const bool transposeB = call.attr<bool>("transposeB");
        const std::size_t lastA = a.shape.rank() - 1;
        const std::size_t lastB = b.shape.rank() - 1;
        const std::int64_t innerA = a.shape[transposeA ? lastA - 1 : lastA];
        const std::int64_t innerB = b.shape[transposeB ? lastB : lastB - 1];
        check(
            innerA == innerB,
            "matMul: the inner sizes %1 and %2 differ, for shapes %3 and %4, transposeA=%5 and "
            "transposeB=%6.",
            innerA,
            innerB,
            a.shape,
            b.shape,
            transposeA,
            transposeB);
        Shape shape = broadcastShape(batchShape(a.shape), batchShape(b.shape), "matMul");
        shape.push_back(a.shape[transposeA ? lastA : lastA - 1]);
        shape.push_back(b.shape[transposeB ? lastB - 1 : lastB]);
        return {{a.dtype, shape}};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        const Tensor& dy = call.dy();
        const bool flipA = call.attr<bool>("transposeA");
        const bool flipB = call.attr<bool>("transposeB");
        Tensors gradients(2);
        if (call.wants(0)) {
            const Tensor b = toFloat(call.input(1));
            gradients[0] = sumTo(
                flipA ? matMul(b, dy, flipB, true) : matMul(dy, b, false, !flipB), call.shape(0));
        }
        if (call.wants(1)) {
            const Tensor a = toFloat(call.input(0));
            gradients[1] = sumTo(
                flipB ? matMul(dy, a, true, flipA) : matMul(a, dy, !flipA, false), call.shape(1));
        }
        return gradients;
    },
};

Tensor matrixNorm(const Tensor& x, std::string_view order, const Ints& axes, const Shape& kept) {
    const Tensor sizes = abs(x);
    if (order == "1")
        return reshape(max(sum(sizes, axes[0], true), axes[1]), kept);
    if (order == "inf")
        return reshape(max(sum(sizes, axes[1], true), axes[0]), kept);
    if (order == "-inf")
        return reshape(min(sum(sizes, axes[1], true), axes[0]), kept);
    check(
        order == "euclidean" || order == "fro",
        "norm: for matrices the order must be euclidean, fro, 1, inf or -inf, but it is %1.",
        order);
    return reshape(sqrt(sum(square(x), axes)), kept);
}

} // namespace

void registerLinearAlgebraOps() {
    registerOp(kBatchMatMul);
}

Tensor matMul(const Tensor& a, const Tensor& b, bool transposeA, bool transposeB) {
    const DType dtype = a.dtype() == b.dtype() ? a.dtype() : upcast(a.dtype(), b.dtype());
    const DType number = dtype == DType::Bool ? DType::Int32 : dtype;
    Attrs attrs; // a small product takes no longer than naming what is usual anyway
    if (transposeA || transposeB)
        attrs = {{"transposeA", transposeA}, {"transposeB", transposeB}};
    return run(kBatchMatMul, {toDType(a, number), toDType(b, number)}, std::move(attrs));
}

Tensor dot(const Tensor& a, const Tensor& b) {
    const auto isVectorOrMatrix = [](const Tensor& x) { return x.rank() == 1 || x.rank() == 2; };
    check(
        isVectorOrMatrix(a) && isVectorOrMatrix(b),
        "dot: both tensors must be vectors or matrices, but their shapes are %1 and %2.",
        a.shape(),
        b.shape());
    const std::int64_t innerA = a.shape().back();
    const std::int64_t innerB = b.shape()[0];
    check(
        innerA == innerB,
        "dot: the inner sizes %1 and %2 differ, for shapes %3 and %4.",
        innerA,
        innerB,
        a.shape(),
        b.shape());
    const Tensor rows = a.rank() == 1 ? reshape(a, {1, -1}) : a;
    const Tensor columns = b.rank() == 1 ? reshape(b, {-1, 1}) : b;
    Shape shape;
    if (a.rank() == 2)
        shape.push_back(a.shape()[0]);
    if (b.rank() == 2)
        shape.push_back(b.shape()[1]);
    return reshape(matMul(rows, columns), shape);
}

Tensor outerProduct(const Tensor& a, const Tensor& b) {
    check(
        a.rank() == 1 && b.rank() == 1,
        "outerProduct: both tensors must be vectors, but their shapes are %1 and %2.",
        a.shape(),
        b.shape());
    return matMul(reshape(a, {-1, 1}), reshape(b, {1, -1}));
}

Tensor norm(const Tensor& x, std::string_view order, const Axes& axis, bool keepDims) {
    const Tensor values = toFloat(x);
    if (axis.list().size() == 2) {
        Ints axes;
        for (const std::int64_t each : axis.list())
            axes.push_back(static_cast<std::int64_t>(normalizeAxis(each, x.rank(), "norm")));
        const Shape shape = sum(values, axis, keepDims).shape();
        return matrixNorm(values, order, axes, shape);
    }
    if (order == "euclidean" || order == "2")
        return sqrt(sum(square(values), axis, keepDims));
    if (order == "1")
        return sum(abs(values), axis, keepDims);
    if (order == "inf")
        return max(abs(values), axis, keepDims);
    check(
        order == "-inf",
        "norm: for vectors the order must be euclidean, 1, 2, inf or -inf, but it is %1.",
        order);
    return min(abs(values), axis, keepDims);
}

Tensor euclideanNorm(const Tensor& x, const Axes& axis, bool keepDims) {
    return norm(x, "euclidean", axis, keepDims);
}

} // namespace tp
