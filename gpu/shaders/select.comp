// y = condition ? t : e, with one condition for `width` neighbours.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "gpu/shaders/index.glsl"

layout(constant_id = 1) const uint kElement = 4u; // bytes of one: 1, 4 or 8

layout(binding = 0) readonly buffer Condition { uint conditions[]; };
layout(binding = 1) readonly buffer T { uint ts[]; };
layout(binding = 2) readonly buffer E { uint es[]; };
layout(binding = 3) writeonly buffer Y { uint ys[]; };

layout(push_constant) uniform Push {
    uint count; // elements
    uint width;
};

bool holds(uint element) {
    const uint i = element / width;
    return byteOf(conditions[i >> 2], i) != 0u;
}

void main() {
    if (kElement == 1u) {
        for (uint w = firstWord(); 4u * w < count; w += wordStep()) {
            uint mask = 0u;
            for (uint k = 0u; k < 4u && 4u * w + k < count; ++k)
                mask |= holds(4u * w + k) ? 0xffu << (8u * k) : 0u;
            ys[w] = (ts[w] & mask) | (es[w] & ~mask);
        }
        return;
    }
    const uint words = kElement / 4u;
    for (uint i = firstWord(); i < count * words; i += wordStep())
        ys[i] = holds(i / words) ? ts[i] : es[i];
}
