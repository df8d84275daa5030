// One step of the Adam optimizer: the new weight and moments.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "gpu/shaders/index.glsl"

layout(binding = 0) readonly buffer Weight { float weight[]; };
layout(binding = 1) readonly buffer M { float m[]; };
layout(binding = 2) readonly buffer V { float v[]; };
layout(binding = 3) readonly buffer Grad { float grad[]; };
layout(binding = 4) writeonly buffer NewWeight { float newWeight[]; };
layout(binding = 5) writeonly buffer NewM { float newM[]; };
layout(binding = 6) writeonly buffer NewV { float newV[]; };

layout(push_constant) uniform Push {
    uint count;
    float learningRate;
    float beta1;
    float beta2;
    float rest1; // 1 - beta1
    float rest2;
    float correction1; // 1 - beta1 ^ steps
    float correction2;
    float epsilon;
};

void main() {
    for (uint i = firstWord(); i < count; i += wordStep()) {
        const float mean = m[i] * beta1 + grad[i] * rest1;
        const float square = v[i] * beta2 + grad[i] * grad[i] * rest2;
        newM[i] = mean;
        newV[i] = square;
        newWeight[i] =
            weight[i] - learningRate * (mean / correction1) / (sqrt(square / correction2) + epsilon);
    }
}
