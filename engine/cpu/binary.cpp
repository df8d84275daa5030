#include "engine/base/saturated.h"
#include "engine/cpu/broadcast_loop.h"
#include "engine/cpu/kernels.h"
#include "engine/cpu/scalar_math.h"
#include "engine/cpu/vector_loops.h"
#include "engine/ops/rules.h"

#include <algorithm>

namespace tp::cpu {

namespace {

/// y[i] = f(a[i], b[i]), by runs in which each input advances by one element or stands still.
template<class A, class B, class Y, class F>
void binaryLoop(KernelCall& call, F f) {
    broadcastLoop<A, B, Y>(
        call,
        [f](const A* a, std::int64_t aStep, const B* b, std::int64_t bStep, Y* y, std::int64_t n) {
            if (aStep == 1 && bStep == 1) {
                for (std::int64_t i = 0; i < n; ++i)
                    y[i] = f(a[i], b[i]);
            } else if (bStep == 0) {
                const B fixed = *b;
                for (std::int64_t i = 0; i < n; ++i)
                    y[i] = f(a[i * aStep], fixed);
            } else {
                const A fixed = *a;
                for (std::int64_t i = 0; i < n; ++i)
                    y[i] = f(fixed, b[i * bStep]);
            }
        });
}

/// The same for float32, whose loops are compiled for several sets of instructions.
template<class Y>
void floatLoop(KernelCall& call, const VectorLoops::Binary<Y>& loops) {
    broadcastLoop<float, float, Y>(
        call,
        [&loops](
            const float* a,
            std::int64_t aStep,
            const float* b,
            std::int64_t bStep,
            Y* y,
            std::int64_t n) {
            (bStep == 0 ? loops.fixedB : aStep == 0 ? loops.fixedA : loops.both)(a, b, y, n);
        });
}

/// Whole numbers are computed as JavaScript does: as double, then cut.
template<class Formula>
std::int32_t whole(std::int32_t a, std::int32_t b) {
    return toInt32(Formula::apply(static_cast<double>(a), static_cast<double>(b)));
}

template<class Formula, int kId>
void binary(KernelCall& call) {
    if (call.input(0).dtype() == DType::Float32)
        return floatLoop(call, vectorLoops().binary[kId]);
    binaryLoop<std::int32_t, std::int32_t, std::int32_t>(call, whole<Formula>);
}

/// Sums and differences of whole numbers wrap around, which unsigned numbers do without more ado.
template<class Formula, int kId>
void sumOrDifference(KernelCall& call) {
    using Complex = std::complex<float>;
    if (call.input(0).dtype() == DType::Complex64) {
        return binaryLoop<Complex, Complex, Complex>(
            call, [](Complex a, Complex b) { return Formula::apply(a, b); });
    }
    if (call.input(0).dtype() == DType::Int32) {
        return binaryLoop<std::uint32_t, std::uint32_t, std::uint32_t>(
            call, [](std::uint32_t a, std::uint32_t b) { return Formula::apply(a, b); });
    }
    binary<Formula, kId>(call);
}

/// In double, as TensorFlow.js computes it. std::complex would mend products of infinities as well.
std::complex<float> complexProduct(std::complex<float> a, std::complex<float> b) {
    const double re = a.real();
    const double im = a.imag();
    const double otherRe = b.real();
    const double otherIm = b.imag();
    return {
        static_cast<float>(re * otherRe - im * otherIm),
        static_cast<float>(re * otherIm + im * otherRe)};
}

template<class Formula, int kId>
void product(KernelCall& call) {
    using Complex = std::complex<float>;
    if (call.input(0).dtype() == DType::Complex64)
        return binaryLoop<Complex, Complex, Complex>(call, complexProduct);
    binary<Formula, kId>(call);
}

template<class Formula, int kId>
void floorDivision(KernelCall& call) {
    if (call.input(0).dtype() == DType::Float32) {
        return binaryLoop<float, float, std::int32_t>(call, [](float a, float b) {
            return toInt32(Formula::apply(static_cast<double>(a), static_cast<double>(b)));
        });
    }
    binary<Formula, kId>(call);
}

template<class Formula, int kId>
void prelu(KernelCall& call) {
    if (call.input(0).dtype() == DType::Float32)
        return binary<Formula, kId>(call);
    binaryLoop<std::int32_t, float, float>(call, [](std::int32_t x, float alpha) {
        return Formula::apply(static_cast<float>(x), alpha);
    });
}

template<class Formula, int kId>
void comparison(KernelCall& call) {
    if (call.input(0).dtype() == DType::Float32)
        return floatLoop(call, vectorLoops().compare[kId]);
    withElementType(call.input(0).dtype(), [&]<class T>(T*) {
        binaryLoop<T, T, std::uint8_t>(call, [](const T& a, const T& b) {
            return static_cast<std::uint8_t>(Formula::apply(a, b));
        });
    });
}

namespace formula_structs {

using namespace formula; // NOLINT(google-build-using-namespace): the words of elementwise.inl

template<int kId>
struct Binary;
template<int kId>
struct Compare;

#define BINARY(id, op, formula)                                                                    \
    template<>                                                                                     \
    struct Binary<id> {                                                                            \
        template<class T>                                                                          \
        static T apply(T a, T b) {                                                                 \
            return static_cast<T>(formula);                                                        \
        }                                                                                          \
    };
// Complex numbers can only be the same or not.
#define COMPARE(id, op, formula)                                                                   \
    template<>                                                                                     \
    struct Compare<id> {                                                                           \
        template<class T>                                                                          \
        static bool apply(const T& a, const T& b) {                                                \
            if constexpr (requires { formula; })                                                   \
                return formula;                                                                    \
            else                                                                                   \
                return false;                                                                      \
        }                                                                                          \
    };
#include "engine/ops/elementwise.inl"
#undef BINARY
#undef COMPARE

} // namespace formula_structs

void addN(KernelCall& call) {
    withElementType(call.outputs[0].dtype(), [&]<class T>(T*) {
        if constexpr (!std::is_same_v<T, std::string>) {
            forElements(
                call.out<T>(),
                call.outputs[0].size(),
                [&](std::int64_t first, std::int64_t n, T* y) {
                    std::copy_n(call.in<T>(0) + first, n, y);
                    for (std::size_t k = 1; k < call.inputs.size(); ++k) {
                        const T* x = call.in<T>(k) + first;
                        for (std::int64_t i = 0; i < n; ++i)
                            y[i] = wrappedSum(y[i], x[i]);
                    }
                });
        }
    });
}

template<class F>
void logical(KernelCall& call, F f) {
    binaryLoop<std::uint8_t, std::uint8_t, std::uint8_t>(call, [f](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>(f(a != 0, b != 0));
    });
}

} // namespace

void registerBinaryKernels(Backend& backend) {
    using formula_structs::Binary, formula_structs::Compare;
#define BINARY(id, op, formula) backend.add(op, binary<Binary<id>, id>);
#define COMPARE(id, op, formula) backend.add(op, comparison<Compare<id>, id>);
#include "engine/ops/elementwise.inl"
#undef BINARY
#undef COMPARE
    backend.add("Add", sumOrDifference<Binary<1>, 1>);
    backend.add("Sub", sumOrDifference<Binary<2>, 2>);
    backend.add("Multiply", product<Binary<3>, 3>);
    backend.add("FloorDiv", floorDivision<Binary<5>, 5>);
    backend.add("Prelu", prelu<Binary<12>, 12>);
    backend.add("AddN", addN);
    backend.add("BitwiseAnd", [](KernelCall& call) {
        binaryLoop<std::int32_t, std::int32_t, std::int32_t>(
            call, [](std::int32_t a, std::int32_t b) { return a & b; });
    });
    backend.add("LogicalAnd", [](KernelCall& call) {
        logical(call, [](bool a, bool b) { return a && b; });
    });
    backend.add("LogicalOr", [](KernelCall& call) {
        logical(call, [](bool a, bool b) { return a || b; });
    });
}

} // namespace tp::cpu
