// y = formula(a, b), of float32; a may be int32.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "gpu/shaders/index.glsl"
#include "gpu/shaders/broadcast.glsl"
#include "gpu/shaders/math.glsl"

layout(binding = 2) writeonly buffer Y { float ys[]; };

float compute(float a, float b) {
    switch (kOp) {
#define BINARY(id, op, formula) \
    case id: \
        return formula;
#include "engine/ops/elementwise.inl"
    }
    return kNan;
}

void main() {
    for (uint i = firstWord(); i < count; i += wordStep()) {
        const uvec2 at = sources(i);
        const uint a = wordA(at.x);
        ys[i] = compute(
            kKindA == kFloat32 ? uintBitsToFloat(a) : float(int(a)), uintBitsToFloat(wordB(at.y)));
    }
}
