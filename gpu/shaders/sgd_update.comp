// One step of gradient descent.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "gpu/shaders/index.glsl"

layout(binding = 0) readonly buffer Weight { float weight[]; };
layout(binding = 1) readonly buffer Grad { float grad[]; };
layout(binding = 2) writeonly buffer Updated { float updated[]; };

layout(push_constant) uniform Push {
    uint count;
    float learningRate;
};

void main() {
    for (uint i = firstWord(); i < count; i += wordStep())
        updated[i] = weight[i] - learningRate * grad[i];
}
