#include "engine/ops/linalg_kernels.h"
#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/runtime/backend.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tp::reference {

namespace {

/// Rows and columns of doubles.
class Matrix {
public:
    Matrix(std::int64_t rows, std::int64_t columns)
        : m_rows(rows)
        , m_columns(columns)
        , m_elements(static_cast<std::size_t>(rows * columns), 0) {}

    static Matrix identity(std::int64_t rows, std::int64_t columns) {
        Matrix matrix(rows, columns);
        for (std::int64_t i = 0; i < std::min(rows, columns); ++i)
            matrix(i, i) = 1;
        return matrix;
    }

    std::int64_t rows() const { return m_rows; }
    std::int64_t columns() const { return m_columns; }

    double& operator()(std::int64_t row, std::int64_t column) {
        return m_elements[static_cast<std::size_t>(row * m_columns + column)];
    }
    double operator()(std::int64_t row, std::int64_t column) const {
        return m_elements[static_cast<std::size_t>(row * m_columns + column)];
    }

    Matrix transposed() const {
        Matrix result(m_columns, m_rows);
        for (std::int64_t i = 0; i < m_rows; ++i) {
            for (std::int64_t j = 0; j < m_columns; ++j)
                result(j, i) = (*this)(i, j);
        }
        return result;
    }

    /// Its first columns.
    Matrix left(std::int64_t columns) const {
        Matrix result(m_rows, columns);
        for (std::int64_t i = 0; i < m_rows; ++i) {
            for (std::int64_t j = 0; j < columns; ++j)
                result(i, j) = (*this)(i, j);
        }
        return result;
    }

    /// The sum of products of two columns' elements.
    double dot(std::int64_t a, std::int64_t b) const {
        double sum = 0;
        for (std::int64_t i = 0; i < m_rows; ++i)
            sum += (*this)(i, a) * (*this)(i, b);
        return sum;
    }

