#version 460
#extension GL_GOOGLE_include_directive : require
#include "gpu/shaders/index.glsl"

#define NUMBER float
#define NUMBER4 vec4
#include "gpu/shaders/matmul_blocked.glsl"
