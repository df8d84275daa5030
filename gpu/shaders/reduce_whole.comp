// Joins elements in int: see reduce.glsl.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "gpu/shaders/index.glsl"

#define ACCUMULATOR int
#define LOWEST int(0x80000000u)
#define HIGHEST 0x7fffffff
#define TO_INT32 int
#include "gpu/shaders/reduce.glsl"
