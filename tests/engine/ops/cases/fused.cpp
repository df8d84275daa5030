#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

namespace tp::test {

namespace {

using Numbers = std::vector<float>;

/// Calls the kernel even under a gradient, where the function would call the separate ops.
Tensor fusedKernel(const Tensors& xs, const std::string& activation) {
    return run(
        *findOp("FusedConv2D"),
        {xs[0], xs[1], xs[2], xs.size() > 3 ? xs[3] : Tensor()},
        {{"activation", activation}});
}

void addActivationRows(OpCases& cases) {
    struct Row {
        const char* activation;
        Numbers expected;
    };
    const Tensors inputs{quarters({1, 2, 3, 2}), quarters({2, 2, 2, 2}, 1), tensor({0.5, -8})};
    for (const Row& row : std::initializer_list<Row>{
             {"linear", {-2.5625, -9.75, 3.3125, -10.5625}},
             {"relu", {0, 0, 3.3125, 0}},
             {"relu6", {0, 0, 3.3125, 0}},
             {"elu", {-0.92288828F, -0.99994171F, 3.3125, -0.99997413F}},
             {"sigmoid", {0.07159120F, 0.00005829127F, 0.96485513F, 0.00002586743F}},
             {"leakyrelu", {-0.5125F, -1.95F, 3.3125, -2.1125F}}}) {
        const std::string activation = row.activation;
        cases.push_back(
            {"fused conv2d, " + activation,
             "FusedConv2D",
             [activation](const Tensors& xs) {
                 return fused::conv2d(
                     {.x = xs[0], .filter = xs[1], .bias = xs[2], .activation = activation});
             },
             inputs,
             fromBuffer(row.expected, {1, 1, 2, 2})});
        cases.push_back(
            {"FusedConv2D, " + activation,
             "FusedConv2D",
             [activation](const Tensors& xs) { return fusedKernel(xs, activation); },
             inputs,
             fromBuffer(row.expected, {1, 1, 2, 2})});
    }
    cases.push_back(
        {"FusedConv2D, prelu",
         "FusedConv2D",
         [](const Tensors& xs) { return fusedKernel(xs, "prelu"); },
         {inputs[0], inputs[1], inputs[2], tensor({0.5, 0.25})},
         fromBuffer(Numbers{-1.28125, -2.4375, 3.3125, -2.640625}, {1, 1, 2, 2})});
}

void addOtherRows(OpCases& cases) {
    cases.push_back(
        {"fused conv2d, channels first",
         "FusedConv2D",
         [](const Tensors& xs) {
             return fused::conv2d(
                 {.x = xs[0],
                  .filter = xs[1],
                  .dataFormat = "NCHW",
                  .bias = xs[2],
                  .activation = "relu"});
         },
         {quarters({1, 2, 2, 3}), quarters({2, 2, 2, 2}, 1), tensor({0.5, -8})},
         fromBuffer(Numbers{2.4375, 0.5625, 0, 0}, {1, 2, 1, 2})});
    cases.push_back(
        {"fused depthwiseConv2d",
         "FusedDepthwiseConv2D",
         [](const Tensors& xs) {
             return fused::depthwiseConv2d(
                 {.x = xs[0], .filter = xs[1], .bias = xs[2], .activation = "relu"});
         },
         {quarters({1, 2, 3, 2}), quarters({2, 2, 2, 1}, 1), tensor({0.5, -1})},
         fromBuffer(Numbers{3, 0, 0.0625, 0.1875}, {1, 1, 2, 2})});
    cases.push_back(
        {"fused matMul",
         "_FusedMatMul",
         [](const Tensors& xs) {
             return fused::matMul({.a = xs[0], .b = xs[1], .bias = xs[2], .activation = "relu"});
         },
         {quarters({2, 3}), quarters({3, 2}, 1), tensor({0.5, -1})},
         tensor({{0.75, 0}, {0, 0.375}})});
    cases.push_back(
        {"fused matMul of nothing",
         "_FusedMatMul",
         [](const Tensors& xs) {
             return fused::matMul({.a = xs[0], .b = xs[1], .activation = "relu"});
         },
         {zeros({0, 3}), zeros({3, 2})},
         zeros({0, 2})});
}

} // namespace

OpCases fusedCases() {
    OpCases cases;
    addActivationRows(cases);
    addOtherRows(cases);
    return cases;
}

} // namespace tp::test
