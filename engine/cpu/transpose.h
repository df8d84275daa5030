#pragma once

#include <cstdint>

namespace tp::cpu {

/// y = the transpose of x, a matrix of `rows` rows of `columns` numbers, on several threads if it
/// is large.
void turnMatrix(const float* x, std::int64_t rows, std::int64_t columns, float* y);

} // namespace tp::cpu