    /// Turns two columns about the origin.
    void rotate(std::int64_t a, std::int64_t b, double cosine, double sine) {
        for (std::int64_t i = 0; i < m_rows; ++i) {
            const double x = (*this)(i, a);
            const double y = (*this)(i, b);
            (*this)(i, a) = cosine * x - sine * y;
            (*this)(i, b) = sine * x + cosine * y;
        }
    }

private:
    std::int64_t m_rows;
    std::int64_t m_columns;
    std::vector<double> m_elements;
};

Matrix loaded(const Tensor& x, std::int64_t index) {
    const MatrixStack stack = matrixStack(x.shape());
    Matrix matrix(stack.rows, stack.columns);
    for (std::int64_t i = 0; i < stack.rows; ++i) {
        for (std::int64_t j = 0; j < stack.columns; ++j)
            matrix(i, j) = number(x, index * stack.size() + i * stack.columns + j);
    }
    return matrix;
}

void save(const Matrix& matrix, const Tensor& y, std::int64_t index) {
    const std::int64_t begin = index * matrix.rows() * matrix.columns();
    for (std::int64_t i = 0; i < matrix.rows(); ++i) {
        for (std::int64_t j = 0; j < matrix.columns(); ++j)
            store(y, begin + i * matrix.columns() + j, matrix(i, j));
    }
}

/// Gauss's elimination with the largest pivots: makes `a` an upper triangle and does the same to
/// `b`. Returns the determinant.
double eliminate(Matrix& a, Matrix& b) {
    const std::int64_t n = a.rows();
    double determinant = 1;
    for (std::int64_t k = 0; k < n; ++k) {
        std::int64_t pivot = k;
        for (std::int64_t i = k + 1; i < n; ++i) {
            if (std::abs(a(i, k)) > std::abs(a(pivot, k)))
                pivot = i;
        }
        if (pivot != k) {
            for (std::int64_t j = 0; j < n; ++j)
                std::swap(a(k, j), a(pivot, j));
            for (std::int64_t j = 0; j < b.columns(); ++j)
                std::swap(b(k, j), b(pivot, j));
            determinant = -determinant;
        }
        determinant *= a(k, k);
        for (std::int64_t i = k + 1; i < n && a(k, k) != 0; ++i) {
            const double factor = a(i, k) / a(k, k);
            for (std::int64_t j = k; j < n; ++j)
                a(i, j) -= factor * a(k, j);
            for (std::int64_t j = 0; j < b.columns(); ++j)
                b(i, j) -= factor * b(k, j);
        }
    }
    return determinant;
}

/// The y for which a y = b.
Matrix solved(const KernelCall& call, Matrix a, Matrix b) {
    eliminate(a, b);
    const std::int64_t n = a.rows();
    double smallest = std::abs(a(0, 0));
    double largest = smallest;
    for (std::int64_t k = 0; k < n; ++k) {
        const double pivot = std::abs(a(k, k));
        if (std::isnan(pivot))
            failSingular(call.op.name);
        smallest = std::min(smallest, pivot);
        largest = std::max(largest, pivot);
    }
    if (isSingular(smallest, largest, n))
        failSingular(call.op.name);
    for (std::int64_t column = 0; column < b.columns(); ++column) {
        for (std::int64_t i = n - 1; i >= 0; --i) {
            for (std::int64_t j = i + 1; j < n; ++j)
                b(i, column) -= a(i, j) * b(j, column);
            b(i, column) /= a(i, i);
        }
    }
    return b;
}

/// Calls `f(index)` for each matrix of input 0 that has elements.
template<class F>
void forEachMatrix(const KernelCall& call, F f) {
    const MatrixStack stack = matrixStack(call.input(0).shape());
    for (std::int64_t i = 0; stack.size() > 0 && i < stack.count; ++i)
        f(i);
}

void matrixSolve(KernelCall& call) {
    forEachMatrix(call, [&](std::int64_t i) {
        const Matrix a = loaded(call.input(0), i);
        const Matrix b = loaded(call.input(1), i);
        save(solved(call, call.attr<bool>("adjoint") ? a.transposed() : a, b), call.outputs[0], i);
    });
}

void matrixInverse(KernelCall& call) {
    forEachMatrix(call, [&](std::int64_t i) {
        const Matrix a = loaded(call.input(0), i);
        const Matrix y = solved(call, a, Matrix::identity(a.rows(), a.rows()));
        save(call.attr<bool>("adjoint") ? y.transposed() : y, call.outputs[0], i);
    });
}

void matrixDeterminant(KernelCall& call) {
    for (std::int64_t i = 0; i < call.outputs[0].size(); ++i) {
        Matrix a = loaded(call.input(0), i);
        Matrix nothing(a.rows(), 0);
        store(call.outputs[0], i, eliminate(a, nothing));
    }
}

void cholesky(KernelCall& call) {
    forEachMatrix(call, [&](std::int64_t index) {
        const Matrix a = loaded(call.input(0), index);
        Matrix l(a.rows(), a.rows());
        for (std::int64_t i = 0; i < a.rows(); ++i) {
            for (std::int64_t j = 0; j <= i; ++j) {
                double rest = a(i, j);
                for (std::int64_t k = 0; k < j; ++k)
                    rest -= l(i, k) * l(j, k);
                if (i == j && !isPositive(rest, a(i, i), a.rows()))
                    failNotPositiveDefinite(call.op.name);
                l(i, j) = i == j ? std::sqrt(rest) : rest / l(j, j);
            }
        }
        save(l, call.outputs[0], index);
    });
}

constexpr int kMostSweeps = 60;
constexpr double kNegligible = 1e-16;

/// The smaller of the angles that make the off-diagonal element of [[a, b], [b, c]] zero.
double jacobiAngle(double a, double b, double c) {
    const double ratio = (c - a) / (2 * b);
    return std::atan((ratio < 0 ? -1 : 1) / (std::abs(ratio) + std::sqrt(1 + ratio * ratio)));
}

/// The numbers 0 … n - 1, in the order in which `values` rise.
std::vector<std::int64_t> risingOrder(const std::vector<double>& values) {
    std::vector<std::int64_t> order(values.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) {
        return values[static_cast<std::size_t>(a)] < values[static_cast<std::size_t>(b)];
    });
    return order;
}

