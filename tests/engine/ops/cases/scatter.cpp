#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

namespace tp::test {

namespace {

Tensor ints(const TensorData& values) {
    return tensor(values, DType::Int32);
}

void addGatherCases(OpCases& cases) {
    const Tensor x = tensor({{1, 2, 3}, {4, 5, 6}});
    const auto call = [](const Tensors& xs) { return gatherND(xs[0], xs[1]); };
    const auto row = [&](const char* name,
                         const Tensors& inputs,
                         const Tensor& y,
                         Smooth smooth = Smooth::Twice) {
        cases.push_back({name, "GatherNd", call, inputs, y, smooth});
    };
    row("gatherND of elements", {x, ints({{1, 2}, {0, 0}, {1, 2}})}, tensor({6, 1, 6}));
    row("gatherND of rows", {x, ints({{1}, {1}, {0}})}, tensor({{4, 5, 6}, {4, 5, 6}, {1, 2, 3}}));
    row("gatherND with one row of indices", {x, ints({1, 0})}, scalar(4));
    row("gatherND with batches of indices",
        {x, tensor({1, 0}, {2, 1, 1}, DType::Int32)},
        tensor({4, 5, 6, 1, 2, 3}, {2, 1, 3}));
    row("gatherND with rows of nothing", {x, zeros({2, 0}, DType::Int32)}, stack({x, x}));
    row("gatherND of nothing", {x, zeros({0, 2}, DType::Int32)}, zeros({0}));
    row("gatherND from nothing", {zeros({0, 3}), zeros({0, 1}, DType::Int32)}, zeros({0, 3}));
    row("gatherND of texts",
        {tensor({"a", "b"}), ints({{1}, {0}})},
        tensor({"b", "a"}),
        Smooth::No);
}

void addScatterCases(OpCases& cases) {
    const auto row = [&](const char* name,
                         const Shape& shape,
                         const Tensors& inputs,
                         const Tensor& y,
                         Smooth smooth = Smooth::Twice) {
        cases.push_back(
            {name,
             "ScatterNd",
             [shape](const Tensors& xs) { return scatterND(xs[0], xs[1], shape); },
             inputs,
             y,
             smooth});
    };
    row("scatterND of elements",
        {2, 3},
        {ints({{1, 2}, {0, 0}}), tensor({7, 8})},
        tensor({{8, 0, 0}, {0, 0, 7}}));
    row("scatterND adds up", {4}, {ints({1, 3, 1}), tensor({1, 2, 4})}, tensor({0, 5, 0, 2}));
    row("scatterND of rows",
        {3, 2},
        {ints({{2}, {0}, {2}}), tensor({{1, 2}, {3, 4}, {5, 6}})},
        tensor({{3, 4}, {0, 0}, {6, 8}}));
    row("scatterND with batches of indices",
        {3},
        {tensor({0, 2, 2, 1}, {2, 2, 1}, DType::Int32), tensor({{1, 2}, {3, 4}})},
        tensor({1, 4, 5}));
    row("scatterND of nothing",
        {2, 2},
        {zeros({0, 1}, DType::Int32), zeros({0, 2})},
        zeros({2, 2}));
    row("scatterND into nothing",
        {0, 2},
        {zeros({0, 1}, DType::Int32), zeros({0, 2})},
        zeros({0, 2}));
    row("scatterND with rows of nothing",
        {2},
        {zeros({2, 0}, DType::Int32), tensor({{1, 2}, {3, 4}})},
        tensor({4, 6}));
    row("scatterND of int32",
        {3},
        {ints({{1}, {1}}), ints({2147483647, 1})},
        ints({0, -2147483648.0, 0}),
        Smooth::No);
}

void addUpdateCases(OpCases& cases) {
    const auto call = [](const Tensors& xs) { return tensorScatterUpdate(xs[0], xs[1], xs[2]); };
    const auto row = [&](const char* name,
                         const Tensors& inputs,
                         const Tensor& y,
                         Smooth smooth = Smooth::Twice) {
        cases.push_back({name, "TensorScatterUpdate", call, inputs, y, smooth});
    };
    const Tensor x = tensor({{1, 2}, {3, 4}, {5, 6}});
    row("tensorScatterUpdate of elements",
        {x, ints({{2, 0}, {0, 1}}), tensor({7, 8})},
        tensor({{1, 8}, {3, 4}, {7, 6}}));
    row("tensorScatterUpdate: the last one counts",
        {x, ints({{1}, {0}, {1}}), tensor({{7, 8}, {9, 10}, {11, 12}})},
        tensor({{9, 10}, {11, 12}, {5, 6}}));
    row("tensorScatterUpdate of a vector",
        {tensor({1, 2}), ints({1}), tensor({9})},
        tensor({1, 9}));
    row("tensorScatterUpdate with rows of nothing",
        {tensor({1, 2}), zeros({2, 0}, DType::Int32), tensor({{3, 4}, {5, 6}})},
        tensor({5, 6}));
    row("tensorScatterUpdate with nothing", {x, zeros({0, 1}, DType::Int32), zeros({0, 2})}, x);
    row("tensorScatterUpdate of texts",
        {tensor({"a", "b"}), ints({{0}}), tensor({"c"})},
        tensor({"c", "b"}),
        Smooth::No);
}

void addDenseCases(OpCases& cases) {
    const auto row = [&](const char* name,
                         const Shape& shape,
                         const Tensors& inputs,
                         const Tensor& y,
                         Smooth smooth = Smooth::Twice) {
        cases.push_back(
            {name,
             "SparseToDense",
             [shape](const Tensors& xs) {
                 return sparseToDense(xs[0], xs[1], shape, xs.size() > 2 ? xs[2] : Tensor());
             },
             inputs,
             y,
             smooth});
    };
    row("sparseToDense",
        {2, 2},
        {ints({{0, 1}, {1, 1}}), tensor({5, 6}), scalar(-1)},
        tensor({{-1, 5}, {-1, 6}}));
    row("sparseToDense: the last one counts",
        {3},
        {ints({1, 1}), tensor({5, 6}), scalar(2)},
        tensor({2, 6, 2}));
    row("sparseToDense of one place", {3}, {scalar(2, DType::Int32), scalar(7)}, tensor({0, 0, 7}));
    row("sparseToDense of one value", {3}, {ints({0, 2}), scalar(7)}, tensor({7, 0, 7}));
    row("sparseToDense of nothing",
        {2},
        {zeros({0}, DType::Int32), zeros({0}), scalar(4)},
        tensor({4, 4}));
    row("sparseToDense of texts", {2}, {ints({1}), tensor({"a"})}, tensor({"", "a"}), Smooth::No);
    row("sparseToDense of bools",
        {3},
        {ints({1}), tensor({true})},
        tensor({false, true, false}),
        Smooth::No);
}

void addDiagCases(OpCases& cases) {
    const auto call = [](const Tensors& xs) { return diag(xs[0]); };
    cases.push_back(
        {"diag", "Diag", call, {tensor({1, 2, 3})}, tensor({{1, 0, 0}, {0, 2, 0}, {0, 0, 3}})});
    cases.push_back(
        {"diag of a matrix", "Diag", call, {tensor({{1, 2}})}, tensor({1, 0, 0, 2}, {1, 2, 1, 2})});
    cases.push_back({"diag of a scalar", "Diag", call, {scalar(3)}, scalar(3)});
    cases.push_back({"diag of nothing", "Diag", call, {zeros({0})}, zeros({0, 0})});
    cases.push_back(
        {"diag of bools",
         "Diag",
         call,
         {tensor({true, true})},
         tensor({{true, false}, {false, true}}),
         Smooth::No});
}

} // namespace

OpCases scatterCases() {
    OpCases cases;
    addGatherCases(cases);
    addScatterCases(cases);
    addUpdateCases(cases);
    addDenseCases(cases);
    addDiagCases(cases);
    return cases;
}

} // namespace tp::test
