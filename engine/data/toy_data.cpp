#include "engine/data/toy_data.h"

#include "engine/base/error.h"
#include "engine/ops/creation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>

namespace tp::data {

namespace {

constexpr double kReach = 6; // of coordinates, to both sides
constexpr double kTurn = 2 * std::numbers::pi;

struct Point {
    double x = 0;
    double y = 0;
};

struct Sample {
    Point point;
    double value = 0;
};

/// Draws the numbers that points are made of.
class Source {
public:
    explicit Source(const ToyConfig& config)
        : m_uniform(config.seed)
        , m_normal(0, 1, NormalGenerator::Tails::Whole, m_uniform)
        , m_noise(config.noise) {}

    double between(double low, double high) { return low + (high - low) * m_uniform.next(); }
    double normal() { return m_normal.next(); }
    Point anywhere() {
        const double x = between(-kReach, kReach);
        return {x, between(-kReach, kReach)};
    }

    /// The point moved by up to `most` in each direction, if the noise is 1.
    Point strayed(Point point, double most) {
        point.x += m_noise * between(-most, most);
        point.y += m_noise * between(-most, most);
        return point;
    }

    double noise() const { return m_noise; }

private:
    RandomGenerator m_uniform;
    NormalGenerator m_normal;
    double m_noise;
};

using Maker = Sample (*)(Source& source, bool isFirstClass);

/// Points of both classes by turns.
ToyData made(const ToyConfig& config, Maker make) {
    check(config.count > 0, "toy data: count is %1, but must be above 0", config.count);
    check(
        config.noise >= 0 && config.noise <= 1,
        "toy data: noise is %1, but must be from 0 to 1",
        config.noise);
    ToyData data{
        allocateTensor({DType::Float32, {config.count, 2}}),
        allocateTensor({DType::Float32, {config.count, 1}})};
    auto* xs = reinterpret_cast<float*>(data.xs.storage()->host());
    auto* ys = reinterpret_cast<float*>(data.ys.storage()->host());
    Source source(config);
    for (std::int64_t i = 0; i < config.count; ++i) {
        const Sample sample = make(source, i % 2 == 0);
        *xs++ = static_cast<float>(sample.point.x);
        *xs++ = static_cast<float>(sample.point.y);
        *ys++ = static_cast<float>(sample.value);
    }
    return data;
}

/// A hill with its top at 1, or -1 for a hollow, which is level from `radius` on.
double hill(Point point, Point top, double height) {
    constexpr double kRadius = 2.4;
    const double distance = std::hypot(point.x - top.x, point.y - top.y);
    return height * std::max(0.0, 1 - distance / kRadius);
}

} // namespace

ToyData circles(const ToyConfig& config) {
    return made(config, [](Source& source, bool isInner) {
        constexpr double kEdge = 0.6 * kReach;
        const double radius =
            isInner ? source.between(0, kEdge - 0.6) : source.between(kEdge + 0.6, kReach);
        const double angle = source.between(0, kTurn);
        const Point point{radius * std::cos(angle), radius * std::sin(angle)};
        // The class is decided where the point strayed to, so that points near the edge are mixed.
        const Point seen = source.strayed(point, 0.5 * kReach);
        return Sample{point, std::hypot(seen.x, seen.y) < kEdge ? 1.0 : -1.0};
    });
}

ToyData exclusiveOr(const ToyConfig& config) {
    return made(config, [](Source& source, bool) {
        constexpr double kGap = 0.3; // on both sides of the axes
        Point point = source.anywhere();
        point.x += std::copysign(kGap, point.x);
        point.y += std::copysign(kGap, point.y);
        const Point seen = source.strayed(point, 0.8 * kReach);
        return Sample{point, (seen.x < 0) == (seen.y < 0) ? 1.0 : -1.0};
    });
}

ToyData gaussians(const ToyConfig& config) {
    return made(config, [](Source& source, bool isFirst) {
        const double center = isFirst ? 2.2 : -2.2;
        const double spread = 0.7 + 2 * source.noise();
        const double x = center + spread * source.normal();
        return Sample{{x, center + spread * source.normal()}, isFirst ? 1.0 : -1.0};
    });
}

ToyData spirals(const ToyConfig& config) {
    return made(config, [](Source& source, bool isFirst) {
        constexpr double kTurns = 1.6;
        const double part = source.between(0.03, 1);
        const double angle = kTurns * kTurn * part + (isFirst ? 0 : kTurn / 2);
        const Point point{
            0.9 * kReach * part * std::cos(angle), 0.9 * kReach * part * std::sin(angle)};
        return Sample{source.strayed(point, 1), isFirst ? 1.0 : -1.0};
    });
}

ToyData plane(const ToyConfig& config) {
    return made(config, [](Source& source, bool) {
        const Point point = source.anywhere();
        const Point seen = source.strayed(point, kReach);
        return Sample{point, std::clamp((seen.x + seen.y) / (2 * kReach), -1.0, 1.0)};
    });
}

ToyData hills(const ToyConfig& config) {
    return made(config, [](Source& source, bool) {
        constexpr std::array<std::pair<Point, double>, 6> kTops{
            {{{-4, 3}, 1}, {{0, 3}, -1}, {{4, 3}, 1}, {{-4, -3}, -1}, {{0, -3}, 1}, {{4, -3}, -1}}};
        const Point point = source.anywhere();
        const Point seen = source.strayed(point, 0.4 * kReach);
        double height = 0;
        for (const auto& [top, sign] : kTops)
            height += hill(seen, top, sign);
        return Sample{point, height};
    });
}

namespace {

using Generator = ToyData (*)(const ToyConfig&);
constexpr std::array<std::pair<std::string_view, Generator>, 6> kGenerators{
    {{"circles", circles},
     {"xor", exclusiveOr},
     {"gaussians", gaussians},
     {"spirals", spirals},
     {"plane", plane},
     {"hills", hills}}};

} // namespace

const std::vector<std::string>& toyDataNames() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        all.reserve(kGenerators.size());
        for (const auto& each : kGenerators)
            all.emplace_back(each.first);
        return all;
    }();
    return names;
}

ToyData toyData(std::string_view name, const ToyConfig& config) {
    const auto found = std::find_if(kGenerators.begin(), kGenerators.end(), [&](const auto& each) {
        return each.first == name;
    });
    check(
        found != kGenerators.end(),
        "toy data: there is no \"%1\"; there are circles, xor, gaussians, spirals, plane and hills",
        name);
    return found->second(config);
}

} // namespace tp::data
