// The formulas of engine/ops/elementwise.inl, computed in double for one element after the other.

#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/reference/positions.h"
#include "engine/runtime/backend.h"

#include <cmath>

namespace tp::reference {

/// The scope in which the formulas are compiled: the functions of GLSL that they use.
namespace formulas {

using std::abs;
using std::acos;
using std::acosh;
using std::asin;
using std::asinh;
using std::atan;
using std::atan2;
using std::atanh;
using std::ceil;
using std::cos;
using std::cosh;
using std::erf;
using std::exp;
using std::expm1;
using std::floor;
using std::isinf;
using std::isnan;
using std::log;
using std::log1p;
using std::pow;
using std::sin;
using std::sinh;
using std::sqrt;
using std::tan;
using std::tanh;

double roundEven(double x) {
    const double below = floor(x);
    const double fraction = x - below;
    const bool belowIsEven = std::fmod(below, 2) == 0;
    if (fraction < 0.5 || (fraction == 0.5 && belowIsEven))
        return below;
    return ceil(x);
}

/// The remainder with the sign of b.
double floorMod(double a, double b) {
    const double remainder = std::fmod(a, b);
    return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder;
}

/// The index-th attribute, or 0 if the op has no such number.
double attribute(const KernelCall& call, std::size_t index) {
    const Attrs& attrs = call.op.attrs;
    return index < attrs.size() ? call.attr<double>(attrs[index].first) : 0;
}

template<class F>
void computeUnary(KernelCall& call, F formula) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.outputs[0];
    const double a = attribute(call, 0);
    const double b = attribute(call, 1);
    for (std::int64_t i = 0; i < y.size(); ++i)
        store(y, i, static_cast<double>(formula(number(x, i), a, b)));
}

template<class F>
void computePredicate(KernelCall& call, F formula) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.outputs[0];
    for (std::int64_t i = 0; i < y.size(); ++i)
        store(y, i, formula(number(x, i)) ? 1.0 : 0.0);
}

/// `compute(i, j)` for the elements of the two inputs that broadcasting brings together; its result
/// is stored.
template<class F>
void forEachPair(KernelCall& call, F compute) {
    const Tensor& y = call.outputs[0];
    std::int64_t next = 0;
    forEachPosition(y.shape(), [&](const Position& at) {
        const std::int64_t i = broadcastOffsetAt(at, call.input(0).shape());
        const std::int64_t j = broadcastOffsetAt(at, call.input(1).shape());
        store(y, next++, compute(i, j));
    });
}

[[noreturn]] void failNotForComplex(const KernelCall& call) {
    fail(Error::Kind::Unsupported, "%1 is not defined for complex numbers.", call.op.name);
}

/// A complex number that is multiplied as it is written; std::complex mends products of infinities.
struct Complex {
    double re;
    double im;

    Complex(double real, double imag) : re(real), im(imag) {}
    explicit Complex(std::complex<double> x) : re(x.real()), im(x.imag()) {}
    explicit operator std::complex<double>() const { return {re, im}; }

    friend Complex operator+(Complex a, Complex b) { return {a.re + b.re, a.im + b.im}; }
    friend Complex operator-(Complex a, Complex b) { return {a.re - b.re, a.im - b.im}; }
    friend Complex operator*(Complex a, Complex b) {
        return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
    }
    friend bool operator==(Complex a, Complex b) { return a.re == b.re && a.im == b.im; }
};

// A formula that makes no sense for complex numbers, as one with <, is not invocable with them.
template<class F>
constexpr bool kTakesComplex = std::is_invocable_v<F, Complex, Complex>;

template<class F>
void computeBinary(KernelCall& call, F formula) {
    const Tensor& a = call.input(0);
    const Tensor& b = call.input(1);
    if (a.dtype() != DType::Complex64) {
        forEachPair(call, [&](std::int64_t i, std::int64_t j) {
            return static_cast<double>(formula(number(a, i), number(b, j)));
        });
        return;
    }
    if constexpr (kTakesComplex<F>) {
        forEachPair(call, [&](std::int64_t i, std::int64_t j) {
            return static_cast<std::complex<double>>(
                formula(Complex(complexNumber(a, i)), Complex(complexNumber(b, j))));
        });
    } else {
        failNotForComplex(call);
    }
}

template<class F>
void computeCompare(KernelCall& call, F formula) {
    const Tensor& a = call.input(0);
    const Tensor& b = call.input(1);
    if (a.dtype() == DType::String) {
        const auto textsA = a.values<std::string>();
        const auto textsB = b.values<std::string>();
        forEachPair(call, [&](std::int64_t i, std::int64_t j) {
            return formula(textsA[static_cast<std::size_t>(i)], textsB[static_cast<std::size_t>(j)])
                       ? 1.0
                       : 0.0;
        });
    } else if (a.dtype() == DType::Complex64) {
        if constexpr (kTakesComplex<F>) {
            forEachPair(call, [&](std::int64_t i, std::int64_t j) {
                return formula(Complex(complexNumber(a, i)), Complex(complexNumber(b, j))) ? 1.0
                                                                                           : 0.0;
            });
        } else {
            failNotForComplex(call);
        }
    } else {
        forEachPair(call, [&](std::int64_t i, std::int64_t j) {
            return formula(number(a, i), number(b, j)) ? 1.0 : 0.0;
        });
    }
}

void registerAll(Backend& backend) {
#define UNARY(id, name, formula)                                                                   \
    backend.add(name, [](KernelCall& call) {                                                       \
        computeUnary(call, [](double x, [[maybe_unused]] double a, [[maybe_unused]] double b) {    \
            return formula;                                                                        \
        });                                                                                        \
    });
#define BINARY(id, name, formula)                                                                  \
    backend.add(name, [](KernelCall& call) {                                                       \
        computeBinary(                                                                             \
            call, [](auto a, auto b) -> std::decay_t<decltype(formula)> { return formula; });      \
    });
#define COMPARE(id, name, formula)                                                                 \
    backend.add(name, [](KernelCall& call) {                                                       \
        computeCompare(                                                                            \
            call, [](const auto& a, const auto& b) -> decltype(formula) { return formula; });      \
    });
#define PREDICATE(id, name, formula)                                                               \
    backend.add(                                                                                   \
        name, [](KernelCall& call) { computePredicate(call, [](double x) { return formula; }); });
#include "engine/ops/elementwise.inl"
#undef UNARY
#undef BINARY
#undef COMPARE
#undef PREDICATE
}

} // namespace formulas

void registerElementwiseKernels(Backend& backend) {
    formulas::registerAll(backend);
}

} // namespace tp::reference
