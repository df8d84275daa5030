#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

#include <limits>

namespace tp::test {

namespace {

using Numbers = std::vector<float>;

class Rows {
public:
    explicit Rows(OpCases& cases) : m_cases(cases) {}

    /// A row for quarters of these two shapes.
    void operator()(
        const char* name,
        std::string_view op,
        const BinaryCall& call,
        const Shape& first,
        const Shape& second,
        const Shape& shape,
        const Numbers& expected) {
        m_cases.push_back(
            {name,
             op,
             [call](const Tensors& xs) { return call(xs[0], xs[1]); },
             {quarters(first), quarters(second, 1)},
             fromBuffer(expected, shape)});
    }

private:
    OpCases& m_cases;
};

void addConvRows(OpCases& cases) {
    Rows row(cases);
    row("conv1d",
        "Conv2D",
        [](const Tensor& x, const Tensor& f) { return conv1d(x, f, 1, "same"); },
        {1, 5, 2},
        {3, 2, 2},
        {1, 5, 2},
        {-1, 0.375, -1.4375, -0.9375, 1.3125, -3.375, 1.3125, 1.75, -2.25, 1.8125});
    row("conv2d",
        "Conv2D",
        [](const Tensor& x, const Tensor& f) { return conv2d(x, f, 1, "valid"); },
        {1, 3, 4, 2},
        {2, 2, 2, 2},
        {1, 2, 3, 2},
        {0.25,
         -1.4375,
         2,
         -1.5625,
         1.6875,
         1.0625,
         3.125,
         -3.3125,
         1.4375,
         0.6875,
         -1.625,
         0.5625});
    row("conv2d, same, every other",
        "Conv2D",
        [](const Tensor& x, const Tensor& f) { return conv2d(x, f, 2, "same"); },
        {2, 4, 3, 1},
        {3, 2, 1, 2},
        {2, 2, 2, 2},
        {1.5,
         -3,
         -0.25,
         0.625,
         0.5,
         1.0625,
         -0.75,
         -1.25,
         0.125,
         0.9375,
         0.1875,
         0.625,
         0.75,
         -0.1875,
         0.125,
         0.9375});
    row("conv2d, rounded up",
        "Conv2D",
        [](const Tensor& x, const Tensor& f) { return conv2d(x, f, 2, 0, "NHWC", 1, "ceil"); },
        {1, 4, 4, 1},
        {3, 3, 1, 1},
        {1, 2, 2, 1},
        {1.8125, 0.375, 0.5, -2.125});
    row("conv2d, pairs of paddings",
        "Conv2D",
        [](const Tensor& x, const Tensor& f) {
            return conv2d(x, f, {1, 2}, {{0, 0}, {1, 0}, {0, 2}, {0, 0}});
        },
        {1, 3, 3, 1},
        {2, 2, 1, 1},
        {1, 3, 2, 1},
        {-0.6875, -0.125, 1.375, 0.0625, -0.0625, 0.125});
    row("conv2d, dilated",
        "Conv2D",
        [](const Tensor& x, const Tensor& f) {
            return conv2d(x, f, 1, "valid", "NHWC", {2, 3});
        },
        {1, 4, 4, 1},
        {2, 2, 1, 1},
        {1, 2, 1, 1},
        {2.875, -0.1875});
    row("conv2d, channels first",
        "Conv2D",
        [](const Tensor& x, const Tensor& f) { return conv2d(x, f, 1, "valid", "NCHW"); },
        {1, 2, 3, 3},
        {2, 2, 2, 2},
        {1, 2, 2, 2},
        {2.1875, -1.75, 0.6875, -4.625, -4.5625, 0.875, -1.3125, 2.75});
    row("conv2d of one image",
        "Conv2D",
        [](const Tensor& x, const Tensor& f) { return conv2d(x, f, 1, "valid"); },
        {3, 3, 1},
        {2, 2, 1, 1},
        {2, 2, 1},
        {1.375, -0.25, -0.0625, -0.3125});
    row("conv2d, rows decide for the columns too",
        "Conv2D",
        [](const Tensor& x, const Tensor& f) { return conv2d(x, f, 1, 0); },
        {1, 2, 4, 1},
        {1, 3, 1, 1},
        {1, 2, 4, 1},
        {1.125, -0.5625, 1.8125, -0.625, -0.8125, 1.625, -0.5, 0});
    row("conv2d of nothing",
        "Conv2D",
        [](const Tensor& x, const Tensor& f) { return conv2d(x, f, 1, "same"); },
        {0, 2, 2, 1},
        {2, 2, 1, 3},
        {0, 2, 2, 3},
        {});
    row("conv2d of no channels",
        "Conv2D",
        [](const Tensor& x, const Tensor& f) { return conv2d(x, f, 1, "same"); },
        {1, 1, 2, 0},
        {2, 2, 0, 2},
        {1, 1, 2, 2},
        {0, 0, 0, 0});
}

void addGradientRows(OpCases& cases) {
    Rows row(cases);
    row("conv2dTranspose",
        "Conv2DBackpropInput",
        [](const Tensor& x, const Tensor& f) {
            return conv2dTranspose(x, f, {1, 4, 4, 2}, 2, "same");
        },
        {1, 2, 2, 1},
        {3, 3, 2, 1},
        {1, 4, 4, 2},
        {0.625,   -1.5625, -0.3125, 0.9375, -1.5,   0.625,  0.125,   -0.375,
         1.25,    -0.9375, 0.3125,  1.5625, -1.125, 1,      -0.125,  -0.625,
         -1.3125, -0.9375, 0.8125,  -0.875, -0.5,   2.9375, -0.0625, -0.4375,
         0.5,     -0.375,  0.125,   0.625,  -1.5,   1.1875, -0.3125, -1.5625});
    row("Conv2DBackpropFilter",
        "Conv2DBackpropFilter",
        [](const Tensor& x, const Tensor& dy) {
            return run(
                *findOp("Conv2DBackpropFilter"),
                {x, dy},
                {{"filterShape", std::vector<std::int64_t>{2, 2, 2, 2}}});
        },
        {1, 3, 3, 2},
        {1, 2, 2, 2},
        {2, 2, 2, 2},
        {2.5,
         -1.9375,
         -0.6875,
         0.25,
         -0.4375,
         -1,
         1.1875,
         1.1875,
         -1.5,
         2.9375,
         -0.5625,
         -0.375,
         2.4375,
         -1.625,
         -1.4375,
         2.625});
    row("Conv3DBackpropFilterV2",
        "Conv3DBackpropFilterV2",
        [](const Tensor& x, const Tensor& dy) {
            return run(
                *findOp("Conv3DBackpropFilterV2"),
                {x, dy},
                {{"filterShape", std::vector<std::int64_t>{2, 2, 1, 1, 1}}});
        },
        {1, 2, 2, 2, 1},
        {1, 1, 1, 2, 1},
        {2, 2, 1, 1, 1},
        {1.25, 1.8125, -1.0625, -0.5});
    row("DepthwiseConv2dNativeBackpropInput",
        "DepthwiseConv2dNativeBackpropInput",
        [](const Tensor& dy, const Tensor& f) {
            return run(
                *findOp("DepthwiseConv2dNativeBackpropInput"),
                {dy, f},
                {{"inputShape", std::vector<std::int64_t>{1, 3, 3, 2}}});
        },
        {1, 2, 2, 4},
        {2, 2, 2, 2},
        {1, 3, 3, 2},
        {1.25,
         -1.0625,
         -2.3125,
         1.6875,
         0.25,
         -1,
         1.125,
         0,
         -2.4375,
         1.5625,
         0.625,
         -1.8125,
         -0.6875,
         0.5,
         -0.5625,
         -0.5625,
         0.5,
         -0.6875});
    row("DepthwiseConv2dNativeBackpropFilter",
        "DepthwiseConv2dNativeBackpropFilter",
        [](const Tensor& x, const Tensor& dy) {
            return run(
                *findOp("DepthwiseConv2dNativeBackpropFilter"),
                {x, dy},
                {{"filterShape", std::vector<std::int64_t>{2, 2, 2, 2}}});
        },
        {1, 3, 3, 2},
        {1, 2, 2, 4},
        {2, 2, 2, 2},
        {-1.375,
         -3.0625,
         -1.6875,
         1.3125,
         0.4375,
         0.5625,
         2.375,
         -3.125,
         -0.0625,
         0.9375,
         -1.1875,
         1.0625,
         -1,
         -3,
         0.8125,
         -0.625});
}

void addVolumeRows(OpCases& cases) {
    Rows row(cases);
    row("conv3d",
        "Conv3D",
        [](const Tensor& x, const Tensor& f) { return conv3d(x, f, 1, "same"); },
        {1, 2, 3, 2, 1},
        {2, 2, 1, 1, 2},
        {1, 2, 3, 2, 2},
        {2.5,    -1.9375, -0.6875, 0.25,    -0.4375, -1,      1.1875, 1.1875,
         -0.375, 0.3125,  -0.875,  -0.9375, -0.75,   2,       0.1875, -0.5625,
         0.4375, -1.0625, -0.6875, 1.875,   0.125,   -0.3125, 0.625,  -1.5625});
    row("conv3d, strides beyond the window",
        "Conv3D",
        [](const Tensor& x, const Tensor& f) { return conv3d(x, f, 2, "same"); },
        {1, 4, 1, 4, 1},
        {1, 1, 1, 1, 1},
        {1, 2, 1, 2, 1},
        {0.375, 0, 0.25, -0.125});
    row("conv3d that does not fit",
        "Conv3D",
        [](const Tensor& x, const Tensor& f) { return conv3d(x, f, 1, "valid"); },
        {1, 1, 1, 1, 1},
        {2, 2, 2, 1, 1},
        {1, 0, 0, 0, 1},
        {});
    row("conv3dTranspose",
        "Conv3DBackpropInputV2",
        [](const Tensor& x, const Tensor& f) {
            return conv3dTranspose(x, f, {1, 2, 3, 1, 2}, 1, "valid");
        },
        {1, 1, 2, 1, 1},
        {2, 2, 1, 2, 1},
        {1, 2, 3, 1, 2},
        {0.625, -1.5625, -0.5625, 1.5625, 0.125, -0.375, -1.25, 0, 1.75, -0.9375, -0.5, 0.375});
}

void addDepthwiseRows(OpCases& cases) {
    Rows row(cases);
    row("depthwiseConv2d",
        "DepthwiseConv2dNative",
        [](const Tensor& x, const Tensor& f) { return depthwiseConv2d(x, f, 1, "same"); },
        {1, 3, 3, 2},
        {2, 2, 2, 1},
        {1, 3, 3, 2},
        {2.5,
         0.25,
         -0.4375,
         1.1875,
         -0.375,
         -0.9375,
         -1.5,
         -0.375,
         2.4375,
         2.625,
         -0.625,
         -1.5625,
         0.0625,
         -0.8125,
         -0.8125,
         -0.4375,
         0.375,
         1.25});
    row("depthwiseConv2d, two outputs a channel",
        "DepthwiseConv2dNative",
        [](const Tensor& x, const Tensor& f) { return depthwiseConv2d(x, f, 2, "same"); },
        {1, 3, 3, 2},
        {2, 2, 2, 2},
        {1, 2, 2, 4},
        {-1.375,
         -3.0625,
         -1.6875,
         1.3125,
         -0.0625,
         0.625,
         -0.8125,
         1.1875,
         1,
         0.625,
         -0.375,
         0.5625,
         0.375,
         -0.9375,
         0.25,
         -0.75});
    row("depthwiseConv2d, dilated",
        "DepthwiseConv2dNative",
        [](const Tensor& x, const Tensor& f) {
            return depthwiseConv2d(x, f, 1, "valid", "NHWC", 2);
        },
        {1, 4, 4, 1},
        {2, 2, 1, 1},
        {1, 2, 2, 1},
        {-0.0625, 2.4375, 0.3125, 0.0625});
    cases.push_back(
        {"separableConv2d",
         "",
         [](const Tensors& xs) { return separableConv2d(xs[0], xs[1], xs[2], 1, "valid"); },
         {quarters({1, 3, 3, 2}), quarters({2, 2, 2, 1}, 1), quarters({1, 1, 2, 2}, 2)},
         fromBuffer(
             Numbers{0.875, -1.875, 1.078125, 0.328125, -0.75, 1.125, 3.234375, -1.828125},
             {1, 2, 2, 2})});
}

/// What is outside the images does not count, not even times infinity.
void addSpecialRows(OpCases& cases) {
    constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    cases.push_back(
        {"conv2d, infinite weight at the edge",
         "Conv2D",
         [](const Tensors& xs) { return conv2d(xs[0], xs[1], 1, "same"); },
         {tensor({1, 2, kNan, 3}, {1, 1, 4, 1}), tensor({kInfinity, 1, 0}, {1, 3, 1, 1})},
         tensor({1, kNan, kNan, kNan}, {1, 1, 4, 1}),
         Smooth::No});
    cases.push_back(
        {"depthwiseConv2d, infinite weight at the edge",
         "DepthwiseConv2dNative",
         [](const Tensors& xs) { return depthwiseConv2d(xs[0], xs[1], 1, "same"); },
         {tensor({1, 2, 4, 3}, {1, 1, 4, 1}), tensor({-kInfinity, 1, 0}, {1, 3, 1, 1})},
         tensor({1, -kInfinity, -kInfinity, -kInfinity}, {1, 1, 4, 1}),
         Smooth::No});
}

} // namespace

OpCases convCases() {
    OpCases cases;
    addConvRows(cases);
    addGradientRows(cases);
    addVolumeRows(cases);
    addDepthwiseRows(cases);
    addSpecialRows(cases);
    return cases;
}

} // namespace tp::test