/// Jacobi's method: turns two axes at a time until nothing is left beside the diagonal.
void eigh(KernelCall& call) {
    checkFinite(call);
    forEachMatrix(call, [&](std::int64_t index) {
        Matrix a = loaded(call.input(0), index);
        const std::int64_t n = a.rows();
        for (std::int64_t i = 0; i < n; ++i) {
            for (std::int64_t j = i + 1; j < n; ++j)
                a(i, j) = a(j, i);
        }
        double squares = 0;
        for (std::int64_t i = 0; i < n; ++i)
            squares += a.dot(i, i);
        Matrix vectors = Matrix::identity(n, n);
        bool isDone = false;
        for (int sweep = 0; !isDone && sweep < kMostSweeps; ++sweep) {
            isDone = true;
            for (std::int64_t i = 0; i < n; ++i) {
                for (std::int64_t j = i + 1; j < n; ++j) {
                    if (std::abs(a(i, j)) <= kNegligible * std::sqrt(squares))
                        continue;
                    isDone = false;
                    const double angle = jacobiAngle(a(i, i), a(i, j), a(j, j));
                    const double cosine = std::cos(angle);
                    const double sine = std::sin(angle);
                    a.rotate(i, j, cosine, sine);
                    a = a.transposed();
                    a.rotate(i, j, cosine, sine);
                    vectors.rotate(i, j, cosine, sine);
                }
            }
        }
        std::vector<double> values;
        for (std::int64_t i = 0; i < n; ++i)
            values.push_back(a(i, i));
        Matrix sorted(n, n);
        std::int64_t column = 0;
        for (const std::int64_t from : risingOrder(values)) {
            store(call.outputs[0], index * n + column, values[static_cast<std::size_t>(from)]);
            for (std::int64_t i = 0; i < n; ++i)
                sorted(i, column) = vectors(i, from);
            ++column;
        }
        save(sorted, call.outputs[1], index);
    });
}

/// Replaces the columns from `known` on by ones at right angles to all before them.
void complete(Matrix& u, std::int64_t known) {
    for (std::int64_t column = known, axis = 0; column < u.columns(); ++axis) {
        for (std::int64_t i = 0; i < u.rows(); ++i)
            u(i, column) = i == axis ? 1 : 0;
        for (int twice = 0; twice < 2; ++twice) {
            for (std::int64_t k = 0; k < column; ++k) {
                const double along = u.dot(k, column);
                for (std::int64_t i = 0; i < u.rows(); ++i)
                    u(i, column) -= along * u(i, k);
            }
        }
        const double length = std::sqrt(u.dot(column, column));
        if (length < 1e-3) // the axis lies in what is there already
            continue;
        for (std::int64_t i = 0; i < u.rows(); ++i)
            u(i, column) /= length;
        ++column;
    }
}

struct Parts {
    std::vector<double> s;
    Matrix u;
    Matrix v;
};

/// Jacobi's method from one side, for matrices at least as high as wide: turns two columns at a
/// time until all are at right angles.
Parts singularParts(Matrix a) {
    const std::int64_t m = a.rows();
    const std::int64_t n = a.columns();
    Matrix turned = Matrix::identity(n, n);
    bool isDone = false;
    for (int sweep = 0; !isDone && sweep < kMostSweeps; ++sweep) {
        isDone = true;
        for (std::int64_t i = 0; i < n; ++i) {
            for (std::int64_t j = i + 1; j < n; ++j) {
                const double both = a.dot(i, j);
                if (std::abs(both) <= kNegligible * std::sqrt(a.dot(i, i) * a.dot(j, j)))
                    continue;
                isDone = false;
                const double angle = jacobiAngle(a.dot(i, i), both, a.dot(j, j));
                a.rotate(i, j, std::cos(angle), std::sin(angle));
                turned.rotate(i, j, std::cos(angle), std::sin(angle));
            }
        }
    }
    std::vector<double> lengths;
    for (std::int64_t j = 0; j < n; ++j)
        lengths.push_back(std::sqrt(a.dot(j, j)));
    std::vector<std::int64_t> order = risingOrder(lengths);
    std::reverse(order.begin(), order.end());
    Parts parts{{}, Matrix(m, m), Matrix(n, n)};
    std::int64_t known = 0;
    for (std::int64_t column = 0; column < n; ++column) {
        const std::int64_t from = order[static_cast<std::size_t>(column)];
        const double length = lengths[static_cast<std::size_t>(from)];
        parts.s.push_back(length);
        for (std::int64_t i = 0; i < n; ++i)
            parts.v(i, column) = turned(i, from);
        // A column that is all rounding has no direction of its own.
        if (length <= parts.s[0] * 1e-13)
            continue;
        for (std::int64_t i = 0; i < m; ++i)
            parts.u(i, column) = a(i, from) / length;
        known = column + 1;
    }
    complete(parts.u, known);
    return parts;
}

