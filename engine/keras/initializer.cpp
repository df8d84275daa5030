#include "engine/keras/initializer.h"

#include "engine/base/error.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"
#include "engine/ops/random.h"
#include "engine/train/names.h"

#include <algorithm>
#include <cmath>

namespace tp {

namespace initializers {

namespace {

VarianceScaling glorot(Distribution distribution, Seed seed) {
    return {1, FanMode::FanAvg, distribution, seed};
}

VarianceScaling fanIn(double scale, Distribution distribution, Seed seed) {
    return {scale, FanMode::FanIn, distribution, seed};
}

struct Known {
    std::string_view name;
    std::string_view className;
    Kind kind;
};

const Known kKnown[] = {
    {"constant", "Constant", Constant{}},
    {"glorotNormal", "GlorotNormal", glorot(Distribution::Normal, {})},
    {"glorotUniform", "GlorotUniform", glorot(Distribution::Uniform, {})},
    {"heNormal", "HeNormal", fanIn(2, Distribution::Normal, {})},
    {"heUniform", "HeUniform", fanIn(2, Distribution::Uniform, {})},
    {"identity", "Identity", Identity{}},
    {"leCunNormal", "LeCunNormal", fanIn(1, Distribution::Normal, {})},
    {"leCunUniform", "LeCunUniform", fanIn(1, Distribution::Uniform, {})},
    {"ones", "Ones", Ones{}},
    {"orthogonal", "Orthogonal", Orthogonal{}},
    {"randomNormal", "RandomNormal", RandomNormal{}},
    {"randomUniform", "RandomUniform", RandomUniform{}},
    {"truncatedNormal", "TruncatedNormal", TruncatedNormal{}},
    {"varianceScaling", "VarianceScaling", VarianceScaling{}},
    {"zeros", "Zeros", Zeros{}},
};

struct Fans {
    double in;
    double out;
};

// How many numbers flow into, and out of, one unit of a layer with weights of this shape.
Fans fansOf(const Shape& shape) {
    double count = 1; // not yet known to be one that a tensor may have
    for (const std::int64_t size : shape)
        count *= static_cast<double>(size);
    if (shape.rank() < 2 || shape.rank() > 5)
        return {std::sqrt(count), std::sqrt(count)};
    const auto in = static_cast<double>(shape[shape.rank() - 2]);
    const auto out = static_cast<double>(shape.back());
    const double field = in * out > 0 ? count / (in * out) : 0;
    return {in * field, out * field};
}

Tensor fillWith(const Zeros&, const Shape& shape) {
    return zeros(shape);
}

Tensor fillWith(const Ones&, const Shape& shape) {
    return ones(shape);
}

Tensor fillWith(const Constant& settings, const Shape& shape) {
    return fill(shape, settings.value);
}

Tensor fillWith(const RandomUniform& settings, const Shape& shape) {
    return randomUniform(shape, settings.minval, settings.maxval, DType::Float32, settings.seed);
}

Tensor fillWith(const RandomNormal& settings, const Shape& shape) {
    return randomNormal(shape, settings.mean, settings.stddev, DType::Float32, settings.seed);
}

Tensor fillWith(const TruncatedNormal& settings, const Shape& shape) {
    return truncatedNormal(shape, settings.mean, settings.stddev, DType::Float32, settings.seed);
}

Tensor fillWith(const VarianceScaling& settings, const Shape& shape) {
    check(
        std::isfinite(settings.scale) && settings.scale >= 0,
        "varianceScaling: the scale must be a number of 0 or more, but got %1.",
        settings.scale);
    const Fans fans = fansOf(shape);
    const double fan = settings.mode == FanMode::FanIn    ? fans.in
                       : settings.mode == FanMode::FanOut ? fans.out
                                                          : (fans.in + fans.out) / 2;
    const double variance = settings.scale / std::max(1.0, fan);
    if (settings.distribution == Distribution::Uniform) {
        const double limit = std::sqrt(3 * variance);
        return randomUniform(shape, -limit, limit, DType::Float32, settings.seed);
    }
    return truncatedNormal(shape, 0, std::sqrt(variance), DType::Float32, settings.seed);
}

Tensor fillWith(const Identity& settings, const Shape& shape) {
    check(
        shape.rank() == 2 && shape[0] == shape[1],
        "identity: only square matrices can be filled, but the weights have shape %1.",
        shape);
    return eye(shape[0]) * settings.gain;
}

// Makes the columns of a [rows, columns] matrix orthogonal and of length 1, one after the other.
// Twice, since once leaves rounding errors behind.
void orthogonalize(std::vector<double>& matrix, std::size_t rows, std::size_t columns) {
    for (std::size_t column = 0; column < columns; ++column) {
        for (int pass = 0; pass < 2; ++pass) {
            for (std::size_t earlier = 0; earlier < column; ++earlier) {
                double product = 0;
                for (std::size_t row = 0; row < rows; ++row)
                    product += matrix[row * columns + column] * matrix[row * columns + earlier];
                for (std::size_t row = 0; row < rows; ++row)
                    matrix[row * columns + column] -= product * matrix[row * columns + earlier];
            }
        }
        double square = 0;
        for (std::size_t row = 0; row < rows; ++row)
            square += matrix[row * columns + column] * matrix[row * columns + column];
        const double length = std::sqrt(square);
        for (std::size_t row = 0; row < rows; ++row)
            matrix[row * columns + column] /= length;
    }
}

Tensor fillWith(const Orthogonal& settings, const Shape& shape) {
    check(
        shape.rank() >= 2,
        "orthogonal: only matrices can be filled, but the weights have shape %1.",
        shape);
    const std::int64_t across = shape.back();
    const std::int64_t down = across > 0 ? shape.elementCount() / across : 0;
    const std::int64_t rows = std::max(down, across);
    const std::int64_t columns = std::min(down, across);
    const Tensor random = randomNormal({rows, columns}, 0, 1, DType::Float32, settings.seed);
    const auto values = random.values<float>();
    std::vector<double> matrix(values.begin(), values.end());
    orthogonalize(matrix, static_cast<std::size_t>(rows), static_cast<std::size_t>(columns));
    const std::vector<float> numbers(matrix.begin(), matrix.end());
    const Tensor tall = fromBuffer(numbers, {rows, columns});
    return reshape(down < across ? transpose(tall) : tall, shape) * settings.gain;
}

} // namespace

Initializer glorotNormal(Seed seed) {
    return glorot(Distribution::Normal, seed);
}

Initializer glorotUniform(Seed seed) {
    return glorot(Distribution::Uniform, seed);
}

Initializer heNormal(Seed seed) {
    return fanIn(2, Distribution::Normal, seed);
}

Initializer heUniform(Seed seed) {
    return fanIn(2, Distribution::Uniform, seed);
}

Initializer leCunNormal(Seed seed) {
    return fanIn(1, Distribution::Normal, seed);
}

Initializer leCunUniform(Seed seed) {
    return fanIn(1, Distribution::Uniform, seed);
}

} // namespace initializers

Initializer::Initializer(std::string_view name) {
    std::vector<std::string_view> names;
    for (const auto& each : initializers::kKnown) {
        if (each.name == name || each.className == name) {
            check(
                !std::holds_alternative<initializers::Constant>(each.kind),
                "The initializer \"constant\" needs a value: use initializers::Constant{0.5}.");
            m_kind = each.kind;
            return;
        }
        names.push_back(each.name);
    }
    const std::string guess = nearestName(name, names);
    fail(
        Error::Kind::InvalidArgument,
        guess.empty() ? "There is no initializer \"%1\". Choose one of %2."
                      : "There is no initializer \"%1\". Did you mean \"%3\"? Choose one of %2.",
        name,
        joinNames(names),
        guess);
}

std::string_view Initializer::className() const {
    constexpr std::string_view kNames[] = {
        "Zeros",
        "Ones",
        "Constant",
        "RandomUniform",
        "RandomNormal",
        "TruncatedNormal",
        "VarianceScaling",
        "Identity",
        "Orthogonal"};
    static_assert(std::size(kNames) == std::variant_size_v<initializers::Kind>);
    return kNames[m_kind.index()];
}

Tensor Initializer::operator()(const Shape& shape) const {
    return std::visit(
        [&](const auto& settings) { return initializers::fillWith(settings, shape); }, m_kind);
}

} // namespace tp
