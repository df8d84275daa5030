#include "engine/ops/compare.h"

#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"
#include "engine/ops/register.h"
#include "engine/ops/rules.h"

namespace tp {

namespace {

Specs broadcastBools(const OpCall& call) {
    checkDType(call, 0, {DType::Bool});
    return broadcastToBool(call);
}

/// As broadcastToBool(), for what has an order, as complex numbers have not.
Specs broadcastOrdered(const OpCall& call) {
    checkDType(call, 0, {DType::Float32, DType::Int32, DType::Bool, DType::String});
    return broadcastToBool(call);
}

Op comparison(
    std::string_view name, std::string_view doc, std::string_view formula, Gradient gradient) {
    return {
        .name = name,
        .doc = doc,
        .formula = formula,
        .inputs = {"a", "b"},
        .infer = broadcastToBool,
        .gradient = gradient,
        .saves = Saves::Nothing,
    };
}

Op order(std::string_view name, std::string_view doc, std::string_view formula, Gradient gradient) {
    Op op = comparison(name, doc, formula, gradient);
    op.infer = broadcastOrdered;
    return op;
}

Op logical(std::string_view name, std::string_view doc, std::string_view formula) {
    Op op = comparison(name, doc, formula, notDifferentiable);
    op.infer = broadcastBools;
    return op;
}

Op predicate(std::string_view name, std::string_view doc, std::string_view formula) {
    return {
        .name = name,
        .doc = doc,
        .formula = formula,
        .inputs = {"x"},
        .infer = boolOfInput,
        .gradient = zeroGradient,
        .saves = Saves::Nothing,
    };
}

const Op kEqual =
    comparison("Equal", "Where two tensors are the same.", "y = a == b", notDifferentiable);
const Op kNotEqual =
    comparison("NotEqual", "Where two tensors differ.", "y = a != b", notDifferentiable);
const Op kLess =
    order("Less", "Where the first tensor is smaller.", "y = a < b", notDifferentiable);
const Op kLessEqual =
    order("LessEqual", "Where the first tensor is not larger.", "y = a <= b", notDifferentiable);
const Op kGreater =
    order("Greater", "Where the first tensor is larger.", "y = a > b", notDifferentiable);
// TensorFlow.js counts this one as a step with slope zero.
const Op kGreaterEqual =
    order("GreaterEqual", "Where the first tensor is not smaller.", "y = a >= b", zeroGradient);

const Op kLogicalAnd = logical("LogicalAnd", "Where both bools are true.", "y = a && b");
const Op kLogicalOr = logical("LogicalOr", "Where either bool is true.", "y = a || b");
const Op kLogicalNot = {
    .name = "LogicalNot",
    .doc = "True where the bool is false.",
    .formula = "y = !x",
    .inputs = {"x"},
    .infer = [](const OpCall& call) -> Specs {
        checkDType(call, 0, {DType::Bool});
        return sameAsInput(call);
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

const Op kBitwiseAnd = {
    .name = "BitwiseAnd",
    .doc = "The bits that are set in both whole numbers.",
    .formula = "y = a & b",
    .inputs = {"a", "b"},
    .infer = [](const OpCall& call) -> Specs {
        checkDType(call, 0, {DType::Int32});
        return broadcastNumeric(call);
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

const Op kIsNan = predicate("IsNan", "Where the elements are not a number.", "y = isnan(x)");
const Op kIsInf = predicate("IsInf", "Where the elements are infinite.", "y = isinf(x)");
const Op kIsFinite =
    predicate("IsFinite", "Where the elements are ordinary numbers.", "y = isfinite(x)");

/// A rank 1 condition may choose whole rows of tensors of higher rank, as old graphs do.
bool choosesRows(const OpCall& call) {
    return call.input(0).rank() == 1 && call.input(1).rank() > 1;
}

const Op kSelect = {
    .name = "Select",
    .doc = "Takes each element from one of two tensors.",
    .formula = "y = condition ? t : e",
    .inputs = {"condition", "t", "e"},
    .infer = [](const OpCall& call) -> Specs {
        checkDType(call, 0, {DType::Bool});
        const TensorSpec& t = call.input(1).spec();
        check(
            t.dtype == call.input(2).dtype() && t.shape == call.input(2).shape(),
            "where: both choices must have one dtype and shape, but they are %1 %2 and %3 %4.",
            t.dtype,
            t.shape,
            call.input(2).dtype(),
            call.input(2).shape());
        const Shape& condition = call.input(0).shape();
        check(
            condition == t.shape || condition.elementCount() == 1 ||
                (choosesRows(call) && condition[0] == t.shape[0]),
            "where: the condition has shape %1, but the choices have shape %2.",
            condition,
            t.shape);
        return {t};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        const Tensor nothing = zeros(call.dy().shape());
        return {
            call.wants(0) ? zeros(call.shape(0)) : Tensor(),
            run(kSelect, {call.input(0), call.dy(), nothing}),
            run(kSelect, {call.input(0), nothing, call.dy()})};
    },
};

Tensor compareNumbers(const Op& op, const Tensor& a, const Tensor& b) {
    if (a.dtype() == b.dtype())
        return run(op, {a, b});
    const DType dtype = upcast(a.dtype(), b.dtype());
    return run(op, {toDType(a, dtype), toDType(b, dtype)});
}

} // namespace

void registerCompareOps() {
    for (const Op* op :
         {&kEqual,
          &kNotEqual,
          &kLess,
          &kLessEqual,
          &kGreater,
          &kGreaterEqual,
          &kLogicalAnd,
          &kLogicalOr,
          &kLogicalNot,
          &kBitwiseAnd,
          &kIsNan,
          &kIsInf,
          &kIsFinite,
          &kSelect})
        registerOp(*op);
}

Tensor equal(const Tensor& a, const Tensor& b) {
    return compareNumbers(kEqual, a, b);
}

Tensor notEqual(const Tensor& a, const Tensor& b) {
    return compareNumbers(kNotEqual, a, b);
}

Tensor less(const Tensor& a, const Tensor& b) {
    return compareNumbers(kLess, a, b);
}

Tensor lessEqual(const Tensor& a, const Tensor& b) {
    return compareNumbers(kLessEqual, a, b);
}

Tensor greater(const Tensor& a, const Tensor& b) {
    return compareNumbers(kGreater, a, b);
}

Tensor greaterEqual(const Tensor& a, const Tensor& b) {
    return compareNumbers(kGreaterEqual, a, b);
}

Tensor equal(const Tensor& a, double b) {
    return equal(a, scalar(b));
}

Tensor notEqual(const Tensor& a, double b) {
    return notEqual(a, scalar(b));
}

Tensor less(const Tensor& a, double b) {
    return less(a, scalar(b));
}

Tensor lessEqual(const Tensor& a, double b) {
    return lessEqual(a, scalar(b));
}

Tensor greater(const Tensor& a, double b) {
    return greater(a, scalar(b));
}

Tensor greaterEqual(const Tensor& a, double b) {
    return greaterEqual(a, scalar(b));
}

Tensor logicalAnd(const Tensor& a, const Tensor& b) {
    return run(kLogicalAnd, {a, b});
}

Tensor logicalOr(const Tensor& a, const Tensor& b) {
    return run(kLogicalOr, {a, b});
}

Tensor logicalXor(const Tensor& a, const Tensor& b) {
    return logicalAnd(logicalOr(a, b), logicalNot(logicalAnd(a, b)));
}

Tensor logicalNot(const Tensor& x) {
    return run(kLogicalNot, {x});
}

Tensor bitwiseAnd(const Tensor& a, const Tensor& b) {
    return run(kBitwiseAnd, {a, b});
}

Tensor where(const Tensor& condition, const Tensor& ifTrue, const Tensor& ifFalse) {
    const DType dtype = upcast(ifTrue.dtype(), ifFalse.dtype());
    const Shape choices = broadcastShape(ifTrue.shape(), ifFalse.shape(), "where");
    const Shape all = broadcastShape(condition.shape(), choices, "where");
    return run(
        kSelect,
        {broadcastTo(condition, all),
         broadcastTo(toDType(ifTrue, dtype), all),
         broadcastTo(toDType(ifFalse, dtype), all)});
}

Tensor isNaN(const Tensor& x) {
    return run(kIsNan, {x});
}

Tensor isInf(const Tensor& x) {
    return run(kIsInf, {x});
}

Tensor isFinite(const Tensor& x) {
    return run(kIsFinite, {x});
}

} // namespace tp
