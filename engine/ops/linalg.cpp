#include "engine/ops/linalg.h"

#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/compare.h"
#include "engine/ops/creation.h"
#include "engine/ops/linalg_gradients.h"
#include "engine/ops/linalg_kernels.h"
#include "engine/ops/linear_algebra.h"
#include "engine/ops/register.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tp {

namespace {

/// The shape without the last axes, and with these instead.
Shape withLast(const Shape& shape, std::size_t dropped, std::initializer_list<std::int64_t> last) {
    Shape result(std::span(shape.begin(), shape.rank() - dropped));
    for (const std::int64_t size : last)
        result.push_back(size);
    return result;
}

const Shape& checkMatrix(const OpCall& call, std::size_t input) {
    checkDType(call, input, {DType::Float32});
    const Shape& shape = call.input(input).shape();
    check(
        shape.rank() >= 2,
        "%1: a matrix needs at least 2 axes, but the shape is %2.",
        call.op.name,
        shape);
    return shape;
}

const Shape& checkSquare(const OpCall& call) {
    const Shape& shape = checkMatrix(call, 0);
    check(
        shape.back() == shape[shape.rank() - 2],
        "%1: the matrix must have as many rows as columns, but the shape is %2.",
        call.op.name,
        shape);
    return shape;
}

Specs sameAsSquare(const OpCall& call) {
    return {{DType::Float32, checkSquare(call)}};
}

const Op kQr = {
    .name = "Qr",
    .doc = "A matrix as the product of one with orthogonal columns and an upper triangle.",
    .formula = "input = q * r",
    .inputs = {"input"},
    .attrs = {{"fullMatrices", false}},
    .infer = [](const OpCall& call) -> Specs {
        const Shape& shape = checkMatrix(call, 0);
        const std::int64_t m = shape[shape.rank() - 2];
        const std::int64_t n = shape.back();
        const std::int64_t p = call.attr<bool>("fullMatrices") ? m : std::min(m, n);
        checkSizes(withLast(shape, 2, {m, p}), "qr");
        return {
            {DType::Float32, withLast(shape, 2, {m, p})},
            {DType::Float32, withLast(shape, 2, {p, n})}};
    },
    .gradient = qrGradient,
    .saves = Saves::InputsAndOutputs,
};

const Op kMatrixSolve = {
    .name = "MatrixSolve",
    .doc = "Solves systems of linear equations.",
    .formula = "matrix * y = rhs",
    .inputs = {"matrix", "rhs"},
    .attrs = {{"adjoint", false}},
    .infer = [](const OpCall& call) -> Specs {
        const Shape& matrix = checkSquare(call);
        const Shape& rhs = checkMatrix(call, 1);
        check(
            withLast(rhs, 1, {}) == withLast(matrix, 1, {}),
            "solve: the matrices of shape %1 and the right-hand sides of shape %2 must agree in "
            "all "
            "axes but the last.",
            matrix,
            rhs);
        return {{DType::Float32, rhs}};
    },
    .gradient = solveGradient,
    .saves = Saves::InputsAndOutputs,
};

const Op kMatrixInverse = {
    .name = "MatrixInverse",
    .doc = "The inverse of a square matrix.",
    .formula = "input * y = 1",
    .inputs = {"input"},
    .attrs = {{"adjoint", false}},
    .infer = sameAsSquare,
    .gradient = inverseGradient,
    .saves = Saves::Outputs,
};

const Op kMatrixDeterminant = {
    .name = "MatrixDeterminant",
    .doc = "The determinant of a square matrix.",
    .formula = "y = det(input)",
    .inputs = {"input"},
    .infer = [](const OpCall& call) -> Specs {
        return {{DType::Float32, withLast(checkSquare(call), 2, {})}};
    },
    .gradient = determinantGradient,
    .saves = Saves::InputsAndOutputs,
};

const Op kCholesky = {
    .name = "Cholesky",
    .doc = "The lower triangle whose product with its transpose is a positive definite matrix.",
    .formula = "y * transpose(y) = input",
    .inputs = {"input"},
    .infer = sameAsSquare,
    .gradient = choleskyGradient,
    .saves = Saves::Outputs,
};

const Op kSelfAdjointEig = {
    .name = "SelfAdjointEigV2",
    .doc = "The eigenvalues and eigenvectors of a symmetric matrix.",
    .formula = "input * v = v * diag(e)",
    .inputs = {"input"},
    .infer = [](const OpCall& call) -> Specs {
        const Shape& shape = checkSquare(call);
        return {{DType::Float32, withLast(shape, 1, {})}, {DType::Float32, shape}};
    },
    .gradient = eighGradient,
    .saves = Saves::Outputs,
};

const Op kSvd = {
    .name = "Svd",
    .doc = "The singular values of a matrix, and the directions that belong to them.",
    .formula = "input = u * diag(s) * transpose(v)",
    .inputs = {"input"},
    .attrs = {{"fullMatrices", false}},
    .infer = [](const OpCall& call) -> Specs {
        const Shape& shape = checkMatrix(call, 0);
        const std::int64_t m = shape[shape.rank() - 2];
        const std::int64_t n = shape.back();
        const std::int64_t p = std::min(m, n);
        const bool full = call.attr<bool>("fullMatrices");
        const Shape u = withLast(shape, 2, {m, full ? m : p});
        const Shape v = withLast(shape, 2, {n, full ? n : p});
        checkSizes(u, "svd");
        checkSizes(v, "svd");
        return {
            {DType::Float32, withLast(shape, 2, {p})}, {DType::Float32, u}, {DType::Float32, v}};
    },
    .gradient = svdGradient,
    .saves = Saves::Outputs,
};

/// What rounding in double may leave of a zero, next to 1.
double negligible(std::int64_t size) {
    constexpr double kRoundings = 16;
    return kRoundings * std::numeric_limits<double>::epsilon() * static_cast<double>(size);
}

/// A vector without what lies along those before it, of length 1.
Tensor straightened(Tensor x, const Tensors& before) {
    for (const Tensor& y : before)
        x = x - sum(y * x) * y;
    return x / norm(x);
}

} // namespace

