#include "engine/runtime/gradients.h"

#include <algorithm>

namespace tp {

namespace {

Tensor onesLike(const Tensor& x) {
    return run(*findOp("OnesLike"), {x});
}

void checkDependence(const Tensors& gradients) {
    const bool depends = std::any_of(
        gradients.begin(), gradients.end(), [](const Tensor& each) { return !each.isNull(); });
    check(
        depends,
        "Cannot compute the gradient of y = f(x): y does not depend on x. Make sure that f "
        "computes y from x with "
        "ops that have gradients.");
}

Tensor zerosIfNull(const Tensor& gradient, const Tensor& x) {
    return gradient.isNull() ? run(*findOp("ZerosLike"), {x}) : gradient;
}

ValueAndGrads differentiate(const TensorFunction& f, const Tensors& xs, const Tensor& dy) {
    Tape tape;
    // f sees tensors of its own, so that f(x) = x too has something to walk along.
    Tensors arguments;
    for (const Tensor& x : xs)
        arguments.push_back(run(*findOp("Identity"), {x}));
    ValueAndGrads result{f(arguments), {}};
    tape.stop();
    if (!dy.isNull()) {
        check(
            dy.shape() == result.value.shape(),
            "grad: f(x) has shape %1, so dy must have it too, but dy has shape %2.",
            result.value.shape(),
            dy.shape());
    }
    result.grads = tape.gradients(result.value, dy.isNull() ? onesLike(result.value) : dy, xs);
    checkDependence(result.grads);
    for (std::size_t i = 0; i < xs.size(); ++i)
        result.grads[i] = zerosIfNull(result.grads[i], xs[i]);
    return result;
}

TensorFunction ofOne(const UnaryFunction& f) {
    return [f](const Tensors& xs) { return f(xs[0]); };
}

Variables trainableVariables() {
    Variables variables = Variable::all();
    std::erase_if(variables, [](const Variable& each) { return !each.isTrainable(); });
    return variables;
}

} // namespace

std::function<Tensor(const Tensor& x)> grad(const UnaryFunction& f) {
    return [f](const Tensor& x) { return differentiate(ofOne(f), {x}, {}).grads[0]; };
}

std::function<Tensor(const Tensor& x, const Tensor& dy)> gradWith(const UnaryFunction& f) {
    return [f](const Tensor& x, const Tensor& dy) {
        return differentiate(ofOne(f), {x}, dy).grads[0];
    };
}

std::function<Tensors(const Tensors& xs)> grads(const TensorFunction& f) {
    return [f](const Tensors& xs) { return differentiate(f, xs, {}).grads; };
}

std::function<Tensors(const Tensors& xs, const Tensor& dy)> gradsWith(const TensorFunction& f) {
    return [f](const Tensors& xs, const Tensor& dy) { return differentiate(f, xs, dy).grads; };
}

std::function<ValueAndGrad(const Tensor& x)> valueAndGrad(const UnaryFunction& f) {
    return [f](const Tensor& x) {
        ValueAndGrads result = differentiate(ofOne(f), {x}, {});
        return ValueAndGrad{result.value, result.grads[0]};
    };
}

std::function<ValueAndGrads(const Tensors& xs)> valueAndGrads(const TensorFunction& f) {
    return [f](const Tensors& xs) { return differentiate(f, xs, {}); };
}

const Tensor& VariableGrads::of(const Variable& variable) const {
    const auto found = std::find(variables.begin(), variables.end(), variable);
    check(found != variables.end(), "There is no gradient for the variable %1.", variable.name());
    return grads[static_cast<std::size_t>(found - variables.begin())];
}

VariableGrads variableGrads(const std::function<Tensor()>& f, const Variables& variables) {
    const Variables candidates = variables.empty() ? trainableVariables() : variables;
    check(!candidates.empty(), "variableGrads: there are no trainable variables.");
    Tensors values;
    for (const Variable& variable : candidates)
        values.push_back(variable.value());

    Tape tape;
    VariableGrads result{f(), {}, {}};
    tape.stop();
    check(
        result.value.rank() == 0,
        "variableGrads: f must return a scalar, but returned a tensor of shape %1.",
        result.value.shape());
    const Tensors gradients = tape.gradients(result.value, onesLike(result.value), values);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (!gradients[i].isNull() && candidates[i].isTrainable()) {
            result.variables.push_back(candidates[i]);
            result.grads.push_back(gradients[i]);
        }
    }
    check(
        !result.variables.empty(),
        "variableGrads: f's result depends on none of the %1 variables.",
        candidates.size());
    return result;
}

TensorFunction customGrad(std::function<CustomResult(const Tensors& xs)> f) {
    return [f = std::move(f)](const Tensors& xs) {
        CustomResult result;
        {
            const TapePause pause;
            result = f(xs);
            // A value of its own, so that returning an argument does not tie a knot.
            result.value = run(*findOp("Identity"), {result.value});
        }
        if (Tape::isRecording())
            Tape::recordCustom(xs, result.value, std::move(result.gradient));
        return result.value;
    };
}

} // namespace tp
