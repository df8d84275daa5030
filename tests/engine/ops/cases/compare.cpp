#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

#include <cmath>

namespace tp::test {

namespace {

struct CompareRow {
    std::string_view op;
    BinaryCall call;
    TensorData ofNumbers; // of {1, 2, 3, NaN} and {2, 2, 2, NaN}
    TensorData ofTexts;   // of {"a", "b", "c"} and {"b", "b", "b"}
};

OpCase
row(std::string name,
    std::string_view op,
    const TensorFunction& call,
    const Tensors& inputs,
    const Tensor& expected,
    Smooth smooth = Smooth::No) {
    return {std::move(name), op, call, inputs, expected, smooth};
}

} // namespace

OpCases compareCases() {
    OpCases cases;
    const CompareRow rows[] = {
        {"Equal", equal, {false, true, false, false}, {false, true, false}},
        {"NotEqual", notEqual, {true, false, true, true}, {true, false, true}},
        {"Less", less, {true, false, false, false}, {true, false, false}},
        {"LessEqual", lessEqual, {true, true, false, false}, {true, true, false}},
        {"Greater", greater, {false, false, true, false}, {false, false, true}},
        {"GreaterEqual", greaterEqual, {false, true, true, false}, {false, true, true}},
    };
    for (const CompareRow& each : rows) {
        const std::string name(each.op);
        const auto call = [f = each.call](const Tensors& xs) { return f(xs[0], xs[1]); };
        const Tensor numbers = tensor({1.0, 2.0, 3.0, static_cast<double>(NAN)});
        const Tensor twos = tensor({2.0, 2.0, 2.0, static_cast<double>(NAN)});
        cases.push_back(row(name, each.op, call, {numbers, twos}, tensor(each.ofNumbers)));
        cases.push_back(
            row(name + " of texts",
                each.op,
                call,
                {tensor({"a", "b", "c"}), scalar(std::string("b"))},
                tensor(each.ofTexts)));
        cases.push_back(
            row(name + " of nothing",
                each.op,
                call,
                {zeros({0}), zeros({1})},
                tensor(TensorData(), {0}, DType::Bool)));
        cases.push_back(
            row(name + " of mixed dtypes",
                each.op,
                call,
                {tensor({1, 2, 3}, DType::Int32), tensor({{2.0}, {2.0}})},
                broadcastTo(slice(tensor(each.ofNumbers), {0}, {3}), {2, 3})));
    }

    const Tensor left = tensor({true, true, false, false});
    const Tensor right = tensor({true, false, true, false});
    const auto logical = [&](std::string_view op, BinaryCall f, const TensorData& expected) {
        cases.push_back(row(
            "logical" + std::string(op),
            op,
            [f](const Tensors& xs) { return f(xs[0], xs[1]); },
            {left, right},
            tensor(expected)));
    };
    logical("LogicalAnd", logicalAnd, {true, false, false, false});
    logical("LogicalOr", logicalOr, {true, true, true, false});
    logical("", logicalXor, {false, true, true, false});
    cases.push_back(row(
        "logicalAnd, columns and rows",
        "LogicalAnd",
        [](const Tensors& xs) { return logicalAnd(xs[0], xs[1]); },
        {tensor({{true}, {false}}), tensor({true, false, true})},
        tensor({{true, false, true}, {false, false, false}})));
    cases.push_back(row(
        "logicalNot",
        "LogicalNot",
        [](const Tensors& xs) { return logicalNot(xs[0]); },
        {left},
        tensor({false, false, true, true})));

    const double infinity = INFINITY;
    const Tensor special = tensor({1.0, static_cast<double>(NAN), infinity, -infinity});
    const auto predicate = [&](std::string_view op, UnaryCall f, const TensorData& expected) {
        cases.push_back(row(
            std::string(op),
            op,
            [f](const Tensors& xs) { return f(xs[0]); },
            {special},
            tensor(expected)));
        cases.push_back(row(
            std::string(op) + " of int32",
            op,
            [f](const Tensors& xs) { return logicalXor(f(xs[0]), isFinite(xs[0])); },
            {tensor({0, 1}, DType::Int32)},
            op == "IsFinite" ? tensor({false, false}) : tensor({true, true})));
    };
    predicate("IsNan", isNaN, {false, true, false, false});
    predicate("IsInf", isInf, {false, false, true, true});
    predicate("IsFinite", isFinite, {true, false, false, false});

    cases.push_back(row(
        "bitwiseAnd",
        "BitwiseAnd",
        [](const Tensors& xs) { return bitwiseAnd(xs[0], xs[1]); },
        {tensor({{0, 5}, {3, -1}}, DType::Int32), tensor({5, 7}, DType::Int32)},
        tensor({{0, 5}, {1, 7}}, DType::Int32),
        Smooth::No));

    const auto choose = [](const Tensors& xs) { return where(xs[0], xs[1], xs[2]); };
    const Tensor condition = tensor({true, false, true});
    cases.push_back(
        row("where",
            "Select",
            choose,
            {condition, tensor({1, 2, 3}), tensor({-1, -2, -3})},
            tensor({1, -2, 3}),
            Smooth::Twice));
    cases.push_back(
        row("where, all three broadcast",
            "Select",
            choose,
            {tensor({{true}, {false}}), tensor({1, 2, 3}), scalar(0)},
            tensor({{1, 2, 3}, {0, 0, 0}}),
            Smooth::Twice));
    cases.push_back(row(
        "Select, one condition for each row",
        "Select",
        [](const Tensors& xs) {
            return run(*findOp("Select"), {xs[0], xs[1], xs[2]});
        },
        {tensor({true, false}), tensor({{1, 2}, {3, 4}}), tensor({{5, 6}, {7, 8}})},
        tensor({{1, 2}, {7, 8}}),
        Smooth::Twice));
    return cases;
}

} // namespace tp::test
