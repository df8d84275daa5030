#include "engine/cpu/write_way.h"

#ifdef __linux__
#include <unistd.h>
#endif

namespace tp::cpu {

namespace {

/// Bytes of the cache that all cores share; 0 where that is unknown.
std::int64_t sharedCacheBytes() {
#ifdef _SC_LEVEL3_CACHE_SIZE
    static const std::int64_t bytes = ::sysconf(_SC_LEVEL3_CACHE_SIZE);
    return bytes;
#else
    return 0;
#endif
}

} // namespace

bool WriteWay::nextIsPastCache() {
    const float through = m_through.load(std::memory_order_relaxed);
    const float past = m_past.load(std::memory_order_relaxed);
    if (past == 0)
        return true;
    if (through == 0)
        return false;
    constexpr std::uint32_t kCallsATrial = 32;
    const bool isTrial = m_calls.fetch_add(1, std::memory_order_relaxed) % kCallsATrial == 0;
    return (past < through) != isTrial;
}

void WriteWay::note(bool isPastCache, float secondsPerByte) {
    constexpr float kNew = 0.25F; // how much the newest counts in the average
    std::atomic<float>& average = isPastCache ? m_past : m_through;
    const float before = average.load(std::memory_order_relaxed);
    average.store(
        before == 0 ? secondsPerByte : before + kNew * (secondsPerByte - before),
        std::memory_order_relaxed);
}

void LargeWrite::begin(WriteWay& way, std::int64_t bytes) {
    if (bytes > sharedCacheBytes()) {
        m_isPastCache = true;
        return;
    }
    m_way = &way;
    m_isPastCache = way.nextIsPastCache();
    m_bytes = bytes;
    m_start = std::chrono::steady_clock::now();
}

void LargeWrite::end() {
    const std::chrono::duration<float> taken = std::chrono::steady_clock::now() - m_start;
    m_way->note(m_isPastCache, taken.count() / static_cast<float>(m_bytes));
}

} // namespace tp::cpu
