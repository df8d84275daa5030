#include "engine/cpu/kernels.h"
#include "engine/cpu/scalar_math.h"
#include "engine/cpu/strides.h"
#include "engine/ops/rules.h"

#include <algorithm>

namespace tp::cpu {

namespace {

/// y[i] = f(a[i], b[i]) over a run in which each input advances by one element or stands still.
template<class A, class B, class Y, class F>
void binaryRow(
    const A* a, std::int64_t aStep, const B* b, std::int64_t bStep, Y* y, std::int64_t count, F f) {
    if (aStep == 1 && bStep == 1) {
        for (std::int64_t i = 0; i < count; ++i)
            y[i] = f(a[i], b[i]);
    } else if (bStep == 0 && aStep == 1) {
        const B fixed = *b;
        for (std::int64_t i = 0; i < count; ++i)
            y[i] = f(a[i], fixed);
    } else if (aStep == 0 && bStep == 1) {
        const A fixed = *a;
        for (std::int64_t i = 0; i < count; ++i)
            y[i] = f(fixed, b[i]);
    } else {
        for (std::int64_t i = 0; i < count; ++i)
            y[i] = f(a[i * aStep], b[i * bStep]);
    }
}

template<class A, class B, class Y, class F>
void binaryLoop(KernelCall& call, F f) {
    const A* a = call.in<A>(0);
    const B* b = call.in<B>(1);
    Y* y = call.out<Y>();
    const Shape& shapeA = call.input(0).shape();
    const Shape& shapeB = call.input(1).shape();
    const Shape& shape = call.outputs[0].shape();
    const std::int64_t count = shape.elementCount();
    if (shapeA == shapeB)
        return binaryRow(a, 1, b, 1, y, count, f);
    if (shapeB.elementCount() == 1)
        return binaryRow(a, 1, b, 0, y, count, f);
    if (shapeA.elementCount() == 1)
        return binaryRow(a, 0, b, 1, y, count, f);

    const Shape stepsA = broadcastStrides(shapeA, shape);
    const Shape stepsB = broadcastStrides(shapeB, shape);
    const Shape stepsY = rowMajorStrides(shape);
    Walk<3> walk;
    for (std::size_t axis = 0; axis < shape.rank(); ++axis)
        walk.addAxis(shape[axis], {stepsA[axis], stepsB[axis], stepsY[axis]});
    walk.forEachRow([&](const auto& offsets, std::int64_t length, const auto& steps) {
        binaryRow(a + offsets[0], steps[0], b + offsets[1], steps[1], y + offsets[2], length, f);
    });
}

/// Computed in float32, or for whole numbers as JavaScript does: as double, then cut.
template<class Formula>
void binary(KernelCall& call) {
    if (call.input(0).dtype() == DType::Float32)
        return binaryLoop<float, float, float>(
            call, [](float a, float b) { return Formula::apply(a, b); });
    binaryLoop<std::int32_t, std::int32_t, std::int32_t>(call, [](std::int32_t a, std::int32_t b) {
        return toInt32(Formula::apply(static_cast<double>(a), static_cast<double>(b)));
    });
}

template<class Formula>
void binaryOrComplex(KernelCall& call) {
    using Complex = std::complex<float>;
    if (call.input(0).dtype() == DType::Complex64)
        return binaryLoop<Complex, Complex, Complex>(
            call, [](Complex a, Complex b) { return Formula::apply(a, b); });
    binary<Formula>(call);
}

template<class Formula>
void floorDivision(KernelCall& call) {
    if (call.input(0).dtype() == DType::Float32)
        return binaryLoop<float, float, std::int32_t>(call, [](float a, float b) {
            return toInt32(Formula::apply(static_cast<double>(a), static_cast<double>(b)));
        });
    binary<Formula>(call);
}

template<class Formula>
void prelu(KernelCall& call) {
    if (call.input(0).dtype() == DType::Float32)
        return binary<Formula>(call);
    binaryLoop<std::int32_t, float, float>(call, [](std::int32_t x, float alpha) {
        return Formula::apply(static_cast<float>(x), alpha);
    });
}

template<class Formula>
void comparison(KernelCall& call) {
    withElementType(call.input(0).dtype(), [&]<class T>(T*) {
        binaryLoop<T, T, std::uint8_t>(call, [](const T& a, const T& b) {
            return static_cast<std::uint8_t>(Formula::apply(a, b));
        });
    });
}

namespace formula_structs {

using namespace formula;

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
            T* y = call.out<T>();
            const std::int64_t count = call.outputs[0].size();
            std::copy_n(call.in<T>(0), count, y);
            for (std::size_t k = 1; k < call.inputs.size(); ++k) {
                const T* x = call.in<T>(k);
                for (std::int64_t i = 0; i < count; ++i)
                    y[i] = static_cast<T>(y[i] + x[i]);
            }
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
    using namespace formula_structs;
#define BINARY(id, op, formula) backend.add(op, binary<Binary<id>>);
#define COMPARE(id, op, formula) backend.add(op, comparison<Compare<id>>);
#include "engine/ops/elementwise.inl"
#undef BINARY
#undef COMPARE
    backend.add("Add", binaryOrComplex<Binary<1>>);
    backend.add("Sub", binaryOrComplex<Binary<2>>);
    backend.add("Multiply", binaryOrComplex<Binary<3>>);
    backend.add("FloorDiv", floorDivision<Binary<5>>);
    backend.add("Prelu", prelu<Binary<12>>);
    backend.add("AddN", addN);
    backend.add("LogicalAnd", [](KernelCall& call) {
        logical(call, [](bool a, bool b) { return a && b; });
    });
    backend.add("LogicalOr", [](KernelCall& call) {
        logical(call, [](bool a, bool b) { return a || b; });
    });
}

} // namespace tp::cpu
