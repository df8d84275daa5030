#include "engine/ops/activation.h"

#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/compare.h"
#include "engine/ops/creation.h"
#include "engine/ops/math.h"
#include "engine/ops/reduce.h"
#include "engine/ops/register.h"
#include "engine/ops/rules.h"

#include <numbers>

namespace tp {

namespace {

constexpr double kSeluScale = 1.0507009873554805;
constexpr double kSeluScaleAlpha = 1.7580993408473768;

const Op kRelu = {
    .name = "Relu",
    .doc = "The rectifier: negative elements become 0.",
    .formula = "y = max(x, 0)",
    .inputs = {"x"},
    .infer = sameAsNumericInput,
    .gradient = [](const GradCall& call) -> Tensors {
        return {run(*findOp("ReluGrad"), {call.dy(), toFloat(call.input(0))})};
    },
};

// In one go, since what would lie between is as large as the largest activations of a model.
const Op kReluGrad = {
    .name = "ReluGrad",
    .doc = "The gradient of Relu, from its input or its output.",
    .formula = "dx = features > 0 ? gradients : 0",
    .inputs = {"gradients", "features"},
    .infer = broadcastFloat,
    .gradient = [](const GradCall& call) -> Tensors {
        Tensors found(2); // the slope does not change, but for one place
        if (call.wants(0))
            found[0] = sumTo(run(*findOp("ReluGrad"), {call.dy(), call.input(1)}), call.shape(0));
        if (call.wants(1))
            found[1] = zeros(call.shape(1));
        return found;
    },
};

const Op kRelu6 = {
    .name = "Relu6",
    .doc = "The rectifier that also stops at 6.",
    .formula = "y = min(max(x, 0), 6)",
    .inputs = {"x"},
    .infer = sameAsNumericInput,
    .gradient = [](const GradCall& call) -> Tensors {
        const Tensor x = toFloat(call.input(0));
        return {call.dy() * (toFloat(lessEqual(x, 6)) * step(x))};
    },
};

const Op kElu = {
    .name = "Elu",
    .doc = "The exponential linear unit: smooth below zero, the identity above.",
    .formula = "y = x < 0 ? exp(x) - 1 : x",
    .inputs = {"x"},
    .infer = sameAsFloatInput,
    .gradient = [](const GradCall& call) -> Tensors {
        return {run(*findOp("EluGrad"), {call.dy(), call.outputs[0]})};
    },
    .saves = Saves::Outputs,
};

const Op kEluGrad = {
    .name = "EluGrad",
    .doc = "The gradient of Elu, from its output y.",
    .formula = "dx = y < 0 ? dy * (y + 1) : dy",
    .inputs = {"dy", "y"},
    .infer = broadcastFloat,
    .gradient = [](const GradCall& call) -> Tensors {
        const Tensor& y = call.input(1);
        const Tensor below = step(-y);
        return {
            run(*findOp("EluGrad"), {call.dy(), y}),
            call.wants(1) ? call.dy() * call.input(0) * below : Tensor()};
    },
};

const Op kSelu = {
    .name = "Selu",
    .doc = "The scaled exponential linear unit, which keeps layers normalised.",
    .formula = "y = x < 0 ? 1.7581 * (exp(x) - 1) : 1.0507 * x",
    .inputs = {"x"},
    .infer = sameAsFloatInput,
    .gradient = [](const GradCall& call) -> Tensors {
        const Tensor& x = call.input(0);
        return {where(
            greater(x, 0),
            call.dy() * kSeluScale,
            call.dy() * (exp(minimum(x, 0)) * kSeluScaleAlpha))};
    },
};

const Op kLeakyRelu = {
    .name = "LeakyRelu",
    .doc = "The rectifier that lets a little of negative elements through.",
    .formula = "y = x < 0 ? alpha * x : x",
    .inputs = {"x"},
    .attrs = {{"alpha", 0.2}},
    .infer = floatOfNumericInput,
    .gradient = [](const GradCall& call) -> Tensors {
        return {call.dy() * step(toFloat(call.input(0)), call.attr<double>("alpha"))};
    },
};

const Op kPrelu = {
    .name = "Prelu",
    .doc = "The rectifier with a learned slope for negative elements.",
    .formula = "y = x < 0 ? alpha * x : x",
    .inputs = {"x", "alpha"},
    .infer = [](const OpCall& call) -> Specs {
        checkDType(call, 0, {DType::Float32, DType::Int32});
        checkDType(call, 1, {DType::Float32});
        return {
            {DType::Float32,
             broadcastShape(call.input(0).shape(), call.input(1).shape(), "prelu")}};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        const Tensor& x = call.input(0);
        const Tensor& alpha = call.input(1);
        const Tensor positive = greater(x, 0);
        Tensors gradients(2);
        if (call.wants(0))
            gradients[0] = sumTo(where(positive, call.dy(), call.dy() * alpha), call.shape(0));
        if (call.wants(1)) {
            gradients[1] =
                sumTo(where(positive, zerosLike(call.dy()), call.dy() * x), call.shape(1));
        }
        return gradients;
    },
};

const Op kSigmoid = {
    .name = "Sigmoid",
    .doc = "Squeezes any number into (0, 1).",
    .formula = "y = 1 / (1 + exp(-x))",
    .inputs = {"x"},
    .infer = sameAsFloatInput,
    .gradient = [](const GradCall& call) -> Tensors {
        const Tensor& y = call.outputs[0];
        Tensor slope = 1.0 - y;
        slope = y * slope; // what it was goes at once
        return {call.dy() * slope};
    },
    .saves = Saves::Outputs,
};

const Op kSoftplus = {
    .name = "Softplus",
    .doc = "A smooth rectifier.",
    .formula = "y = log(1 + exp(x))",
    .inputs = {"x"},
    .infer = sameAsFloatInput,
    .gradient = [](const GradCall& call) -> Tensors {
        return {call.dy() * sigmoid(call.input(0))};
    },
};

const Op kTanh = {
    .name = "Tanh",
    .doc = "The hyperbolic tangent: squeezes any number into (-1, 1).",
    .formula = "y = tanh(x)",
    .inputs = {"x"},
    .infer = sameAsFloatInput,
    .gradient = [](const GradCall& call) -> Tensors {
        Tensor slope = square(call.outputs[0]);
        slope = 1.0 - slope; // what it was goes at once
        return {slope * call.dy()};
    },
    .saves = Saves::Outputs,
};

/// As input 0, whose last axis `axis` must be.
Specs alongLastAxis(const OpCall& call, std::int64_t axis) {
    checkDType(call, 0, {DType::Float32});
    const std::size_t rank = call.input(0).rank();
    check(rank > 0, "%1: a scalar has no axis; give at least a vector.", call.op.name);
    check(
        normalizeAxis(axis, rank, call.op.name) == rank - 1,
        "%1 works along the last axis only: it is %2 here, but %3 was asked for.",
        call.op.name,
        rank - 1,
        axis);
    return {call.input(0).spec()};
}

const Op kSoftmax = {
    .name = "Softmax",
    .doc = "Turns scores along the last axis into probabilities.",
    .formula = "y = exp(x) / sum(exp(x))",
    .inputs = {"logits"},
    .attrs = {{"dim", std::int64_t{-1}}},
    .infer = [](const OpCall& call) -> Specs {
        return alongLastAxis(call, call.attr<std::int64_t>("dim"));
    },
    .gradient = [](const GradCall& call) -> Tensors {
        const Tensor& y = call.outputs[0];
        const Tensor weighted = call.dy() * y;
        return {weighted - sum(weighted, -1, true) * y};
    },
    .saves = Saves::Outputs,
};

const Op kLogSoftmax = {
    .name = "LogSoftmax",
    .doc = "The logarithm of the softmax along the last axis.",
    .formula = "y = x - log(sum(exp(x)))",
    .inputs = {"logits"},
    .infer = [](const OpCall& call) -> Specs { return alongLastAxis(call, -1); },
    .gradient = [](const GradCall& call) -> Tensors {
        return {call.dy() - sum(call.dy(), -1, true) * exp(call.outputs[0])};
    },
    .saves = Saves::Outputs,
};

void checkLastAxis(const Tensor& logits, int axis, std::string_view where) {
    const auto last = static_cast<int>(logits.rank()) - 1;
    check(logits.rank() > 0, "%1: a scalar has no axis; give at least a vector.", where);
    check(
        axis == -1 || axis == last,
        "%1 works along the last axis only: it is %2 here, but %3 was asked for.",
        where,
        last,
        axis);
}

} // namespace

void registerActivationOps() {
    for (const Op* op :
         {&kRelu,
          &kRelu6,
          &kElu,
          &kEluGrad,
          &kReluGrad,
          &kSelu,
          &kLeakyRelu,
          &kPrelu,
          &kSigmoid,
          &kSoftplus,
          &kTanh,
          &kSoftmax,
          &kLogSoftmax})
        registerOp(*op);
}

Tensor relu(const Tensor& x) {
    return run(kRelu, {toNumber(x)});
}

Tensor relu6(const Tensor& x) {
    return run(kRelu6, {toNumber(x)});
}

Tensor elu(const Tensor& x) {
    return run(kElu, {toFloat(x)});
}

Tensor selu(const Tensor& x) {
    return run(kSelu, {toFloat(x)});
}

Tensor leakyRelu(const Tensor& x, double alpha) {
    return run(kLeakyRelu, {toFloat(x)}, {{"alpha", alpha}});
}

Tensor prelu(const Tensor& x, const Tensor& alpha) {
    return run(kPrelu, {toFloat(x), toFloat(alpha)});
}

Tensor sigmoid(const Tensor& x) {
    return run(kSigmoid, {toFloat(x)});
}

Tensor hardSigmoid(const Tensor& x) {
    return clipByValue(x * 0.2 + 0.5, 0, 1);
}

Tensor softplus(const Tensor& x) {
    return run(kSoftplus, {toFloat(x)});
}

Tensor logSigmoid(const Tensor& x) {
    return neg(softplus(neg(x)));
}

Tensor softsign(const Tensor& x) {
    return x / (abs(x) + 1);
}

Tensor tanh(const Tensor& x) {
    return run(kTanh, {toFloat(x)});
}

Tensor softmax(const Tensor& logits, int dim) {
    checkLastAxis(logits, dim, "softmax");
    return run(kSoftmax, {toFloat(logits)});
}

Tensor logSoftmax(const Tensor& logits, int axis) {
    checkLastAxis(logits, axis, "logSoftmax");
    return run(kLogSoftmax, {toFloat(logits)});
}

Tensor swish(const Tensor& x, double alpha) {
    return x * sigmoid(alpha == 1 ? x : x * alpha);
}

Tensor gelu(const Tensor& x) {
    return x * (erf(x / std::numbers::sqrt2) + 1) * 0.5;
}

Tensor geluNew(const Tensor& x) {
    // √(2/π) and 0.044715 are what the authors of GELU fitted.
    const double scale = std::numbers::sqrt2 * std::numbers::inv_sqrtpi;
    return x * (tanh((x + pow(x, 3) * 0.044715) * scale) + 1) * 0.5;
}

Tensor mish(const Tensor& x) {
    return x * tanh(softplus(x));
}

} // namespace tp
