// y = exp(x) / sum(exp(x)) along rows, or the logarithm of that.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "gpu/shaders/index.glsl"
#include "gpu/shaders/math.glsl"

layout(constant_id = 1) const bool kLogarithm = false;

layout(binding = 0) readonly buffer X { float xs[]; };
layout(binding = 1) writeonly buffer Y { float ys[]; };

layout(push_constant) uniform Push {
    uint rows;
    uint width;
};

void main() {
    for (uint row = firstWord(); row < rows; row += wordStep()) {
        const uint first = row * width;
        // Less the largest, no exponential is too large.
        float largest = xs[first];
        for (uint i = 1u; i < width; ++i)
            largest = xs[first + i] > largest ? xs[first + i] : largest;
        float sum = 0.0;
        for (uint i = 0u; i < width; ++i)
            sum += exp(xs[first + i] - largest);
        const float shift = log(sum);
        for (uint i = 0u; i < width; ++i) {
            const float x = xs[first + i] - largest;
            ys[first + i] = kLogarithm ? x - shift : exp(x) / sum;
        }
    }
}
