#pragma once

#include <cstdint>
#include <memory>
#include <type_traits>

namespace tp {

/// How many threads share the work of one large op, the calling one included. At first the number
/// of processors.
int threadCount();

/// Changes it; throws InvalidArgument outside 1 … 256. Waits for work in progress.
void setThreadCount(int count);

/// Whether another thread has just done a job and waits for the next: then a job is worth sharing
/// that takes only a few microseconds.
///
/// Now and then also if none does, so that threads wake where small jobs follow each other closely.
bool areThreadsAwake();

/// A range of a larger job.
using RangeWork = void (*)(const void* work, std::int64_t begin, std::int64_t end);

/// parallelFor() without the template.
void parallelRanges(std::int64_t count, std::int64_t grain, RangeWork run, const void* work);

/// Calls `work(begin, end)` for ranges that together make [0, count), on several threads if count
/// exceeds `grain`.
///
/// Ranges other than the last are multiples of `grain` long. Waking a thread takes about 50 µs
/// unless it has just done another job, so a grain should be worth about as much. `work` must not
/// throw. A call from within work, or while another thread's job runs, does everything on the
/// calling thread.
template<class Work>
void parallelFor(std::int64_t count, std::int64_t grain, const Work& work) {
    if (count <= grain) {
        if (count > 0)
            work(std::int64_t{0}, count);
        return;
    }
    parallelRanges(
        count,
        grain,
        [](const void* erased, std::int64_t begin, std::int64_t end) {
            (*static_cast<const Work*>(erased))(begin, end);
        },
        &work);
}

} // namespace tp
