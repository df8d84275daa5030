// Moves elements as they are: y[i] = x[there], or y[there] = x[i] if it scatters.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "gpu/shaders/index.glsl"

layout(constant_id = 1) const uint kWidth = 4u; // bytes of an element: 1, 4 or 8
layout(constant_id = 2) const bool kScatters = false;

layout(binding = 0) readonly buffer X { uint xs[]; };
layout(binding = 1) writeonly buffer Y { uint ys[]; };

layout(push_constant) uniform Push {
    uint count; // elements
    uint rank;
    uint offset;
    uint sizes[kMaxRank]; // of what is walked through in order
    uint wraps[kMaxRank]; // a position counts modulo this
    int steps[kMaxRank];  // there
};

uint there(uint index) {
    uint at = offset;
    for (uint axis = rank; axis-- > 0u;) {
        at += uint(int(index % sizes[axis] % wraps[axis]) * steps[axis]);
        index /= sizes[axis];
    }
    return at;
}

void main() {
    if (kWidth == 4u) {
        for (uint i = firstWord(); i < count; i += wordStep()) {
            if (kScatters)
                ys[there(i)] = xs[i];
            else
                ys[i] = xs[there(i)];
        }
    } else if (kWidth == 8u) {
        for (uint i = firstWord(); i < count; i += wordStep()) {
            const uint from = kScatters ? i : there(i);
            const uint to = kScatters ? there(i) : i;
            ys[2u * to] = xs[2u * from];
            ys[2u * to + 1u] = xs[2u * from + 1u];
        }
    } else { // four bytes make a word, so these never scatter
        for (uint w = firstWord(); 4u * w < count; w += wordStep()) {
            uint word = 0u;
            for (uint k = 0u; k < 4u && 4u * w + k < count; ++k) {
                const uint from = there(4u * w + k);
                word |= byteOf(xs[from >> 2], from) << (8u * k);
            }
            ys[w] = word;
        }
    }
}
