#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

#include <cmath>

namespace tp::test {

OpCases mathCases() {
    OpCases cases;
    const UnaryRow rows[] = {
        {"Abs", "abs", abs, [](double x) { return x < 0 ? -x : x; }, -2, 2},
        {"Neg", "neg", neg, [](double x) { return -x; }, -2, 2},
        {"Square", "square", square, [](double x) { return x * x; }, -2, 2},
        {"Sqrt", "sqrt", sqrt, [](double x) { return std::sqrt(x); }, 0.5, 4},
        {"Rsqrt", "rsqrt", rsqrt, [](double x) { return 1 / std::sqrt(x); }, 0.5, 4},
        {"Reciprocal", "reciprocal", reciprocal, [](double x) { return 1 / x; }, 0.5, 3},
        {"Exp", "exp", exp, [](double x) { return std::exp(x); }, -2, 2},
        {"Expm1", "expm1", expm1, [](double x) { return std::expm1(x); }, -2, 2},
        {"Log", "log", log, [](double x) { return std::log(x); }, 0.5, 4},
        {"Log1p", "log1p", log1p, [](double x) { return std::log1p(x); }, -0.5, 3},
        {"Sin", "sin", sin, [](double x) { return std::sin(x); }, -4, 4},
        {"Cos", "cos", cos, [](double x) { return std::cos(x); }, -4, 4},
        {"Tan", "tan", tan, [](double x) { return std::tan(x); }, -0.9, 0.9},
        {"Asin", "asin", asin, [](double x) { return std::asin(x); }, -0.6, 0.6},
        {"Acos", "acos", acos, [](double x) { return std::acos(x); }, -0.6, 0.6},
        {"Atan", "atan", atan, [](double x) { return std::atan(x); }, -3, 3},
        {"Sinh", "sinh", sinh, [](double x) { return std::sinh(x); }, -2, 2},
        {"Cosh", "cosh", cosh, [](double x) { return std::cosh(x); }, -2, 2},
        {"Asinh", "asinh", asinh, [](double x) { return std::asinh(x); }, -3, 3},
        {"Acosh", "acosh", acosh, [](double x) { return std::acosh(x); }, 1.3, 4},
        {"Atanh", "atanh", atanh, [](double x) { return std::atanh(x); }, -0.6, 0.6},
        {"Erf", "erf", erf, [](double x) { return std::erf(x); }, -2, 2},
        {"Floor", "floor", floor, [](double x) { return std::floor(x); }, -3, 3},
        {"Ceil", "ceil", ceil, [](double x) { return std::ceil(x); }, -3, 3},
        {"Round", "round", round, [](double x) { return std::nearbyint(x); }, 0, 0.4},
        {"Sign", "sign", sign, [](double x) { return x > 0   ? 1.0
                                                     : x < 0 ? -1.0
                                                             : 0.0; }, -2, 2},
        {"Step",
         "step",
         [](const Tensor& x) { return step(x, -0.5); },
         [](double x) { return std::isnan(x) ? x
                               : x > 0       ? 1
                                             : -0.5; },
         -2,
         2},
        {"ClipByValue",
         "clipByValue",
         [](const Tensor& x) { return clipByValue(x, -1, 1); },
         [](double x) { return x > 1    ? 1
                               : x < -1 ? -1
                                        : x; },
         -3,
         3},
    };
    for (const UnaryRow& row : rows)
        addUnaryCases(cases, row);

    const auto whole = [&](std::string_view op, UnaryCall f, const TensorData& expected) {
        cases.push_back(
            {std::string(op) + " of int32",
             op,
             [f](const Tensors& xs) { return f(xs[0]); },
             {tensor({-3, 0, 7}, DType::Int32)},
             tensor(expected, DType::Int32),
             Smooth::No});
    };
    whole("Abs", abs, {3, 0, 7});
    whole("Neg", neg, {3, 0, -7});
    whole("Square", square, {9, 0, 49});
    whole("Sign", sign, {-1, 0, 1});
    whole("Round", round, {-3, 0, 7});
    whole("Step", [](const Tensor& x) { return step(x, 5); }, {5, 5, 1});
    whole("ClipByValue", [](const Tensor& x) { return clipByValue(x, -2, 3); }, {-2, 0, 3});

    cases.push_back(
        {"round, halves to the even number",
         "Round",
         [](const Tensors& xs) { return round(xs[0]); },
         {tensor({-2.5, -1.5, -0.5, 0.5, 1.5, 2.5})},
         tensor({-2, -2, 0, 0, 2, 2}),
         Smooth::No});
    cases.push_back(
        {"sqrt of int32 becomes float32",
         "Sqrt",
         [](const Tensors& xs) { return sqrt(xs[0]); },
         {tensor({4, 9}, DType::Int32)},
         tensor({2, 3}),
         Smooth::No});
    cases.push_back(
        {"neg of bool becomes int32",
         "Neg",
         [](const Tensors& xs) { return neg(xs[0]); },
         {tensor({true, false})},
         tensor({-1, 0}, DType::Int32),
         Smooth::No});
    return cases;
}

} // namespace tp::test
