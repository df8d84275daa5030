#define TP_INSTRUCTIONS baseline
#include "engine/cpu/vector_loops.inl"
