// Joins elements in float: see reduce.glsl.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "gpu/shaders/index.glsl"

#define ACCUMULATOR float
#define LOWEST uintBitsToFloat(0xff800000u)
#define HIGHEST uintBitsToFloat(0x7f800000u)
#define TO_INT32 int
#include "gpu/shaders/reduce.glsl"
