#include "engine/ops/fused.h"

#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/conv.h"
#include "engine/ops/conv_calls.h"
#include "engine/ops/conv_rules.h"
#include "engine/ops/fused_rules.h"
#include "engine/ops/linear_algebra.h"
#include "engine/ops/math.h"
#include "engine/ops/register.h"
#include "engine/runtime/backend.h"
#include "engine/runtime/gradients.h"

#include <array>

namespace tp {

namespace {

/// The op that a fused one begins with, and the number of its own attributes.
std::string_view plainName(const Op& fused) {
    if (fused.name == "FusedConv2D")
        return "Conv2D";
    return fused.name == "FusedDepthwiseConv2D" ? "DepthwiseConv2dNative" : "BatchMatMul";
}

Attrs plainAttrs(const OpCall& call) {
    Attrs attrs;
    for (const auto& attr : call.attrs) {
        if (attr.first != "activation" && attr.first != "leakyreluAlpha")
            attrs.push_back(attr);
    }
    return attrs;
}

/// The same as the fused op does, one op after the other.
Tensor unfused(const OpCall& call, std::span<const Tensor> inputs) {
    Tensor y = run(*findOp(plainName(call.op)), {inputs[0], inputs[1]}, plainAttrs(call));
    if (!inputs[2].isNull())
        y = y + reshape(inputs[2], fusedShape(call, 2));
    switch (fusedActivation(call.attr<std::string>("activation"), call.op.name)) {
    case FusedActivation::Linear:
        break;
    case FusedActivation::Relu:
        return relu(y);
    case FusedActivation::Relu6:
        return relu6(y);
    case FusedActivation::Elu:
        return elu(y);
    case FusedActivation::Sigmoid:
        return sigmoid(y);
    case FusedActivation::LeakyRelu:
        return leakyRelu(y, call.attr<double>("leakyreluAlpha"));
    case FusedActivation::Prelu:
        return prelu(y, reshape(inputs[3], fusedShape(call, 3)));
    }
    return y;
}

/// Whether a result tells how steep the activation was there. Of relu6 and leakyrelu it does not.
bool tellsSlope(FusedActivation activation) {
    return activation == FusedActivation::Linear || activation == FusedActivation::Relu ||
           activation == FusedActivation::Elu || activation == FusedActivation::Sigmoid;
}

/// The gradient for what the activation was given, of which it made y.
Tensor beforeActivation(FusedActivation activation, const Tensor& y, const Tensor& dy) {
    switch (activation) {
    case FusedActivation::Relu:
        return run(*findOp("ReluGrad"), {dy, y});
    case FusedActivation::Elu:
        return run(*findOp("EluGrad"), {dy, y});
    case FusedActivation::Sigmoid:
        return dy * (y * (1 - y));
    default:
        return dy;
    }
}

/// From the result, without computing anything again.
Tensors gradientByResult(const GradCall& call, FusedActivation activation) {
    const std::array dys{beforeActivation(activation, call.outputs[0], call.dy())};
    const Op& plain = *findOp(plainName(call.op));
    const Attrs attrs = plainAttrs(call);
    Tensors gradients = plain.gradient(
        {{plain, call.inputs.first(2), attrs}, call.specs.first(2), {}, dys, call.wanted});
    gradients.resize(call.inputs.size());
    if (call.wants(2) && !call.input(2).isNull())
        gradients[2] = reshape(sumTo(dys[0], fusedShape(call, 2)), call.shape(2));
    return gradients;
}

Tensors fusedGradient(const GradCall& call) {
    const auto activation = fusedActivation(call.attr<std::string>("activation"), call.op.name);
    if (tellsSlope(activation))
        return gradientByResult(call, activation);
    Tensors given;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < call.inputs.size(); ++i) {
        const bool unused =
            i == 3 && call.attr<std::string>("activation") != "prelu"; // may be given all the same
        if (!call.wants(i) || call.input(i).isNull() || unused)
            continue;
        given.push_back(call.input(i));
        places.push_back(i);
    }
    const auto f = [&](const Tensors& xs) {
        Tensors inputs(call.inputs.begin(), call.inputs.end());
        for (std::size_t i = 0; i < xs.size(); ++i)
            inputs[places[i]] = xs[i];
        return unfused(call, inputs);
    };
    const Tensors found = given.empty() ? Tensors() : gradsWith(f)(given, call.dy());
    Tensors gradients(call.inputs.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        gradients[places[i]] = found[i];
    return gradients;
}

Specs fusedConvSpecs(const OpCall& call) {
    Specs specs = convSpecs(call);
    checkFused(call, specs[0].shape, call.op.name);
    return specs;
}

Specs fusedMatMulSpecs(const OpCall& call) {
    const std::array inputs{call.input(0), call.input(1)};
    const Op& plain = *findOp("BatchMatMul");
    const Attrs attrs = plainAttrs(call);
    Specs specs = plain.infer({plain, inputs, attrs});
    checkDType(call, 0, {DType::Float32});
    checkFused(call, specs[0].shape, call.op.name);
    return specs;
}

Attrs fusedConvAttrs() {
    return windowAttrs(
        {{"dataFormat", std::string("NHWC")},
         {"dilations", Ints{1}},
         {"activation", std::string("linear")},
         {"leakyreluAlpha", 0.2}});
}

const Op kFusedConv2D = {
    .name = "FusedConv2D",
    .doc = "Conv2D, a bias and an activation in one go.",
    .formula = "y = activation(conv2d(x, filter) + bias)",
    .inputs = {"x", "filter", "bias?", "preluActivationWeights?"},
    .attrs = fusedConvAttrs(),
    .infer = fusedConvSpecs,
    .gradient = fusedGradient,
    .saves = Saves::InputsAndOutputs,
};

const Op kFusedDepthwiseConv2D = {
    .name = "FusedDepthwiseConv2D",
    .doc = "DepthwiseConv2dNative, a bias and an activation in one go.",
    .formula = "y = activation(depthwiseConv2d(x, filter) + bias)",
    .inputs = {"x", "filter", "bias?", "preluActivationWeights?"},
    .attrs = fusedConvAttrs(),
    .infer = fusedConvSpecs,
    .gradient = fusedGradient,
    .saves = Saves::InputsAndOutputs,
};

const Op kFusedMatMul = {
    .name = "_FusedMatMul",
    .doc = "A product of matrices, a bias and an activation in one go.",
    .formula = "y = activation(a * b + bias)",
    .inputs = {"a", "b", "bias?", "preluActivationWeights?"},
    .attrs =
        {{"transposeA", false},
         {"transposeB", false},
         {"activation", std::string("linear")},
         {"leakyreluAlpha", 0.2}},
    .infer = fusedMatMulSpecs,
    .gradient = fusedGradient,
    .saves = Saves::InputsAndOutputs,
};

/// Whether the backend can do the first of the separate ops, but not all in one.
bool isBetterApart(const Op& op) {
    return !backend().kernel(op) && backend().kernel(*findOp(plainName(op)));
}

/// Under a gradient, the separate ops leave on the tape what their gradients need, if the result
/// alone does not do.
Tensor runFused(const Op& op, const Tensors& inputs, Attrs attrs) {
    const OpCall call{op, inputs, attrs};
    const auto activation = fusedActivation(call.attr<std::string>("activation"), op.name);
    const bool isWhole = !Tape::isRecording() || tellsSlope(activation);
    if (isWhole && !isBetterApart(op)) {
        Tensor y = run(op, inputs, std::move(attrs));
        if (activation == FusedActivation::Linear)
            Tape::forgetOutputs();
        return y;
    }
    op.infer(call); // the refusals are the same
    return unfused(call, inputs);
}

Tensor fusedConv(const Op& op, const fused::Conv2dArguments& arguments, std::string_view where) {
    checkRoundable(arguments.pad, arguments.dimRoundingMode, where);
    checkSteps(arguments.strides, arguments.dilations, where);
    const auto [images, isSingle] = batched(arguments.x, 4);
    Attrs attrs = callAttrs(
        arguments.strides,
        arguments.pad,
        arguments.dimRoundingMode,
        arguments.dataFormat,
        arguments.dilations);
    attrs.emplace_back("activation", arguments.activation);
    attrs.emplace_back("leakyreluAlpha", arguments.leakyreluAlpha);
    const Tensor y = runFused(
        op,
        {images, arguments.filter, arguments.bias, arguments.preluActivationWeights},
        std::move(attrs));
    return unbatched(y, isSingle);
}

} // namespace

FusedActivation fusedActivation(std::string_view name, std::string_view where) {
    static constexpr std::array<std::string_view, 7> kNames = {
        "linear", "relu", "relu6", "elu", "sigmoid", "leakyrelu", "prelu"};
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (name == kNames[i])
            return static_cast<FusedActivation>(i);
    }
    fail(
        Error::Kind::InvalidArgument,
        "%1: the activation must be linear, relu, relu6, elu, sigmoid, leakyrelu or prelu, but it "
        "is %2.",
        where,
        name);
}

