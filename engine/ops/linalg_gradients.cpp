#include "engine/ops/linalg_gradients.h"

#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"
#include "engine/ops/linalg.h"
#include "engine/ops/linear_algebra.h"
#include "engine/ops/math.h"
#include "engine/ops/rules.h"

#include <numeric>
#include <utility>

namespace tp {

namespace {

using linalg::bandPart;
using linalg::solve;

Tensor transposed(const Tensor& x) {
    Ints perm(x.rank());
    std::iota(perm.begin(), perm.end(), 0);
    std::swap(perm[x.rank() - 1], perm[x.rank() - 2]);
    return transpose(x, perm);
}

/// The columns from `begin` up to `end`.
Tensor columns(const Tensor& x, std::int64_t begin, std::int64_t end) {
    Ints begins(x.rank(), 0);
    begins.back() = begin;
    Ints sizes = toInts(x.shape());
    sizes.back() = end - begin;
    return slice(x, begins, sizes);
}

/// Vectors [..., n] as diagonals of matrices.
Tensor diagonal(const Tensor& x) {
    return eye(x.shape().back()) * expandDims(x, -1);
}

/// The lower triangle without the diagonal.
Tensor belowDiagonal(const Tensor& x) {
    return bandPart(x, -1, 0) - bandPart(x, 0, 0);
}

/// 1 / (x[j] - x[i]) at [i, j], and 0 where they are the same.
Tensor inverseDifferences(const Tensor& x) {
    const Tensor differences = expandDims(x, -2) - expandDims(x, -1);
    return divNoNan(onesLike(differences), differences);
}

/// For matrices that are not wider than high: what dq and dr make of the input.
Tensor highQrGradient(const Tensor& q, const Tensor& r, const Tensor& dq, const Tensor& dr) {
    const Tensor m = matMul(r, dr, false, true) - matMul(dq, q, true, false);
    const Tensor mirrored = bandPart(m, -1, 0) + transposed(belowDiagonal(m));
    const Tensor right = dq + matMul(q, mirrored);
    return transposed(solve(r, transposed(right)));
}

} // namespace

Tensors qrGradient(const GradCall& call) {
    const Tensor& q = call.outputs[0];
    const Tensor& r = call.outputs[1];
    const std::int64_t m = r.shape()[r.rank() - 2];
    const std::int64_t n = r.shape().back();
    if (m > n) {
        fail(
            Error::Kind::Unsupported,
            "qr: there is no gradient for the full matrices of a matrix of shape %1.",
            call.shape(0));
    }
    if (m == n)
        return {highQrGradient(q, r, call.dys[0], call.dys[1])};
    // The columns beyond the square are qᵀ times those of x.
    const Tensor dBeyond = columns(call.dys[1], m, n);
    const Tensor dq = call.dys[0] + matMul(columns(call.input(0), m, n), dBeyond, false, true);
    const Tensor square = highQrGradient(q, columns(r, 0, m), dq, columns(call.dys[1], 0, m));
    return {concat({square, matMul(q, dBeyond)}, -1)};
}

Tensors solveGradient(const GradCall& call) {
    const bool adjoint = call.attr<bool>("adjoint");
    const Tensor& y = call.outputs[0];
    const Tensor dRhs = solve(call.input(0), call.dy(), !adjoint);
    Tensor dMatrix;
    if (call.wants(0))
        dMatrix = -(adjoint ? matMul(y, dRhs, false, true) : matMul(dRhs, y, false, true));
    return {dMatrix, dRhs};
}

Tensors inverseGradient(const GradCall& call) {
    const Tensor& y = call.outputs[0];
    if (call.attr<bool>("adjoint"))
        return {-matMul(y, matMul(call.dy(), y, true, false))};
    return {-matMul(matMul(y, call.dy(), true, false), y, false, true)};
}

Tensors determinantGradient(const GradCall& call) {
    const Tensor scale = expandDims(expandDims(call.dy() * call.outputs[0], -1), -1);
    return {scale * transposed(linalg::inv(call.input(0)))};
}

Tensors choleskyGradient(const GradCall& call) {
    const Tensor& l = call.outputs[0];
    const Tensor product = bandPart(matMul(l, bandPart(call.dy(), -1, 0), true, false), -1, 0);
    const Tensor halved = product - bandPart(product, 0, 0) * 0.5;
    // L⁻ᵀ halved L⁻¹, then the same for both halves of the input.
    const Tensor left = solve(l, halved, true);
    const Tensor whole = transposed(solve(l, transposed(left), true));
    return {(whole + transposed(whole)) * 0.5};
}

Tensors eighGradient(const GradCall& call) {
    const Tensor& values = call.outputs[0];
    const Tensor& vectors = call.outputs[1];
    const Tensor turning = inverseDifferences(values) * matMul(vectors, call.dys[1], true, false);
    const Tensor inner = diagonal(call.dys[0]) + turning;
    const Tensor whole = matMul(matMul(vectors, inner), vectors, false, true);
    return {(whole + transposed(whole)) * 0.5};
}

Tensors svdGradient(const GradCall& call) {
    if (call.attr<bool>("fullMatrices"))
        fail(Error::Kind::Unsupported, "svd: full matrices have no gradient.");
    const Tensor& s = call.outputs[0];
    const Tensor& u = call.outputs[1];
    const Tensor& v = call.outputs[2];
    const Tensor& du = call.dys[1];
    const Tensor& dv = call.dys[2];
    const Tensor differences = inverseDifferences(square(s));
    const auto turning = [&](const Tensor& vectors, const Tensor& d) {
        const Tensor mixed = matMul(vectors, d, true, false);
        return differences * (mixed - transposed(mixed));
    };
    const Tensor inner = diagonal(call.dys[0]) + turning(u, du) * expandDims(s, -2) +
                         expandDims(s, -1) * turning(v, dv);
    Tensor gradient = matMul(matMul(u, inner), v, false, true);
    // What leaves the space that the columns of the longer side span.
    const Tensor inverse = expandDims(divNoNan(onesLike(s), s), -2);
    const auto leaving = [&](const Tensor& vectors, const Tensor& d) {
        return (d - matMul(vectors, matMul(vectors, d, true, false))) * inverse;
    };
    const std::int64_t p = s.shape().back();
    if (u.shape()[u.rank() - 2] > p)
        gradient = gradient + matMul(leaving(u, du), v, false, true);
    if (v.shape()[v.rank() - 2] > p)
        gradient = gradient + matMul(u, leaving(v, dv), false, true);
    return {gradient};
}

} // namespace tp
