#include "engine/base/thread_pool.h"

#include "engine/base/error.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace tp {

namespace {

struct Job {
    RangeWork run = nullptr;
    const void* work = nullptr;
    std::int64_t count = 0;
    std::int64_t step = 0;
    std::atomic<std::int64_t> next = 0;

    void takeRanges() {
        for (;;) {
            const std::int64_t begin = next.fetch_add(step, std::memory_order_relaxed);
            if (begin >= count)
                return;
            run(work, begin, std::min(begin + step, count));
        }
    }
};

/// Tells the processor that this thread only waits.
void relax() {
#ifdef __SSE2__
    _mm_pause();
#endif
}

/// Looks again and again whether `isReady`, but only for a few microseconds.
template<class F>
bool isReadySoon(F isReady) {
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::microseconds kPatience{20};
    constexpr int kLooks = 8; // between two looks at the clock, which are dearer
    const Clock::time_point end = Clock::now() + kPatience;
    do {
        for (int i = 0; i < kLooks; ++i) {
            if (isReady())
                return true;
            relax();
        }
        std::this_thread::yield(); // to whoever wants this core
    } while (Clock::now() < end);
    return isReady();
}

// A thread that does a job must not try to begin another within it.
thread_local bool t_insideJob = false;

// How many small jobs a thread had while no other was awake.
thread_local unsigned t_jobsAlone = 0;

/// Threads that sleep until there is a job.
///
/// Waking one takes about 50 µs, which is longer than many an op. So a thread that has done its
/// share stays awake for a few microseconds: ops follow each other closely. It never spins for
/// longer: a desktop shares its cores with the window, the browser and the camera, and a spinning
/// thread whose core is taken makes everyone wait for whole time slices.
class ThreadPool {
public:
    /// Counts in `awake` the threads that wait for a job without sleeping.
    ThreadPool(int threads, std::atomic<int>& awake) : m_awake(awake) {
        for (int i = 1; i < threads; ++i)
            m_threads.emplace_back([this] { serve(); });
    }

    ~ThreadPool() {
        {
            const std::scoped_lock lock(m_mutex);
            m_ending = true;
        }
        m_wake.notify_all();
        for (std::thread& thread : m_threads)
            thread.join();
    }

    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    int size() const { return static_cast<int>(m_threads.size()) + 1; }

    void run(Job& job) {
        bool anyoneSleeps = false;
        std::uint64_t number = 0;
        {
            const std::scoped_lock lock(m_mutex);
            m_job = &job;
            number = ++m_jobNumber;
            anyoneSleeps = m_sleeping > 0;
        }
        // Only now, so that those who are awake find the mutex free.
        m_announced.store(number, std::memory_order_release);
        if (anyoneSleeps)
            m_wake.notify_all();
        job.takeRanges();
        {
            const std::scoped_lock lock(m_mutex);
            m_job = nullptr; // a thread that comes only now has nothing left to do
        }
        const auto isDone = [this] { return m_busy.load() == 0; };
        if (isReadySoon(isDone))
            return;
        std::unique_lock lock(m_mutex);
        m_callerSleeps = true;
        m_done.wait(lock, isDone);
        m_callerSleeps = false;
    }

private:
    void serve() {
        t_insideJob = true;
        std::uint64_t served = 0;
        for (;;) {
            ++m_awake;
            isReadySoon([&] { return m_announced.load(std::memory_order_acquire) != served; });
            --m_awake;
            std::unique_lock lock(m_mutex);
            ++m_sleeping;
            m_wake.wait(lock, [&] { return m_ending || m_jobNumber != served; });
            --m_sleeping;
            if (m_ending)
                return;
            served = m_jobNumber;
            // Whoever woke too late for a job is there for the next.
            if (!m_job)
                continue;
            Job& job = *m_job;
            ++m_busy;
            lock.unlock();
            job.takeRanges();
            if (m_busy.fetch_sub(1) == 1 && m_callerSleeps) {
                lock.lock();
                m_done.notify_one();
            }
        }
    }

    std::atomic<int>& m_awake;
    std::vector<std::thread> m_threads;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_done;
    Job* m_job = nullptr;
    std::uint64_t m_jobNumber = 0;
    int m_sleeping = 0;
    bool m_ending = false;
    std::atomic<std::uint64_t> m_announced = 0; // the number of the last job
    std::atomic<int> m_busy = 0;                // threads at work, beside the caller
    std::atomic<bool> m_callerSleeps = false;
};

struct SharedPool {
    std::mutex inUse; // held while a job runs: jobs of other threads meanwhile run alone
    std::atomic<int> count = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    std::atomic<int> awake = 0;
    std::unique_ptr<ThreadPool> pool; // made when first needed
};

SharedPool& shared() {
    static SharedPool the;
    return the;
}

} // namespace

int threadCount() {
    return shared().count.load(std::memory_order_relaxed);
}

void setThreadCount(int count) {
    check(count >= 1 && count <= 256, "The number of threads must be 1 to 256, but is %1.", count);
    const std::scoped_lock lock(shared().inUse);
    shared().count = count;
    shared().pool.reset();
}

bool areThreadsAwake() {
    // To wake one costs a few times as much as such a job.
    constexpr unsigned kJobsBeforeWaking = 64;
    if (t_insideJob || threadCount() == 1)
        return false;
    return shared().awake > 0 || ++t_jobsAlone % kJobsBeforeWaking == 0;
}

void parallelRanges(std::int64_t count, std::int64_t grain, RangeWork run, const void* work) {
    SharedPool& the = shared();
    if (t_insideJob || threadCount() == 1) {
        run(work, 0, count);
        return;
    }
    const std::unique_lock lock(the.inUse, std::try_to_lock);
    if (!lock.owns_lock()) {
        run(work, 0, count);
        return;
    }
    if (!the.pool)
        the.pool = std::make_unique<ThreadPool>(threadCount(), the.awake);
    // Two ranges a thread even out a core that someone else is using, at little cost.
    const auto wanted = 2 * static_cast<std::int64_t>(the.pool->size());
    const std::int64_t even = (count + wanted - 1) / wanted;
    Job job;
    job.run = run;
    job.work = work;
    job.count = count;
    job.step = (even + grain - 1) / grain * grain;
    t_insideJob = true;
    the.pool->run(job);
    t_insideJob = false;
}

} // namespace tp