void svd(KernelCall& call) {
    checkFinite(call);
    const MatrixStack stack = matrixStack(call.input(0).shape());
    const std::int64_t columnsU = call.outputs[1].shape().back();
    const std::int64_t columnsV = call.outputs[2].shape().back();
    const std::int64_t p = std::min(stack.rows, stack.columns);
    for (std::int64_t index = 0; index < stack.count; ++index) {
        const Matrix a = loaded(call.input(0), index);
        const bool wide = stack.columns > stack.rows;
        Parts parts = singularParts(wide ? a.transposed() : a);
        if (wide)
            std::swap(parts.u, parts.v);
        for (std::int64_t i = 0; i < p; ++i)
            store(call.outputs[0], index * p + i, parts.s[static_cast<std::size_t>(i)]);
        save(parts.u.left(columnsU), call.outputs[1], index);
        save(parts.v.left(columnsV), call.outputs[2], index);
    }
}

/// Householder's method: each reflection puts zeros below one element of the diagonal.
void qr(KernelCall& call) {
    const MatrixStack stack = matrixStack(call.input(0).shape());
    const std::int64_t p = call.outputs[0].shape().back();
    for (std::int64_t index = 0; index < stack.count; ++index) {
        Matrix r = loaded(call.input(0), index);
        const std::int64_t m = r.rows();
        Matrix q = Matrix::identity(m, m);
        for (std::int64_t j = 0; j < std::min(m, r.columns()); ++j) {
            double squares = 0;
            for (std::int64_t i = j; i < m; ++i)
                squares += r(i, j) * r(i, j);
            const double target = (r(j, j) > 0 ? -1 : 1) * std::sqrt(squares);
            if (target == 0)
                continue;
            std::vector<double> w(static_cast<std::size_t>(m), 0);
            for (std::int64_t i = j; i < m; ++i)
                w[static_cast<std::size_t>(i)] = i == j ? 1 : r(i, j) / (r(j, j) - target);
            const double tau = (target - r(j, j)) / target;
            // r loses tau w (wᵀ r), q loses tau (q w) wᵀ.
            for (std::int64_t column = 0; column < r.columns(); ++column) {
                double sum = 0;
                for (std::int64_t i = j; i < m; ++i)
                    sum += w[static_cast<std::size_t>(i)] * r(i, column);
                for (std::int64_t i = j; i < m; ++i)
                    r(i, column) -= tau * w[static_cast<std::size_t>(i)] * sum;
            }
            for (std::int64_t row = 0; row < m; ++row) {
                double sum = 0;
                for (std::int64_t i = j; i < m; ++i)
                    sum += q(row, i) * w[static_cast<std::size_t>(i)];
                for (std::int64_t i = j; i < m; ++i)
                    q(row, i) -= tau * sum * w[static_cast<std::size_t>(i)];
            }
            for (std::int64_t i = j + 1; i < m; ++i)
                r(i, j) = 0;
        }
        save(q.left(p), call.outputs[0], index);
        save(r.transposed().left(p).transposed(), call.outputs[1], index);
    }
}

} // namespace

void registerLinalgKernels(Backend& backend) {
    backend.add("Qr", qr);
    backend.add("MatrixSolve", matrixSolve);
    backend.add("MatrixInverse", matrixInverse);
    backend.add("MatrixDeterminant", matrixDeterminant);
    backend.add("Cholesky", cholesky);
    backend.add("SelfAdjointEigV2", eigh);
    backend.add("Svd", svd);
}

} // namespace tp::reference
