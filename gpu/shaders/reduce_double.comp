// Joins elements in double: see reduce.glsl.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "gpu/shaders/index.glsl"
#include "gpu/shaders/math.glsl"
#include "gpu/shaders/whole.glsl"

#define ACCUMULATOR double
#define LOWEST double(uintBitsToFloat(0xff800000u))
#define HIGHEST double(uintBitsToFloat(0x7f800000u))
#define TO_INT32 toInt32
#include "gpu/shaders/reduce.glsl"
