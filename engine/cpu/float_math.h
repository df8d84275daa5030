#pragma once

#include <bit>
#include <cstdint>
#include <limits>

namespace tp::cpu {

// Exponentials and logarithms of float32 without branches and calls, so that the compiler computes
// several at a time. Right to about two units in the last place, for every input.

namespace float_math {

inline constexpr float kLn2High = 0.693359375F; // few bits: times a small whole number it is exact
inline constexpr float kLn2Low = -2.12194440e-4F;
inline constexpr float kInfinity = std::numeric_limits<float>::infinity();

inline float powerOfTwo(std::int32_t exponent) {
    constexpr std::int32_t kBias = 127;
    constexpr int kMantissaBits = 23;
    return std::bit_cast<float>((exponent + kBias) << kMantissaBits);
}

/// x as exponent * ln 2 + rest, and exp(rest) - 1. Of one number or a register of them.
template<class Real = float, class Whole = std::int32_t>
struct Split {
    explicit Split(Real x) {
        constexpr float kLog2E = 1.44269504F;
        rounded = x * kLog2E + kRounder;
        const Real whole = rounded - kRounder;
        const Real rest = (x - whole * kLn2High) - whole * kLn2Low;
        // Taylor's series, in pairs that need not wait for each other: rest is at most 0.35.
        const Real square = rest * rest;
        const Real last = 1.0F / 720 + rest * (1.0F / 5040);
        const Real middle = 1.0F / 24 + rest * (1.0F / 120);
        const Real first = 1.0F / 2 + rest * (1.0F / 6);
        expm1 = rest + square * (first + square * (middle + square * last));
    }

    Whole exponent() const {
        return std::bit_cast<Whole>(rounded) - std::bit_cast<std::int32_t>(kRounder);
    }

    // Adding 1.5 * 2^23 leaves no room for fractions: the sum is rounded, its low bits count.
    static constexpr float kRounder = 12582912.0F;
    Real rounded; ///< that plus the exponent
    Real expm1;
};

inline float clamped(float x, float low, float high) {
    const float above = x < low ? low : x; // NaN stays
    return above > high ? high : above;
}

} // namespace float_math

inline float fastExp(float x) {
    using float_math::clamped;
    using float_math::powerOfTwo;
    using float_math::Split;
    const Split<> split(clamped(x, -104.0F, 89.0F));
    // Two factors, since 2^128 and what lies below 2^-126 have no float of their own.
    const std::int32_t half = split.exponent() >> 1;
    return (1 + split.expm1) * powerOfTwo(half) * powerOfTwo(split.exponent() - half);
}

/// For x between -87 and 0, or NaN; other numbers give any number. Of one number or a register of
/// them.
template<class Real = float, class Whole = std::uint32_t>
Real fastExpInReach(Real x) {
    const float_math::Split<Real, Whole> split(x);
    // The exponent is added to that of 1 + expm1. Where it lies, the rounder's own bits are shifted
    // out.
    constexpr int kMantissaBits = 23;
    const Whole exponent = std::bit_cast<Whole>(split.rounded) << kMantissaBits;
    return std::bit_cast<Real>(std::bit_cast<Whole>(1 + split.expm1) + exponent);
}

/// For x of at most 0, NaN included; what has no float of normal precision becomes nearly 0.
inline float fastExpOfNegative(float x) {
    return fastExpInReach(x < -87.0F ? -87.0F : x);
}

inline float fastExpm1(float x) {
    using float_math::clamped;
    using float_math::powerOfTwo;
    using float_math::Split;
    const Split<> split(clamped(x, -30.0F, 89.0F));
    // Half of it at first: 2^128 has no float of its own.
    const float half = powerOfTwo(split.exponent() - 1);
    return 2 * (half * split.expm1 + (half - 0.5F));
}

inline float fastTanh(float x) {
    using float_math::clamped;
    using float_math::powerOfTwo;
    using float_math::Split;
    const Split<> split(2 * clamped(x, -10.0F, 10.0F));
    const float power = powerOfTwo(split.exponent());
    const float twice = power * split.expm1 + (power - 1); // exp(2 x) - 1
    return twice / (twice + 2);
}

namespace float_math {

/// Sine and cosine of what is left of x beside whole quarters of a turn.
struct Quarter {
    explicit Quarter(float x) {
        constexpr float kRounder = 12582912.0F;
        constexpr float kQuartersPerRadian = 0.636619772F;
        // A quarter turn in three parts, of few bits: times a small whole number they are exact.
        constexpr float kHigh = 1.5703125F;
        constexpr float kMiddle = 4.837512969970703125e-4F;
        constexpr float kLow = 7.549789954891882e-8F;
        const float rounded = x * kQuartersPerRadian + kRounder;
        number = std::bit_cast<std::int32_t>(rounded) - std::bit_cast<std::int32_t>(kRounder);
        const float whole = rounded - kRounder;
        const float rest = ((x - whole * kHigh) - whole * kMiddle) - whole * kLow;
        // Taylor's series: rest is at most 0.79.
        const float z = rest * rest;
        sine = rest +
               rest * z * (-1.0F / 6 + z * (1.0F / 120 + z * (-1.0F / 5040 + z * (1.0F / 362880))));
        cosine =
            1 +
            z * (-1.0F / 2 +
                 z * (1.0F / 24 + z * (-1.0F / 720 + z * (1.0F / 40320 + z * (-1.0F / 3628800)))));
    }

