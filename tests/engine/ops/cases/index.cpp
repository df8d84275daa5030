#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

namespace tp::test {

OpCases indexCases() {
    OpCases cases;
    const Tensor x = tensor({{1, 2, 3}, {4, 5, 6}});
    const auto row = [&](const char* name,
                         std::string_view op,
                         const TensorFunction& call,
                         const Tensors& inputs,
                         const Tensor& y,
                         Smooth smooth = Smooth::Twice) {
        cases.push_back({name, op, call, inputs, y, smooth});
    };
    const Tensor ids = tensor({1, 0, 1}, DType::Int32);
    row(
        "gather",
        "GatherV2",
        [](const Tensors& xs) { return gather(xs[0], xs[1]); },
        {x, ids},
        tensor({{4, 5, 6}, {1, 2, 3}, {4, 5, 6}}));
    row(
        "gather along the last axis with a table of indices",
        "GatherV2",
        [](const Tensors& xs) { return gather(xs[0], xs[1], 1); },
        {x, tensor({{2, 0}, {0, 1}}, DType::Int32)},
        tensor({{{3, 1}, {1, 2}}, {{6, 4}, {4, 5}}}));
    row(
        "gather with a scalar drops the axis",
        "GatherV2",
        [](const Tensors& xs) { return gather(xs[0], xs[1]); },
        {x, scalar(1, DType::Int32)},
        tensor({4, 5, 6}));
    row(
        "gather with batches",
        "GatherV2",
        [](const Tensors& xs) { return gather(xs[0], xs[1], 1, 1); },
        {x, tensor({{2, 2}, {0, 1}}, DType::Int32)},
        tensor({{3, 3}, {4, 5}}));
    row(
        "gather nothing",
        "GatherV2",
        [](const Tensors& xs) { return gather(xs[0], xs[1]); },
        {x, tensor({}, {0}, DType::Int32)},
        zeros({0, 3}));
    row(
        "oneHot",
        "OneHot",
        [](const Tensors& xs) { return oneHot(xs[0], 3); },
        {tensor({2, 0, 7, -1}, DType::Int32)},
        tensor({{0, 0, 1}, {1, 0, 0}, {0, 0, 0}, {0, 0, 0}}, DType::Int32),
        Smooth::No);
    row(
        "oneHot with other values",
        "OneHot",
        [](const Tensors& xs) { return oneHot(xs[0], 2, 0.9, 0.1, DType::Float32); },
        {tensor({{0}, {1}}, DType::Int32)},
        tensor({{{0.9, 0.1}}, {{0.1, 0.9}}}),
        Smooth::No);
    row(
        "confusionMatrix",
        "",
        [](const Tensors& xs) { return confusionMatrix(xs[0], xs[1], 3); },
        {tensor({0, 1, 2, 1, 0}), tensor({0, 2, 1, 0, 1})},
        tensor({{1, 1, 0}, {1, 0, 1}, {0, 1, 0}}, DType::Int32),
        Smooth::No);
    for (const bool rowsFirst : {false, true}) {
        row(
            rowsFirst ? "meshgrid, rows first" : "meshgrid",
            "",
            [=](const Tensors& xs) {
                return stack(meshgrid(xs[0], xs[1], rowsFirst ? Indexing::IJ : Indexing::XY));
            },
            {tensor({1, 2, 3}), tensor({4, 5, 6})},
            rowsFirst
                ? tensor({{{1, 1, 1}, {2, 2, 2}, {3, 3, 3}}, {{4, 5, 6}, {4, 5, 6}, {4, 5, 6}}})
                : tensor({{{1, 2, 3}, {1, 2, 3}, {1, 2, 3}}, {{4, 4, 4}, {5, 5, 5}, {6, 6, 6}}}));
    }
    row(
        "unsortedSegmentSum",
        "UnsortedSegmentSum",
        [](const Tensors& xs) { return unsortedSegmentSum(xs[0], xs[1], 3); },
        {tensor({{1, 2}, {3, 4}, {5, 6}, {7, 8}}), tensor({2, 0, 2, -1}, DType::Int32)},
        tensor({{3, 4}, {0, 0}, {6, 8}}));
    return cases;
}

OpCases linearAlgebraCases() {
    OpCases cases;
    const Tensor a = tensor({{1, 2, 3}, {4, 5, 6}});
    const Tensor b = tensor({{1, 0}, {0, 1}, {2, -1}});
    const Tensor product = tensor({{7, -1}, {16, -1}});
    const auto row = [&](const char* name,
                         std::string_view op,
                         const TensorFunction& call,
                         const Tensors& inputs,
                         const Tensor& y,
                         Smooth smooth = Smooth::Twice) {
        cases.push_back({name, op, call, inputs, y, smooth});
    };
    for (const bool flipA : {false, true}) {
        for (const bool flipB : {false, true}) {
            row(
                flipA   ? flipB ? "matMul, both transposed" : "matMul, a transposed"
                : flipB ? "matMul, b transposed"
                        : "matMul",
                "BatchMatMul",
                [=](const Tensors& xs) { return matMul(xs[0], xs[1], flipA, flipB); },
                {flipA ? transpose(a) : a, flipB ? transpose(b) : b},
                product);
        }
    }
    const auto plain = [](const Tensors& xs) { return matMul(xs[0], xs[1]); };
    row("matMul of stacks, broadcast",
        "BatchMatMul",
        plain,
        {stack({a, a * 2}), expandDims(b)},
        stack({product, product * 2}));
    row("matMul of matrix and stack",
        "BatchMatMul",
        plain,
        {a, stack({b, b})},
        stack({product, product}));
    row("matMul of int32",
        "BatchMatMul",
        plain,
        {cast(a, DType::Int32), cast(b, DType::Int32)},
        cast(product, DType::Int32),
        Smooth::No);
    row("matMul with nothing inside",
        "BatchMatMul",
        plain,
        {zeros({2, 0}), zeros({0, 3})},
        zeros({2, 3}));
    row("matMul of nothing", "BatchMatMul", plain, {zeros({0, 3}), b}, zeros({0, 2}));

    const auto dots = [](const Tensors& xs) { return dot(xs[0], xs[1]); };
    row("dot of vectors", "", dots, {tensor({1, 2, 3}), tensor({4, 5, 6})}, scalar(32));
    row("dot of matrix and vector", "", dots, {a, tensor({1, 0, -1})}, tensor({-2, -2}));
    row("dot of vector and matrix", "", dots, {tensor({1, 2, 3}), b}, tensor({7, -1}));
    row("dot of matrices", "", dots, {a, b}, product);
    row(
        "outerProduct",
        "",
        [](const Tensors& xs) { return outerProduct(xs[0], xs[1]); },
        {tensor({1, 2}), tensor({3, 4, 5})},
        tensor({{3, 4, 5}, {6, 8, 10}}));

    const Tensor m = tensor({{1, -2}, {3, 4}});
    const auto norms =
        [&](const char* name, std::string_view order, const Axes& axes, const Tensor& y) {
            row(
                name,
                "",
                [=](const Tensors& xs) { return norm(xs[0], order, axes); },
                {m},
                y,
                Smooth::Once);
        };
    norms("norm", "euclidean", {}, scalar(5.4772256));
    norms("norm of columns", "2", 0, tensor({3.1622777, 4.4721360}));
    norms("norm, sums of sizes", "1", 1, tensor({3, 7}));
    norms("norm, largest", "inf", 1, tensor({2, 4}));
    norms("norm, smallest", "-inf", 1, tensor({1, 3}));
    norms("norm of a matrix", "fro", {0, 1}, scalar(5.4772256));
    norms("norm of a matrix, columns", "1", {0, 1}, scalar(6));
    norms("norm of a matrix, rows", "inf", {0, 1}, scalar(7));
    norms("norm of a matrix, smallest row", "-inf", {0, 1}, scalar(3));
    return cases;
}

} // namespace tp::test
