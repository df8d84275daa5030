#pragma once

#include "engine/cpu/float_math.h"

#include <cmath>

namespace tp::cpu::formula {

// What elementwise.inl may call, under the names GLSL knows them by.
using std::abs, std::acos, std::acosh, std::asin, std::asinh, std::atan, std::atan2, std::atanh;
using std::ceil, std::cos, std::cosh, std::erf, std::floor, std::isinf, std::isnan, std::pow;
using std::sin, std::sinh, std::sqrt, std::tan;

// Whole numbers are computed in double, by the library; float32 by what the compiler can widen.
inline double exp(double x) {
    return std::exp(x);
}
inline double expm1(double x) {
    return std::expm1(x);
}
inline double log(double x) {
    return std::log(x);
}
inline double log1p(double x) {
    return std::log1p(x);
}
inline double tanh(double x) {
    return std::tanh(x);
}
inline float exp(float x) {
    return fastExp(x);
}
inline float expm1(float x) {
    return fastExpm1(x);
}
inline float log(float x) {
    return fastLog(x);
}
inline float log1p(float x) {
    return fastLog1p(x);
}
inline float tanh(float x) {
    return fastTanh(x);
}

/// To the nearest whole number, halves to the even one.
template<class T>
T roundEven(T x) {
    return std::nearbyint(x);
}

/// The remainder with the sign of b.
template<class T>
T floorMod(T a, T b) {
    const T rest = std::fmod(a, b);
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

} // namespace tp::cpu::formula
