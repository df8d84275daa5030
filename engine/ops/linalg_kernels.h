#pragma once

#include "engine/ops/rules.h"

namespace tp {

/// A stack of matrices, as kernels go through it.
struct MatrixStack {
    std::int64_t count;
    std::int64_t rows;
    std::int64_t columns;

    std::int64_t size() const { return rows * columns; }
};

MatrixStack matrixStack(const Shape& shape);

// That a matrix cannot be taken apart shows only while a kernel does it, so kernels refuse these,
// although they refuse nothing else.

/// Whether elimination that met pivots of these sizes has found the matrix singular.
bool isSingular(double smallestPivot, double largestPivot, std::int64_t size);

/// Whether the square of an element on the diagonal of L, worked out from that of a matrix of so
/// many rows, is more than rounding alone leaves of a zero.
bool isPositive(double square, double original, std::int64_t size);

[[noreturn]] void failSingular(std::string_view op);
[[noreturn]] void failNotPositiveDefinite(std::string_view op);
/// Throws InvalidArgument, naming the op, if input 0 has elements that are NaN or infinite.
void checkFinite(const OpCall& call);

} // namespace tp
