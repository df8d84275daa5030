// y = whether the formula holds for a and b, as bytes. Ops 100 and 101 are LogicalAnd, LogicalOr.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "gpu/shaders/index.glsl"
#include "gpu/shaders/broadcast.glsl"

layout(binding = 2) writeonly buffer Y { uint ys[]; };

#define COMPARE(id, op, formula) \
    case id: \
        return formula;

bool compareFloats(float a, float b) {
    switch (kOp) {
#include "engine/ops/elementwise.inl"
    }
    return false;
}

bool compareWords(int a, int b) {
    switch (kOp) {
#include "engine/ops/elementwise.inl"
    case 100:
        return a != 0 && b != 0;
    case 101:
        return a != 0 || b != 0;
    }
    return false;
}

bool at(uint index) {
    const uvec2 from = sources(index);
    const uint a = wordA(from.x);
    const uint b = wordB(from.y);
    return kKindA == kFloat32 ? compareFloats(uintBitsToFloat(a), uintBitsToFloat(b))
                              : compareWords(int(a), int(b));
}

void main() {
    for (uint w = firstWord(); 4u * w < count; w += wordStep()) {
        uint word = 0u;
        for (uint k = 0u; k < 4u && 4u * w + k < count; ++k)
            word |= uint(at(4u * w + k)) << (8u * k);
        ys[w] = word;
    }
}
