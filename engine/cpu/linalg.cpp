// Everything is computed in double: matrices that float32 would call singular then still work.

#include "engine/cpu/kernels.h"
#include "engine/ops/linalg_kernels.h"

#define EIGEN_DONT_PARALLELIZE // its threads would spin while other work needs the processor

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <Eigen/SVD>

#include <algorithm>

namespace tp::cpu {

namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;
using FloatMatrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

MatrixXd loaded(const KernelCall& call, std::size_t input, std::int64_t index) {
    const MatrixStack stack = matrixStack(call.input(input).shape());
    return Eigen::Map<const FloatMatrix>(
               call.in<float>(input) + index * stack.size(), stack.rows, stack.columns)
        .cast<double>();
}

/// The matrix as the index-th part of an output.
template<class M>
void save(const M& matrix, const KernelCall& call, std::size_t output, std::int64_t index) {
    const auto size = static_cast<std::int64_t>(matrix.size());
    Eigen::Map<FloatMatrix>(call.out<float>(output) + index * size, matrix.rows(), matrix.cols()) =
        matrix.template cast<float>();
}

/// Calls `f(index)` for each matrix of input 0 that has elements.
template<class F>
void forEachMatrix(const KernelCall& call, F f) {
    const MatrixStack stack = matrixStack(call.input(0).shape());
    for (std::int64_t i = 0; stack.size() > 0 && i < stack.count; ++i)
        f(i);
}

Eigen::PartialPivLU<MatrixXd> factored(const KernelCall& call, const MatrixXd& matrix) {
    Eigen::PartialPivLU<MatrixXd> lu(matrix);
    const VectorXd pivots = lu.matrixLU().diagonal().cwiseAbs();
    // The smallest may be lost among NaNs, the sum may not.
    if (!(pivots.sum() >= 0) || isSingular(pivots.minCoeff(), pivots.maxCoeff(), matrix.rows()))
        failSingular(call.op.name);
    return lu;
}

void solve(KernelCall& call) {
    const bool adjoint = call.attr<bool>("adjoint");
    forEachMatrix(call, [&](std::int64_t i) {
        MatrixXd matrix = loaded(call, 0, i);
        if (adjoint)
            matrix.transposeInPlace();
        const MatrixXd y = factored(call, matrix).solve(loaded(call, 1, i));
        save(y, call, 0, i);
    });
}

void inverse(KernelCall& call) {
    const bool adjoint = call.attr<bool>("adjoint");
    forEachMatrix(call, [&](std::int64_t i) {
        MatrixXd y = factored(call, loaded(call, 0, i)).inverse();
        if (adjoint)
            y.transposeInPlace();
        save(y, call, 0, i);
    });
}

void determinant(KernelCall& call) {
    std::fill_n(call.out<float>(), call.outputs[0].size(), 1.0F); // of empty matrices
    forEachMatrix(call, [&](std::int64_t i) {
        call.out<float>()[i] =
            static_cast<float>(Eigen::PartialPivLU<MatrixXd>(loaded(call, 0, i)).determinant());
    });
}

void cholesky(KernelCall& call) {
    forEachMatrix(call, [&](std::int64_t i) {
        const MatrixXd x = loaded(call, 0, i);
        const Eigen::LLT<MatrixXd> llt(x);
        const MatrixXd l = llt.matrixL();
        bool ok = llt.info() == Eigen::Success;
        for (Eigen::Index k = 0; ok && k < l.rows(); ++k)
            ok = isPositive(l(k, k) * l(k, k), x(k, k), l.rows());
        if (!ok)
            failNotPositiveDefinite(call.op.name);
        save(l, call, 0, i);
    });
}

void eigh(KernelCall& call) {
    checkFinite(call);
    forEachMatrix(call, [&](std::int64_t i) {
        const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(loaded(call, 0, i));
        save(solver.eigenvalues(), call, 0, i);
        save(solver.eigenvectors(), call, 1, i);
    });
}

/// The identity in each matrix of an output: what belongs to matrices without elements.
void fillIdentity(const KernelCall& call, std::size_t output) {
    const MatrixStack stack = matrixStack(call.outputs[output].shape());
    const MatrixXd identity = MatrixXd::Identity(stack.rows, stack.columns);
    for (std::int64_t i = 0; stack.size() > 0 && i < stack.count; ++i)
        save(identity, call, output, i);
}

void svd(KernelCall& call) {
    checkFinite(call);
    const bool full = call.attr<bool>("fullMatrices");
    if (call.input(0).size() == 0) {
        fillIdentity(call, 1);
        fillIdentity(call, 2);
    }
    const unsigned wanted = full ? Eigen::ComputeFullU | Eigen::ComputeFullV
                                 : Eigen::ComputeThinU | Eigen::ComputeThinV;
    forEachMatrix(call, [&](std::int64_t i) {
        const Eigen::BDCSVD<MatrixXd> parts(loaded(call, 0, i), wanted);
        save(parts.singularValues(), call, 0, i);
        save(parts.matrixU(), call, 1, i);
        save(parts.matrixV(), call, 2, i);
    });
}

/// The reflections 1 - tau w wᵀ that turn a matrix into an upper triangle.
class Reflections {
public:
    explicit Reflections(MatrixXd& matrix) {
        for (Eigen::Index j = 0; j < std::min(matrix.rows(), matrix.cols()); ++j) {
            const Eigen::Index rest = matrix.rows() - j;
            VectorXd w = matrix.col(j).tail(rest);
            const double length = w.norm();
            // Against the sign of what stands there, so that nothing cancels; a column of zeros
            // needs no reflection.
            const double target = w(0) > 0 ? -length : length;
            const double first = w(0) - target;
            const double tau = first == 0 ? 0 : -first / target;
            if (first != 0)
                w /= first;
            w(0) = 1;
            apply(matrix, j, w, tau);
            matrix.col(j).tail(rest - 1).setZero();
            m_vectors.push_back(std::move(w));
            m_taus.push_back(tau);
        }
    }

    /// All of them one after the other, as the first columns of a matrix.
    MatrixXd product(Eigen::Index rows, Eigen::Index columns) const {
        MatrixXd q = MatrixXd::Identity(rows, columns);
        for (std::size_t j = m_vectors.size(); j-- > 0;)
            apply(q, static_cast<Eigen::Index>(j), m_vectors[j], m_taus[j]);
        return q;
    }

private:
    static void apply(MatrixXd& matrix, Eigen::Index row, const VectorXd& w, double tau) {
        auto rows = matrix.bottomRows(matrix.rows() - row);
        const Eigen::RowVectorXd sums = w.transpose() * rows;
        rows.noalias() -= (tau * w) * sums;
    }

    std::vector<VectorXd> m_vectors;
    std::vector<double> m_taus;
};

void qr(KernelCall& call) {
    const MatrixStack q = matrixStack(call.outputs[0].shape());
    if (call.input(0).size() == 0)
        fillIdentity(call, 0);
    forEachMatrix(call, [&](std::int64_t i) {
        MatrixXd r = loaded(call, 0, i);
        const Reflections reflections(r);
        save(reflections.product(q.rows, q.columns), call, 0, i);
        save(r.topRows(q.columns).eval(), call, 1, i);
    });
}

} // namespace

void registerLinalgKernels(Backend& backend) {
    backend.add("Qr", qr);
    backend.add("MatrixSolve", solve);
    backend.add("MatrixInverse", inverse);
    backend.add("MatrixDeterminant", determinant);
    backend.add("Cholesky", cholesky);
    backend.add("SelfAdjointEigV2", eigh);
    backend.add("Svd", svd);
}

} // namespace tp::cpu
