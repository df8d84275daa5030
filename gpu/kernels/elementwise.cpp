#include "gpu/kernels/axes.h"
#include "gpu/kernels/kernels.h"

namespace tp::gpu {

namespace {

// The ops that elementwise.inl does not have, as the programs number them.
constexpr Word kLogicalNot = 100;
constexpr Word kLogicalAnd = 100;
constexpr Word kLogicalOr = 101;

DType inputType(const OpCall& call, std::size_t index) {
    return call.input(index).dtype();
}

bool isOf(const OpCall& call, const Specs& specs, DType input, DType output) {
    for (const Tensor& each : call.inputs) {
        if (each.dtype() != input)
            return false;
    }
    return specs[0].dtype == output;
}

/// The attributes of the call, in the order the op declares them.
std::array<double, 2> attributes(const OpCall& call) {
    std::array<double, 2> values{};
    for (std::size_t i = 0; i < call.op.attrs.size() && i < values.size(); ++i)
        values[i] = call.attr<double>(call.op.attrs[i].first);
    return values;
}

bool canRunUnary(const OpCall& call, const Specs& specs, const Traits& traits) {
    if (specs[0].dtype == DType::Float32)
        return inputType(call, 0) == DType::Float32 || inputType(call, 0) == DType::Int32;
    return isOf(call, specs, DType::Int32, DType::Int32) && traits.hasFloat64;
}

template<Word kId>
void unary(KernelCall& call) {
    const auto [a, b] = attributes(call);
    const std::uint64_t count = wordsOf(call.outputs[0].spec());
    if (call.outputs[0].dtype() == DType::Int32) {
        const struct {
            double a, b;
            Word count;
            Word unused;
        } push{a, b, word(count), 0};
        return record(call, shaders::kUnaryWhole, {kId}, push, count);
    }
    const struct {
        Word count;
        float a, b;
    } push{word(count), static_cast<float>(a), static_cast<float>(b)};
    record(call, shaders::kUnary, {kId, kindOf(inputType(call, 0))}, push, count);
}

bool canRunPredicate(const OpCall& call, const Specs& /*specs*/, const Traits& /*traits*/) {
    return inputType(call, 0) != DType::Complex64;
}

template<Word kId>
void predicate(KernelCall& call) {
    const Word count = word(call.outputs[0].size());
    record(
        call,
        shaders::kPredicate,
        {kId, kindOf(inputType(call, 0))},
        count,
        wordsOf(call.outputs[0].spec()));
}

/// Two inputs that are stretched to the output's shape: see broadcast.glsl.
void recordBroadcast(KernelCall& call, const Shader& shader, Word id) {
    const Shape& shape = call.outputs[0].shape();
    const Shape& shapeA = call.input(0).shape();
    const Shape& shapeB = call.input(1).shape();
    const Shape stepsA = broadcastSteps(shapeA, shape);
    const Shape stepsB = broadcastSteps(shapeB, shape);
    Axes<2> axes;
    for (std::size_t axis = 0; axis < shape.rank(); ++axis)
        axes.add(shape[axis], {stepsA[axis], stepsB[axis]});
    const struct {
        Word count;
        Word rank;
        Words sizes;
        Words stepsA;
        Words stepsB;
    } push{
        word(call.outputs[0].size()),
        word(axes.rank()),
        axes.sizes(),
        axes.steps(0),
        axes.steps(1)};
    record(
        call,
        shader,
        {id, kindOf(inputType(call, 0)), kindOf(inputType(call, 1)), word(shapeA == shapeB)},
        push,
        wordsOf(call.outputs[0].spec()));
}

bool canRunBinary(const OpCall& call, const Specs& specs, const Traits& traits) {
    if (specs[0].dtype == DType::Float32) {
        return inputType(call, 1) == DType::Float32 &&
               (inputType(call, 0) == DType::Float32 || inputType(call, 0) == DType::Int32);
    }
    // Whole numbers are computed in double, which has no powers.
    return specs[0].dtype == DType::Int32 && inputType(call, 0) == inputType(call, 1) &&
           inputType(call, 0) != DType::Complex64 && traits.hasFloat64 && call.op.name != "Pow";
}

template<Word kId>
void binary(KernelCall& call) {
    const bool whole = call.outputs[0].dtype() == DType::Int32;
    recordBroadcast(call, whole ? shaders::kBinaryWhole : shaders::kBinary, kId);
}

bool canCompare(const OpCall& call, const Specs& /*specs*/, const Traits& /*traits*/) {
    return inputType(call, 0) != DType::Complex64;
}

template<Word kId>
void compare(KernelCall& call) {
    recordBroadcast(call, shaders::kCompare, kId);
}

} // namespace

Shape broadcastSteps(const Shape& input, const Shape& output) {
    const Shape own = rowMajorStrides(input);
    Shape steps = output;
    const std::size_t added = output.rank() - input.rank();
    for (std::size_t axis = 0; axis < output.rank(); ++axis)
        steps[axis] = axis < added || input[axis - added] == 1 ? 0 : own[axis - added];
    return steps;
}

void registerElementwiseKernels(VulkanBackend& backend) {
#define UNARY(id, op, formula) backend.add(op, unary<id>, canRunUnary);
#define PREDICATE(id, op, formula) backend.add(op, predicate<id>, canRunPredicate);
#define BINARY(id, op, formula) backend.add(op, binary<id>, canRunBinary);
#define COMPARE(id, op, formula) backend.add(op, compare<id>, canCompare);
#include "engine/ops/elementwise.inl"
#undef UNARY
#undef PREDICATE
#undef BINARY
#undef COMPARE
    backend.add("LogicalNot", predicate<kLogicalNot>, canRunPredicate);
    backend.add("LogicalAnd", compare<kLogicalAnd>, canCompare);
    backend.add("LogicalOr", compare<kLogicalOr>, canCompare);
}

} // namespace tp::gpu
