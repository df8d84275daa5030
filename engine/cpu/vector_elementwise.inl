// Elementwise formulas of float32 as loops. Part of vector_loops.inl.

template<class Formula>
void unaryLoop(const float* x, float* y, std::int64_t count, float a, float b) {
    for (std::int64_t i = 0; i < count; ++i)
        y[i] = Formula::apply(x[i], a, b);
}

template<class Formula, class Y>
void bothLoop(const float* a, const float* b, Y* y, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i)
        y[i] = Formula::apply(a[i], b[i]);
}

template<class Formula, class Y>
void fixedBLoop(const float* a, const float* b, Y* y, std::int64_t count) {
    const float fixed = *b;
    for (std::int64_t i = 0; i < count; ++i)
        y[i] = Formula::apply(a[i], fixed);
}

template<class Formula, class Y>
void fixedALoop(const float* a, const float* b, Y* y, std::int64_t count) {
    const float fixed = *a;
    for (std::int64_t i = 0; i < count; ++i)
        y[i] = Formula::apply(fixed, b[i]);
}

/// By the fast formula wherever all of a few neighbours are in its reach, else by the library's.
template<float (*kFast)(float), float (*kAny)(float)>
void angleLoop(const float* x, float* y, std::int64_t count, float /*a*/, float /*b*/) {
    constexpr std::int64_t kSome = 256;
    for (std::int64_t start = 0; start < count; start += kSome) {
        const std::int64_t end = std::min(start + kSome, count);
        std::int32_t outside = 0;
        for (std::int64_t i = start; i < end; ++i)
            outside |= static_cast<std::int32_t>(!(std::abs(x[i]) < float_math::kMostOfAngle));
        if (outside == 0) {
            for (std::int64_t i = start; i < end; ++i)
                y[i] = kFast(x[i]);
        } else {
            for (std::int64_t i = start; i < end; ++i)
                y[i] = kAny(x[i]);
        }
    }
}

/// The same as its formula, but for results that have no float of normal precision: those are 0.
void sigmoidLoop(const float* x, float* y, std::int64_t count, float /*a*/, float /*b*/) {
    constexpr float kReach = 87;
    for (std::int64_t i = 0; i < count; ++i) {
        const float power = fastExpInReach(-x[i] < -kReach ? -kReach : -x[i]);
        y[i] = x[i] < -kReach ? 0.0F : 1.0F / (1.0F + power);
    }
}

namespace formulas {

using namespace formula; // NOLINT(google-build-using-namespace): the words of elementwise.inl

template<int kId>
struct Unary;
template<int kId>
struct Binary;
template<int kId>
struct Compare;

#define UNARY(id, op, formula)                                                                     \
    template<>                                                                                     \
    struct Unary<id> {                                                                             \
        static float apply(float x, [[maybe_unused]] float a, [[maybe_unused]] float b) {          \
            return formula;                                                                        \
        }                                                                                          \
    };
#define BINARY(id, op, formula)                                                                    \
    template<>                                                                                     \
    struct Binary<id> {                                                                            \
        static float apply(float a, float b) { return formula; }                                   \
    };
#define COMPARE(id, op, formula)                                                                   \
    template<>                                                                                     \
    struct Compare<id> {                                                                           \
        static std::uint8_t apply(float a, float b) { return static_cast<std::uint8_t>(formula); } \
    };
#include "engine/ops/elementwise.inl"
#undef UNARY
#undef BINARY
#undef COMPARE

} // namespace formulas

template<class Formula, class Y>
VectorLoops::Binary<Y> binaryForms() {
    return {bothLoop<Formula, Y>, fixedBLoop<Formula, Y>, fixedALoop<Formula, Y>};
}

void addElementwise(VectorLoops& loops) {
#define UNARY(id, op, formula) loops.unary[id] = unaryLoop<formulas::Unary<(id)>>;
#define BINARY(id, op, formula) loops.binary[id] = binaryForms<formulas::Binary<(id)>, float>();
#define COMPARE(id, op, formula)                                                                   \
    loops.compare[id] = binaryForms<formulas::Compare<(id)>, std::uint8_t>();
#include "engine/ops/elementwise.inl"
#undef UNARY
#undef BINARY
#undef COMPARE
    constexpr std::size_t kSin = 11;
    constexpr std::size_t kCos = 12;
    constexpr std::size_t kSigmoid = 33;
    loops.unary[kSin] = angleLoop<fastSin, ::sinf>;
    loops.unary[kCos] = angleLoop<fastCos, ::cosf>;
    loops.unary[kSigmoid] = sigmoidLoop;
}
