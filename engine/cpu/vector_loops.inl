// VectorLoops for one set of instructions: a source file defines TP_INSTRUCTIONS as its namespace and
// is compiled for them. Nothing here may leave the file but vectorLoops(), or the linker could give an
// old processor what was compiled for a new one; tests/lint/instructions.py looks after that.
#include "engine/cpu/scalar_math.h"
#include "engine/cpu/vector_loops.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#ifdef __SSE2__
#include <immintrin.h>
#endif

namespace tp::cpu::TP_INSTRUCTIONS {

namespace {

#include "engine/cpu/vector_registers.inl"

#include "engine/cpu/vector_elementwise.inl"
#include "engine/cpu/vector_fused.inl"
#include "engine/cpu/vector_image.inl"
#include "engine/cpu/vector_reduce.inl"
#include "engine/cpu/vector_matmul.inl"
#include "engine/cpu/vector_conv.inl"
#include "engine/cpu/vector_depthwise.inl"
#include "engine/cpu/vector_softmax.inl"

} // namespace

VectorLoops vectorLoops() {
    VectorLoops loops;
    addElementwise(loops);
    addFused(loops);
    addImages(loops);
    addReductions(loops);
    addProducts(loops);
    addConvolutions(loops);
    addDepthwise(loops);
    addSoftmaxes(loops);
    return loops;
}

} // namespace tp::cpu::TP_INSTRUCTIONS
