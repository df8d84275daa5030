#pragma once

#include "engine/cpu/past_cache.h"

#include <atomic>
#include <chrono>
#include <cstdint>

namespace tp::cpu {

/// Which way one kernel writes results that are too large for a core's own cache, but not for the
/// one that all cores share: through the cache, where the next op finds them, or past it.
///
/// Which is faster depends on what else fills the shared cache at that moment, so both are timed:
/// the faster way is taken, and the other one tried now and then. Any thread may call; of calls at
/// the same time, some count for nothing.
class WriteWay {
public:
    constexpr WriteWay() = default;

    /// The way of the next result.
    bool nextIsPastCache();

    /// What the last results of that way took, seconds or whatever is compared.
    void note(bool isPastCache, float secondsPerByte);

private:
    std::atomic<float> m_through{0}; // 0: not tried yet
    std::atomic<float> m_past{0};
    std::atomic<std::uint32_t> m_calls{0};
};

/// One result being written; when it ends, `way` learns how long it took.
class LargeWrite {
public:
    LargeWrite(WriteWay& way, std::int64_t bytes) {
        if (goesPastCache(bytes))
            begin(way, bytes);
    }
    LargeWrite(const LargeWrite&) = delete;
    LargeWrite& operator=(const LargeWrite&) = delete;
    ~LargeWrite() {
        if (m_way)
            end();
    }

    /// If so, finishPastCache() must follow the writes.
    bool isPastCache() const { return m_isPastCache; }

private:
    void begin(WriteWay& way, std::int64_t bytes);
    void end();

    WriteWay* m_way = nullptr;
    bool m_isPastCache = false;
    std::int64_t m_bytes = 0;
    std::chrono::steady_clock::time_point m_start;
};

} // namespace tp::cpu
