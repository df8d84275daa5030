#include "engine/base/thread_pool.h"
#include "engine/cpu/kernels.h"
#include "engine/cpu/scalar_math.h"
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

// Fewer elements are done sooner than a second thread wakes.
constexpr std::int64_t kLargeEnough = 1 << 17;

template<class Formula>
void unary(KernelCall& call) {
    const auto [a, b] = attributes(call);
    const std::int64_t count = call.outputs[0].size();
    if (call.input(0).dtype() == DType::Float32) {
        const auto* x = call.in<float>(0);
        auto* y = call.out<float>();
        const auto alpha = static_cast<float>(a);
        const auto beta = static_cast<float>(b);
        parallelFor(count, kLargeEnough, [=](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i)
                y[i] = Formula::apply(x[i], alpha, beta);
        });
        return;
    }
    // Whole numbers are computed as JavaScript does: as double, then cut.
    const auto* x = call.in<std::int32_t>(0);
    if (call.outputs[0].dtype() == DType::Float32) {
        auto* y = call.out<float>();
        for (std::int64_t i = 0; i < count; ++i)
            y[i] = static_cast<float>(Formula::apply(static_cast<double>(x[i]), a, b));
        return;
    }
    auto* y = call.out<std::int32_t>();
    for (std::int64_t i = 0; i < count; ++i)
        y[i] = toInt32(Formula::apply(static_cast<double>(x[i]), a, b));
}

template<class Formula>
void predicate(KernelCall& call) {
    const std::int64_t count = call.outputs[0].size();
    auto* y = call.out<std::uint8_t>();
    // Of the numbers, only floating ones can be anything but finite.
    const bool isFloat = call.input(0).dtype() == DType::Float32;
    const auto* x = isFloat ? call.in<float>(0) : nullptr;
    for (std::int64_t i = 0; i < count; ++i)
        y[i] = static_cast<std::uint8_t>(Formula::apply(isFloat ? x[i] : 0.0F));
}

namespace formula_structs {

using namespace formula;

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
#define UNARY(id, op, formula) backend.add(op, unary<formula_structs::Unary<id>>);
#define PREDICATE(id, op, formula) backend.add(op, predicate<formula_structs::Predicate<id>>);
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
