#define TP_INSTRUCTIONS v3
#include "engine/cpu/vector_loops.inl"
