#include "engine/ops/random_generator.h"

#include <array>
#include <charconv>
#include <mutex>
#include <random>
#include <string>

namespace tp {

namespace {

constexpr double kTwoTo32 = 4294967296.0;
constexpr double kTwoToMinus32 = 1 / kTwoTo32;

double wholePartBelow32Bits(double value) {
    return std::fmod(std::floor(value), kTwoTo32);
}

/// Stirs text into a number in [0, 1); what was stirred before goes on having its effect.
class Mash {
public:
    double operator()(std::string_view text) {
        for (const char letter : text) {
            m_state += static_cast<unsigned char>(letter);
            double stirred = 0.02519603282416938 * m_state;
            m_state = wholePartBelow32Bits(stirred);
            stirred = (stirred - m_state) * m_state;
            m_state = wholePartBelow32Bits(stirred);
            m_state += (stirred - m_state) * kTwoTo32;
        }
        return wholePartBelow32Bits(m_state) * kTwoToMinus32;
    }

private:
    double m_state = 0xefc8249dU;
};

struct EngineSeeds {
    std::mutex mutex;
    std::mt19937_64 generator{std::random_device{}()};
};

EngineSeeds& engineSeeds() {
    static EngineSeeds seeds;
    return seeds;
}

std::string seedText(Seed seed) {
    if (seed)
        return std::to_string(*seed);
    EngineSeeds& seeds = engineSeeds();
    const std::scoped_lock lock(seeds.mutex);
    return std::to_string(seeds.generator());
}

} // namespace

void setRandomSeed(std::int64_t seed) {
    EngineSeeds& seeds = engineSeeds();
    const std::scoped_lock lock(seeds.mutex);
    seeds.generator.seed(static_cast<std::uint64_t>(seed));
}

RandomGenerator::RandomGenerator(Seed seed) : RandomGenerator(std::string_view(seedText(seed))) {}

RandomGenerator::RandomGenerator(std::string_view seed) {
    Mash mash;
    std::array<double, 3> states{};
    for (double& state : states)
        state = mash(" ");
    for (double& state : states) {
        state -= mash(seed);
        if (state < 0)
            state += 1;
    }
    m_first = states[0];
    m_second = states[1];
    m_third = states[2];
}

double RandomGenerator::next() {
    const double sum = 2091639 * m_first + m_carry * kTwoToMinus32;
    m_first = m_second;
    m_second = m_third;
    m_carry = std::floor(sum);
    m_third = sum - m_carry;
    return m_third;
}

NormalGenerator::NormalGenerator(double mean, double standardDeviation, Tails tails, Seed seed)
    : NormalGenerator(mean, standardDeviation, tails, RandomGenerator(seed)) {}

NormalGenerator::NormalGenerator(
    double mean, double standardDeviation, Tails tails, const RandomGenerator& uniform)
    : m_uniform(uniform)
    , m_mean(mean)
    , m_deviation(standardDeviation)
    , m_tails(tails) {}

double NormalGenerator::next() {
    if (!std::isnan(m_spare)) {
        const double value = m_spare;
        m_spare = std::numeric_limits<double>::quiet_NaN();
        return value;
    }
    for (;;) {
        const double x = 2 * m_uniform.next() - 1;
        const double y = 2 * m_uniform.next() - 1;
        const double square = x * x + y * y;
        if (square >= 1 || square == 0)
            continue;
        const double scale = std::sqrt(-2 * std::log(square) / square);
        const double value = m_mean + m_deviation * x * scale;
        const double spare = m_mean + m_deviation * y * scale;
        if (!isAllowed(value))
            continue;
        if (isAllowed(spare))
            m_spare = spare;
        return value;
    }
}

bool NormalGenerator::isAllowed(double value) const {
    return m_tails == Tails::Whole ||
           (value <= m_mean + m_deviation * 2 && value >= m_mean - m_deviation * 2);
}

namespace {

/// A number in [0, 1) as JavaScript writes it: the shortest digits that tell it from its
/// neighbours.
std::string scriptText(double value) {
    if (value == 0)
        return "0";
    std::array<char, 32> buffer{};
    const auto written = std::to_chars(
        buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific);
    const std::string text(buffer.data(), written.ptr);
    const std::size_t mark = text.find('e');
    const int exponent = std::stoi(text.substr(mark + 1));
    constexpr int kSmallestPlain = -7;
    if (exponent < kSmallestPlain)
        return text.substr(0, mark) + "e" + std::to_string(exponent);
    std::string digits = text.substr(0, mark);
    std::erase(digits, '.');
    return "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
}

} // namespace

// The text of the first uniform number is the seed of the normal ones.
GammaGenerator::GammaGenerator(double alpha, double beta, bool rounds, Seed seed)
    : m_uniform(seed)
    , m_normal(
          0,
          1,
          NormalGenerator::Tails::Whole,
          RandomGenerator(std::string_view(scriptText(m_uniform.next()))))
    , m_alpha(alpha)
    , m_beta(beta)
    , m_rounds(rounds)
    , m_scale(alpha < 1 ? alpha + 2.0 / 3 : alpha - 1.0 / 3)
    , m_slope(1 / std::sqrt(9 * m_scale)) {}

double GammaGenerator::normal() {
    return m_rounds ? roundedHalfUp(m_normal.next()) : m_normal.next();
}

double GammaGenerator::next() {
    for (;;) {
        double x = 0;
        double cube = 0;
        do {
            x = normal();
            cube = 1 + m_slope * x;
        } while (cube <= 0);
        cube *= cube * cube;
        const double square = x * x;
        const double u = m_uniform.next();
        const double surely = 1 - 0.331 * square * square;
        if (u >= surely && std::log(u) >= 0.5 * square + m_scale * (1 - cube + std::log(cube)))
            continue;
        double value = m_beta * m_scale * cube;
        if (m_alpha < 1)
            value *= std::pow(m_uniform.next(), 1 / m_alpha);
        return m_rounds ? roundedHalfUp(value) : value;
    }
}

} // namespace tp
