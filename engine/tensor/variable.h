#pragma once

#include "engine/tensor/tensor.h"

#include <memory>
#include <string>
#include <vector>

namespace tp {

/// A tensor that can be replaced: what training changes.
///
/// A handle like Tensor: copies share the one value. Not for concurrent assign(): a model is
/// trained by one thread.
class Variable {
public:
    Variable() = default;

    /// A name is made up ("variable_1") if none is given.
    explicit Variable(const Tensor& initial, bool trainable = true, std::string name = {});

    bool isNull() const { return !m_state; }
    const std::string& name() const;
    const Tensor& value() const;
    const Shape& shape() const { return value().shape(); }
    DType dtype() const { return value().dtype(); }

    bool isTrainable() const;
    void setTrainable(bool trainable);

    /// Replaces the value. Throws InvalidArgument if shape or dtype differ from the present one's.
    void assign(const Tensor& value) const;

    /// Lets ops take a variable where they take a tensor.
    operator const Tensor&() const { return value(); } // NOLINT(google-explicit-constructor)

    /// Whether both are the same variable.
    bool operator==(const Variable& other) const { return m_state == other.m_state; }

    /// All variables that exist, oldest first.
    static std::vector<Variable> all();

private:
    struct State;
    State& state() const;

    std::shared_ptr<State> m_state;
};

using Variables = std::vector<Variable>;

} // namespace tp