    /// The sine after so many quarters more.
    float sineAfter(std::int32_t quarters) const {
        const std::int32_t all = number + quarters;
        const float value = (all & 1) != 0 ? cosine : sine;
        return (all & 2) != 0 ? -value : value;
    }

    std::int32_t number;
    float sine;
    float cosine;
};

// Beyond, a quarter turn is not known precisely enough.
inline constexpr float kMostOfAngle = 8192.0F;

} // namespace float_math

/// For angles within kMostOfAngle.
inline float fastSin(float x) {
    return float_math::Quarter(x).sineAfter(0);
}

inline float fastCos(float x) {
    return float_math::Quarter(x).sineAfter(1);
}

inline float fastLog(float x) {
    using float_math::kInfinity;
    using float_math::kLn2High;
    using float_math::kLn2Low;
    constexpr float kSmallestNormal = std::numeric_limits<float>::min();
    constexpr std::uint32_t kRootOfHalf = 0x3f3504f3;
    constexpr int kMantissaBits = 23;
    const bool isTiny = x < kSmallestNormal;
    const auto bits = std::bit_cast<std::uint32_t>(isTiny ? x * 8388608.0F : x);
    const std::int32_t exponent = static_cast<std::int32_t>(bits - kRootOfHalf) >> kMantissaBits;
    // Between the roots of a half and of two; log((1 + s) / (1 - s)) has a short series.
    const std::uint32_t scale = static_cast<std::uint32_t>(exponent) << kMantissaBits;
    const float fraction = std::bit_cast<float>(bits - scale) - 1;
    const float s = fraction / (2 + fraction);
    const float z = s * s;
    const float tail =
        z * (2.0F / 3 + z * (2.0F / 5 + z * (2.0F / 7 + z * (2.0F / 9 + z * (2.0F / 11)))));
    // 2 s = fraction - s * fraction, without its rounding.
    const float small = fraction - s * (fraction - tail);
    const auto whole = static_cast<float>(exponent) - (isTiny ? 23.0F : 0.0F);
    const float result = whole * kLn2High + (whole * kLn2Low + small);
    const float positive = x < kInfinity ? result : x; // infinity and NaN stay
    const float notNegative = x == 0 ? -kInfinity : positive;
    return x < 0 ? std::numeric_limits<float>::quiet_NaN() : notNegative;
}

inline float fastLog1p(float x) {
    // The rounding of 1 + x is made up for by the ratio of x to what was added.
    const float sum = 1 + x;
    const float added = sum - 1;
    const float log = fastLog(sum);
    const float corrected = added == 0 ? x : log * (x / added);
    return x < 1e10F ? corrected : log;
}

} // namespace tp::cpu
