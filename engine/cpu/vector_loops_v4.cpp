#define TP_INSTRUCTIONS v4
#include "engine/cpu/vector_loops.inl"
