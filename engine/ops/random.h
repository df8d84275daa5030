#pragma once

#include "engine/ops/random_generator.h"
#include "engine/tensor/tensor.h"

#include <vector>

namespace tp {

// With a seed, the numbers are those that TensorFlow.js draws with it. Without one, they follow
// setRandomSeed(), or are new each time the program runs.

/// Makes all later random numbers repeatable, on one thread.
void setRandomSeed(std::int64_t seed);

/// Numbers evenly spread over [min, max).
Tensor randomUniform(
    const Shape& shape,
    double min = 0,
    double max = 1,
    DType dtype = DType::Float32,
    Seed seed = {});

/// Normally distributed numbers.
Tensor randomNormal(
    const Shape& shape,
    double mean = 0,
    double stdDev = 1,
    DType dtype = DType::Float32,
    Seed seed = {});

/// Normally distributed numbers, but none further than two standard deviations from the mean.
Tensor truncatedNormal(
    const Shape& shape,
    double mean = 0,
    double stdDev = 1,
    DType dtype = DType::Float32,
    Seed seed = {});

/// The numbers 0 … count - 1 in random order.
std::vector<std::int32_t> shuffledIndices(std::int64_t count, Seed seed = {});

/// The slices along the first axis in random order.
Tensor shuffle(const Tensor& x, Seed seed = {});

} // namespace tp
