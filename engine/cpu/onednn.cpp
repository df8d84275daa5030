#include "engine/cpu/onednn.h"

#include "engine/tensor/memory_pool.h"

#include <new>

// What we need of <omp.h>, which comes with one compiler and not with the tools of another.
extern "C" void omp_set_num_threads(int); // NOLINT(readability-identifier-naming)

namespace tp::cpu {

const dnnl::engine& oneDnnEngine() {
    static const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
    return engine;
}

dnnl::stream& oneDnnStream() {
    thread_local dnnl::stream stream = [] {
        omp_set_num_threads(1);
        return dnnl::stream(oneDnnEngine());
    }();
    return stream;
}

std::shared_ptr<float> alignedFloats(std::size_t count) {
    constexpr std::align_val_t kCacheLine{64};
    const std::size_t bytes = count * sizeof(float);
    auto* memory = static_cast<float*>(::operator new(bytes, kCacheLine));
    countScratchMemory(static_cast<std::ptrdiff_t>(bytes));
    return {memory, [bytes](float* each) {
                countScratchMemory(-static_cast<std::ptrdiff_t>(bytes));
                ::operator delete(each, kCacheLine);
            }};
}

void* oneDnnScratch(std::size_t bytes) {
    thread_local std::shared_ptr<float> memory;
    thread_local std::size_t size = 0;
    if (size < bytes) {
        memory = alignedFloats(bytes / sizeof(float) + 1);
        size = bytes;
    }
    return memory.get();
}

} // namespace tp::cpu
