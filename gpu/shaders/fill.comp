// Every word of y is the same.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "gpu/shaders/index.glsl"

layout(binding = 0) writeonly buffer Y { uint ys[]; };

layout(push_constant) uniform Push {
    uint count; // words
    uint value;
};

void main() {
    for (uint i = firstWord(); i < count; i += wordStep())
        ys[i] = value;
}
