#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

#include <limits>

namespace tp::test {

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

Tensor ints(const TensorData& values) {
    return tensor(values, DType::Int32);
}

Tensor values(const ValuesAndIndices& found) {
    return found.values;
}

void addTopKCases(OpCases& cases) {
    const auto row = [&](const std::string& name,
                         const Tensor& x,
                         std::int64_t k,
                         bool sorted,
                         const Tensor& largest,
                         const Tensor& places,
                         Smooth smooth = Smooth::Twice) {
        cases.push_back(
            {name,
             "TopK",
             [=](const Tensors& xs) { return topk(xs[0], k, sorted).values; },
             {x},
             largest,
             smooth});
        cases.push_back(
            {name + ", places",
             "TopK",
             [=](const Tensors& xs) { return topk(xs[0], k, sorted).indices; },
             {x},
             places,
             Smooth::No});
    };
    const Tensor x = tensor({{1, 5, 2}, {4, 3, 6}});
    row("topk", x, 2, true, tensor({{5, 2}, {6, 4}}), ints({{1, 2}, {2, 0}}));
    row("topk in the order they stand",
        x,
        2,
        false,
        tensor({{5, 2}, {4, 6}}),
        ints({{1, 2}, {0, 2}}));
    row("topk of all", tensor({1, 3, 2}), 3, true, tensor({3, 2, 1}), ints({1, 2, 0}));
    row("topk of none", x, 0, true, zeros({2, 0}), zeros({2, 0}, DType::Int32));
    row("topk of no rows", zeros({0, 3}), 2, true, zeros({0, 2}), zeros({0, 2}, DType::Int32));
    row("topk of equal ones", ints({2, 1, 2, 2}), 2, true, ints({2, 2}), ints({0, 2}), Smooth::No);
    row("topk of NaN and zeros",
        tensor({-0.0F, -kInfinity, kNan, 0.0F, kInfinity}),
        5,
        true,
        tensor({kNan, kInfinity, -0.0F, 0.0F, -kInfinity}),
        ints({2, 4, 0, 3, 1}),
        Smooth::No);
    std::vector<float> many(100);
    for (std::size_t i = 0; i < many.size(); ++i)
        many[i] = static_cast<float>((i * 37) % 100);
    row("topk, few of many",
        fromBuffer(many, {100}),
        3,
        true,
        tensor({99, 98, 97}),
        ints({27, 54, 81}),
        Smooth::No);
    cases.push_back(
        {"inTopK",
         "",
         [](const Tensors& xs) { return inTopK(xs[0], xs[1], 2); },
         {tensor({{20, 10, 40, 30}, {30, 50, -20, 10}}), ints({2, 3})},
         tensor({true, false}),
         Smooth::No});
}

void addSortedCases(OpCases& cases) {
    const Tensor sorted = tensor({{0, 3, 9, 9, 10}, {1, 2, 3, 4, 5}});
    const Tensor probes = tensor({{2, 4, 9}, {0, 2, 6}});
    cases.push_back(
        {"lowerBound",
         "SearchSorted",
         [](const Tensors& xs) { return lowerBound(xs[0], xs[1]); },
         {sorted, probes},
         ints({{1, 2, 2}, {0, 1, 5}}),
         Smooth::No});
    const auto upper = [](const Tensors& xs) { return upperBound(xs[0], xs[1]); };
    cases.push_back(
        {"upperBound",
         "SearchSorted",
         upper,
         {sorted, probes},
         ints({{1, 2, 4}, {0, 2, 5}}),
         Smooth::No});
    cases.push_back(
        {"upperBound of int32 among floats, and of NaN",
         "SearchSorted",
         upper,
         {ints({1, 2, 2}), tensor({2.5F, kNan, kInfinity})},
         ints({{3, 0, 3}}),
         Smooth::No});
    cases.push_back(
        {"searchSorted in nothing",
         "SearchSorted",
         [](const Tensors& xs) { return searchSorted(xs[0], xs[1], "right"); },
         {zeros({2, 0}), tensor({{1}, {2}})},
         ints({{0}, {0}}),
         Smooth::No});
}

void addWhereCases(OpCases& cases) {
    const auto places = [](const Tensors& xs) { return where(xs[0]); };
    const auto row = [&](const char* name, const Tensor& condition, const Tensor& y) {
        cases.push_back({name, "Where", places, {condition}, y, Smooth::No});
    };
    row("where", tensor({{true, false}, {true, true}}), ints({{0, 0}, {1, 0}, {1, 1}}));
    row("where nothing", tensor({false, false}), zeros({0, 1}, DType::Int32));
    row("where in nothing", zeros({0, 2}, DType::Bool), zeros({0, 2}, DType::Int32));
    row("where of a scalar", scalar(true), zeros({1, 0}, DType::Int32));
    row("where of numbers", tensor({0.0F, kNan, -1.0F}), ints({{1}, {2}}));
    cases.push_back(
        {"whereAsync",
         "Where",
         [](const Tensors& xs) { return whereAsync(xs[0]).get(); },
         {tensor({false, true})},
         ints({{1}}),
         Smooth::No});

    const Tensor x = tensor({{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}});
    cases.push_back(
        {"booleanMask",
         "",
         [](const Tensors& xs) { return booleanMask(xs[0], xs[1]); },
         {x, tensor({{true, false}, {false, true}})},
         tensor({{1, 2}, {7, 8}})});
    cases.push_back(
        {"booleanMask along an axis",
         "",
         [](const Tensors& xs) { return booleanMaskAsync(xs[0], xs[1], 1).get(); },
         {x, tensor({false, true})},
         tensor({{{3, 4}}, {{7, 8}}})});
}

void addUniqueCases(OpCases& cases) {
    const auto row = [&](const std::string& name,
                         const Tensor& x,
                         int axis,
                         const Tensor& kinds,
                         const Tensor& numbers) {
        cases.push_back(
            {name,
             "Unique",
             [=](const Tensors& xs) { return values(unique(xs[0], axis)); },
             {x},
             kinds,
             Smooth::No});
        cases.push_back(
            {name + ", numbers",
             "Unique",
             [=](const Tensors& xs) { return unique(xs[0], axis).indices; },
             {x},
             numbers,
             Smooth::No});
    };
    row("unique", ints({3, 1, 3, 2, 1}), 0, ints({3, 1, 2}), ints({0, 1, 0, 2, 1}));
    row("unique NaN and zeros",
        tensor({kNan, 0.0F, -0.0F, -kNan, kInfinity}),
        0,
        tensor({kNan, 0.0F, kInfinity}),
        ints({0, 1, 1, 0, 2}));
    row("unique rows",
        tensor({{1, 2}, {2, 1}, {1, 2}}),
        0,
        tensor({{1, 2}, {2, 1}}),
        ints({0, 1, 0}));
    row("unique columns",
        tensor({{1, 2, 1}, {3, 4, 3}}),
        -1,
        tensor({{1, 2}, {3, 4}}),
        ints({0, 1, 0}));
    row("unique texts", tensor({"b", "a", "b"}), 0, tensor({"b", "a"}), ints({0, 1, 0}));
    row("unique bools", tensor({true, true, false}), 0, tensor({true, false}), ints({0, 0, 1}));
    row("unique in nothing", zeros({0}), 0, zeros({0}), zeros({0}, DType::Int32));
    row("unique slices of nothing", zeros({2, 0}), 0, zeros({1, 0}), zeros({2}, DType::Int32));
}

void addDifferenceCases(OpCases& cases) {
    const auto row = [&](const std::string& name,
                         const Tensor& x,
                         const Tensor& y,
                         const Tensor& kept,
                         const Tensor& places) {
        cases.push_back(
            {name,
             "ListDiff",
             [](const Tensors& xs) { return values(setdiff1d(xs[0], xs[1])); },
             {x, y},
             kept,
             Smooth::No});
        cases.push_back(
            {name + ", places",
             "ListDiff",
             [](const Tensors& xs) { return setdiff1dAsync(xs[0], xs[1]).get().indices; },
             {x, y},
             places,
             Smooth::No});
    };
    row("setdiff1d", ints({1, 2, 3, 2, 4}), ints({3, 1}), ints({2, 2, 4}), ints({1, 3, 4}));
    row("setdiff1d of NaN", tensor({kNan, 1.0F}), tensor({kNan}), tensor({1}), ints({1}));
    row("setdiff1d of texts", tensor({"a", "b"}), tensor({"b"}), tensor({"a"}), ints({0}));
    row("setdiff1d of nothing", zeros({0}), tensor({1}), zeros({0}), zeros({0}, DType::Int32));
}

void addCountCases(OpCases& cases) {
    const auto row =
        [&](const char* name, const Tensors& inputs, std::int64_t size, const Tensor& y) {
            cases.push_back(
                {name,
                 "Bincount",
                 [=](const Tensors& xs) { return bincount(xs[0], xs[1], size); },
                 inputs,
                 y,
                 Smooth::No});
        };
    const Tensor none = zeros({0});
    row("bincount", {ints({1, 1, 3, 9}), none}, 4, tensor({0, 2, 0, 1}));
    row("bincount with weights", {ints({{1, 1}, {0, 1}}), ints({{1, 2}, {3, 4}})}, 2, ints({3, 7}));
    row("bincount of nothing", {ints({}), none}, 2, tensor({0, 0}));
    row("bincount into nothing", {ints({1}), none}, 0, none);

    const auto dense = [&](const char* name,
                           const Tensors& inputs,
                           std::int64_t size,
                           bool binary,
                           const Tensor& y) {
        cases.push_back(
            {name,
             "DenseBincount",
             [=](const Tensors& xs) { return denseBincount(xs[0], xs[1], size, binary); },
             inputs,
             y,
             Smooth::No});
    };
    const Tensor x = ints({{1, 1, 0}, {2, 0, 5}});
    dense("denseBincount", {x, none}, 3, false, tensor({{1, 2, 0}, {1, 0, 1}}));
    dense("denseBincount, whether at all", {x, none}, 3, true, tensor({{1, 1, 0}, {1, 0, 1}}));
    dense(
        "denseBincount of a vector, whether at all", {ints({1, 1}), none}, 2, true, tensor({0, 1}));
    dense(
        "denseBincount with weights",
        {x, tensor({{0.5, 1.5, 2}, {3, 4, 5}})},
        2,
        false,
        tensor({{2, 2}, {4, 0}}));
    dense("denseBincount of no rows", {zeros({0, 2}, DType::Int32), none}, 2, false, zeros({0, 2}));
}

} // namespace

OpCases searchCases() {
    OpCases cases;
    addTopKCases(cases);
    addSortedCases(cases);
    addWhereCases(cases);
    return cases;
}

OpCases setCases() {
    OpCases cases;
    addUniqueCases(cases);
    addDifferenceCases(cases);
    addCountCases(cases);
    return cases;
}

} // namespace tp::test
