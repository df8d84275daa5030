#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace tp {

/// What makes random numbers repeatable: the same seed, the same numbers.
using Seed = std::optional<std::int64_t>;

/// Baagøe's Alea generator: with the same seed, the numbers TensorFlow.js draws.
class RandomGenerator {
public:
    explicit RandomGenerator(std::string_view seed);

    /// A whole number as seed; without one, drawn from the engine's own generator.
    explicit RandomGenerator(Seed seed);

    /// The next number, evenly spread over [0, 1).
    double next();

    /// The next whole number, evenly spread over [0, limit).
    std::int64_t below(std::int64_t limit) {
        return static_cast<std::int64_t>(next() * static_cast<double>(limit));
    }

private:
    double m_first;
    double m_second;
    double m_third;
    double m_carry = 1;
};

/// Normally distributed numbers, made in pairs by Marsaglia's polar method as TensorFlow.js does.
class NormalGenerator {
public:
    enum class Tails { Whole, Cut };

    /// Cut tails leave out what lies more than two standard deviations from the mean.
    NormalGenerator(double mean, double standardDeviation, Tails tails, Seed seed);
    NormalGenerator(
        double mean, double standardDeviation, Tails tails, const RandomGenerator& uniform);

    double next();

private:
    bool isAllowed(double value) const;

    RandomGenerator m_uniform;
    double m_mean;
    double m_deviation;
    Tails m_tails;
    double m_spare = std::numeric_limits<double>::quiet_NaN(); // of the last pair
};

/// Numbers of the gamma distribution, by Marsaglia's and Tsang's method as TensorFlow.js does it.
class GammaGenerator {
public:
    /// `rounds` makes whole numbers, of normal ones that are rounded too.
    GammaGenerator(double alpha, double beta, bool rounds, Seed seed);

    double next();

private:
    double normal();

    RandomGenerator m_uniform;
    NormalGenerator m_normal;
    double m_alpha;
    double m_beta;
    bool m_rounds;
    double m_scale;
    double m_slope;
};

/// To the nearest whole number, halves up, as JavaScript's Math.round.
inline double roundedHalfUp(double value) {
    return std::floor(value + 0.5);
}

} // namespace tp
