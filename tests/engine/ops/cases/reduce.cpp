#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

#include <cmath>
#include <limits>

namespace tp::test {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

using Reduction = Tensor (*)(const Tensor&, const Axes&, bool);

struct ReduceRow {
    std::string_view op;
    Reduction call;
    TensorData all;       // of {{1, 2, 4}, {-3, 0.5, 2}}
    TensorData overRows;  // axis 0
    TensorData overLast;  // axis -1
    TensorData ofNothing; // shape [0, 2] along axis 0
};

void addReduceRow(OpCases& cases, const ReduceRow& row) {
    const Tensor x = tensor({{1.0, 2.0, 4.0}, {-3.0, 0.5, 2.0}});
    const std::string name(row.op);
    const auto along = [&](const Axes& axes, bool keepDims = false) -> TensorFunction {
        return
            [f = row.call, axes, keepDims](const Tensors& xs) { return f(xs[0], axes, keepDims); };
    };
    // Of equal elements, TensorFlow.js gives each the whole gradient: no difference says so.
    const bool bends = row.op == "Max" || row.op == "Min";
    const Smooth smooth = bends ? Smooth::Once : Smooth::Twice;
    const Tensor rows = tensor(row.overRows);
    const Tensor last = tensor(row.overLast);
    const Tensor whole = reshape(tensor(row.all), {});
    cases.push_back({name, row.op, along({}), {x}, whole, smooth});
    cases.push_back({name + " over rows", row.op, along(0), {x}, rows, smooth});
    cases.push_back({name + " over the last axis", row.op, along(-1), {x}, last, smooth});
    cases.push_back(
        {name + " over both axes, kept",
         row.op,
         along({0, 1}, true),
         {x},
         reshape(whole, {1, 1}),
         smooth});
    cases.push_back(
        {name + " over rows, kept", row.op, along(0, true), {x}, reshape(rows, {1, 3}), smooth});
    cases.push_back(
        {name + " of a middle axis",
         row.op,
         along(1),
         {reshape(x, {2, 3, 1})},
         reshape(last, {2, 1}),
         smooth});
    cases.push_back(
        {name + " of outer and inner axes",
         row.op,
         along({0, 2}),
         {reshape(x, {2, 1, 3})},
         reshape(whole, {1}),
         smooth});
    cases.push_back({name + " of a scalar", row.op, along({}), {scalar(3)}, scalar(3), smooth});
    cases.push_back(
        {name + " of nothing",
         row.op,
         along(0),
         {zeros({0, 2})},
         tensor(row.ofNothing),
         Smooth::No});
    cases.push_back(
        {name + " of rows of nothing", row.op, along(1), {zeros({0, 2})}, zeros({0}), Smooth::No});
    cases.push_back(
        {name + " of NaN",
         row.op,
         along({}),
         {tensor({1.0, kNan, 2.0})},
         scalar(kNan),
         Smooth::No});
}

void addBoolAndIntRows(OpCases& cases) {
    const auto row = [&](const char* name,
                         std::string_view op,
                         Reduction f,
                         const Axes& axes,
                         const Tensor& x,
                         const Tensor& y) {
        cases.push_back(
            {name,
             op,
             [f, axes](const Tensors& xs) { return f(xs[0], axes, false); },
             {x},
             y,
             Smooth::No});
    };
    const Tensor bools = tensor({{true, false}, {true, true}});
    const Tensor whole = tensor({{1, -2, 3}, {4, 5, 6}}, DType::Int32);
    row("all", "All", all, 1, bools, tensor({false, true}));
    row("all of everything", "All", all, {}, bools, scalar(false));
    row("all of nothing", "All", all, {}, tensor({}, {0}, DType::Bool), scalar(true));
    row("any", "Any", any, 0, bools, tensor({true, true}));
    row("any of nothing", "Any", any, {}, tensor({}, {0}, DType::Bool), scalar(false));
    row("sum of bool is int32", "Sum", sum, {}, bools, scalar(3, DType::Int32));
    row("sum of int32", "Sum", sum, 0, whole, tensor({5, 3, 9}, DType::Int32));
    row("mean of int32 is float32", "Mean", mean, 1, whole, tensor({2.0 / 3, 5.0}));
    row("mean of bool", "Mean", mean, {}, bools, scalar(0.75));
    row("prod of int32", "Prod", prod, 1, whole, tensor({-6, 120}, DType::Int32));
    row("max of int32", "Max", max, {}, whole, scalar(6, DType::Int32));
    row("min of int32", "Min", min, 0, whole, tensor({1, -2, 3}, DType::Int32));
    row("sum of a long row", "Sum", sum, {}, ones({1000}), scalar(1000));
    row("sum of many columns", "Sum", sum, 0, ones({3, 201}), fill({201}, 3));
    row("sum over no axis",
        "Sum",
        sum,
        std::vector<std::int64_t>{},
        tensor({1, 2}),
        tensor({1, 2}));
}

void addPositionRows(OpCases& cases) {
    using Position = Tensor (*)(const Tensor&, int);
    const auto row = [&](const char* name,
                         std::string_view op,
                         Position f,
                         int axis,
                         const Tensor& x,
                         const Tensor& y) {
        cases.push_back(
            {name,
             op,
             [f, axis](const Tensors& xs) { return f(xs[0], axis); },
             {x},
             y,
             Smooth::No});
    };
    const Tensor x = tensor({{1, 5, 5}, {7, 0, 6}});
    row("argMax", "ArgMax", argMax, 1, x, tensor({1, 0}, DType::Int32));
    row("argMax over rows", "ArgMax", argMax, 0, x, tensor({1, 0, 1}, DType::Int32));
    row("argMin", "ArgMin", argMin, -1, x, tensor({0, 1}, DType::Int32));
    row("argMin over rows", "ArgMin", argMin, 0, x, tensor({0, 1, 0}, DType::Int32));
    row("argMax of bool", "ArgMax", argMax, 0, tensor({false, true}), scalar(1, DType::Int32));
}

void addCumulativeRows(OpCases& cases) {
    using Cumulative = Tensor (*)(const Tensor&, int, bool, bool);
    const auto row = [&](const char* name,
                         std::string_view op,
                         Cumulative f,
                         bool exclusive,
                         bool reverse,
                         const TensorData& y) {
        cases.push_back(
            {name,
             op,
             [=](const Tensors& xs) { return f(xs[0], 1, exclusive, reverse); },
             {tensor({{1.0, 2.0, 3.0}, {4.0, -0.5, 2.0}})},
             tensor(y)});
    };
    row("cumsum", "Cumsum", cumsum, false, false, {{1.0, 3.0, 6.0}, {4.0, 3.5, 5.5}});
    row("cumsum, exclusive", "Cumsum", cumsum, true, false, {{0.0, 1.0, 3.0}, {0.0, 4.0, 3.5}});
    row("cumsum, reverse", "Cumsum", cumsum, false, true, {{6.0, 5.0, 3.0}, {5.5, 1.5, 2.0}});
    row("cumprod", "Cumprod", cumprod, false, false, {{1.0, 2.0, 6.0}, {4.0, -2.0, -4.0}});
    row("cumprod, exclusive", "Cumprod", cumprod, true, false, {{1.0, 1.0, 2.0}, {1.0, 4.0, -2.0}});
    row("cumprod, both", "Cumprod", cumprod, true, true, {{6.0, 3.0, 1.0}, {-1.0, 2.0, 1.0}});
}

} // namespace

