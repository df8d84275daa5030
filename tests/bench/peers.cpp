#include "tests/bench/peers.h"

#include <omp.h>

#include <chrono>
#include <thread>
#include <vector>

namespace bench {

namespace {

using Vector = float __attribute__((vector_size(32)));

// As many independent sums as it takes to hide the latency of a multiply-add on two ports.
constexpr int kSums = 12;
constexpr std::int64_t kRounds = 5'000'000;

__attribute__((target("avx2,fma"), noinline)) float multiplyAdds() {
    // The compiler must not know that the sums are equal, or it would keep only one.
    Vector sums[kSums];
    for (Vector& sum : sums) {
        sum = Vector{};
        asm volatile("" : "+x"(sum));
    }
    Vector factor = {1.0F, 1.0F, 1.0F, 1.0F, 1.0F, 1.0F, 1.0F, 1.0F};
    for (std::int64_t i = 0; i < kRounds; ++i) {
        // The compiler must believe that the factor may change, or it would compute the sums
        // itself.
        asm volatile("" : "+x"(factor));
        for (Vector& sum : sums)
            sum = sum * factor + factor;
    }
    float total = 0;
    for (const Vector& sum : sums)
        total += sum[0];
    return total;
}

} // namespace

double peakFlops() {
    if (!__builtin_cpu_supports("fma"))
        return 0;
    const unsigned cores = std::thread::hardware_concurrency();
    double best = 0;
    for (int attempt = 0; attempt < 3; ++attempt) {
        const auto begin = std::chrono::steady_clock::now();
        std::vector<std::thread> threads;
        for (unsigned i = 0; i < cores; ++i) {
            threads.emplace_back([] {
                volatile float result = multiplyAdds();
                (void)result;
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
        const double operations = 2.0 * 8 * kSums * kRounds * cores;
        best = std::max(best, operations / taken.count());
    }
    return best;
}

PeerThread::PeerThread() : m_thread([this] { serve(); }) {}

PeerThread::~PeerThread() {
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void PeerThread::run(const std::function<void()>& work) {
    std::unique_lock lock(m_mutex);
    m_work = &work;
    m_changed.notify_all();
    m_changed.wait(lock, [this] { return m_work == nullptr; });
}

void PeerThread::serve() {
    omp_set_num_threads(static_cast<int>(std::thread::hardware_concurrency()));
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_ending || m_work; });
        if (m_ending)
            return;
        (*m_work)();
        m_work = nullptr;
        m_changed.notify_all();
    }
}

} // namespace bench
