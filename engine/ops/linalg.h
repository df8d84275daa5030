#pragma once

#include "engine/tensor/tensor.h"

/// Matrices taken apart. All work on [..., m, n]: the axes before the last two are a batch.
namespace tp::linalg {

/// The elements near the diagonal, and zeros elsewhere: `numLower` diagonals below it and
/// `numUpper` above it stay, or all if negative.
///
///     bandPart(x, -1, 0)   // the lower triangle
///
/// Throws InvalidArgument for a rank below 2 and for more diagonals than x has rows or columns.
Tensor bandPart(const Tensor& a, std::int64_t numLower, std::int64_t numUpper);

/// Vectors of length 1, at right angles to each other, that span what the given ones do: each loses
/// what lies along those before it. Throws InvalidArgument for vectors of several lengths, and if
/// they are more than their elements.
Tensors gramSchmidt(const Tensors& xs);
/// The same for the rows of a matrix.
Tensor gramSchmidt(const Tensor& xs);

/// x = q r, where q's columns are at right angles and r is an upper triangle.
struct Qr {
    Tensor q; ///< [..., m, p], where p is the smaller of m and n, or m for full matrices
    Tensor r; ///< [..., p, n]
};

/// By Householder reflections, with TensorFlow.js's signs. Throws InvalidArgument for a rank below
/// 2. The gradient needs a full rank, and matrices that are not full where m > n.
Qr qr(const Tensor& x, bool fullMatrices = false);

/// The x for which matrix x = rhs: [..., n, n] and [..., n, k] give [..., n, k]. With `adjoint`,
/// the matrix is transposed first.
///
///     solve(tensor({{2, 0}, {0, 4}}), tensor({{1}, {1}}))   // 0.5, 0.25
///
/// Throws InvalidArgument if the shapes do not fit, or a matrix is singular.
Tensor solve(const Tensor& matrix, const Tensor& rhs, bool adjoint = false);

/// The matrix that undoes this one. Throws InvalidArgument if it is not square, or singular.
Tensor inv(const Tensor& x);

/// The determinant, [...]. Throws InvalidArgument if x is not square.
Tensor det(const Tensor& x);

/// The lower triangle L with x = L Lᵀ. Only x's lower half is read, the upper one is taken to
/// mirror it. Throws InvalidArgument if x is not square, or not positive definite.
Tensor cholesky(const Tensor& x);

/// The directions that a symmetric matrix stretches only.
struct Eigh {
    Tensor values;  ///< [..., n], the smallest first
    Tensor vectors; ///< [..., n, n], in columns of length 1
};

/// Only x's lower half is read. A vector's sign may be either. Throws InvalidArgument if x is not
/// square, or holds NaN or infinity. The gradient of the vectors needs values that differ.
Eigh eigh(const Tensor& x);

/// x = u diag(s) vᵀ, where u's and v's columns are at right angles.
struct Svd {
    Tensor s; ///< [..., p], the largest first; p is the smaller of m and n
    Tensor u; ///< [..., m, p], or [..., m, m] if full
    Tensor v; ///< [..., n, p], or [..., n, n] if full
};

/// The signs of a pair of columns may be either. Throws InvalidArgument for a rank below 2, and if
/// x holds NaN or infinity. The gradient of u and v needs values that differ; full matrices have
/// none.
Svd svd(const Tensor& x, bool fullMatrices = false);

} // namespace tp::linalg
