#include "tests/bench/stream.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <thread>
#include <vector>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace bench {

namespace {

using Four = float __attribute__((vector_size(16)));

/// What one thread does with its part of the arrays.
struct Part {
    const Four* a;
    const Four* b;
    Four* y;
    std::size_t count;
};

void store(Four* target, Four value) {
    *target = value;
}

void storePastCache(Four* target, Four value) {
#ifdef __SSE2__
    _mm_stream_ps(reinterpret_cast<float*>(target), reinterpret_cast<__m128>(value));
#else
    *target = value;
#endif
}

void read(const Part& part) {
    constexpr std::size_t kSums = 8;
    Four sums[kSums] = {};
    for (std::size_t i = 0; i + kSums <= part.count; i += kSums) {
        for (std::size_t k = 0; k < kSums; ++k)
            sums[k] += part.a[i + k];
    }
    for (const Four& sum : sums)
        part.y[0] += sum;
}

template<void (*kStore)(Four*, Four)>
void copy(const Part& part) {
    for (std::size_t i = 0; i < part.count; ++i)
        kStore(part.y + i, part.a[i]);
}

template<void (*kStore)(Four*, Four)>
void add(const Part& part) {
    for (std::size_t i = 0; i < part.count; ++i)
        kStore(part.y + i, part.a[i] + part.b[i]);
}

Four* newArray(std::size_t bytes) {
    constexpr std::size_t kHugePage = std::size_t{2} << 20;
    void* memory = std::aligned_alloc(kHugePage, (bytes + kHugePage - 1) / kHugePage * kHugePage);
#ifdef __linux__
    ::madvise(memory, bytes, MADV_HUGEPAGE);
#endif
    auto* array = static_cast<Four*>(memory);
    std::fill_n(array, bytes / sizeof(Four), Four{1, 1, 1, 1});
    return array;
}

/// Seconds for all of the arrays, the best of several.
double seconds(void (*work)(const Part&), const Part& whole, std::size_t threads) {
    double best = 1e9;
    for (int attempt = 0; attempt < 12; ++attempt) {
        const auto begin = std::chrono::steady_clock::now();
        std::vector<std::thread> others;
        const std::size_t each = whole.count / threads;
        const auto part = [&](std::size_t i) {
            return Part{whole.a + i * each, whole.b + i * each, whole.y + i * each, each};
        };
        for (std::size_t i = 1; i < threads; ++i)
            others.emplace_back(work, part(i));
        work(part(0));
        for (std::thread& other : others)
            other.join();
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
        best = std::min(best, taken.count());
    }
    return best;
}

} // namespace

StreamSpeed measureStream(std::size_t bytes) {
    Four* a = newArray(bytes);
    Four* b = newArray(bytes);
    Four* y = newArray(bytes);
    const Part whole{a, b, y, bytes / sizeof(Four)};
    StreamSpeed speed;
    const auto size = static_cast<double>(bytes);
    for (const std::size_t threads :
         {std::size_t{1}, std::size_t{std::thread::hardware_concurrency()}}) {
        speed.read = std::max(speed.read, size / seconds(read, whole, threads));
        for (const auto work : {copy<store>, copy<storePastCache>})
            speed.copy = std::max(speed.copy, 2 * size / seconds(work, whole, threads));
        for (const auto work : {add<store>, add<storePastCache>})
            speed.add = std::max(speed.add, 3 * size / seconds(work, whole, threads));
    }
    for (Four* array : {a, b, y})
        std::free(array);
    return speed;
}

} // namespace bench
