#include "engine/cpu/vector_loops.h"

namespace tp::cpu {

namespace {

VectorLoops best() {
#ifdef TP_SEVERAL_INSTRUCTION_SETS
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl"))
        return v4::vectorLoops();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
        __builtin_cpu_supports("bmi2"))
        return v3::vectorLoops();
#endif
    return baseline::vectorLoops();
}

} // namespace

const VectorLoops& vectorLoops() {
    static const VectorLoops loops = best();
    return loops;
}

} // namespace tp::cpu
