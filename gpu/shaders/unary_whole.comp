// y = formula(x), of int32.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "gpu/shaders/index.glsl"
#include "gpu/shaders/math.glsl"
#include "gpu/shaders/whole.glsl"

layout(constant_id = 1) const uint kOp = 0;

layout(binding = 0) readonly buffer X { int xs[]; };
layout(binding = 1) writeonly buffer Y { int ys[]; };

layout(push_constant) uniform Push {
    double a; // the op's attributes
    double b;
    uint count;
};

double compute(double x) {
    switch (kOp) {
#define UNARY(id, op, formula) \
    case id: \
        return formula;
#include "engine/ops/elementwise.inl"
    }
    return 0.0lf;
}

void main() {
    for (uint i = firstWord(); i < count; i += wordStep())
        ys[i] = toInt32(compute(double(xs[i])));
}
