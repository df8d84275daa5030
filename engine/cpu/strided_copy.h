#pragma once

#include "engine/base/thread_pool.h"
#include "engine/cpu/strides.h"
#include "engine/cpu/write_way.h"

#include <algorithm>

namespace tp::cpu {

/// Copies `count` neighbours, past the cache if that pays and they are worth it.
template<class T>
void copyRun(const T* from, std::int64_t count, T* to, bool pastCache) {
    if constexpr (std::is_trivially_copyable_v<T>) {
        constexpr std::int64_t kWorthIt = 256 / sizeof(T);
        if (pastCache && count >= kWorthIt) {
            copyPastCache(from, to, static_cast<std::size_t>(count) * sizeof(T));
            return;
        }
    }
    std::copy_n(from, count, to);
}

/// Copies elements along a walk over a source and a target, on several threads if there are many.
template<class T>
void stridedCopy(const Walk<2>& walk, const T* from, T* to) {
    constexpr std::int64_t kWorthAThread = (std::int64_t{1} << 20) / sizeof(T);
    const std::int64_t rows = walk.rowCount();
    const std::int64_t length = walk.rowLength();
    static WriteWay way; // of copies of such elements
    const LargeWrite write(way, rows * length * static_cast<std::int64_t>(sizeof(T)));
    const bool pastCache = write.isPastCache();
    const auto copyRow =
        [&](const auto& offsets, std::int64_t first, std::int64_t count, const auto& steps) {
            const T* source = from + offsets[0] + first * steps[0];
            T* target = to + offsets[1] + first * steps[1];
            if (steps[0] == 1 && steps[1] == 1) {
                copyRun(source, count, target, pastCache);
            } else if (steps[0] == 0 && steps[1] == 1) {
                std::fill_n(target, count, *source);
            } else {
                for (std::int64_t i = 0; i < count; ++i)
                    target[i * steps[1]] = source[i * steps[0]];
            }
        };
    if (rows == 1) {
        parallelFor(length, kWorthAThread, [&](std::int64_t begin, std::int64_t end) {
            walk.forEachRow([&](const auto& offsets, std::int64_t /*count*/, const auto& steps) {
                copyRow(offsets, begin, end - begin, steps);
            });
            finishPastCache();
        });
        return;
    }
    const std::int64_t grain = kWorthAThread / std::max<std::int64_t>(1, length) + 1;
    parallelFor(rows, grain, [&](std::int64_t begin, std::int64_t end) {
        walk.forEachRow(
            begin, end, [&](const auto& offsets, std::int64_t count, const auto& steps) {
                copyRow(offsets, 0, count, steps);
            });
        finishPastCache();
    });
}

} // namespace tp::cpu
