#include "engine/ops/math.h"

#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/compare.h"
#include "engine/ops/complex.h"
#include "engine/ops/creation.h"
#include "engine/ops/register.h"
#include "engine/ops/rules.h"

#include <array>
#include <numbers>

namespace tp {

namespace {

struct Text {
    std::string_view name;
    std::string_view doc;
    std::string_view formula;
};

Op unary(const Text& text, Gradient gradient, Saves saves, ShapeRule infer = sameAsFloatInput) {
    return {
        .name = text.name,
        .doc = text.doc,
        .formula = text.formula,
        .inputs = {"x"},
        .infer = infer,
        .gradient = gradient,
        .saves = saves,
    };
}

const Op kAbs = unary(
    {"Abs", "The size of each element, without its sign.", "y = |x|"},
    [](const GradCall& call) -> Tensors { return {call.dy() * step(toFloat(call.input(0)), -1)}; },
    Saves::Inputs,
    sameAsNumericInput);

const Op kNeg = unary(
    {"Neg", "Each element with the other sign.", "y = -x"},
    [](const GradCall& call) -> Tensors { return {neg(call.dy())}; },
    Saves::Nothing,
    sameAsNumericInput);

const Op kSquare = unary(
    {"Square", "Each element times itself.", "y = x ^ 2"},
    [](const GradCall& call) -> Tensors { return {call.dy() * (toFloat(call.input(0)) * 2)}; },
    Saves::Inputs,
    sameAsNumericInput);

const Op kSqrt = unary(
    {"Sqrt", "The square root; NaN for negative elements.", "y = sqrt(x)"},
    [](const GradCall& call) -> Tensors { return {call.dy() / (sqrt(call.input(0)) * 2)}; },
    Saves::Inputs);

const Op kRsqrt = unary(
    {"Rsqrt", "One over the square root.", "y = 1 / sqrt(x)"},
    [](const GradCall& call) -> Tensors { return {-(call.dy() / (pow(call.input(0), 1.5) * 2))}; },
    Saves::Inputs);

const Op kReciprocal = unary(
    {"Reciprocal", "One over each element.", "y = 1 / x"},
    [](const GradCall& call) -> Tensors { return {call.dy() / -square(call.input(0))}; },
    Saves::Inputs);

const Op kExp = unary(
    {"Exp", "The number e to the power of each element.", "y = exp(x)"},
    [](const GradCall& call) -> Tensors { return {call.dy() * call.outputs[0]}; },
    Saves::Outputs,
    floatOfNumericInput);

const Op kExpm1 = unary(
    {"Expm1", "exp(x) - 1, exact for small x.", "y = exp(x) - 1"},
    [](const GradCall& call) -> Tensors { return {call.dy() * exp(call.input(0))}; },
    Saves::Inputs);

const Op kLog = unary(
    {"Log", "The natural logarithm; NaN for negative elements.", "y = log(x)"},
    [](const GradCall& call) -> Tensors { return {call.dy() / call.input(0)}; },
    Saves::Inputs);

const Op kLog1p = unary(
    {"Log1p", "log(1 + x), exact for small x.", "y = log(1 + x)"},
    [](const GradCall& call) -> Tensors { return {call.dy() / (call.input(0) + 1)}; },
    Saves::Inputs);

const Op kSin = unary(
    {"Sin", "The sine of an angle in radians.", "y = sin(x)"},
    [](const GradCall& call) -> Tensors { return {cos(call.input(0)) * call.dy()}; },
    Saves::Inputs);

const Op kCos = unary(
    {"Cos", "The cosine of an angle in radians.", "y = cos(x)"},
    [](const GradCall& call) -> Tensors { return {-sin(call.input(0)) * call.dy()}; },
    Saves::Inputs);

const Op kTan = unary(
    {"Tan", "The tangent of an angle in radians.", "y = tan(x)"},
    [](const GradCall& call) -> Tensors { return {call.dy() / square(cos(call.input(0)))}; },
    Saves::Inputs);

const Op kAsin = unary(
    {"Asin", "The angle whose sine is x.", "y = asin(x)"},
    [](const GradCall& call) -> Tensors { return {call.dy() / sqrt(1.0 - square(call.input(0)))}; },
    Saves::Inputs);

const Op kAcos = unary(
    {"Acos", "The angle whose cosine is x.", "y = acos(x)"},
    [](const GradCall& call) -> Tensors {
        return {-(call.dy() / sqrt(1.0 - square(call.input(0))))};
    },
    Saves::Inputs);

const Op kAtan = unary(
    {"Atan", "The angle whose tangent is x.", "y = atan(x)"},
    [](const GradCall& call) -> Tensors { return {call.dy() / (square(call.input(0)) + 1)}; },
    Saves::Inputs);

const Op kSinh = unary(
    {"Sinh", "The hyperbolic sine.", "y = (exp(x) - exp(-x)) / 2"},
    [](const GradCall& call) -> Tensors { return {cosh(call.input(0)) * call.dy()}; },
    Saves::Inputs);

const Op kCosh = unary(
    {"Cosh", "The hyperbolic cosine.", "y = (exp(x) + exp(-x)) / 2"},
    [](const GradCall& call) -> Tensors { return {sinh(call.input(0)) * call.dy()}; },
    Saves::Inputs);

const Op kAsinh = unary(
    {"Asinh", "The number whose hyperbolic sine is x.", "y = log(x + sqrt(x ^ 2 + 1))"},
    [](const GradCall& call) -> Tensors { return {call.dy() / sqrt(square(call.input(0)) + 1)}; },
    Saves::Inputs);

const Op kAcosh = unary(
    {"Acosh", "The number whose hyperbolic cosine is x.", "y = log(x + sqrt(x ^ 2 - 1))"},
    [](const GradCall& call) -> Tensors { return {call.dy() / sqrt(square(call.input(0)) - 1)}; },
    Saves::Inputs);

const Op kAtanh = unary(
    {"Atanh", "The number whose hyperbolic tangent is x.", "y = log((1 + x) / (1 - x)) / 2"},
    [](const GradCall& call) -> Tensors { return {call.dy() / (1.0 - square(call.input(0)))}; },
    Saves::Inputs);

const Op kErf = unary(
    {"Erf", "The error function.", "y = 2 / sqrt(pi) * integral of exp(-t ^ 2) from 0 to x"},
    [](const GradCall& call) -> Tensors {
        const double scale = 2 * std::numbers::inv_sqrtpi;
        return {call.dy() * (exp(-square(call.input(0))) * scale)};
    },
    Saves::Inputs);

const Op kFloor = unary(
    {"Floor", "The largest whole number not above x.", "y = floor(x)"},
    zeroGradient,
    Saves::Nothing,
    sameAsNumericInput);

const Op kCeil = unary(
    {"Ceil", "The smallest whole number not below x.", "y = ceil(x)"},
    zeroGradient,
    Saves::Nothing,
    sameAsNumericInput);

const Op kRound = unary(
    {"Round", "The nearest whole number; halves go to the even one.", "y = round(x)"},
    zeroGradient,
    Saves::Nothing,
    sameAsNumericInput);

const Op kSign = unary(
    {"Sign", "-1 for negative elements, 1 for positive ones, else 0.", "y = sign(x)"},
    zeroGradient,
    Saves::Nothing,
    sameAsNumericInput);

const Op kStep = {
    .name = "Step",
    .doc = "1 for positive elements, alpha for the others.",
    .formula = "y = x > 0 ? 1 : alpha",
    .inputs = {"x"},
    .attrs = {{"alpha", 0.0}},
    .infer = sameAsNumericInput,
    .gradient = zeroGradient,
    .saves = Saves::Nothing,
};

const Op kClipByValue = {
    .name = "ClipByValue",
    .doc = "Brings each element into a range.",
    .formula = "y = min(max(x, clipValueMin), clipValueMax)",
    .inputs = {"x"},
    .attrs = {{"clipValueMin", 0.0}, {"clipValueMax", 0.0}},
    .infer = sameAsNumericInput,
    .gradient = [](const GradCall& call) -> Tensors {
        const Tensor& x = call.input(0);
        const Tensor inside = logicalAnd(
            greaterEqual(x, call.attr<double>("clipValueMin")),
            lessEqual(x, call.attr<double>("clipValueMax")));
        return {call.dy() * toFloat(inside)};
    },
};

const std::array kOps = {
    &kAbs,   &kNeg,   &kSquare, &kSqrt,  &kRsqrt, &kReciprocal, &kExp,
    &kExpm1, &kLog,   &kLog1p,  &kSin,   &kCos,   &kTan,        &kAsin,
    &kAcos,  &kAtan,  &kSinh,   &kCosh,  &kAsinh, &kAcosh,      &kAtanh,
    &kErf,   &kFloor, &kCeil,   &kRound, &kSign,  &kStep,       &kClipByValue,
};

} // namespace

void registerMathOps() {
    for (const Op* op : kOps)
        registerOp(*op);
}

Tensor abs(const Tensor& x) {
    return x.dtype() == DType::Complex64 ? complexAbs(x) : run(kAbs, {toNumber(x)});
}

Tensor neg(const Tensor& x) {
    if (x.dtype() == DType::Complex64)
        return complex(neg(real(x)), neg(imag(x)));
    return run(kNeg, {toNumber(x)});
}

Tensor square(const Tensor& x) {
    return run(kSquare, {toNumber(x)});
}

Tensor sqrt(const Tensor& x) {
    return run(kSqrt, {toFloat(x)});
}

Tensor rsqrt(const Tensor& x) {
    return run(kRsqrt, {toFloat(x)});
}

Tensor reciprocal(const Tensor& x) {
    return run(kReciprocal, {toFloat(x)});
}

Tensor exp(const Tensor& x) {
    return run(kExp, {toFloat(x)});
}

Tensor expm1(const Tensor& x) {
    return run(kExpm1, {toFloat(x)});
}

Tensor log(const Tensor& x) {
    return run(kLog, {toFloat(x)});
}

Tensor log1p(const Tensor& x) {
    return run(kLog1p, {toFloat(x)});
}

Tensor sin(const Tensor& x) {
    return run(kSin, {toFloat(x)});
}

Tensor cos(const Tensor& x) {
    return run(kCos, {toFloat(x)});
}

Tensor tan(const Tensor& x) {
    return run(kTan, {toFloat(x)});
}

Tensor asin(const Tensor& x) {
    return run(kAsin, {toFloat(x)});
}

Tensor acos(const Tensor& x) {
    return run(kAcos, {toFloat(x)});
}

Tensor atan(const Tensor& x) {
    return run(kAtan, {toFloat(x)});
}

Tensor sinh(const Tensor& x) {
    return run(kSinh, {toFloat(x)});
}

Tensor cosh(const Tensor& x) {
    return run(kCosh, {toFloat(x)});
}

Tensor asinh(const Tensor& x) {
    return run(kAsinh, {toFloat(x)});
}

Tensor acosh(const Tensor& x) {
    return run(kAcosh, {toFloat(x)});
}

Tensor atanh(const Tensor& x) {
    return run(kAtanh, {toFloat(x)});
}

Tensor erf(const Tensor& x) {
    return run(kErf, {toFloat(x)});
}

Tensor floor(const Tensor& x) {
    return run(kFloor, {toNumber(x)});
}

Tensor ceil(const Tensor& x) {
    return run(kCeil, {toNumber(x)});
}

Tensor round(const Tensor& x) {
    return run(kRound, {toNumber(x)});
}

Tensor sign(const Tensor& x) {
    return run(kSign, {toNumber(x)});
}

Tensor step(const Tensor& x, double alpha) {
    return run(kStep, {toNumber(x)}, {{"alpha", alpha}});
}

Tensor clipByValue(const Tensor& x, double min, double max) {
    check(min <= max, "clipByValue: the lower bound %1 is above the upper bound %2.", min, max);
    return run(kClipByValue, {toNumber(x)}, {{"clipValueMin", min}, {"clipValueMax", max}});
}

} // namespace tp