OpCases reduceCases() {
    OpCases cases;
    const ReduceRow rows[] = {
        {"Sum", sum, 6.5, {-2.0, 2.5, 6.0}, {7.0, -0.5}, {0.0, 0.0}},
        {"Mean", mean, 6.5 / 6, {-1.0, 1.25, 3.0}, {7.0 / 3, -0.5 / 3}, {0.0, 0.0}},
        {"Prod", prod, -24, {-3.0, 1.0, 8.0}, {8.0, -3.0}, {1.0, 1.0}},
        {"Max", max, 4, {1.0, 2.0, 4.0}, {4.0, 2.0}, {-kInfinity, -kInfinity}},
        {"Min", min, -3, {-3.0, 0.5, 2.0}, {1.0, -3.0}, {kInfinity, kInfinity}},
    };
    for (const ReduceRow& row : rows)
        addReduceRow(cases, row);
    addBoolAndIntRows(cases);
    addPositionRows(cases);
    addCumulativeRows(cases);
    cases.push_back(
        {"prod with a zero",
         "Prod",
         [](const Tensors& xs) { return prod(xs[0]); },
         {tensor({2, 0, 3})},
         scalar(0),
         Smooth::Once});
    cases.push_back(
        {"logSumExp",
         "",
         [](const Tensors& xs) { return logSumExp(xs[0], 1); },
         {tensor({{1.0, 2.0}, {0.3, -1.0}})},
         tensor({2.3132617, 0.5410079})});
    cases.push_back(
        {"logSumExp does not overflow",
         "",
         [](const Tensors& xs) { return logSumExp(xs[0], {}, true); },
         {tensor({1000, 1000})},
         tensor({1000.6931472}),
         Smooth::No});
    cases.push_back(
        {"moments",
         "",
         [](const Tensors& xs) {
             const Moments found = moments(xs[0], 0);
             return concat({found.mean, found.variance});
         },
         {tensor({{1, 2}, {3, 6}})},
         tensor({2, 4, 1, 4})});
    return cases;
}

} // namespace tp::test
