#pragma once

#include <cstdint>
#include <limits>
#include <type_traits>

namespace tp {

// Arithmetic of sizes and positions that callers choose: what lies beyond int64 becomes its end,
// which every later check refuses.

inline std::int64_t saturatedSum(std::int64_t a, std::int64_t b) {
    std::int64_t sum = 0;
    if (!__builtin_add_overflow(a, b, &sum)) [[likely]]
        return sum;
    return a < 0 ? std::numeric_limits<std::int64_t>::min()
                 : std::numeric_limits<std::int64_t>::max();
}

inline std::int64_t saturatedProduct(std::int64_t a, std::int64_t b) {
    std::int64_t product = 0;
    if (!__builtin_mul_overflow(a, b, &product)) [[likely]]
        return product;
    return (a < 0) != (b < 0) ? std::numeric_limits<std::int64_t>::min()
                              : std::numeric_limits<std::int64_t>::max();
}

/// A number cut to a whole one; NaN is 0.
inline std::int64_t saturatedInteger(double value) {
    constexpr double kEnd = 9223372036854775808.0;
    if (value >= kEnd)
        return std::numeric_limits<std::int64_t>::max();
    if (value < -kEnd)
        return std::numeric_limits<std::int64_t>::min();
    return value == value ? static_cast<std::int64_t>(value) : 0;
}

/// a + b; whole numbers wrap around, as where they are kept in 32 bits anyway.
template<class T>
T wrappedSum(T a, T b) {
    if constexpr (std::is_same_v<T, std::int32_t>) {
        return static_cast<T>(static_cast<std::uint32_t>(a) + static_cast<std::uint32_t>(b));
    } else {
        return static_cast<T>(a + b);
    }
}

} // namespace tp
