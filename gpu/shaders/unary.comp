// y = formula(x), of float32; x may be int32.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "gpu/shaders/index.glsl"
#include "gpu/shaders/math.glsl"

layout(constant_id = 1) const uint kOp = 0;
layout(constant_id = 2) const uint kKind = kFloat32; // of x

layout(binding = 0) readonly buffer X { uint xs[]; };
layout(binding = 1) writeonly buffer Y { float ys[]; };

layout(push_constant) uniform Push {
    uint count;
    float a; // the op's attributes
    float b;
};

float compute(float x) {
    switch (kOp) {
#define UNARY(id, op, formula) \
    case id: \
        return formula;
#include "engine/ops/elementwise.inl"
    }
    return kNan;
}

void main() {
    for (uint i = firstWord(); i < count; i += wordStep())
        ys[i] = compute(kKind == kInt32 ? float(int(xs[i])) : uintBitsToFloat(xs[i]));
}
