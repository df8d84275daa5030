#include "engine/ops/complex.h"

#include "engine/ops/arithmetic.h"
#include "engine/ops/creation.h"
#include "engine/ops/math.h"
#include "engine/ops/register.h"
#include "engine/ops/rules.h"

namespace tp {

namespace {

Specs partOfComplex(const OpCall& call) {
    checkDType(call, 0, {DType::Complex64});
    return {{DType::Float32, call.input(0).shape()}};
}

const Op kComplex = {
    .name = "Complex",
    .doc = "Complex numbers of their real and imaginary parts.",
    .formula = "y = real + i * imag",
    .inputs = {"real", "imag"},
    .infer = [](const OpCall& call) -> Specs {
        checkDType(call, 0, {DType::Float32});
        checkDType(call, 1, {DType::Float32});
        const Shape& shape = call.input(0).shape();
        check(
            shape == call.input(1).shape(),
            "complex: both parts must have one shape, but the shapes are %1 and %2.",
            shape,
            call.input(1).shape());
        return {{DType::Complex64, shape}};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        return {
            call.wants(0) ? real(call.dy()) : Tensor(), call.wants(1) ? imag(call.dy()) : Tensor()};
    },
    .saves = Saves::Nothing,
};

const Op kReal = {
    .name = "Real",
    .doc = "The real parts of complex numbers.",
    .formula = "y = real(input)",
    .inputs = {"input"},
    .infer = partOfComplex,
    .gradient = [](const GradCall& call) -> Tensors {
        return {complex(call.dy(), zerosLike(call.dy()))};
    },
    .saves = Saves::Nothing,
};

const Op kImag = {
    .name = "Imag",
    .doc = "The imaginary parts of complex numbers.",
    .formula = "y = imag(input)",
    .inputs = {"input"},
    .infer = partOfComplex,
    .gradient = [](const GradCall& call) -> Tensors {
        return {complex(zerosLike(call.dy()), call.dy())};
    },
    .saves = Saves::Nothing,
};

const Op kComplexAbs = {
    .name = "ComplexAbs",
    .doc = "How far complex numbers are from 0.",
    .formula = "y = sqrt(real(x) ^ 2 + imag(x) ^ 2)",
    .inputs = {"x"},
    .infer = partOfComplex,
    .gradient = [](const GradCall& call) -> Tensors {
        // Outwards; nowhere from 0 itself.
        const Tensor& x = call.input(0);
        const Tensor scale = divNoNan(call.dy(), complexAbs(x));
        return {complex(scale * real(x), scale * imag(x))};
    },
};

} // namespace

void registerComplexOps() {
    for (const Op* op : {&kComplex, &kReal, &kImag, &kComplexAbs})
        registerOp(*op);
}

Tensor complex(const Tensor& real, const Tensor& imag) {
    return run(kComplex, {toFloat(real), toFloat(imag)});
}

Tensor real(const Tensor& x) {
    return run(kReal, {x});
}

Tensor imag(const Tensor& x) {
    return run(kImag, {x});
}

Tensor conj(const Tensor& x) {
    return complex(real(x), neg(imag(x)));
}

Tensor complexAbs(const Tensor& x) {
    return run(kComplexAbs, {x});
}

} // namespace tp
