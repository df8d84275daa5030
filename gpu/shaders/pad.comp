// y = x with a margin of one value around it.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "gpu/shaders/index.glsl"

layout(constant_id = 1) const bool kBytes = false;

layout(binding = 0) readonly buffer X { uint xs[]; };
layout(binding = 1) writeonly buffer Y { uint ys[]; };

layout(push_constant) uniform Push {
    uint count;
    uint rank;
    uint value; // of the margin
    uint sizes[kMaxRank]; // of y
    uint before[kMaxRank];
    uint inner[kMaxRank]; // sizes of x
};

uint at(uint index) {
    uint from = 0u;
    uint step = 1u;
    bool isInside = true;
    for (uint axis = rank; axis-- > 0u;) {
        const uint position = index % sizes[axis] - before[axis]; // huge if it lies before
        index /= sizes[axis];
        isInside = isInside && position < inner[axis];
        from += position * step;
        step *= inner[axis];
    }
    if (!isInside)
        return value;
    return kBytes ? byteOf(xs[from >> 2], from) : xs[from];
}

void main() {
    if (!kBytes) {
        for (uint i = firstWord(); i < count; i += wordStep())
            ys[i] = at(i);
        return;
    }
    for (uint w = firstWord(); 4u * w < count; w += wordStep()) {
        uint word = 0u;
        for (uint k = 0u; k < 4u && 4u * w + k < count; ++k)
            word |= at(4u * w + k) << (8u * k);
        ys[w] = word;
    }
}
