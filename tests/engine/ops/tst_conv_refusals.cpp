#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "tests/support/refusal.h"

#include <QtTest>

#include <functional>

using namespace tp;

namespace {

struct Refusal {
    const char* name;
    std::function<void()> call;
    const char* message;
};

using Sizes = std::vector<std::int64_t>;

} // namespace

Q_DECLARE_METATYPE(const Refusal*)

/// What convolutions and fused ops refuse.
class TestConvRefusals : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void message_data() {
        static const Tensor x = zeros({1, 4, 4, 2});
        static const Tensor f = zeros({3, 3, 2, 5});
        static const Refusal kRows[] = {
            {"whole numbers",
             [] { conv2d(cast(x, DType::Int32), f, 1, "same"); },
             "Conv2D: the input x must be float32, but it is int32."},
            {"a filter of whole numbers",
             [] { conv2d(x, cast(f, DType::Int32), 1, "same"); },
             "Conv2D: the input filter must be float32, but it is int32."},
            {"images of two axes",
             [] {
                 conv2d(zeros({4, 4}), f, 1, "same");
             },
             "conv2d: the images must have 4 axes (batch, 2 in space, channels), but their shape "
             "is [4, 4]."},
            {"a filter of three axes",
             [] {
                 conv2d(x, zeros({3, 3, 2}), 1, "same");
             },
             "conv2d: the filter must have 4 axes (2 in space, channels, and outputs), but its "
             "shape is [3, 3, 2]."},
            {"other channels",
             [] {
                 conv2d(x, zeros({3, 3, 1, 5}), 1, "same");
             },
             "conv2d: the images have 2 channels, but the filter is for 1."},
            {"a window that does not fit",
             [] {
                 conv2d(x, zeros({6, 3, 2, 5}), 1, "valid");
             },
             "conv2d: a window of size 6 does not fit into an image of size 4 along axis 1."},
            {"an empty window",
             [] {
                 conv2d(x, zeros({0, 3, 2, 5}), 1, "valid");
             },
             "conv2d: the sizes of the window must be between 1 and 2147483647, but one of them "
             "is 0."},
            {"no stride",
             [] { conv2d(x, f, 0, "same"); },
             "conv2d: the strides must be between 1 and 2147483647, but one of them is 0."},
            {"three strides",
             [] {
                 conv2d(x, f, {1, 1, 1}, "same");
             },
             "conv2d: the strides must be one number or 2, but there are 3."},
            {"no dilation",
             [] { conv2d(x, f, 1, "same", "NHWC", 0); },
             "conv2d: the dilations must be between 1 and 2147483647, but one of them is 0."},
            {"strides and dilations",
             [] { conv2d(x, f, 2, "same", "NHWC", 2); },
             "conv2d: strides and dilations cannot both be above 1: make one of them 1."},
            {"an unknown padding",
             [] { conv2d(x, f, 1, "full"); },
             "conv2d: the padding must be same, valid, a number or pairs of numbers, but it is "
             "full."},
            {"a negative padding",
             [] { conv2d(x, f, 1, -1); },
             "conv2d: a padding must be between 0 and 2147483647, but one is -1."},
            {"too few pairs",
             [] {
                 conv2d(x, f, 1, {{1, 1}, {1, 1}});
             },
             "conv2d: explicit padding needs a pair of numbers for each of 4 axes, but it has 4 "
             "numbers."},
            {"an unknown data format",
             [] { conv2d(x, f, 1, "same", "HWCN"); },
             "conv2d: the data format must be NHWC or NCHW, but it is HWCN."},
            {"rounding without a number",
             [] { conv2d(x, f, 1, "same", "NHWC", 1, "ceil"); },
             "conv2d: with a dimRoundingMode, the padding must be a number, but it is same."},
            {"an unknown rounding",
             [] { conv2d(x, f, 1, 1, "NHWC", 1, "up"); },
             "conv2d: dimRoundingMode must be floor, round or ceil, but it is up."},
            {"a result beyond memory",
             [] { conv2d(x, f, 1, 2147483647); },
             "conv2d: the result would be too large."},
            {"a window beyond reason",
             [] { conv2d(x, f, 1, "same", "NHWC", 2147483647); },
             "conv2d: a window of 3 elements at a dilation of 2147483647 is too large."},
            {"conv1d of images",
             [] { conv1d(x, f, 1, "same"); },
             "conv1d: x must be [batch, steps, channels] and the filter [size, channels, "
             "outputs], but their shapes are [1, 4, 4, 2] and [3, 3, 2, 5]."},
            {"conv1d with channels first",
             [] {
                 conv1d(zeros({1, 4, 2}), zeros({3, 2, 5}), 1, "same", "NCW");
             },
             "conv1d: the data format must be NWC, but it is NCW."},
            {"conv2dTranspose of another shape",
             [] {
                 conv2dTranspose(x, zeros({3, 3, 5, 2}), {1, 9, 9, 5}, 2, "same");
             },
             "conv2d: with images of shape [1, 9, 9, 5] and a filter of shape [3, 3, 5, 2], dy "
             "must have shape [1, 5, 5, 2], but it has [1, 4, 4, 2]."},
            {"conv2dTranspose to a negative size",
             [] {
                 conv2dTranspose(x, zeros({3, 3, 5, 2}), {1, -1, 9, 5}, 2, "same");
             },
             "conv2d: a shape cannot have a negative size, but got [1, null, 9, 5]."},
            {"a filter's shape of nine axes",
             [] {
                 run(*findOp("Conv2DBackpropFilter"), {x, x}, {{"filterShape", Sizes(9, 1)}});
             },
             "conv2d: filterShape has 9 sizes, but tensors have at most 8 axes."},
            {"conv3d of images",
             [] {
                 conv3d(zeros({4, 4, 2}), zeros({1, 1, 1, 2, 1}), 1, "same");
             },
             "conv3d: the images must have 5 axes (batch, 3 in space, channels), but their shape "
             "is [4, 4, 2]."},
            {"depthwiseConv2d, other channels",
             [] {
                 depthwiseConv2d(x, zeros({3, 3, 3, 1}), 1, "same");
             },
             "depthwiseConv2d: the images have 2 channels, but the filter is for 3."},
            {"separableConv2d with channels first",
             [] {
                 separableConv2d(x, zeros({3, 3, 2, 1}), zeros({1, 1, 2, 4}), 1, "same", 1, "NCHW");
             },
             "separableConv2d: the data format must be NHWC, but it is NCHW."},
            {"separableConv2d, wide pointwise filter",
             [] {
                 separableConv2d(x, zeros({3, 3, 2, 1}), zeros({1, 2, 2, 4}), 1, "same");
             },
             "separableConv2d: the pointwise filter must be [1, 1, channels, outputs], but its "
             "shape is [1, 2, 2, 4]."},
            {"a bias that does not fit",
             [] { fused::conv2d({.x = x, .filter = f, .bias = zeros({4})}); },
             "FusedConv2D: shapes [4] and [1, 2, 2, 5] cannot be broadcast together."},
            {"a bias that stretches the result",
             [] {
                 fused::conv2d({.x = x, .filter = f, .bias = zeros({3, 1, 1, 1})});
             },
             "FusedConv2D: the bias of shape [3, 1, 1, 1] does not broadcast to the result's "
             "shape [1, 2, 2, 5]."},
            {"an unknown activation",
             [] {
                 fused::matMul({.a = zeros({2, 2}), .b = zeros({2, 2}), .activation = "tanh"});
             },
             "_FusedMatMul: the activation must be linear, relu, relu6, elu, sigmoid, leakyrelu "
             "or prelu, but it is tanh."},
            {"prelu without weights",
             [] { fused::conv2d({.x = x, .filter = f, .activation = "prelu"}); },
             "FusedConv2D: the activation prelu needs preluActivationWeights."},
            {"fused strides and dilations",
             [] { fused::conv2d({.x = x, .filter = f, .strides = 2, .dilations = 2}); },
             "fused conv2d: strides and dilations cannot both be above 1: make one of them 1."},
            {"fused matMul of other sizes",
             [] {
                 fused::matMul({.a = zeros({2, 3}), .b = zeros({2, 3})});
             },
             "matMul: the inner sizes 3 and 2 differ, for shapes [2, 3] and [2, 3], "
             "transposeA=false and transposeB=false."},
            {"fused matMul of whole numbers",
             [] {
                 fused::matMul(
                     {.a = zeros({2, 2}, DType::Int32), .b = zeros({2, 2}, DType::Int32)});
             },
             "_FusedMatMul: the input a must be float32, but it is int32."},
        };
        QTest::addColumn<const Refusal*>("row");
        for (const Refusal& row : kRows)
            QTest::newRow(row.name) << &row;
    }

    void message() {
        QFETCH(const Refusal*, row);
        QCOMPARE(test::refusalOf(row->call), QString(row->message));
    }
};

QTEST_APPLESS_MAIN(TestConvRefusals)
#include "tst_conv_refusals.moc"
