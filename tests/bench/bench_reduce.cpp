#include "engine/ops/ops.h"
#include "tests/bench/cases.h"
#include "tests/bench/one_dnn.h"

namespace bench {

namespace {

using tp::Shape;
using tp::Tensors;

using Reduction = tp::Tensor (*)(const tp::Tensor&, const tp::Axes&, bool);

std::string numbers(const std::vector<std::size_t>& axes) {
    std::string text;
    for (const std::size_t axis : axes)
        text += (text.empty() ? "" : ", ") + std::to_string(axis);
    return text;
}

BenchCase reduction(
    const std::string& function,
    const std::string& where,
    const Shape& shape,
    const std::vector<std::size_t>& axes,
    Reduction ours,
    const std::string& oneDnn = {}) {
    BenchCase row;
    row.name = function + " " + where;
    row.inputs = {{.shape = shape}};
    const std::vector<std::int64_t> list(axes.begin(), axes.end());
    row.ours = [ours, list](const Tensors& xs) { ours(xs[0], list, false); };
    row.tfjs = "(x) => tf." + function + "(x, [" + numbers(axes) + "])";
    if (!oneDnn.empty())
        row.oneDnn = oneDnnReduction(oneDnn, axes);
    row.bytes = 4.0 * static_cast<double>(shape.elementCount());
    row.stream = Stream::Read;
    return row;
}

BenchCase position(const std::string& where, const Shape& shape, int axis) {
    BenchCase row;
    row.name = "argMax " + where;
    row.inputs = {{.shape = shape}};
    row.ours = [axis](const Tensors& xs) { tp::argMax(xs[0], axis); };
    row.tfjs = "(x) => tf.argMax(x, " + std::to_string(axis) + ")";
    row.bytes = 4.0 * static_cast<double>(shape.elementCount());
    row.stream = Stream::Read;
    return row;
}

BenchCase softmax(const std::string& name, const Shape& shape, bool ofLogarithms) {
    BenchCase row;
    row.name = name;
    row.inputs = {{.shape = shape}};
    row.ours = [ofLogarithms](const Tensors& xs) {
        ofLogarithms ? tp::logSoftmax(xs[0]) : tp::softmax(xs[0]);
    };
    row.tfjs = ofLogarithms ? "(x) => tf.logSoftmax(x)" : "(x) => tf.softmax(x)";
    row.oneDnn = oneDnnSoftmax(ofLogarithms);
    row.bytes = 8.0 * static_cast<double>(shape.elementCount());
    return row;
}

BenchCase cumulative(const std::string& where, const Shape& shape, int axis) {
    BenchCase row;
    row.name = "cumsum " + where;
    row.inputs = {{.shape = shape}};
    row.ours = [axis](const Tensors& xs) { tp::cumsum(xs[0], axis); };
    row.tfjs = "(x) => tf.cumsum(x, " + std::to_string(axis) + ")";
    row.bytes = 8.0 * static_cast<double>(shape.elementCount());
    return row;
}

} // namespace

BenchCases reduceCases() {
    const Shape square{2048, 2048};
    const Shape boxes{64, 256, 256};
    const Shape pixels{64, 128, 128, 4};
    return {
        reduction("sum", "of all, 16 MB", square, {0, 1}, tp::sum, "sum"),
        reduction("sum", "of rows, 16 MB", square, {1}, tp::sum, "sum"),
        reduction("sum", "of columns, 16 MB", square, {0}, tp::sum, "sum"),
        reduction("sum", "over the middle axis, 16 MB", boxes, {1}, tp::sum, "sum"),
        reduction("sum", "of 4 channels, 16 MB", pixels, {0, 1, 2}, tp::sum, "sum"),
        reduction("mean", "of pixels, 16 MB", pixels, {1, 2}, tp::mean, "mean"),
        reduction("mean", "of all, 16 MB", square, {0, 1}, tp::mean, "mean"),
        reduction("max", "of all, 16 MB", square, {0, 1}, tp::max, "max"),
        reduction("max", "of rows, 16 MB", square, {1}, tp::max, "max"),
        reduction("max", "of columns, 16 MB", square, {0}, tp::max, "max"),
        reduction("sum", "of rows, 128x1000", {128, 1000}, {1}, tp::sum, "sum"),
        reduction("mean", "of all, 32x10", {32, 10}, {0, 1}, tp::mean),
        position("of rows, 16 MB", square, 1),
        position("of columns, 16 MB", square, 0),
        position("of rows, 128x1000", {128, 1000}, 1),
        cumulative("along rows, 16 MB", square, 1),
        cumulative("along columns, 16 MB", square, 0),
        softmax("softmax 128x1000", {128, 1000}, false),
        softmax("softmax 4096x32", {4096, 32}, false),
        softmax("softmax 512x10", {512, 10}, false),
        softmax("logSoftmax 128x1000", {128, 1000}, true),
        softmax("logSoftmax 4096x32", {4096, 32}, true),
    };
}

} // namespace bench
