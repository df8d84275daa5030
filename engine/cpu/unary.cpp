#include "engine/cpu/broadcast_loop.h"
#include "engine/cpu/kernels.h"
#include "engine/cpu/scalar_math.h"
#include "engine/cpu/vector_loops.h"
#include "engine/ops/rules.h"

#include <array>

namespace tp::cpu {

namespace {

/// The attributes of the call, in the order the op declares them.
std::array<double, 2> attributes(const OpCall& call) {
    std::array<double, 2> values{};
    for (std::size_t i = 0; i < call.op.attrs.size() && i < values.size(); ++i)
        values[i] = call.attr<double>(call.op.attrs[i].first);
    return values;
}

template<class Formula, int kId>
void unary(KernelCall& call) {
    const auto values = attributes(call);
    const double a = values[0];
    const double b = values[1];
    const std::int64_t count = call.outputs[0].size();
    if (call.input(0).dtype() == DType::Float32) {
        const VectorLoops::Unary loop = vectorLoops().unary[kId];
        const auto* x = call.in<float>(0);
        const auto alpha = static_cast<float>(a);
        const auto beta = static_cast<float>(b);
        forElements(call.out<float>(), count, [=](std::int64_t first, std::int64_t n, float* y) {
            loop(x + first, y, n, alpha, beta);
        });
        return;
    }
    // Whole numbers are computed as JavaScript does: as double, then cut.
    const auto* x = call.in<std::int32_t>(0);
    if (call.outputs[0].dtype() == DType::Float32) {
        forElements(call.out<float>(), count, [=](std::int64_t first, std::int64_t n, float* y) {
            for (std::int64_t i = 0; i < n; ++i)
                y[i] = static_cast<float>(Formula::apply(static_cast<double>(x[first + i]), a, b));
        });
        return;
    }
    forElements(
        call.out<std::int32_t>(), count, [=](std::int64_t first, std::int64_t n, std::int32_t* y) {
            for (std::int64_t i = 0; i < n; ++i)
                y[i] = toInt32(Formula::apply(static_cast<double>(x[first + i]), a, b));
        });
}

template<class Formula>
void predicate(KernelCall& call) {
    const std::int64_t count = call.outputs[0].size();
    auto* y = call.out<std::uint8_t>();
    // Of the numbers, only floating ones can be anything but finite.
    const bool isFloat = call.input(0).dtype() == DType::Float32;
    if (!isFloat) {
        std::fill_n(y, count, static_cast<std::uint8_t>(Formula::apply(0.0F)));
        return;
    }
    const auto* x = call.in<float>(0);
    forElements(y, count, [x](std::int64_t first, std::int64_t n, std::uint8_t* target) {
        for (std::int64_t i = 0; i < n; ++i)
            target[i] = static_cast<std::uint8_t>(Formula::apply(x[first + i]));
    });
}

namespace formula_structs {

using namespace formula; // NOLINT(google-build-using-namespace): the words of elementwise.inl

template<int kId>
struct Unary;
template<int kId>
struct Predicate;

#define UNARY(id, op, formula)                                                                     \
    template<>                                                                                     \
    struct Unary<id> {                                                                             \
        template<class T>                                                                          \
        static T apply(T x, [[maybe_unused]] T a, [[maybe_unused]] T b) {                          \
            return static_cast<T>(formula);                                                        \
        }                                                                                          \
    };
#define PREDICATE(id, op, formula)                                                                 \
    template<>                                                                                     \
    struct Predicate<id> {                                                                         \
        static bool apply(float x) { return formula; }                                             \
    };
#include "engine/ops/elementwise.inl"
#undef UNARY
#undef PREDICATE

} // namespace formula_structs

} // namespace

void registerUnaryKernels(Backend& backend) {
#define UNARY(id, op, formula) backend.add(op, unary<formula_structs::Unary<(id)>, id>);
#define PREDICATE(id, op, formula) backend.add(op, predicate<formula_structs::Predicate<(id)>>);
#include "engine/ops/elementwise.inl"
#undef UNARY
#undef PREDICATE
    backend.add("LogicalNot", [](KernelCall& call) {
        const auto* x = call.in<std::uint8_t>(0);
        auto* y = call.out<std::uint8_t>();
        const std::int64_t count = call.outputs[0].size();
        for (std::int64_t i = 0; i < count; ++i)
            y[i] = static_cast<std::uint8_t>(x[i] == 0);
    });
}

} // namespace tp::cpu
