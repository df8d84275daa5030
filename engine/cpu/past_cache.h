#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace tp::cpu {

/// Whether a result of so many bytes should be written past the processor's cache. It would not
/// stay there anyway, and a write through the cache reads the memory first.
inline bool goesPastCache(std::int64_t bytes) {
    constexpr std::int64_t kLarge = std::int64_t{6} << 20;
    return bytes >= kLarge;
}

#ifdef __SSE2__
/// Copies a line of 64 bytes to where a line begins, past the cache.
inline void copyLinePastCache(const void* from, void* to) {
    const auto* source = static_cast<const __m128i*>(from);
    auto* target = static_cast<__m128i*>(to);
    const __m128i a = _mm_loadu_si128(source);
    const __m128i b = _mm_loadu_si128(source + 1);
    const __m128i c = _mm_loadu_si128(source + 2);
    const __m128i d = _mm_loadu_si128(source + 3);
    _mm_stream_si128(target, a);
    _mm_stream_si128(target + 1, b);
    _mm_stream_si128(target + 2, c);
    _mm_stream_si128(target + 3, d);
}
#else
inline void copyLinePastCache(const void* from, void* to) {
    constexpr std::size_t kLine = 64;
    std::memcpy(to, from, kLine);
}
#endif

/// As std::memcpy, but without a trace of the target in the cache. Other threads may see it after
/// finishPastCache().
void copyPastCache(const void* from, void* to, std::size_t bytes);
void finishPastCache();

/// Fills y[begin, end) by calls of `compute(first, count, target)`, which writes the results of
/// elements from `first` on to `target`. If past the cache, finishPastCache() must follow.
template<class Y, class F>
void computeInto(Y* y, std::int64_t begin, std::int64_t end, bool pastCache, F compute) {
    if constexpr (std::is_trivially_copyable_v<Y>) {
        if (pastCache) {
            constexpr std::int64_t kTile = 4096 / sizeof(Y);
            alignas(64) std::array<Y, static_cast<std::size_t>(kTile)> tile;
            for (std::int64_t first = begin; first < end; first += kTile) {
                const std::int64_t count = std::min(kTile, end - first);
                compute(first, count, tile.data());
                copyPastCache(tile.data(), y + first, static_cast<std::size_t>(count) * sizeof(Y));
            }
            return;
        }
    }
    compute(begin, end - begin, y + begin);
}

} // namespace tp::cpu
