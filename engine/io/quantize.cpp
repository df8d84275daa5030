#include "engine/io/quantize.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <span>

namespace tp::io {

namespace {

using Numbers = std::vector<float>;

Numbers numbersOf(ByteView bytes) {
    Numbers numbers(bytes.size() / sizeof(float));
    if (!numbers.empty())
        std::memcpy(numbers.data(), bytes.data(), bytes.size());
    return numbers;
}

/// The nearest number of 16 bits (IEEE 754 binary16), halves to even.
std::uint16_t halfOf(float number) {
    const auto bits = std::bit_cast<std::uint32_t>(number);
    const auto sign = static_cast<std::uint16_t>((bits >> 16U) & 0x8000U);
    const float size = std::abs(number);
    constexpr float kSmallestNormal = 6.103515625e-05F; // 2^-14
    if (size < kSmallestNormal) {
        constexpr float kSteps = 16777216; // 2^24: below 2^-14, neighbours are 2^-24 apart
        return static_cast<std::uint16_t>(
            sign | static_cast<std::uint16_t>(std::nearbyint(size * kSteps)));
    }
    const std::uint32_t magnitude = bits & 0x7FFFFFFFU;
    const std::uint32_t rounding = 0xFFFU + ((magnitude >> 13U) & 1U); // 13 bits are dropped
    const std::uint32_t rebased = magnitude - ((127U - 15U) << 23U) + rounding;
    return static_cast<std::uint16_t>(sign | (rebased >> 13U));
}

void appendAs16(Bytes& out, std::uint16_t value) {
    out.push_back(static_cast<std::uint8_t>(value & 0xFFU));
    out.push_back(static_cast<std::uint8_t>(value >> 8U));
}

void appendHalves(Bytes& out, const Numbers& numbers, const std::string& name) {
    constexpr float kBeyond = 65520; // what would round up to infinity
    for (const float number : numbers) {
        check(
            std::abs(number) < kBeyond,
            "Weight \"%1\" holds %2, which float16 cannot hold.",
            name,
            number);
        appendAs16(out, halfOf(number));
    }
}

/// Steps of equal size over the range of the numbers, one of them exactly at zero if that lies
/// within.
Quantization stepsFor(const Numbers& numbers, double highest) {
    const auto [low, high] = std::minmax_element(numbers.begin(), numbers.end());
    const double min = *low;
    const double max = *high;
    if (min == max)
        return {.scale = 1, .min = min};
    const double scale = (max - min) / highest;
    const bool spansZero = min <= 0 && max >= 0;
    return {.scale = scale, .min = spansZero ? -std::nearbyint(-min / scale) * scale : min};
}

Quantization
appendSteps(Bytes& out, const Numbers& numbers, StoredAs stored, const std::string& name) {
    for (const float number : numbers) {
        check(
            std::isfinite(number),
            "Weight \"%1\" holds %2, which %3 cannot hold.",
            name,
            number,
            storedAsName(stored));
    }
    const bool isByte = stored == StoredAs::Uint8;
    const double highest = isByte ? std::numeric_limits<std::uint8_t>::max()
                                  : std::numeric_limits<std::uint16_t>::max();
    const Quantization steps = stepsFor(numbers, highest);
    for (const float number : numbers) {
        const double step = std::nearbyint((number - steps.min) / steps.scale);
        const auto value = static_cast<std::uint16_t>(std::clamp(step, 0.0, highest));
        if (isByte) {
            out.push_back(static_cast<std::uint8_t>(value));
        } else {
            appendAs16(out, value);
        }
    }
    return steps;
}

} // namespace

ModelArtifacts quantizeWeights(const ModelArtifacts& artifacts, StoredAs stored) {
    ModelArtifacts small = artifacts;
    small.weightData.clear();
    const ByteView data = artifacts.weightData;
    const auto offsets = weightOffsets(artifacts.weightSpecs, data, "model");
    for (std::size_t i = 0; i < small.weightSpecs.size(); ++i) {
        WeightSpec& spec = small.weightSpecs[i];
        const ByteView bytes = data.subspan(offsets[i], offsets[i + 1] - offsets[i]);
        if (spec.dtype != DType::Float32 || spec.quantization || !spec.group.empty() ||
            bytes.empty()) {
            small.weightData.insert(small.weightData.end(), bytes.begin(), bytes.end());
            continue;
        }
        const Numbers numbers = numbersOf(bytes);
        WeightQuantization quantization{stored, {}, "float32"};
        if (stored == StoredAs::Float16) {
            appendHalves(small.weightData, numbers, spec.name);
        } else {
            quantization.numbers = appendSteps(small.weightData, numbers, stored, spec.name);
        }
        spec.quantization = quantization;
    }
    return small;
}

} // namespace tp::io
