#pragma once

#include "engine/runtime/tape.h"
#include "engine/tensor/tidy.h"
#include "engine/tensor/variable.h"

#include <functional>

namespace tp {

using UnaryFunction = std::function<Tensor(const Tensor&)>;
using TensorFunction = std::function<Tensor(const Tensors&)>;

/// The derivative of `f`: a function from x to d f(x) / d x, of x's shape.
///
///     const auto slope = grad([](const Tensor& x) { return square(x); });
///     slope(scalar(3)).print();   // 6
///
/// Where f gives more than one number, their sum is differentiated; a second argument weighs them
/// (dy, of f(x)'s shape). Derivatives of derivatives work: grad(grad(f)). Throws InvalidArgument if
/// f(x) does not depend on x.
std::function<Tensor(const Tensor& x)> grad(const UnaryFunction& f);

/// The same with a weight for each output.
std::function<Tensor(const Tensor& x, const Tensor& dy)> gradWith(const UnaryFunction& f);

/// The derivatives of `f` by each of its arguments.
std::function<Tensors(const Tensors& xs)> grads(const TensorFunction& f);
std::function<Tensors(const Tensors& xs, const Tensor& dy)> gradsWith(const TensorFunction& f);

struct ValueAndGrad {
    Tensor value;
    Tensor grad;
};

struct ValueAndGrads {
    Tensor value;
    Tensors grads;
};

/// f(x) along with its derivative, for the price of one.
std::function<ValueAndGrad(const Tensor& x)> valueAndGrad(const UnaryFunction& f);
std::function<ValueAndGrads(const Tensors& xs)> valueAndGrads(const TensorFunction& f);

/// What variableGrads() found.
struct VariableGrads {
    Tensor value;
    Variables variables;
    Tensors grads; ///< one for each of `variables`

    /// The gradient for that variable; throws InvalidArgument if f does not depend on it.
    const Tensor& of(const Variable& variable) const;
};

/// f() and its derivative by each variable: all trainable ones that f uses, or those of
/// `variables`.
///
/// `f` returns a scalar. Throws InvalidArgument if it does not, or if it uses none of them.
VariableGrads variableGrads(const std::function<Tensor()>& f, const Variables& variables = {});

/// What a function with a gradient of its own returns: its value, and how dy maps to a gradient for
/// each argument.
struct CustomResult {
    Tensor value;
    CustomGradient gradient;
};

/// Gives `f` a gradient of your own, in place of the one derived from its ops.
///
///     const auto clipped = customGrad([](const Tensors& x) -> CustomResult {
///         return {square(x[0]), [x](const Tensor& dy) { return Tensors{minimum(dy, scalar(1))};
///         }};
///     });
///
TensorFunction customGrad(std::function<CustomResult(const Tensors& xs)> f);

} // namespace tp
