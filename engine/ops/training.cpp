#include "engine/ops/training.h"

#include "engine/ops/register.h"
#include "engine/ops/rules.h"

#include <array>

namespace tp {

namespace {

void checkAllLikeFirst(const OpCall& call) {
    for (std::size_t i = 0; i < call.inputs.size(); ++i) {
        checkDType(call, i, {DType::Float32});
        check(
            call.input(i).shape() == call.input(0).shape(),
            "%1: %2 must have the weight's shape %3, but has %4.",
            call.op.name,
            call.op.inputs[i],
            call.input(0).shape(),
            call.input(i).shape());
    }
}

const Op kSgdUpdate = {
    .name = "SgdUpdate",
    .doc = "One step of gradient descent.",
    .formula = "y = weight - learningRate * grad",
    .inputs = {"weight", "grad"},
    .attrs = {{"learningRate", 0.0}},
    .infer = [](const OpCall& call) -> Specs {
        checkAllLikeFirst(call);
        return {call.input(0).spec()};
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

const Op kAdamUpdate = {
    .name = "AdamUpdate",
    .doc = "One step of the Adam optimizer: the new weight and moments.",
    .formula =
        "y = weight - learningRate * (m / (1 - accBeta1)) / (sqrt(v / (1 - accBeta2)) + epsilon)",
    .inputs = {"weight", "m", "v", "grad"},
    .attrs =
        {{"learningRate", 0.0},
         {"beta1", 0.0},
         {"beta2", 0.0},
         {"accBeta1", 0.0},
         {"accBeta2", 0.0},
         {"epsilon", 0.0}},
    .infer = [](const OpCall& call) -> Specs {
        checkAllLikeFirst(call);
        return Specs(3, call.input(0).spec());
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

} // namespace

void registerTrainingOps() {
    registerOp(kSgdUpdate);
    registerOp(kAdamUpdate);
}

Tensor sgdUpdate(const Tensor& weight, const Tensor& grad, double learningRate) {
    return run(kSgdUpdate, {weight, grad}, {{"learningRate", learningRate}});
}

AdamState adamUpdate(const AdamState& state, const Tensor& grad, const AdamSettings& settings) {
    const std::array inputs{state.weight, state.m, state.v, grad};
    Tensors updated = runAll(
        kAdamUpdate,
        inputs,
        {{"learningRate", settings.learningRate},
         {"beta1", settings.beta1},
         {"beta2", settings.beta2},
         {"accBeta1", settings.accBeta1},
         {"accBeta2", settings.accBeta2},
         {"epsilon", settings.epsilon}});
    return {std::move(updated[0]), std::move(updated[1]), std::move(updated[2])};
}

} // namespace tp
