// y = whether the formula holds for x, as bytes. Op 100 is LogicalNot.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "gpu/shaders/index.glsl"
#include "gpu/shaders/math.glsl"

layout(constant_id = 1) const uint kOp = 0;
layout(constant_id = 2) const uint kKind = kFloat32; // of x

layout(binding = 0) readonly buffer X { uint xs[]; };
layout(binding = 1) writeonly buffer Y { uint ys[]; };

layout(push_constant) uniform Push {
    uint count;
};

bool compute(float x) {
    switch (kOp) {
#define PREDICATE(id, op, formula) \
    case id: \
        return formula;
#include "engine/ops/elementwise.inl"
    }
    return false;
}

bool at(uint i) {
    if (kOp == 100u)
        return byteOf(xs[i >> 2], i) == 0u;
    // Of the numbers, only floating ones can be anything but finite.
    return compute(kKind == kFloat32 ? uintBitsToFloat(xs[i]) : 0.0);
}

void main() {
    for (uint w = firstWord(); 4u * w < count; w += wordStep()) {
        uint word = 0u;
        for (uint k = 0u; k < 4u && 4u * w + k < count; ++k)
            word |= uint(at(4u * w + k)) << (8u * k);
        ys[w] = word;
    }
}
