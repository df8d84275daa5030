// y = formula(a, b) as int32, of int32 or float32.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "gpu/shaders/index.glsl"
#include "gpu/shaders/broadcast.glsl"
#include "gpu/shaders/math.glsl"
#include "gpu/shaders/whole.glsl"

layout(binding = 2) writeonly buffer Y { int ys[]; };

double compute(double a, double b) {
    switch (kOp) {
#define BINARY(id, op, formula) \
    case id: \
        return formula;
#include "engine/ops/elementwise.inl"
    }
    return 0.0lf;
}

double number(uint word) {
    return kKindA == kFloat32 ? double(uintBitsToFloat(word)) : double(int(word));
}

void main() {
    for (uint i = firstWord(); i < count; i += wordStep()) {
        const uvec2 at = sources(i);
        ys[i] = toInt32(compute(number(wordA(at.x)), number(wordB(at.y))));
    }
}