MatrixStack matrixStack(const Shape& shape) {
    std::int64_t count = 1;
    for (std::size_t axis = 0; axis + 2 < shape.rank(); ++axis)
        count *= shape[axis];
    return {count, shape[shape.rank() - 2], shape.back()};
}

bool isSingular(double smallestPivot, double largestPivot, std::int64_t size) {
    // Also true if a pivot is NaN.
    return !(smallestPivot > largestPivot * negligible(size)) || std::isinf(largestPivot);
}

bool isPositive(double square, double original, std::int64_t size) {
    return square > original * negligible(size) && std::isfinite(square);
}

void failSingular(std::string_view op) {
    fail(
        Error::Kind::InvalidArgument,
        "%1: the matrix is singular: its rows depend on each other, or are not finite.",
        op);
}

void failNotPositiveDefinite(std::string_view op) {
    fail(Error::Kind::InvalidArgument, "%1: the matrix is not positive definite.", op);
}

void checkFinite(const OpCall& call) {
    const auto* const x = reinterpret_cast<const float*>(call.input(0).storage()->host());
    const bool finite =
        std::all_of(x, x + call.input(0).size(), [](float each) { return std::isfinite(each); });
    check(finite, "%1: the matrix holds NaN or infinity.", call.op.name);
}

void registerLinalgOps() {
    for (const Op* op :
         {&kQr,
          &kMatrixSolve,
          &kMatrixInverse,
          &kMatrixDeterminant,
          &kCholesky,
          &kSelfAdjointEig,
          &kSvd})
        registerOp(*op);
}

namespace linalg {

Tensor bandPart(const Tensor& a, std::int64_t numLower, std::int64_t numUpper) {
    check(
        a.rank() >= 2, "bandPart: a matrix needs at least 2 axes, but the shape is %1.", a.shape());
    const std::int64_t rows = a.shape()[a.rank() - 2];
    const std::int64_t columns = a.shape().back();
    check(
        numLower <= rows && numUpper <= columns,
        "bandPart: %1 diagonals below and %2 above are more than a matrix of shape %3 has.",
        numLower,
        numUpper,
        a.shape());
    const auto numbers = [](std::int64_t count) {
        return range(0, static_cast<double>(count), 1, DType::Int32);
    };
    const Tensor below = reshape(numbers(rows), {rows, 1}) - numbers(columns);
    const auto bound = [](std::int64_t value) {
        return scalar(static_cast<double>(value), DType::Int32);
    };
    const Tensor inBand = logicalAnd(
        lessEqual(below, bound(numLower < 0 ? rows : numLower)),
        greaterEqual(below, bound(numUpper < 0 ? -columns : -numUpper)));
    return where(inBand, a, zerosLike(a));
}

Tensors gramSchmidt(const Tensors& xs) {
    check(!xs.empty(), "gramSchmidt: give at least one vector.");
    for (const Tensor& x : xs) {
        check(
            x.rank() == 1 && x.shape() == xs[0].shape(),
            "gramSchmidt: all vectors must have one length, but their shapes are %1 and %2.",
            xs[0].shape(),
            x.shape());
    }
    check(
        static_cast<std::int64_t>(xs.size()) <= xs[0].size(),
        "gramSchmidt: %1 vectors cannot all be at right angles in %2 dimensions.",
        xs.size(),
        xs[0].size());
    Tensors ys;
    for (const Tensor& x : xs)
        ys.push_back(straightened(x, ys));
    return ys;
}

Tensor gramSchmidt(const Tensor& xs) {
    check(
        xs.rank() == 2,
        "gramSchmidt: the vectors must be the rows of a matrix, but the shape is %1.",
        xs.shape());
    return stack(gramSchmidt(unstack(xs)));
}

Qr qr(const Tensor& x, bool fullMatrices) {
    const Tensors parts = runAll(kQr, std::array{toFloat(x)}, {{"fullMatrices", fullMatrices}});
    return {parts[0], parts[1]};
}

Tensor solve(const Tensor& matrix, const Tensor& rhs, bool adjoint) {
    return run(kMatrixSolve, {toFloat(matrix), toFloat(rhs)}, {{"adjoint", adjoint}});
}

Tensor inv(const Tensor& x) {
    return run(kMatrixInverse, {toFloat(x)});
}

Tensor det(const Tensor& x) {
    return run(kMatrixDeterminant, {toFloat(x)});
}

Tensor cholesky(const Tensor& x) {
    return run(kCholesky, {toFloat(x)});
}

Eigh eigh(const Tensor& x) {
    const Tensors parts = runAll(kSelfAdjointEig, std::array{toFloat(x)});
    return {parts[0], parts[1]};
}

Svd svd(const Tensor& x, bool fullMatrices) {
    const Tensors parts = runAll(kSvd, std::array{toFloat(x)}, {{"fullMatrices", fullMatrices}});
    return {parts[0], parts[1], parts[2]};
}

} // namespace linalg

} // namespace tp
