#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

namespace tp::test {

namespace {

Tensor ints(const TensorData& values) {
    return tensor(values, DType::Int32);
}

void addFillingCases(OpCases& cases) {
    const auto row = [&](const std::string& name,
                         const Tensors& inputs,
                         const Tensor& indices,
                         const Tensor& values,
                         const Tensor& isEmpty,
                         const Tensor& places,
                         Smooth smooth = Smooth::Twice) {
        const auto each = [&](const char* part, auto member, const Tensor& y, Smooth how) {
            cases.push_back(
                {name + part,
                 "SparseFillEmptyRows",
                 [member](const Tensors& xs) {
                     return sparse::sparseFillEmptyRows(xs[0], xs[1], xs[2], xs[3]).*member;
                 },
                 inputs,
                 y,
                 how});
        };
        each(", indices", &sparse::FilledRows::outputIndices, indices, Smooth::No);
        each(", values", &sparse::FilledRows::outputValues, values, smooth);
        each(", empty rows", &sparse::FilledRows::emptyRowIndicator, isEmpty, Smooth::No);
        each(", places", &sparse::FilledRows::reverseIndexMap, places, Smooth::No);
    };
    row("sparseFillEmptyRows, out of order",
        {ints({{2, 1}, {0, 3}, {2, 0}}), tensor({1, 2, 3}), ints({4, 5}), scalar(-1)},
        ints({{0, 3}, {1, 0}, {2, 1}, {2, 0}, {3, 0}}),
        tensor({2, -1, 1, 3, -1}),
        tensor({false, true, false, true}),
        ints({2, 0, 3}));
    row("sparseFillEmptyRows of nothing",
        {zeros({0, 2}, DType::Int32), zeros({0}), ints({2, 3}), scalar(7)},
        ints({{0, 0}, {1, 0}}),
        tensor({7, 7}),
        tensor({true, true}),
        ints({}));
    row("sparseFillEmptyRows of texts",
        {ints({{1}}), tensor({"a"}), ints({2}), scalar(std::string("-"))},
        ints({{0}, {1}}),
        tensor({"-", "a"}),
        tensor({true, false}),
        ints({1}),
        Smooth::No);
}

void addReshapeCases(OpCases& cases) {
    const auto row = [&](const std::string& name,
                         const Tensors& inputs,
                         const Tensor& indices,
                         const Tensor& shape) {
        cases.push_back(
            {name,
             "SparseReshape",
             [](const Tensors& xs) {
                 return sparse::sparseReshape(xs[0], xs[1], xs[2]).outputIndices;
             },
             inputs,
             indices,
             Smooth::No});
        cases.push_back(
            {name + ", shape",
             "SparseReshape",
             [](const Tensors& xs) {
                 return sparse::sparseReshape(xs[0], xs[1], xs[2]).outputShape;
             },
             inputs,
             shape,
             Smooth::No});
    };
    row("sparseReshape",
        {ints({{0, 0, 1}, {1, 2, 3}}), ints({2, 3, 4}), ints({6, -1})},
        ints({{0, 1}, {5, 3}}),
        ints({6, 4}));
    row("sparseReshape of nothing",
        {zeros({0, 2}, DType::Int32), ints({0, 3}), ints({0})},
        zeros({0, 1}, DType::Int32),
        ints({0}));
    row("sparseReshape of a scalar",
        {zeros({1, 0}, DType::Int32), ints({}), ints({1, -1})},
        ints({{0, 0}}),
        ints({1, 1}));
}

void addSegmentCases(OpCases& cases) {
    const Tensor x = tensor({{1, 2}, {3, 5}, {6, 8}});
    const auto mean = [](const Tensors& xs) {
        return sparse::sparseSegmentMean(xs[0], xs[1], xs[2]);
    };
    const auto sum = [](const Tensors& xs) {
        return sparse::sparseSegmentSum(xs[0], xs[1], xs[2]);
    };
    const Tensors inputs{x, ints({2, 0, 0, 1}), ints({1, 1, 1, 3})};
    cases.push_back(
        {"sparseSegmentSum",
         "SparseSegmentSum",
         sum,
         inputs,
         tensor({{0, 0}, {8, 12}, {0, 0}, {3, 5}})});
    cases.push_back(
        {"sparseSegmentMean",
         "SparseSegmentMean",
         mean,
         inputs,
         tensor({{0.0F, 0.0F}, {8.0F / 3, 4.0F}, {0.0F, 0.0F}, {3.0F, 5.0F}})});
    cases.push_back(
        {"sparseSegmentMean of whole numbers",
         "SparseSegmentMean",
         mean,
         {ints({-3, 0, 3}), ints({0, 1, 2}), ints({0, 0, 1})},
         ints({-1, 3}),
         Smooth::No});
    cases.push_back(
        {"sparseSegmentSum of no segments",
         "SparseSegmentSum",
         sum,
         {x, ints({}), ints({})},
         zeros({0, 2})});
}

void addRangeCases(OpCases& cases) {
    const auto row = [&](const std::string& name,
                         const Tensors& inputs,
                         const Tensor& splits,
                         const Tensor& values) {
        cases.push_back(
            {name,
             "RaggedRange",
             [](const Tensors& xs) { return raggedRange(xs[0], xs[1], xs[2]).rtDenseValues; },
             inputs,
             values,
             Smooth::No});
        cases.push_back(
            {name + ", splits",
             "RaggedRange",
             [](const Tensors& xs) { return raggedRange(xs[0], xs[1], xs[2]).rtNestedSplits; },
             inputs,
             splits,
             Smooth::No});
    };
    row("raggedRange",
        {ints({0, 5, 8, 5}), ints({8, 7, 8, 1}), ints({2, 1, 1, -1})},
        ints({0, 4, 6, 6, 10}),
        ints({0, 2, 4, 6, 5, 6, 5, 4, 3, 2}));
    row("raggedRange of fractions, to many limits",
        {scalar(0), tensor({1, -1}), scalar(0.25)},
        ints({0, 4, 4}),
        tensor({0, 0.25, 0.5, 0.75}));
    row("raggedRange of no rows", {zeros({0}), scalar(1), zeros({0})}, ints({0}), zeros({0}));
}

void addRaggedGatherCases(OpCases& cases) {
    const Tensor outer = ints({0, 1, 3, 3});
    const Tensor inner = ints({0, 0, 3, 4});
    const Tensor values = tensor({{1, 2}, {3, 4}, {5, 6}, {7, 8}});
    const auto row = [&](const std::string& name, const Tensor& indices, const Tensors& y) {
        const auto rank = static_cast<std::int64_t>(indices.rank()) + 1;
        for (std::size_t part = 0; part < y.size(); ++part) {
            cases.push_back(
                {name + " " + std::to_string(part),
                 "RaggedGather",
                 [=](const Tensors& xs) {
                     const RaggedTensor found = raggedGather({xs[0], xs[1]}, xs[2], xs[3], rank);
                     Tensors parts = found.outputNestedSplits;
                     parts.push_back(found.outputDenseValues);
                     return parts.at(part);
                 },
                 {outer, inner, values, indices},
                 y[part],
                 Smooth::No});
        }
    };
    row("raggedGather",
        ints({1, 0, 2, 1}),
        {ints({0, 2, 3, 3, 5}), ints({0, 3, 4, 4, 7, 8}), concat({values, values})});
    row("raggedGather of one row", scalar(1, DType::Int32), {ints({0, 3, 4}), values});
    row("raggedGather by a table",
        ints({{2}, {1}}),
        {ints({0, 1, 2}), ints({0, 0, 2}), ints({0, 3, 4}), values});
    row("raggedGather of nothing", ints({}), {ints({0}), ints({0}), zeros({0, 2})});
}

void addDenseCases(OpCases& cases) {
    const auto row = [&](const char* name,
                         const std::vector<std::string>& types,
                         const Tensors& inputs,
                         const Tensor& y) {
        cases.push_back(
            {name,
             "RaggedTensorToTensor",
             [=](const Tensors& xs) {
                 return raggedTensorToTensor(
                     xs[0], xs[1], xs[2], {xs.begin() + 3, xs.end()}, types);
             },
             inputs,
             y,
             Smooth::No});
    };
    const Tensor x = tensor({1, 2, 3, 4, 5});
    row("raggedTensorToTensor, splits",
        {"ROW_SPLITS"},
        {ints({-1, -1}), x, scalar(0), ints({0, 2, 2, 5})},
        tensor({{1, 2, 0}, {0, 0, 0}, {3, 4, 5}}));
    row("raggedTensorToTensor, cut and filled up",
        {"FIRST_DIM_SIZE", "VALUE_ROWIDS"},
        {ints({2, 4}), x, scalar(9), scalar(3, DType::Int32), ints({0, 0, 1, 2, 2})},
        tensor({{1, 2, 9, 9}, {3, 9, 9, 9}}));
    row("raggedTensorToTensor of rows of rows, with a default for each column",
        {"ROW_SPLITS", "VALUE_ROWIDS"},
        {scalar(-1, DType::Int32),
         tensor({{1, 2}, {3, 4}, {5, 6}}),
         tensor({8, 9}),
         ints({0, 1, 2}),
         ints({0, 1, 1})},
        tensor({1, 2, 8, 9, 3, 4, 5, 6}, {2, 1, 2, 2}));
    row("raggedTensorToTensor of regular rows",
        {"FIRST_DIM_SIZE"},
        {ints({-1}), x, scalar(0), scalar(4, DType::Int32)},
        tensor({1, 2, 3, 4}));
    row("raggedTensorToTensor of nothing",
        {"ROW_SPLITS"},
        {ints({2, 2}), zeros({0}), scalar(1), ints({0})},
        ones({2, 2}));
    row("raggedTensorToTensor of texts",
        {"ROW_SPLITS"},
        {ints({-1, -1}), tensor({"a", "b", "c"}), scalar(std::string("-")), ints({0, 1, 3})},
        tensor({{"a", "-"}, {"b", "c"}}));
}

} // namespace

OpCases sparseCases() {
    OpCases cases;
    addFillingCases(cases);
    addReshapeCases(cases);
    addSegmentCases(cases);
    return cases;
}

OpCases raggedCases() {
    OpCases cases;
    addRangeCases(cases);
    addRaggedGatherCases(cases);
    addDenseCases(cases);
    return cases;
}

} // namespace tp::test
