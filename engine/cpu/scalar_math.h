#pragma once

#include <cmath>

namespace tp::cpu::formula {

// What elementwise.inl may call, under the names GLSL knows them by.
using std::abs, std::acos, std::acosh, std::asin, std::asinh, std::atan, std::atan2, std::atanh;
using std::ceil, std::cos, std::cosh, std::erf, std::exp, std::expm1, std::floor, std::isinf;
using std::isnan, std::log, std::log1p, std::pow, std::sin, std::sinh, std::sqrt, std::tan;
using std::tanh;

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
