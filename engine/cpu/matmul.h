#pragma once

#include <cstdint>

namespace tp {

class Backend;

namespace cpu {

void registerMatMulKernels(Backend& backend);

/// c = a * b of [rows, inner] and [inner, columns], by loops of our own: for a b that stays in the
/// innermost cache.
void multiplyBySmall(
    const float* a,
    const float* b,
    float* c,
    std::int64_t rows,
    std::int64_t columns,
    std::int64_t inner);

/// y[j] = the product of `vector` and column j of a matrix of rows of `width`, one for each element
/// of `vector`.
void multiplyColumnsByVector(
    const float* matrix, std::int64_t rows, std::int64_t width, const float* vector, float* y);

} // namespace cpu
} // namespace tp
