#pragma once

#include <cstdint>

namespace bench {

/// Multiply-adds per second, times two, of a loop that does nothing else, on all cores: what no
/// kernel can exceed.
double peakFlops();

/// c = a * b of n x n matrices by oneDNN as it comes, with one OpenMP thread per core.
void oneDnnProduct(std::int64_t n, const float* a, const float* b, float* c);

} // namespace bench
