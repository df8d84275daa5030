#pragma once

#include <cstdint>

namespace tp {

class Backend;

namespace cpu {

void registerMatMulKernels(Backend& backend);

/// y[j] = the product of `vector` and column j of a matrix of rows of `width`, one for each element
/// of `vector`.
void multiplyColumnsByVector(
    const float* matrix, std::int64_t rows, std::int64_t width, const float* vector, float* y);

} // namespace cpu
} // namespace tp
