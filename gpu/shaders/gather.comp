// y[batch, outer, i, inner] = x[batch, outer, indices[batch, i], inner].
#version 460
#extension GL_GOOGLE_include_directive : require
#include "gpu/shaders/index.glsl"

layout(constant_id = 1) const uint kWidth = 4u; // bytes of an element: 1, 4 or 8

layout(binding = 0) readonly buffer X { uint xs[]; };
layout(binding = 1) readonly buffer Indices { int indices[]; };
layout(binding = 2) writeonly buffer Y { uint ys[]; };

layout(push_constant) uniform Push {
    uint count; // elements of y
    uint outer;
    uint axis; // how many slices x has
    uint chosen; // how many of them are taken
    uint inner;
};

uint source(uint index) {
    const uint k = index % inner;
    index /= inner;
    const uint i = index % chosen;
    index /= chosen; // batch and outer together
    return (index * axis + uint(indices[index / outer * chosen + i])) * inner + k;
}

void main() {
    if (kWidth == 1u) {
        for (uint w = firstWord(); 4u * w < count; w += wordStep()) {
            uint word = 0u;
            for (uint k = 0u; k < 4u && 4u * w + k < count; ++k) {
                const uint from = source(4u * w + k);
                word |= byteOf(xs[from >> 2], from) << (8u * k);
            }
            ys[w] = word;
        }
        return;
    }
    const uint words = kWidth / 4u;
    for (uint i = firstWord(); i < count; i += wordStep()) {
        const uint from = source(i);
        for (uint k = 0u; k < words; ++k)
            ys[words * i + k] = xs[words * from + k];
    }
}
