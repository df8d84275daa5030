#pragma once

#include "engine/cpu/vector_loops.h"

#include <limits>
#include <random>
#include <vector>

namespace tp::test {

// What tests of the innermost loops share.

using Numbers = std::vector<float>;
inline constexpr float kInfinity = std::numeric_limits<float>::infinity();
inline constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

// What lies behind a result must stay as it is.
inline constexpr float kUntouched = 99;
inline constexpr std::size_t kMargin = 16;

/// Numbers between -most and most, others at each call.
inline Numbers randomNumbers(std::int64_t count, float most = 1) {
    static std::mt19937 generator(5);
    std::uniform_real_distribution<float> number(-most, most);
    Numbers numbers(static_cast<std::size_t>(count));
    for (float& each : numbers)
        each = number(generator);
    return numbers;
}

/// Room for a result, and behind it what must stay as it is.
inline Numbers room(std::int64_t count) {
    return Numbers(static_cast<std::size_t>(count) + kMargin, kUntouched);
}

/// The loops for every set of instructions that this processor has.
inline std::vector<cpu::VectorLoops> everyLoops() {
    std::vector<cpu::VectorLoops> loops{cpu::vectorLoops(), cpu::baseline::vectorLoops()};
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
        __builtin_cpu_supports("bmi2"))
        loops.push_back(cpu::v3::vectorLoops());
#endif
    return loops;
}

} // namespace tp::test
