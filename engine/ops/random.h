#pragma once

#include "engine/ops/random_generator.h"
#include "engine/tensor/tensor.h"

#include <functional>
#include <optional>
#include <vector>

namespace tp {

// With a seed, the numbers are those that TensorFlow.js draws with it. Without one, they follow
// setRandomSeed(), or are new each time the program runs.

/// Makes all later random numbers repeatable, on one thread.
void setRandomSeed(std::int64_t seed);

/// Numbers that a function of your own makes, one after the other.
Tensor rand(const Shape& shape, const std::function<double()>& next, DType dtype = DType::Float32);

/// Numbers evenly spread over [min, max).
Tensor randomUniform(
    const Shape& shape,
    double min = 0,
    double max = 1,
    DType dtype = DType::Float32,
    Seed seed = {});

/// Whole numbers evenly spread over [min, max), as int32.
Tensor randomUniformInt(const Shape& shape, std::int64_t min, std::int64_t max, Seed seed = {});

/// Normally distributed numbers.
Tensor randomNormal(
    const Shape& shape,
    double mean = 0,
    double stdDev = 1,
    DType dtype = DType::Float32,
    Seed seed = {});

/// Normally distributed numbers with mean 0 and standard deviation 1.
Tensor randomStandardNormal(const Shape& shape, DType dtype = DType::Float32, Seed seed = {});

/// Normally distributed numbers, but none further than two standard deviations from the mean.
Tensor truncatedNormal(
    const Shape& shape,
    double mean = 0,
    double stdDev = 1,
    DType dtype = DType::Float32,
    Seed seed = {});

/// Numbers of the gamma distribution with shape `alpha`, times `beta`: their mean is alpha beta, as
/// with TensorFlow.js. float32 or int32. Throws InvalidArgument unless both are above 0.
Tensor randomGamma(
    const Shape& shape,
    double alpha,
    double beta = 1,
    DType dtype = DType::Float32,
    Seed seed = {});

/// Draws `numSamples` classes, as int32: [batch, classes] gives [batch, numSamples], and [classes]
/// gives [numSamples].
///
/// `logits` are what softmax() makes probabilities of; with `normalized` they are probabilities
/// already. With one seed, every row draws by the same random numbers, as in TensorFlow.js. Throws
/// InvalidArgument for other ranks, and for fewer than 2 classes.
Tensor
multinomial(const Tensor& logits, std::int64_t numSamples, Seed seed = {}, bool normalized = false);

/// x with each element set to 0 with probability `rate`, and the others divided by 1 - rate.
///
/// Elements along an axis on which `noiseShape` has size 1 stay or go together; -1 stands for x's
/// own size. Throws InvalidArgument unless x is float32 and rate in [0, 1).
Tensor
dropout(const Tensor& x, double rate, const std::optional<Shape>& noiseShape = {}, Seed seed = {});

/// The numbers 0 … count - 1 in random order.
std::vector<std::int32_t> shuffledIndices(std::int64_t count, Seed seed = {});

/// The slices along the first axis in random order.
Tensor shuffle(const Tensor& x, Seed seed = {});

} // namespace tp
