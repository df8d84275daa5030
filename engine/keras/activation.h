#pragma once

#include "engine/tensor/tensor.h"

#include <functional>
#include <string>
#include <string_view>

namespace tp {

/// What a layer does to its numbers at the end: the bend that lets a model learn curves.
///
///     layers::dense({.units = 8, .activation = "relu"})
///
/// Known by name: elu, gelu, gelu_new, hardSigmoid, linear, logSoftmax, mish, relu, relu6, selu,
/// sigmoid, softmax, softplus, softsign, swish, tanh.
class Activation {
public:
    /// Throws InvalidArgument listing the known names if there is no such activation.
    Activation(const char* name) // NOLINT(google-explicit-constructor): given by name
        : Activation(std::string_view(name)) {}
    Activation(const std::string& name) // NOLINT(google-explicit-constructor)
        : Activation(std::string_view(name)) {}
    Activation(std::string_view name); // NOLINT(google-explicit-constructor)

    /// An activation of your own, made of ops.
    Activation(std::string name, std::function<Tensor(const Tensor&)> function);

    /// The activation that a file means: "hard_sigmoid" for "hardSigmoid".
    static Activation fromFileName(const std::string& name);

    const std::string& name() const { return m_name; }

    /// The name as files write it. Throws Unsupported for an activation of your own.
    std::string fileName() const;

    /// Whether it leaves everything as it is.
    bool isLinear() const { return !m_known && !m_own; }

    /// Whether it is a function of your own, whatever its name.
    bool isOwn() const { return m_own != nullptr; }

    Tensor operator()(const Tensor& x) const;

private:
    std::string m_name;
    Tensor (*m_known)(const Tensor&) = nullptr;
    std::function<Tensor(const Tensor&)> m_own;
};

} // namespace tp
