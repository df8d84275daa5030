#include "engine/ops/arithmetic.h"

#include "engine/ops/array.h"
#include "engine/ops/compare.h"
#include "engine/ops/complex.h"
#include "engine/ops/creation.h"
#include "engine/ops/math.h"
#include "engine/ops/register.h"
#include "engine/ops/rules.h"
#include "engine/runtime/tape.h"

#include <array>

namespace tp {

namespace {

/// The gradients of a broadcasting op: `byA` and `byB` are made only if anybody asks.
template<class A, class B>
Tensors binaryGradients(const GradCall& call, A byA, B byB) {
    Tensors gradients(2);
    if (call.wants(0))
        gradients[0] = sumTo(byA(), call.shape(0));
    if (call.wants(1))
        gradients[1] = sumTo(byB(), call.shape(1));
    return gradients;
}

Tensors quotientGradient(const GradCall& call) {
    const Tensor b = toFloat(call.input(1));
    return binaryGradients(
        call,
        [&] { return call.dy() / b; },
        [&] { return -(call.dy() * toFloat(call.input(0)) / square(b)); });
}

/// What dy is multiplied with on its way past a factor.
Tensor conjugate(const Tensor& factor) {
    return factor.dtype() == DType::Complex64 ? conj(factor) : toFloat(factor);
}

const Op kAdd = {
    .name = "Add",
    .doc = "The sum of two tensors.",
    .formula = "y = a + b",
    .inputs = {"a", "b"},
    .infer = broadcastNumericOrComplex,
    .gradient = [](const GradCall& call) -> Tensors {
        return binaryGradients(
            call, [&] { return call.dy(); }, [&] { return call.dy(); });
    },
    .saves = Saves::Nothing,
};

const Op kSub = {
    .name = "Sub",
    .doc = "The difference of two tensors.",
    .formula = "y = a - b",
    .inputs = {"a", "b"},
    .infer = broadcastNumericOrComplex,
    .gradient = [](const GradCall& call) -> Tensors {
        return binaryGradients(
            call, [&] { return call.dy(); }, [&] { return -call.dy(); });
    },
    .saves = Saves::Nothing,
};

const Op kMultiply = {
    .name = "Multiply",
    .doc = "The product of two tensors, element by element.",
    .formula = "y = a * b",
    .inputs = {"a", "b"},
    .infer = broadcastNumericOrComplex,
    .gradient = [](const GradCall& call) -> Tensors {
        return binaryGradients(
            call,
            [&] { return call.dy() * conjugate(call.input(1)); },
            [&] { return call.dy() * conjugate(call.input(0)); });
    },
};

const Op kRealDiv = {
    .name = "RealDiv",
    .doc = "The quotient of two tensors.",
    .formula = "y = a / b",
    .inputs = {"a", "b"},
    .infer = broadcastFloat,
    .gradient = quotientGradient,
};

const Op kFloorDiv = {
    .name = "FloorDiv",
    .doc = "The quotient of two tensors rounded down, as int32.",
    .formula = "y = floor(a / b)",
    .inputs = {"a", "b"},
    .infer = [](const OpCall& call) -> Specs {
        return {{DType::Int32, broadcastNumeric(call)[0].shape}};
    },
    .gradient = quotientGradient,
};

const Op kMod = {
    .name = "Mod",
    .doc = "The remainder of the floored division, with the sign of b.",
    .formula = "y = a - b * floor(a / b)",
    .inputs = {"a", "b"},
    .infer = broadcastNumeric,
    .gradient = [](const GradCall& call) -> Tensors {
        return binaryGradients(
            call,
            [&] { return call.dy(); },
            [&] { return -(call.dy() * floor(call.input(0) / call.input(1))); });
    },
};

const Op kPow = {
    .name = "Pow",
    .doc = "One tensor to the power of another.",
    .formula = "y = a ^ b",
    .inputs = {"a", "b"},
    .infer = broadcastNumeric,
    .gradient = [](const GradCall& call) -> Tensors {
        const Tensor a = toFloat(call.input(0));
        const Tensor b = toFloat(call.input(1));
        return binaryGradients(
            call,
            [&] { return call.dy() * (b * pow(a, b - 1)); },
            [&] {
                // The logarithm of what is not positive must not spoil the rest.
                const Tensor logA = where(greater(a, zerosLike(a)), log(a), zerosLike(a));
                return call.dy() * (toFloat(call.outputs[0]) * logA);
            });
    },
    .saves = Saves::InputsAndOutputs,
};

const Op kMaximum = {
    .name = "Maximum",
    .doc = "The larger of two tensors' elements; NaN if either is.",
    .formula = "y = max(a, b)",
    .inputs = {"a", "b"},
    .infer = broadcastNumeric,
    .gradient = [](const GradCall& call) -> Tensors {
        return binaryGradients(
            call,
            [&] { return call.dy() * toFloat(greaterEqual(call.input(0), call.input(1))); },
            [&] { return call.dy() * toFloat(less(call.input(0), call.input(1))); });
    },
};

const Op kMinimum = {
    .name = "Minimum",
    .doc = "The smaller of two tensors' elements; NaN if either is.",
    .formula = "y = min(a, b)",
    .inputs = {"a", "b"},
    .infer = broadcastNumeric,
    .gradient = [](const GradCall& call) -> Tensors {
        return binaryGradients(
            call,
            [&] { return call.dy() * toFloat(lessEqual(call.input(0), call.input(1))); },
            [&] { return call.dy() * toFloat(greater(call.input(0), call.input(1))); });
    },
};

const Op kSquaredDifference = {
    .name = "SquaredDifference",
    .doc = "The square of the difference of two tensors.",
    .formula = "y = (a - b) ^ 2",
    .inputs = {"a", "b"},
    .infer = broadcastNumeric,
    .gradient = [](const GradCall& call) -> Tensors {
        Tensor slope = call.dy() * ((call.input(0) - call.input(1)) * 2);
        return binaryGradients(
            call, [&] { return slope; }, [&] { return -slope; });
    },
};

const Op kAddN = {
    .name = "AddN",
    .doc = "The sum of any number of tensors of one shape.",
    .formula = "y = x0 + x1 + ...",
    .inputs = {"xs*"},
    .infer = [](const OpCall& call) -> Specs {
        check(!call.inputs.empty(), "addN: give at least one tensor to add.");
        for (std::size_t i = 0; i < call.inputs.size(); ++i) {
            checkDType(call, i, {DType::Float32, DType::Int32, DType::Complex64});
            check(
                call.input(i).dtype() == call.input(0).dtype() &&
                    call.input(i).shape() == call.input(0).shape(),
                "addN: all tensors must be %1 of shape %2 like the first, but one is %3 of shape "
                "%4.",
                call.input(0).dtype(),
                call.input(0).shape(),
                call.input(i).dtype(),
                call.input(i).shape());
        }
        return {call.input(0).spec()};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        return Tensors(call.specs.size(), call.dy());
    },
    .saves = Saves::Nothing,
};

const Op kAtan2 = {
    .name = "Atan2",
    .doc = "The angle of the point (b, a) seen from the origin.",
    .formula = "y = atan2(a, b)",
    .inputs = {"a", "b"},
    .infer = broadcastFloat,
    .gradient = [](const GradCall& call) -> Tensors {
        const Tensor& a = call.input(0);
        const Tensor& b = call.input(1);
        const Tensor distance = square(a) + square(b);
        return binaryGradients(
            call,
            [&] { return call.dy() * (b / distance); },
            [&] { return -(call.dy() * (a / distance)); });
    },
};

/// Brings both to one dtype in which there is arithmetic, and runs `op`.
Tensor runPromoted(const Op& op, const Tensor& a, const Tensor& b) {
    if (a.dtype() == b.dtype() && a.dtype() != DType::Bool) [[likely]] {
        const std::array<Tensor, 2> inputs{a, b};
        return run(op, inputs);
    }
    DType dtype = upcast(a.dtype(), b.dtype());
    if (dtype == DType::Bool)
        dtype = DType::Int32;
    return run(op, {toDType(a, dtype), toDType(b, dtype)});
}

} // namespace

void registerArithmeticOps() {
    for (const Op* op :
         {&kAdd,
          &kSub,
          &kMultiply,
          &kRealDiv,
          &kFloorDiv,
          &kMod,
          &kPow,
          &kMaximum,
          &kMinimum,
          &kSquaredDifference,
          &kAddN,
          &kAtan2})
        registerOp(*op);
}

Tensor add(const Tensor& a, const Tensor& b) {
    return runPromoted(kAdd, a, b);
}

Tensor sub(const Tensor& a, const Tensor& b) {
    return runPromoted(kSub, a, b);
}

Tensor mul(const Tensor& a, const Tensor& b) {
    return runPromoted(kMultiply, a, b);
}

Tensor div(const Tensor& a, const Tensor& b) {
    if (a.dtype() == DType::Int32 && b.dtype() == DType::Int32)
        return floorDiv(a, b);
    return run(kRealDiv, {toFloat(a), toFloat(b)});
}

Tensor divNoNan(const Tensor& a, const Tensor& b) {
    // Dividing by 1 where b is 0 keeps infinities out of the gradient as well.
    const Tensor isZero = equal(b, zerosLike(b));
    const Tensor quotient = div(a, where(isZero, onesLike(b), b));
    return where(isZero, zerosLike(quotient), quotient);
}

Tensor floorDiv(const Tensor& a, const Tensor& b) {
    return runPromoted(kFloorDiv, a, b);
}

Tensor mod(const Tensor& a, const Tensor& b) {
    return runPromoted(kMod, a, b);
}

Tensor pow(const Tensor& a, const Tensor& b) {
    return runPromoted(kPow, a, b);
}

Tensor maximum(const Tensor& a, const Tensor& b) {
    return runPromoted(kMaximum, a, b);
}

Tensor minimum(const Tensor& a, const Tensor& b) {
    return runPromoted(kMinimum, a, b);
}

Tensor squaredDifference(const Tensor& a, const Tensor& b) {
    return runPromoted(kSquaredDifference, a, b);
}

Tensor addN(const Tensors& tensors) {
    return run(kAddN, tensors);
}

Tensor atan2(const Tensor& a, const Tensor& b) {
    return run(kAtan2, {toFloat(a), toFloat(b)});
}

Tensor add(const Tensor& a, double b) {
    return add(a, scalar(b));
}

Tensor sub(const Tensor& a, double b) {
    return sub(a, scalar(b));
}

// Nobody can ask for the gradient of a number made here, the only one that looks at a.

Tensor mul(const Tensor& a, double b) {
    Tensor product = mul(a, scalar(b));
    Tape::forgetInput(0);
    return product;
}

Tensor div(const Tensor& a, double b) {
    Tensor quotient = div(a, scalar(b));
    Tape::forgetInput(0);
    return quotient;
}

Tensor pow(const Tensor& a, double b) {
    return pow(a, scalar(b));
}

Tensor maximum(const Tensor& a, double b) {
    return maximum(a, scalar(b));
}

Tensor minimum(const Tensor& a, double b) {
    return minimum(a, scalar(b));
}

Tensor operator+(double a, const Tensor& b) {
    return add(scalar(a), b);
}

Tensor operator-(double a, const Tensor& b) {
    return sub(scalar(a), b);
}

Tensor operator*(double a, const Tensor& b) {
    Tensor product = mul(scalar(a), b);
    Tape::forgetInput(1);
    return product;
}

Tensor operator/(double a, const Tensor& b) {
    return div(scalar(a), b);
}

Tensor operator-(const Tensor& x) {
    return neg(x);
}

} // namespace tp
