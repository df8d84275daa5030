// y = x as another type.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "gpu/shaders/index.glsl"

layout(constant_id = 1) const uint kFrom = 0;
layout(constant_id = 2) const uint kTo = 0;

layout(binding = 0) readonly buffer X { uint xs[]; };
layout(binding = 1) writeonly buffer Y { uint ys[]; };

layout(push_constant) uniform Push {
    uint count;
};

// As JavaScript does: cut, and wrapped around beyond the range; NaN and what is beyond int64 is 0.
int toInt32(float x) {
    const uint bits = floatBitsToUint(x);
    const int exponent = int((bits >> 23) & 0xffu) - 150;
    if (exponent < 8) // below 2^31 in size; a conversion cuts
        return int(x);
    if (!(abs(x) < 9.2e18) || exponent > 31)
        return 0;
    const uint size = ((bits & 0x7fffffu) | 0x800000u) << exponent;
    return int(x < 0.0 ? 0u - size : size);
}

uint element(uint i) {
    return kFrom == kBool ? byteOf(xs[i >> 2], i) : xs[i];
}

uint convert(uint x) {
    if (kTo == kBool)
        return uint(kFrom == kFloat32 ? uintBitsToFloat(x) != 0.0 : x != 0u);
    if (kFrom == kFloat32)
        return kTo == kInt32 ? uint(toInt32(uintBitsToFloat(x))) : x;
    return kTo == kFloat32 ? floatBitsToUint(float(int(x))) : x;
}

void main() {
    if (kTo != kBool) {
        for (uint i = firstWord(); i < count; i += wordStep())
            ys[i] = convert(element(i));
        return;
    }
    for (uint w = firstWord(); 4u * w < count; w += wordStep()) {
        uint word = 0u;
        for (uint k = 0u; k < 4u && 4u * w + k < count; ++k)
            word |= convert(element(4u * w + k)) << (8u * k);
        ys[w] = word;
    }
}
