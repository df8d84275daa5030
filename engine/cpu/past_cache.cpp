#include "engine/cpu/past_cache.h"

#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace tp::cpu {

#ifdef __SSE2__

void copyPastCache(const void* from, void* to, std::size_t bytes) {
    constexpr std::size_t kLine = 64;
    const auto* source = static_cast<const std::byte*>(from);
    auto* target = static_cast<std::byte*>(to);
    // What does not begin or end on a line's edge is shared with neighbours and goes the usual way.
    const std::size_t head =
        std::min(bytes, (kLine - reinterpret_cast<std::uintptr_t>(target) % kLine) % kLine);
    std::memcpy(target, source, head);
    source += head;
    target += head;
    bytes -= head;
    for (; bytes >= kLine; bytes -= kLine, source += kLine, target += kLine) {
        const auto* in = reinterpret_cast<const __m128i*>(source);
        auto* out = reinterpret_cast<__m128i*>(target);
        const __m128i a = _mm_loadu_si128(in);
        const __m128i b = _mm_loadu_si128(in + 1);
        const __m128i c = _mm_loadu_si128(in + 2);
        const __m128i d = _mm_loadu_si128(in + 3);
        _mm_stream_si128(out, a);
        _mm_stream_si128(out + 1, b);
        _mm_stream_si128(out + 2, c);
        _mm_stream_si128(out + 3, d);
    }
    std::memcpy(target, source, bytes);
}

void finishPastCache() {
    _mm_sfence();
}

#else

void copyPastCache(const void* from, void* to, std::size_t bytes) {
    std::memcpy(to, from, bytes);
}

void finishPastCache() {}

#endif

} // namespace tp::cpu
