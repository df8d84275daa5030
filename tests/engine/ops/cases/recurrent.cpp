#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

namespace tp::test {

namespace {

// The expected numbers are TensorFlow.js 4.22's.

void addCells(OpCases& cases) {
    const Tensors inputs{
        scalar(1),
        reshape(linspace(-1, 1, 60), {5, 12}),
        linspace(0, 1, 12),
        tensor({{1, 2}, {3, 4}}),
        ones({2, 3}),
        fill({2, 3}, 0.5)};
    const auto cell = [](const Tensors& xs) {
        return basicLSTMCell(xs[0], xs[1], xs[2], xs[3], xs[4], xs[5]);
    };
    const Tensor c =
        tensor({{0.53732157, 0.58257997, 0.63433218}, {0.13936624, 0.19022699, 0.25343055}});
    const Tensor h =
        tensor({{0.28623188, 0.33609301, 0.38972804}, {0.02266729, 0.04179717, 0.07311583}});
    cases.push_back(
        {"basicLSTMCell, c",
         "",
         [=](const Tensors& xs) { return cell(xs).c; },
         inputs,
         c,
         Smooth::Once});
    cases.push_back(
        {"basicLSTMCell, h",
         "",
         [=](const Tensors& xs) { return cell(xs).h; },
         inputs,
         h,
         Smooth::Once});
    const auto stacked = [](const Tensors& xs) {
        // Two cells that only add up.
        const LSTMCell adds = [](const Tensor& data, const Tensor& before, const Tensor& out) {
            return CellState{before + data, out + data};
        };
        const CellStates states = multiRNNCell({adds, adds}, xs[0], {xs[1], xs[2]}, {xs[3], xs[4]});
        return stack({states.c[0], states.c[1], states.h[0], states.h[1]});
    };
    cases.push_back(
        {"multiRNNCell",
         "",
         stacked,
         {tensor({1}), tensor({2}), tensor({3}), tensor({4}), tensor({5})},
         tensor({{3}, {8}, {5}, {10}})});
}

} // namespace

OpCases recurrentCases() {
    OpCases cases;
    addCells(cases);
    cases.push_back(
        {"movingAverage",
         "",
         [](const Tensors& xs) { return movingAverage(xs[0], xs[1], 0.9, 2); },
         {tensor({1, 2}), tensor({3, 5})},
         tensor({2.05263138, 3.57894731})});
    cases.push_back(
        {"movingAverage, plain",
         "",
         [](const Tensors& xs) { return movingAverage(xs[0], xs[1], 0.9, {}, false); },
         {tensor({1, 2}), tensor({3, 5})},
         tensor({1.2, 2.3})});
    cases.push_back(
        {"logSigmoid",
         "",
         [](const Tensors& xs) { return logSigmoid(xs[0]); },
         {tensor({-2, 0, 3})},
         tensor({-2.12692809, -0.69314718, -0.04858735})});
    cases.push_back(
        {"euclideanNorm",
         "",
         [](const Tensors& xs) { return euclideanNorm(xs[0], 1, true); },
         {tensor({{3, 4}, {6, 8}})},
         tensor({{5}, {10}})});
    return cases;
}

} // namespace tp::test
