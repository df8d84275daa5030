#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

namespace tp::test {

namespace {

Tensor counted(const Shape& shape) {
    return reshape(range(0, static_cast<double>(shape.elementCount())), shape);
}

void addShapeRows(OpCases& cases) {
    const Tensor x = counted({2, 3});
    cases.push_back(
        {"reshape",
         "Reshape",
         [](const Tensors& xs) {
             return reshape(xs[0], {3, -1});
         },
         {x},
         counted({3, 2})});
    cases.push_back(
        {"reshape of nothing",
         "Reshape",
         [](const Tensors& xs) {
             return reshape(xs[0], {3, 0});
         },
         {zeros({0, 2})},
         zeros({3, 0})});
    cases.push_back(
        {"flatten", "", [](const Tensors& xs) { return flatten(xs[0]); }, {x}, counted({6})});
    cases.push_back(
        {"expandDims",
         "ExpandDims",
         [](const Tensors& xs) { return expandDims(xs[0], 1); },
         {x},
         counted({2, 1, 3})});
    cases.push_back(
        {"expandDims at the end",
         "ExpandDims",
         [](const Tensors& xs) { return expandDims(xs[0], -1); },
         {x},
         counted({2, 3, 1})});
    cases.push_back(
        {"squeeze",
         "",
         [](const Tensors& xs) { return squeeze(xs[0]); },
         {counted({1, 2, 1, 3})},
         x});
    cases.push_back(
        {"squeeze one axis",
         "",
         [](const Tensors& xs) { return squeeze(xs[0], 2); },
         {counted({1, 2, 1, 3})},
         counted({1, 2, 3})});
    cases.push_back({"clone", "Identity", [](const Tensors& xs) { return clone(xs[0]); }, {x}, x});
}

void addCastRows(OpCases& cases) {
    const auto row = [&](const char* name, const Tensor& x, const Tensor& y) {
        cases.push_back(
            {name,
             "Cast",
             [dtype = y.dtype()](const Tensors& xs) { return cast(xs[0], dtype); },
             {x},
             y,
             Smooth::No});
    };
    row("cast float32 to int32 cuts", tensor({1.9, -1.9}), tensor({1, -1}, DType::Int32));
    row("cast float32 to bool", tensor({0.0, 0.5}), tensor({false, true}));
    row("cast int32 to float32", tensor({3}, DType::Int32), tensor({3}));
    row("cast bool to float32", tensor({true, false}), tensor({1, 0}));
    row("cast int32 to bool", tensor({3, 0}, DType::Int32), tensor({true, false}));
    row("cast texts to themselves", tensor({"a", "b"}), tensor({"a", "b"}));
    cases.push_back(
        {"the slope of a cast there and back is none",
         "",
         [](const Tensors& xs) { return cast(xs[0], DType::Float32) * 2; },
         {tensor({1.5, 2.5})},
         tensor({3, 5})});
}

void addTransposeRows(OpCases& cases) {
    const auto row = [&](const char* name,
                         const Shape& from,
                         const std::vector<std::int64_t>& perm,
                         const Tensor& y) {
        cases.push_back(
            {name,
             "Transpose",
             [perm](const Tensors& xs) { return transpose(xs[0], perm); },
             {counted(from)},
             y});
    };
    row("transpose", {2, 3}, {}, tensor({{0, 3}, {1, 4}, {2, 5}}));
    row("transpose of stacks", {2, 2, 2}, {0, 2, 1}, tensor({{{0, 2}, {1, 3}}, {{4, 6}, {5, 7}}}));
    row("transpose of all axes",
        {1, 2, 3},
        {2, 0, 1},
        reshape(tensor({0, 3, 1, 4, 2, 5}), {3, 1, 2}));
    row("transpose of nothing", {0, 3}, {}, zeros({3, 0}));
    row("transpose of a scalar", {}, {}, scalar(0));
    row("transpose to the same order", {2, 3}, {0, 1}, counted({2, 3}));
}

void addSliceRows(OpCases& cases) {
    const Tensor x = counted({3, 4});
    const auto row = [&](const char* name,
                         const std::vector<std::int64_t>& begin,
                         const std::vector<std::int64_t>& size,
                         const Tensor& y) {
        cases.push_back(
            {name, "Slice", [=](const Tensors& xs) { return slice(xs[0], begin, size); }, {x}, y});
    };
    row("slice", {1, 1}, {2, 2}, tensor({{5, 6}, {9, 10}}));
    row("slice to the end", {1, 2}, {-1, -1}, tensor({{6, 7}, {10, 11}}));
    row("slice of rows", {2}, {1}, tensor({{8, 9, 10, 11}}));
    row("slice of nothing", {3, 0}, {0, 4}, zeros({0, 4}));

    const auto strided = [&](const char* name, const TensorFunction& call, const Tensor& y) {
        cases.push_back({name, "StridedSlice", call, {x}, y});
    };
    strided(
        "stridedSlice",
        [](const Tensors& xs) {
            return stridedSlice(xs[0], {0, 3}, {3, 0}, {2, -2});
        },
        tensor({{3, 1}, {11, 9}}));
    strided(
        "stridedSlice from the end",
        [](const Tensors& xs) { return stridedSlice(xs[0], {-1}, {3}); },
        tensor({{8, 9, 10, 11}}));
    strided(
        "stridedSlice drops an axis and adds one",
        [](const Tensors& xs) {
            return stridedSlice(
                xs[0], {1, 0, 0}, {2, 0, 2}, {1, 1, 1}, {.newAxis = 2, .shrinkAxis = 1});
        },
        tensor({{4, 5}}));
    strided(
        "stridedSlice with an ellipsis and open ends",
        [](const Tensors& xs) {
            return stridedSlice(
                xs[0], {0, 9}, {0, 9}, {1, 2}, {.begin = 2, .end = 2, .ellipsis = 1});
        },
        tensor({{0, 2}, {4, 6}, {8, 10}}));
}

void addJoinRows(OpCases& cases) {
    const Tensor a = tensor({{1, 2}, {3, 4}});
    const Tensor b = tensor({{5, 6}});
    cases.push_back(
        {"concat",
         "Concat",
         [](const Tensors& xs) { return concat(xs); },
         {a, b},
         tensor({{1, 2}, {3, 4}, {5, 6}})});
    cases.push_back(
        {"concat along columns",
         "Concat",
         [](const Tensors& xs) { return concat(xs, -1); },
         {a, tensor({{5}, {6}}), zeros({2, 0})},
         tensor({{1, 2, 5}, {3, 4, 6}})});
    cases.push_back(
        {"concat of one", "Concat", [](const Tensors& xs) { return concat(xs); }, {a}, a});
    cases.push_back(
        {"stack",
         "Pack",
         [](const Tensors& xs) { return stack(xs, 1); },
         {tensor({1, 2}), tensor({3, 4})},
         tensor({{1, 3}, {2, 4}})});
    cases.push_back(
        {"stack of scalars",
         "Pack",
         [](const Tensors& xs) { return stack(xs); },
         {scalar(1), scalar(2)},
         tensor({1, 2})});
    cases.push_back(
        {"unstack, one part unused",
         "Unpack",
         [](const Tensors& xs) {
             const Tensors parts = unstack(xs[0], 1);
             return parts[0] * parts[2];
         },
         {tensor({{1, 2, 3}, {4, 5, 6}})},
         tensor({3, 24})});
    cases.push_back(
        {"split into equal parts",
         "SplitV",
         [](const Tensors& xs) {
             const Tensors parts = split(xs[0], 2, 1);
             return parts[0] * parts[1];
         },
         {tensor({{1, 2, 3, 4}})},
         tensor({{3, 8}})});
    cases.push_back(
        {"split by sizes",
         "SplitV",
         [](const Tensors& xs) {
             const Tensors parts = split(xs[0], {1, -1, 0});
             return concat({parts[1] * 2, parts[0], parts[2]});
         },
         {tensor({1, 2, 3})},
         tensor({4, 6, 1})});
    cases.push_back(
        {"concat of texts",
         "Concat",
         [](const Tensors& xs) { return concat(xs); },
         {tensor({"a"}), tensor({"b", "c"})},
         tensor({"a", "b", "c"}),
         Smooth::No});
}

} // namespace

OpCases arrayCases() {
    OpCases cases;
    addShapeRows(cases);
    addCastRows(cases);
    addTransposeRows(cases);
    addSliceRows(cases);
    addJoinRows(cases);
    return cases;
}

OpCases tilingCases() {
    const Tensor x = tensor({{1, 2}, {3, 4}});
    OpCases cases;
    const auto row = [&](const char* name,
                         std::string_view op,
                         const TensorFunction& call,
                         const Tensors& inputs,
                         const Tensor& y,
                         Smooth smooth = Smooth::Twice) {
        cases.push_back({name, op, call, inputs, y, smooth});
    };
    row(
        "tile",
        "Tile",
        [](const Tensors& xs) {
            return tile(xs[0], {2, 2});
        },
        {x},
        tensor({{1, 2, 1, 2}, {3, 4, 3, 4}, {1, 2, 1, 2}, {3, 4, 3, 4}}));
    row(
        "tile none",
        "Tile",
        [](const Tensors& xs) {
            return tile(xs[0], {0, 1});
        },
        {x},
        zeros({0, 2}));
    row(
        "broadcastTo",
        "BroadcastTo",
        [](const Tensors& xs) {
            return broadcastTo(xs[0], {2, 2, 3});
        },
        {tensor({{1}, {2}})},
        tensor({{{1, 1, 1}, {2, 2, 2}}, {{1, 1, 1}, {2, 2, 2}}}));
    row(
        "pad",
        "PadV2",
        [](const Tensors& xs) {
            return pad(xs[0], {{1, 0}, {0, 2}}, 9);
        },
        {x},
        tensor({{9, 9, 9, 9}, {1, 2, 9, 9}, {3, 4, 9, 9}}));
    row(
        "pad of int32",
        "PadV2",
        [](const Tensors& xs) {
            return pad(xs[0], {{1, 1}}, 2);
        },
        {tensor({5}, DType::Int32)},
        tensor({2, 5, 2}, DType::Int32),
        Smooth::No);
    // TensorFlow.js leaves the margins out of the gradient, so differences say something else.
    const auto shapes = [](const Tensors& xs) { return broadcastArgs(xs[0], xs[1]); };
    const auto sizes = [](const TensorData& values) { return tensor(values, DType::Int32); };
    row("broadcastArgs",
        "BroadcastArgs",
        shapes,
        {sizes({6, 1, -1}), sizes({3, 1, 2, 1})},
        sizes({3, 6, 2, -1}),
        Smooth::No);
    row("broadcastArgs of scalars",
        "BroadcastArgs",
        shapes,
        {sizes({}), sizes({})},
        sizes({}),
        Smooth::No);
    row(
        "ensureShape",
        "",
        [](const Tensors& xs) {
            return ensureShape(xs[0], {2, -1});
        },
        {x},
        x);
    row(
        "mirrorPad, reflect",
        "MirrorPad",
        [](const Tensors& xs) {
            return mirrorPad(xs[0], {{0, 0}, {2, 1}}, "reflect");
        },
        {tensor({{1, 2, 3}})},
        tensor({{3, 2, 1, 2, 3, 2}}),
        Smooth::No);
    row(
        "mirrorPad, symmetric",
        "MirrorPad",
        [](const Tensors& xs) {
            return mirrorPad(xs[0], {{1, 1}, {0, 2}}, "symmetric");
        },
        {x},
        tensor({{1, 2, 2, 1}, {1, 2, 2, 1}, {3, 4, 4, 3}, {3, 4, 4, 3}}),
        Smooth::No);
    row(
        "reverse",
        "Reverse",
        [](const Tensors& xs) { return reverse(xs[0]); },
        {x},
        tensor({{4, 3}, {2, 1}}));
    row(
        "reverse one axis",
        "Reverse",
        [](const Tensors& xs) { return reverse(xs[0], -1); },
        {x},
        tensor({{2, 1}, {4, 3}}));
    row(
        "reverse nothing",
        "Reverse",
        [](const Tensors& xs) { return reverse(xs[0]); },
        {zeros({0, 2})},
        zeros({0, 2}));
    return cases;
}

} // namespace tp::test
