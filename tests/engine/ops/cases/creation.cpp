#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

namespace tp::test {

OpCases creationCases() {
    OpCases cases;
    const auto row =
        [&](const char* name, std::string_view op, const TensorFunction& call, const Tensor& y) {
            cases.push_back({name, op, call, {tensor({{1, 2}, {3, 4}})}, y, Smooth::No});
        };
    row(
        "fill", "Fill", [](const Tensors&) { return fill({2}, 1.5); }, tensor({1.5, 1.5}));
    row(
        "fill of int32",
        "Fill",
        [](const Tensors&) { return fill({}, 7, DType::Int32); },
        scalar(7, DType::Int32));
    row(
        "zeros",
        "Fill",
        [](const Tensors&) {
            return zeros({1, 2});
        },
        tensor({{0, 0}}));
    row(
        "ones of bool",
        "Fill",
        [](const Tensors&) { return ones({2}, DType::Bool); },
        tensor({true, true}));
    row(
        "zerosLike",
        "ZerosLike",
        [](const Tensors& xs) { return zerosLike(xs[0]); },
        tensor({{0, 0}, {0, 0}}));
    row(
        "onesLike",
        "OnesLike",
        [](const Tensors& xs) { return onesLike(xs[0]); },
        tensor({{1, 1}, {1, 1}}));
    row(
        "range", "Range", [](const Tensors&) { return range(1, 4); }, tensor({1, 2, 3}));
    row(
        "range with a step",
        "Range",
        [](const Tensors&) { return range(0, 1, 0.4); },
        tensor({0.0, 0.4, 0.8}));
    row(
        "range down", "Range", [](const Tensors&) { return range(3, 0); }, tensor({3, 2, 1}));
    row(
        "range down with a step",
        "Range",
        [](const Tensors&) { return range(5, 0, -2, DType::Int32); },
        tensor({5, 3, 1}, DType::Int32));
    row(
        "range away from the end",
        "Range",
        [](const Tensors&) { return range(0, 4, -1); },
        tensor({}));
    row(
        "range of nothing", "Range", [](const Tensors&) { return range(2, 2); }, tensor({}));
    row(
        "linspace",
        "LinSpace",
        [](const Tensors&) { return linspace(0, 1, 5); },
        tensor({0.0, 0.25, 0.5, 0.75, 1.0}));
    row(
        "linspace of one",
        "LinSpace",
        [](const Tensors&) { return linspace(3, 9, 1); },
        tensor({3}));
    row(
        "eye", "", [](const Tensors&) { return eye(2, 3); }, tensor({{1, 0, 0}, {0, 1, 0}}));
    row(
        "eye, many times",
        "",
        [](const Tensors&) { return eye(2, -1, {2}, DType::Int32); },
        tensor({{{1, 0}, {0, 1}}, {{1, 0}, {0, 1}}}, DType::Int32));
    return cases;
}

OpCases trainingCases() {
    OpCases cases;
    cases.push_back(
        {"sgdUpdate",
         "SgdUpdate",
         [](const Tensors& xs) { return sgdUpdate(xs[0], xs[1], 0.5); },
         {tensor({1, 2}), tensor({4, -4})},
         tensor({-1, 4}),
         Smooth::No});
    cases.push_back(
        {"adamUpdate",
         "AdamUpdate",
         [](const Tensors& xs) {
             // The second step from zero moments, as TensorFlow.js's optimizer computes it.
             const AdamState first = adamUpdate({xs[0], xs[1], xs[1]}, xs[2], {});
             const AdamState second =
                 adamUpdate(first, xs[2] * 2, {.accBeta1 = 0.9 * 0.9, .accBeta2 = 0.999 * 0.999});
             return stack({second.weight, second.m, second.v});
         },
         {tensor({1.0, -2.0}), zeros({2}), tensor({0.5, -3.0})},
         tensor({{0.9980348, -1.9980348}, {0.145, -0.87}, {0.00124975, 0.04499101}}),
         Smooth::No});
    return cases;
}

} // namespace tp::test
