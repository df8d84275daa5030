#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

#include <limits>

namespace tp::test {

namespace {

void addBatchNormRows(OpCases& cases) {
    constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
    constexpr auto kOp = "FusedBatchNorm";
    const auto row = [&](const char* name,
                         const TensorFunction& call,
                         const Tensors& inputs,
                         const Tensor& y,
                         Smooth smooth = Smooth::Twice) {
        cases.push_back({name, kOp, call, inputs, y, smooth});
    };
    const auto whole = [](const Tensors& xs) {
        return batchNorm(xs[0], xs[1], xs[2], xs[3], xs[4]);
    };
    const Tensor x = tensor({{2, 4}, {6, 8}});
    const Tensor mean = tensor({1, 2});
    const Tensor variance = tensor({4, 9});
    const Tensor offset = tensor({0.5, -1});
    const Tensor scale = tensor({2, 3});
    const Tensor y = tensor({{1.4998750, 0.9998889}, {5.4993751, 4.9996667}});
    row("batchNorm", whole, {x, mean, variance, offset, scale}, y);
    row(
        "batchNorm of an image, all in its shape",
        [](const Tensors& xs) { return batchNorm4d(xs[0], xs[1], xs[2], xs[3], xs[4]); },
        {reshape(x, {1, 1, 2, 2}),
         broadcastTo(mean, {1, 1, 2, 2}),
         broadcastTo(variance, {1, 1, 2, 2}),
         broadcastTo(offset, {1, 1, 2, 2}),
         broadcastTo(scale, {1, 1, 2, 2})},
        reshape(y, {1, 1, 2, 2}));
    row(
        "batchNorm without offset and scale",
        [](const Tensors& xs) { return batchNorm2d(xs[0], xs[1], xs[2]); },
        {x, mean, variance},
        tensor({{0.4999375, 0.6666296}, {2.4996876, 1.9998889}}));
    row(
        "batchNorm, numbers for each row",
        [](const Tensors& xs) { return batchNorm(xs[0], xs[1], xs[2], {}, {}, 0.5); },
        {x, tensor({{1}, {2}}), tensor({{4}, {9}})},
        tensor({{0.4714045, 1.4142136}, {1.2977714, 1.9466571}}));
    row(
        "batchNorm by one number",
        [](const Tensors& xs) { return batchNorm(xs[0], xs[1], xs[2], {}, {}, 1); },
        {x, scalar(4), scalar(3)},
        tensor({{-1, 0}, {1, 2}}));
    row(
        "batchNorm of nothing",
        [](const Tensors& xs) { return batchNorm3d(xs[0], xs[1], xs[2]); },
        {zeros({2, 0, 3}), zeros({3}), ones({3})},
        zeros({2, 0, 3}));
    row(
        "batchNorm of NaN",
        [](const Tensors& xs) { return batchNorm(xs[0], xs[1], xs[2], {}, {}, 0); },
        {tensor({kNan, 2.0F, 3.0F}), tensor({0, 0, 0}), tensor({1, -1, 1})},
        tensor({kNan, kNan, 3.0F}),
        Smooth::No);
}

void addResponseRows(OpCases& cases) {
    const auto row = [&](const char* name,
                         const TensorFunction& call,
                         const Tensor& x,
                         const Tensor& y,
                         Smooth smooth = Smooth::Twice) {
        cases.push_back({name, "LRN", call, {x}, y, smooth});
    };
    const auto normalize =
        [](std::int64_t radius, double bias, double alpha, double beta) -> TensorFunction {
        return [=](const Tensors& xs) {
            return localResponseNormalization(xs[0], radius, bias, alpha, beta);
        };
    };
    const Tensor x = tensor({1, 2, 3, 4}, {1, 1, 4});
    const auto pixel = [](const TensorData& y) { return tensor(y, {1, 1, 4}); };
    row("localResponseNormalization",
        normalize(1, 1, 1, 0.5),
        x,
        pixel({0.4082483, 0.5163978, 0.5477226, 0.7844645}));
    row("localResponseNormalization with another exponent",
        normalize(1, 2, 0.5, 0.75),
        x,
        pixel({0.3236612, 0.3849002, 0.3664446, 0.5383119}));
    row("localResponseNormalization over all channels",
        normalize(9, 1, 1, 1.25),
        x,
        pixel({0.0136709, 0.0273418, 0.0410128, 0.0546837}));
    row("localResponseNormalization of each alone, a batch",
        normalize(0, 1, 1, 1),
        reshape(x, {2, 2, 1, 1}),
        tensor({0.5, 0.4, 0.3, 0.2352941}, {2, 2, 1, 1}));
    row("localResponseNormalization of nothing",
        normalize(5, 1, 1, 0.5),
        zeros({1, 2, 2, 0}),
        zeros({1, 2, 2, 0}));
    cases.push_back(
        {"gradient of localResponseNormalization",
         "LRNGrad",
         [](const Tensors& xs) {
             const Attrs attrs{{"depthRadius", std::int64_t{1}}};
             return run(*findOp("LRNGrad"), xs, attrs);
         },
         {tensor({1, 2, 3, 4}, {1, 1, 1, 4}),
          tensor({0.4082483, 0.5163978, 0.5477226, 0.7844645}, {1, 1, 1, 4}),
          tensor({1, -1, 2, 0.5}, {1, 1, 1, 4})},
         tensor({0.3746334, -0.3984583, 0.3136258, -0.1083447}, {1, 1, 1, 4}),
         Smooth::Twice});
}

} // namespace

OpCases normalizationCases() {
    OpCases cases;
    addBatchNormRows(cases);
    addResponseRows(cases);
    return cases;
}

} // namespace tp::test
