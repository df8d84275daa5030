#pragma once

#include "tests/bench/bench_case.h"

#include <string>

namespace bench {

/// A pool of square NHWC images with a square window.
struct Pooling {
    std::int64_t size; ///< of the window
    std::int64_t stride;
    bool same; ///< the padding; else "valid"
};

/// oneDNN's "max" or "avg" pool.
std::function<Work(const tp::Tensors&)> oneDnnPool(const std::string& kind, const Pooling& pooling);

/// oneDNN's batch normalisation with known mean and variance (inputs: x, mean, variance).
std::function<Work(const tp::Tensors&)> oneDnnBatchNorm();

/// oneDNN's "linear" or "nearest" resampling to that height and width.
std::function<Work(const tp::Tensors&)>
oneDnnResize(const std::string& kind, std::int64_t height, std::int64_t width);

} // namespace bench
