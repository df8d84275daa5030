#version 460
#extension GL_GOOGLE_include_directive : require
#include "gpu/shaders/index.glsl"

#define NUMBER int
#define NUMBER4 ivec4
#include "gpu/shaders/matmul_blocked.glsl"
