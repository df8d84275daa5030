#include "engine/cpu/past_cache.h"

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
    for (; bytes >= kLine; bytes -= kLine, source += kLine, target += kLine)
        copyLinePastCache(source, target);
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
