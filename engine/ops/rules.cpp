#include "engine/ops/rules.h"

#include "engine/ops/array.h"
#include "engine/ops/complex.h"
#include "engine/ops/creation.h"
#include "engine/ops/reduce.h"

#include <algorithm>

namespace tp {

namespace {

std::string listText(std::initializer_list<DType> dtypes) {
    std::string text;
    for (const DType dtype : dtypes)
        text += (text.empty() ? "" : " or ") + toText(dtype);
    return text;
}

Specs broadcastOf(const OpCall& call, std::initializer_list<DType> allowed) {
    checkDType(call, 0, allowed);
    const TensorSpec& a = call.input(0).spec();
    const TensorSpec& b = call.input(1).spec();
    check(
        a.dtype == b.dtype,
        "%1: both inputs must have one dtype, but they are %2 and %3.",
        call.op.name,
        a.dtype,
        b.dtype);
    if (a.shape == b.shape)
        return {a};
    return {{a.dtype, broadcastShape(a.shape, b.shape, call.op.name)}};
}

} // namespace

void checkDType(const OpCall& call, std::size_t input, std::initializer_list<DType> allowed) {
    const DType dtype = call.input(input).dtype();
    if (std::find(allowed.begin(), allowed.end(), dtype) == allowed.end()) [[unlikely]] {
        std::string_view name = call.op.inputs[call.op.inputOf(input, call.inputs.size())];
        if (name.ends_with('*') || name.ends_with('?'))
            name.remove_suffix(1);
        fail(
            Error::Kind::InvalidArgument,
            "%1: the input %2 must be %3, but it is %4.",
            call.op.name,
            name,
            listText(allowed),
            dtype);
    }
}

Specs sameAsInput(const OpCall& call) {
    return {call.input(0).spec()};
}

Specs sameAsFloatInput(const OpCall& call) {
    checkDType(call, 0, {DType::Float32});
    return {call.input(0).spec()};
}

Specs sameAsNumericInput(const OpCall& call) {
    checkDType(call, 0, {DType::Float32, DType::Int32});
    return {call.input(0).spec()};
}

Specs floatOfNumericInput(const OpCall& call) {
    checkDType(call, 0, {DType::Float32, DType::Int32});
    return {{DType::Float32, call.input(0).shape()}};
}

Specs boolOfInput(const OpCall& call) {
    checkDType(call, 0, {DType::Float32, DType::Int32, DType::Bool});
    return {{DType::Bool, call.input(0).shape()}};
}

Specs broadcastNumeric(const OpCall& call) {
    return broadcastOf(call, {DType::Float32, DType::Int32});
}

Specs broadcastNumericOrComplex(const OpCall& call) {
    return broadcastOf(call, {DType::Float32, DType::Int32, DType::Complex64});
}

Specs broadcastFloat(const OpCall& call) {
    return broadcastOf(call, {DType::Float32});
}

Specs broadcastToBool(const OpCall& call) {
    Specs specs = broadcastOf(
        call, {DType::Float32, DType::Int32, DType::Bool, DType::Complex64, DType::String});
    specs[0].dtype = DType::Bool;
    return specs;
}

Tensor sumTo(const Tensor& x, const Shape& shape) {
    if (x.shape() == shape)
        return x;
    if (x.dtype() == DType::Complex64)
        return complex(sumTo(real(x), shape), sumTo(imag(x), shape));
    Ints axes;
    const std::size_t added = x.rank() - shape.rank();
    for (std::size_t axis = 0; axis < x.rank(); ++axis) {
        if (axis < added || (shape[axis - added] == 1 && x.shape()[axis] != 1))
            axes.push_back(static_cast<std::int64_t>(axis));
    }
    return reshape(sum(x, axes), shape);
}

Tensors zeroGradient(const GradCall& call) {
    Tensors gradients;
    for (std::size_t i = 0; i < call.specs.size(); ++i) {
        const bool isComplex = call.specs[i].dtype == DType::Complex64;
        gradients.push_back(
            call.wants(i) ? zeros(call.shape(i), isComplex ? DType::Complex64 : DType::Float32)
                          : Tensor());
    }
    return gradients;
}

Tensor toDType(const Tensor& x, DType dtype) {
    return x.dtype() == dtype ? x : cast(x, dtype);
}

} // namespace tp
