#include "engine/ops/random.h"

#include "engine/ops/creation.h"
#include "engine/ops/index.h"
#include "engine/ops/rules.h"

#include <cmath>
#include <limits>
#include <numeric>

namespace tp {

namespace {

double unchanged(double value) {
    return value;
}

/// To the nearest whole number, halves up, as JavaScript's Math.round.
double nearest(double value) {
    return std::floor(value + 0.5);
}

/// `next()` for every element; `whole` says how it becomes an int32.
template<class F>
Tensor
drawn(const Shape& shape, DType dtype, std::string_view where, F next, double (*whole)(double)) {
    checkSizes(shape, where);
    const Tensor made = allocateTensor({dtype, shape});
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
        for (std::int64_t i = 0; i < count; ++i)
            reinterpret_cast<std::uint8_t*>(memory)[i] =
                static_cast<std::uint8_t>(whole(next()) >= 1);
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
        shape, dtype, where, [&] { return generator.next(); }, nearest);
}

} // namespace

Tensor randomUniform(const Shape& shape, double min, double max, DType dtype, Seed seed) {
    RandomGenerator generator(seed);
    return drawn(
        shape,
        dtype,
        "randomUniform",
        [&] { return min + (max - min) * generator.next(); },
        unchanged);
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

std::vector<std::int32_t> shuffledIndices(std::int64_t count, Seed seed) {
    check(
        count >= 0 && count <= std::numeric_limits<std::int32_t>::max(),
        "shuffle: there cannot be %1 things to shuffle.",
        count);
    RandomGenerator generator(seed);
    std::vector<std::int32_t> indices(static_cast<std::size_t>(count));
    std::iota(indices.begin(), indices.end(), 0);
    for (std::int64_t left = count; left > 0; --left)
        std::swap(
            indices[static_cast<std::size_t>(left - 1)],
            indices[static_cast<std::size_t>(generator.below(left))]);
    return indices;
}

Tensor shuffle(const Tensor& x, Seed seed) {
    check(x.rank() > 0, "shuffle: a scalar has nothing to shuffle.");
    const auto order = shuffledIndices(x.shape()[0], seed);
    return gather(x, fromBuffer(order, {x.shape()[0]}));
}

} // namespace tp
