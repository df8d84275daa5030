#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

#include <limits>

namespace tp::test {

OpCases morphologyCases() {
    OpCases cases;
    constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
    const auto row = [&](const char* name,
                         std::string_view op,
                         const TensorFunction& call,
                         const Tensors& inputs,
                         const Tensor& y,
                         Smooth smooth = Smooth::No) {
        cases.push_back({name, op, call, inputs, y, smooth});
    };
    const auto dilate = [](const PerAxis& strides, const Pad& pad, const PerAxis& dilations) {
        return [=](const Tensors& xs) { return dilation2d(xs[0], xs[1], strides, pad, dilations); };
    };
    const Tensor x = tensor({5, 3.5, 8, 1, 9, 2, 7, 4, 5.3}, {3, 3, 1});
    const Tensor filter = tensor({1, 2, 3, 4}, {2, 2, 1});
    constexpr auto kDilation = "Dilation2D";

    row("dilation2d",
        kDilation,
        dilate(1, "valid", 1),
        {x, filter},
        tensor({13, 12, 11, 10}, {2, 2, 1}),
        Smooth::Once);
    row("dilation2d, same size",
        kDilation,
        dilate(1, "same", 1),
        {x, filter},
        tensor({13, 12, 9, 11, 10, 8.3, 8, 7.3, 6.3}, {3, 3, 1}),
        Smooth::Once);
    row("dilation2d with strides and dilations",
        kDilation,
        dilate(2, "same", 2),
        {x, filter},
        tensor({13, 12, 11, 10}, {2, 2, 1}));
    row("dilation2d of a batch of channels",
        kDilation,
        dilate({1, 2}, "valid", 1),
        {tensor({1, 10, 2, 20, 3, 30, 4, 40}, {2, 1, 2, 2}), tensor({0, 1, 2, -30}, {1, 2, 2})},
        tensor({4, 11, 6, 31}, {2, 1, 1, 2}),
        Smooth::Once);
    row("dilation2d passes NaN over",
        kDilation,
        dilate(1, "valid", 1),
        {tensor({kNan, 1.0F}, {1, 2, 1}), tensor({0, 0}, {1, 2, 1})},
        tensor({1}, {1, 1, 1}));
    row("dilation2d that sees padding alone",
        kDilation,
        dilate(1, 1, 1),
        {tensor({2}, {1, 1, 1}), tensor({5}, {1, 1, 1})},
        tensor(
            {-9007199254740991.0,
             -9007199254740991.0,
             -9007199254740991.0,
             -9007199254740991.0,
             7.0,
             -9007199254740991.0,
             -9007199254740991.0,
             -9007199254740991.0,
             -9007199254740991.0},
            {3, 3, 1}));
    row("dilation2d of nothing",
        kDilation,
        dilate(1, "valid", 1),
        {zeros({0, 3, 3, 1}), filter},
        zeros({0, 2, 2, 1}));
    row(
        "erosion2d",
        "",
        [](const Tensors& xs) { return erosion2d(xs[0], xs[1], 1, "valid"); },
        {x, filter},
        tensor({-1, -0.5, -3, -1}, {2, 2, 1}),
        Smooth::Once);

    const auto backprop = [](const char* op) -> TensorFunction {
        return [&op = *findOp(op)](const Tensors& xs) { return run(op, xs); };
    };
    const Tensors inputs{reshape(x, {1, 3, 3, 1}), filter, tensor({1, 2, 3, 4}, {1, 2, 2, 1})};
    row("gradient of dilation2d by the image",
        "Dilation2DBackpropInput",
        backprop("Dilation2DBackpropInput"),
        inputs,
        tensor({0, 0, 0, 0, 10, 0, 0, 0, 0}, {1, 3, 3, 1}));
    row("gradient of dilation2d by the filter",
        "Dilation2DBackpropFilter",
        backprop("Dilation2DBackpropFilter"),
        inputs,
        tensor({4, 3, 2, 1}, {2, 2, 1}));
    return cases;
}

} // namespace tp::test
