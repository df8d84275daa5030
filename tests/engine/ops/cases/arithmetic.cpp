#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

#include <algorithm>
#include <cmath>

namespace tp::test {

namespace {

double larger(double a, double b) {
    return std::isnan(a) || std::isnan(b) ? NAN : std::max(a, b);
}

double smaller(double a, double b) {
    return std::isnan(a) || std::isnan(b) ? NAN : std::min(a, b);
}

void addWholeNumberCases(OpCases& cases) {
    const Tensor a = tensor({-7, 7, 6, 2'000'000'000}, DType::Int32);
    const Tensor b = tensor({2, -2, 4, 2'000'000'000}, DType::Int32);
    const auto row = [&](std::string_view op, BinaryCall f, const TensorData& expected) {
        cases.push_back(
            {std::string(op) + " of int32",
             op,
             [f](const Tensors& xs) { return f(xs[0], xs[1]); },
             {a, b},
             tensor(expected, DType::Int32),
             Smooth::No});
    };
    row("Add", add, {-5, 5, 10, 4'000'000'000.0}); // wraps around
    row("Sub", sub, {-9, 9, 2, 0});
    row("Maximum", maximum, {2, 7, 6, 2'000'000'000});
    row("Minimum", minimum, {-7, -2, 4, 2'000'000'000});
    row("FloorDiv", div, {-4, -4, 1, 1});
    row("Mod", mod, {1, -1, 2, 0});
    cases.push_back(
        {"Multiply of int32",
         "Multiply",
         [](const Tensors& xs) { return xs[0] * xs[1]; },
         {a, tensor({3}, DType::Int32)},
         tensor({-21, 21, 18, 6'000'000'000.0}, DType::Int32),
         Smooth::No});
    cases.push_back(
        {"pow of int32",
         "Pow",
         [](const Tensors& xs) { return pow(xs[0], xs[1]); },
         {tensor({2, 3, -2}, DType::Int32), tensor({10, 0, 3}, DType::Int32)},
         tensor({1024, 1, -8}, DType::Int32),
         Smooth::No});
}

void addPromotionCases(OpCases& cases) {
    const auto sum = [](const Tensors& xs) { return xs[0] + xs[1]; };
    const auto row = [&](const char* name, const Tensor& a, const Tensor& b, const Tensor& y) {
        cases.push_back({name, "Add", sum, {a, b}, y, Smooth::No});
    };
    const Tensor bools = tensor({true, false});
    const Tensor whole = tensor({1, 2}, DType::Int32);
    row("bool + bool is int32", bools, bools, tensor({2, 0}, DType::Int32));
    row("bool + int32 is int32", bools, whole, tensor({2, 2}, DType::Int32));
    row("int32 + float32 is float32", whole, tensor({0.5, 0.5}), tensor({1.5, 2.5}));
    cases.push_back(
        {"int32 + number is float32",
         "Add",
         [](const Tensors& xs) { return xs[0] + 1; },
         {whole},
         tensor({2, 3}),
         Smooth::No});
}

} // namespace

OpCases arithmeticCases() {
    OpCases cases;
    const BinaryRow rows[] = {
        {"Add", "add", add, [](double a, double b) { return a + b; }, -2, 2},
        {"Sub", "sub", sub, [](double a, double b) { return a - b; }, -2, 2},
        {"Multiply", "mul", mul, [](double a, double b) { return a * b; }, -2, 2},
        {"RealDiv", "div", div, [](double a, double b) { return a / b; }, 0.5, 3},
        {"Mod",
         "mod",
         mod,
         [](double a, double b) { return std::isinf(b) ? a : a - b * std::floor(a / b); },
         2.2,
         2.8,
         Smooth::No},
        {"Pow", "pow", pow, [](double a, double b) { return std::pow(a, b); }, 0.5, 2},
        {"Maximum", "maximum", maximum, larger, -2, 2},
        {"Minimum", "minimum", minimum, smaller, -2, 2},
        {"SquaredDifference",
         "squaredDifference",
         squaredDifference,
         [](double a, double b) { return (a - b) * (a - b); },
         -2,
         2},
        {"Atan2", "atan2", atan2, [](double a, double b) { return std::atan2(a, b); }, 0.5, 2},
    };
    for (const BinaryRow& row : rows)
        addBinaryCases(cases, row);
    addWholeNumberCases(cases);
    addPromotionCases(cases);

    cases.push_back(
        {"mod has the sign of b",
         "Mod",
         [](const Tensors& xs) { return mod(xs[0], xs[1]); },
         {tensor({5.5, -5.5, 5.5, -5.5}), tensor({2, 2, -2, -2})},
         tensor({1.5, 0.5, -0.5, -1.5})});
    cases.push_back(
        {"floorDiv of float32 is int32",
         "FloorDiv",
         [](const Tensors& xs) { return floorDiv(xs[0], xs[1]); },
         {tensor({5.5, -5.5}), tensor({2, 2})},
         tensor({2, -3}, DType::Int32),
         Smooth::No});
    cases.push_back(
        {"divNoNan",
         "",
         [](const Tensors& xs) { return divNoNan(xs[0], xs[1]); },
         {tensor({1, 2, 3}), tensor({2, 4, 0})},
         tensor({0.5, 0.5, 0}),
         Smooth::No});
    cases.push_back(
        {"divNoNan, slopes",
         "",
         [](const Tensors& xs) {
             return divNoNan(xs[0], tensor({2, 4, 0}));
         },
         {tensor({1, 2, 3})},
         tensor({0.5, 0.5, 0})});
    cases.push_back(
        {"addN",
         "AddN",
         [](const Tensors& xs) { return addN(xs); },
         {tensor({{1, 2}}), tensor({{3, 4}}), tensor({{5, 6}})},
         tensor({{9, 12}})});
    cases.push_back(
        {"numbers on both sides",
         "",
         [](const Tensors& xs) { return (1 - xs[0]) * 2.0 / (3 / xs[0]) - -xs[0]; },
         {tensor({2, 4})},
         tensor({0.666667, -4})});
    cases.push_back(
        {"x used twice",
         "",
         [](const Tensors& xs) { return xs[0] * xs[0] + xs[0]; },
         {tensor({2, 4})},
         tensor({6, 20})});
    return cases;
}

} // namespace tp::test
