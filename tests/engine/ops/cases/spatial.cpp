#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

namespace tp::test {

namespace {

Tensor counted(const Shape& shape) {
    return reshape(range(0, static_cast<double>(shape.elementCount())), shape);
}

} // namespace

OpCases spatialCases() {
    OpCases cases;
    const auto row = [&](const char* name,
                         std::string_view op,
                         const TensorFunction& call,
                         const Tensor& x,
                         const Tensor& y,
                         Smooth smooth = Smooth::Twice) {
        cases.push_back({name, op, call, {x}, y, smooth});
    };
    const auto toBatch = [](const std::vector<std::int64_t>& block, const Paddings& paddings) {
        return [=](const Tensors& xs) { return spaceToBatchND(xs[0], block, paddings); };
    };
    const auto toSpace = [](const std::vector<std::int64_t>& block, const Paddings& crops) {
        return [=](const Tensors& xs) { return batchToSpaceND(xs[0], block, crops); };
    };
    const auto toDepth = [](std::int64_t block, const char* format) {
        return [=](const Tensors& xs) { return depthToSpace(xs[0], block, format); };
    };
    constexpr auto kToBatch = "SpaceToBatchND";
    constexpr auto kToSpace = "BatchToSpaceND";
    constexpr auto kToDepth = "DepthToSpace";

    row("spaceToBatchND",
        kToBatch,
        toBatch({2, 2}, {{0, 0}, {0, 0}}),
        counted({1, 2, 4, 1}),
        tensor({0, 2, 1, 3, 4, 6, 5, 7}, {4, 1, 2, 1}));
    row("spaceToBatchND with paddings, blocks of two sizes and channels",
        kToBatch,
        toBatch({1, 3}, {{1, 0}, {1, 1}}),
        counted({1, 1, 1, 2}),
        tensor({0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0}, {3, 2, 1, 2}));
    row("spaceToBatchND of two images along one axis",
        kToBatch,
        toBatch({2}, {{0, 1}}),
        counted({2, 3}),
        tensor({{0, 2}, {3, 5}, {1, 0}, {4, 0}}));
    row("spaceToBatchND without blocks",
        kToBatch,
        toBatch({}, {}),
        counted({2, 3}),
        counted({2, 3}));
    row("spaceToBatchND of nothing",
        kToBatch,
        toBatch({2}, {{1, 1}}),
        zeros({0, 2, 3}),
        zeros({0, 2, 3}));
    row("spaceToBatchND of margins alone",
        kToBatch,
        toBatch({2}, {{1, 3}}),
        zeros({1, 0}),
        zeros({2, 2}));
    row("spaceToBatchND of bools",
        kToBatch,
        toBatch({2}, {{0, 1}}),
        tensor({{true, true, true}}),
        tensor({{true, true}, {true, false}}),
        Smooth::No);
    row("batchToSpaceND",
        kToSpace,
        toSpace({2, 2}, {{0, 0}, {0, 0}}),
        tensor({0, 2, 1, 3, 4, 6, 5, 7}, {4, 1, 2, 1}),
        counted({1, 2, 4, 1}));
    row("batchToSpaceND with crops",
        kToSpace,
        toSpace({2}, {{1, 2}}),
        tensor({{{0, 1}, {4, 5}, {8, 9}}, {{2, 3}, {6, 7}, {10, 11}}}),
        tensor({{{2, 3}, {4, 5}, {6, 7}}}));
    row("batchToSpaceND that crops all",
        kToSpace,
        toSpace({2}, {{2, 2}}),
        zeros({2, 2}),
        zeros({1, 0}));
    row("depthToSpace",
        kToDepth,
        toDepth(2, "NHWC"),
        counted({1, 1, 2, 8}),
        tensor({0, 1, 2, 3, 8, 9, 10, 11, 4, 5, 6, 7, 12, 13, 14, 15}, {1, 2, 4, 2}));
    row("depthToSpace, channels first",
        kToDepth,
        toDepth(2, "NCHW"),
        counted({2, 4, 1, 2}),
        tensor({0, 2, 1, 3, 4, 6, 5, 7, 8, 10, 9, 11, 12, 14, 13, 15}, {2, 1, 2, 4}));
    row("depthToSpace of nothing",
        kToDepth,
        toDepth(3, "NHWC"),
        zeros({1, 2, 2, 0}),
        zeros({1, 6, 6, 0}));
    row("depthToSpace of texts",
        kToDepth,
        toDepth(2, "NHWC"),
        tensor({"a", "b", "c", "d"}, {1, 1, 1, 4}),
        tensor({"a", "b", "c", "d"}, {1, 2, 2, 1}),
        Smooth::No);
    return cases;
}

} // namespace tp::test