Shape fusedShape(const OpCall& call, std::size_t input) {
    const Shape& shape = call.input(input).shape();
    const bool isProduct = call.op.name == "_FusedMatMul";
    if (isProduct || shape.rank() != 1 || call.attr<std::string>("dataFormat") != "NCHW")
        return shape;
    return {shape[0], 1, 1};
}

void checkFused(const OpCall& call, const Shape& result, std::string_view where) {
    const auto activation = fusedActivation(call.attr<std::string>("activation"), where);
    check(
        activation != FusedActivation::Prelu || !call.input(3).isNull(),
        "%1: the activation prelu needs preluActivationWeights.",
        where);
    for (std::size_t i = 2; i < 4; ++i) {
        if (call.input(i).isNull())
            continue;
        checkDType(call, i, {DType::Float32});
        const Shape shape = fusedShape(call, i);
        check(
            shape.rank() <= result.rank() && broadcastShape(shape, result, where) == result,
            "%1: the %2 of shape %3 does not broadcast to the result's shape %4.",
            where,
            i == 2 ? "bias" : "preluActivationWeights",
            call.input(i).shape(),
            result);
    }
}

void registerFusedOps() {
    for (const Op* op : {&kFusedConv2D, &kFusedDepthwiseConv2D, &kFusedMatMul})
        registerOp(*op);
}

namespace fused {

Tensor conv2d(const Conv2dArguments& arguments) {
    return fusedConv(kFusedConv2D, arguments, "fused conv2d");
}

Tensor depthwiseConv2d(const Conv2dArguments& arguments) {
    return fusedConv(kFusedDepthwiseConv2D, arguments, "fused depthwiseConv2d");
}

Tensor matMul(const MatMulArguments& arguments) {
    return runFused(
        kFusedMatMul,
        {arguments.a, arguments.b, arguments.bias, arguments.preluActivationWeights},
        {{"transposeA", arguments.transposeA},
         {"transposeB", arguments.transposeB},
         {"activation", arguments.activation},
         {"leakyreluAlpha", arguments.leakyreluAlpha}});
}

} // namespace fused

} // namespace tp
