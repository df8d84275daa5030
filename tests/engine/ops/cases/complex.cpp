#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

#include <cmath>
#include <limits>

namespace tp::test {

namespace {

/// Both parts next to each other: rows compare float32.
Tensor parts(const Tensor& x) {
    return stack({real(x), imag(x)});
}

TensorFunction ofComplex(Tensor (*f)(const Tensor&)) {
    return [f](const Tensors& xs) { return f(complex(xs[0], xs[1])); };
}

TensorFunction ofTwo(Tensor (*f)(const Tensor&, const Tensor&)) {
    return
        [f](const Tensors& xs) { return parts(f(complex(xs[0], xs[1]), complex(xs[2], xs[3]))); };
}

Tensor distances(const Tensor& re, const Tensor& im) {
    auto values = re.dataSync<float>();
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = static_cast<float>(
            std::hypot(static_cast<double>(values[i]), static_cast<double>(im.values<float>()[i])));
    }
    return fromBuffer(values, re.shape());
}

void addArithmetic(OpCases& cases) {
    // (1 + 2i) and (3 - i), and a number that broadcasts.
    const Tensors two = {tensor({1, 0}), tensor({2, -1}), tensor({3}), tensor({-1})};
    cases.push_back({"add of complex numbers", "Add", ofTwo(add), two, tensor({{4, 3}, {1, -2}})});
    cases.push_back({"sub of complex numbers", "Sub", ofTwo(sub), two, tensor({{-2, -3}, {3, 0}})});
    cases.push_back(
        {"mul of complex numbers", "Multiply", ofTwo(mul), two, tensor({{5, -1}, {5, -3}})});
    cases.push_back(
        {"mul of a complex and a real number",
         "Multiply",
         [](const Tensors& xs) { return parts(complex(xs[0], xs[1]) * xs[2]); },
         {tensor({1, 0}), tensor({2, -1}), tensor({3, 2})},
         tensor({{3, 0}, {6, -2}})});
    cases.push_back(
        {"neg of complex numbers",
         "",
         [](const Tensors& xs) { return parts(-complex(xs[0], xs[1])); },
         {tensor({1, 0}), tensor({2, -1})},
         tensor({{-1, 0}, {-2, 1}})});
    cases.push_back(
        {"conj",
         "",
         [](const Tensors& xs) { return parts(conj(complex(xs[0], xs[1]))); },
         {tensor({1, 0}), tensor({2, -1})},
         tensor({{1, 0}, {-2, 1}})});
}

} // namespace

OpCases complexCases() {
    OpCases cases;
    for (const Shape& shape : {Shape{}, Shape{0}, Shape{1}, Shape{13}, Shape{2, 1, 3}}) {
        const Tensor re = spread(shape, -3, 3, 1);
        const Tensor im = spread(shape, -3, 3, 2);
        const std::string name = toText(shape);
        cases.push_back(
            {"complex" + name,
             "Complex",
             [](const Tensors& xs) { return parts(complex(xs[0], xs[1])); },
             {re, im},
             stack({re, im})});
        cases.push_back({"real" + name, "Real", ofComplex(real), {re, im}, re});
        cases.push_back({"imag" + name, "Imag", ofComplex(imag), {re, im}, im});
        cases.push_back(
            {"abs of complex numbers" + name,
             "ComplexAbs",
             ofComplex(abs),
             {re, im},
             distances(re, im)});
    }
    constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    cases.push_back(
        {"abs of complex numbers, NaN and infinities",
         "ComplexAbs",
         ofComplex(abs),
         {tensor({kNan, kInfinity, kNan, 3e30F, 0.0F}),
          tensor({1.0F, kNan, -kInfinity, 4e30F, 0.0F})},
         tensor({kNan, kInfinity, kInfinity, 5e30F, 0.0F}),
         Smooth::No});
    cases.push_back(
        {"cast to complex64 and back",
         "Cast",
         [](const Tensors& xs) { return cast(cast(xs[0], DType::Complex64), DType::Float32); },
         {tensor({1, -2})},
         tensor({1, -2})});
    cases.push_back(
        {"concat of complex numbers",
         "Concat",
         [](const Tensors& xs) {
             return parts(concat({complex(xs[0], xs[1]), complex(xs[1], xs[0])}));
         },
         {tensor({1}), tensor({2})},
         tensor({{1, 2}, {2, 1}})});
    cases.push_back(
        {"zerosLike and onesLike of complex numbers",
         "OnesLike",
         [](const Tensors& xs) {
             const Tensor x = complex(xs[0], xs[1]);
             return parts(concat({zerosLike(x), onesLike(x)}));
         },
         {tensor({1}), tensor({2})},
         tensor({{0, 1}, {0, 0}})});
    addArithmetic(cases);
    return cases;
}

} // namespace tp::test
