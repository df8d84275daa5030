#include "engine/ops/random.h"

#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"
#include "engine/ops/index.h"
#include "engine/ops/math.h"
#include "engine/ops/register.h"
#include "engine/ops/rules.h"

#include <cmath>
#include <limits>
#include <numeric>

namespace tp {

namespace {

double unchanged(double value) {
    return value;
}

/// `next()` for every element; `whole` says how it becomes an int32.
template<class F>
Tensor
drawn(const Shape& shape, DType dtype, std::string_view where, F next, double (*whole)(double)) {
    checkSizes(shape, where);
    Tensor made = allocateTensor({dtype, shape});
    std::byte* const memory = made.storage()->host();
    const std::int64_t count = shape.elementCount();
    switch (dtype) {
    case DType::Float32:
        for (std::int64_t i = 0; i < count; ++i)
            reinterpret_cast<float*>(memory)[i] = static_cast<float>(next());
        return made;
    case DType::Int32:
        for (std::int64_t i = 0; i < count; ++i)
            reinterpret_cast<std::int32_t*>(memory)[i] = toInt32(whole(next()));
        return made;
    case DType::Bool:
        for (std::int64_t i = 0; i < count; ++i) {
            reinterpret_cast<std::uint8_t*>(memory)[i] =
                static_cast<std::uint8_t>(whole(next()) >= 1);
        }
        return made;
    case DType::Complex64:
    case DType::String:
        break;
    }
    fail(Error::Kind::InvalidArgument, "%1: random %2 tensors are not supported.", where, dtype);
}

Tensor normal(const Shape& shape, DType dtype, NormalGenerator generator, std::string_view where) {
    check(dtype != DType::Bool, "%1: random bool tensors are not supported.", where);
    return drawn(
        shape, dtype, where, [&] { return generator.next(); }, roundedHalfUp);
}

const Op kMultinomial = {
    .name = "Multinomial",
    .doc = "Draws classes at random, each with its probability.",
    .formula = "y = class c with probability softmax(logits)[c]",
    .inputs = {"logits"},
    .attrs = {{"numSamples", std::int64_t{0}}, {"seed", std::int64_t{0}}, {"normalized", false}},
    .infer = [](const OpCall& call) -> Specs {
        checkDType(call, 0, {DType::Float32});
        const Shape& logits = call.input(0).shape();
        check(
            logits.rank() == 2 && logits[1] > 0,
            "multinomial: the logits must be rows of classes, but their shape is %1.",
            logits);
        const Shape shape{logits[0], call.attr<std::int64_t>("numSamples")};
        checkSizes(shape, "multinomial");
        return {{DType::Int32, shape}};
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

/// A new seed, as repeatable as setRandomSeed() asks for.
std::int64_t drawnSeed() {
    constexpr std::int64_t kSeeds = std::int64_t{1} << 32;
    return RandomGenerator(Seed()).below(kSeeds) + 1;
}

} // namespace

void registerRandomOps() {
    registerOp(kMultinomial);
}

Tensor rand(const Shape& shape, const std::function<double()>& next, DType dtype) {
    return drawn(shape, dtype, "rand", next, unchanged);
}

Tensor randomUniform(const Shape& shape, double min, double max, DType dtype, Seed seed) {
    RandomGenerator generator(seed);
    return drawn(
        shape,
        dtype,
        "randomUniform",
        [&] { return min + (max - min) * generator.next(); },
        unchanged);
}

Tensor randomUniformInt(const Shape& shape, std::int64_t min, std::int64_t max, Seed seed) {
    return randomUniform(
        shape, static_cast<double>(min), static_cast<double>(max), DType::Int32, seed);
}

Tensor randomStandardNormal(const Shape& shape, DType dtype, Seed seed) {
    return randomNormal(shape, 0, 1, dtype, seed);
}

Tensor randomNormal(const Shape& shape, double mean, double stdDev, DType dtype, Seed seed) {
    return normal(
        shape,
        dtype,
        NormalGenerator(mean, stdDev, NormalGenerator::Tails::Whole, seed),
        "randomNormal");
}

Tensor truncatedNormal(const Shape& shape, double mean, double stdDev, DType dtype, Seed seed) {
    check(
        std::isfinite(mean) && std::isfinite(stdDev) && stdDev >= 0,
        "truncatedNormal: the mean must be finite and the standard deviation 0 or more, but they "
        "are %1 and %2.",
        mean,
        stdDev);
    return normal(
        shape,
        dtype,
        NormalGenerator(mean, stdDev, NormalGenerator::Tails::Cut, seed),
        "truncatedNormal");
}

Tensor randomGamma(const Shape& shape, double alpha, double beta, DType dtype, Seed seed) {
    check(
        alpha > 0 && beta > 0,
        "randomGamma: alpha and beta must be above 0, but they are %1 and %2.",
        alpha,
        beta);
    check(dtype != DType::Bool, "randomGamma: random bool tensors are not supported.");
    GammaGenerator generator(alpha, beta, dtype != DType::Float32, seed);
    return drawn(
        shape, dtype, "randomGamma", [&] { return generator.next(); }, unchanged);
}

Tensor multinomial(const Tensor& logits, std::int64_t numSamples, Seed seed, bool normalized) {
    check(
        logits.rank() == 1 || logits.rank() == 2,
        "multinomial: the logits must have 1 or 2 axes, but their shape is %1.",
        logits.shape());
    check(
        logits.size() >= 2,
        "multinomial: there must be 2 classes or more, but the logits have shape %1.",
        logits.shape());
    const Tensor drawn =
        run(kMultinomial,
            {toFloat(logits.rank() == 1 ? expandDims(logits) : logits)},
            {{"numSamples", numSamples},
             {"seed", seed ? *seed : drawnSeed()},
             {"normalized", normalized}});
    return logits.rank() == 1 ? flatten(drawn) : drawn;
}

Tensor dropout(const Tensor& x, double rate, const std::optional<Shape>& noiseShape, Seed seed) {
    check(x.dtype() == DType::Float32, "dropout: x must be float32, but it is %1.", x.dtype());
    check(rate >= 0 && rate < 1, "dropout: the rate must be in [0, 1), but it is %1.", rate);
    if (rate == 0)
        return clone(x);
    Shape shape = noiseShape.value_or(x.shape());
    for (std::size_t axis = 0; shape.rank() == x.rank() && axis < x.rank(); ++axis) {
        if (shape[axis] == -1)
            shape[axis] = x.shape()[axis];
    }
    const double kept = 1 - rate;
    return x * (floor(randomUniform(shape, 0, 1, DType::Float32, seed) + kept) / kept);
}

std::vector<std::int32_t> shuffledIndices(std::int64_t count, Seed seed) {
    check(
        count >= 0 && count <= std::numeric_limits<std::int32_t>::max(),
        "shuffle: there cannot be %1 things to shuffle.",
        count);
    RandomGenerator generator(seed);
    std::vector<std::int32_t> indices(static_cast<std::size_t>(count));
    std::iota(indices.begin(), indices.end(), 0);
    for (std::int64_t left = count; left > 0; --left) {
        std::swap(
            indices[static_cast<std::size_t>(left - 1)],
            indices[static_cast<std::size_t>(generator.below(left))]);
    }
    return indices;
}

Tensor shuffle(const Tensor& x, Seed seed) {
    check(x.rank() > 0, "shuffle: a scalar has nothing to shuffle.");
    const auto order = shuffledIndices(x.shape()[0], seed);
    return gather(x, fromBuffer(order, {x.shape()[0]}));
}

} // namespace tp
