#include "engine/ops/ops.h"
#include "tests/bench/cases.h"
#include "tests/bench/one_dnn.h"

namespace bench {

namespace {

using tp::Shape;
using tp::Tensors;

double bytesOf(const Shape& shape) {
    return 4.0 * static_cast<double>(shape.elementCount());
}

std::string list(const std::vector<std::size_t>& numbers) {
    std::string text = "[";
    for (const std::size_t number : numbers)
        text += (text.size() > 1 ? ", " : "") + std::to_string(number);
    return text + "]";
}

BenchCase
turned(const std::string& what, const Shape& shape, const std::vector<std::size_t>& perm) {
    BenchCase row;
    row.name = "transpose " + what;
    row.inputs = {{.shape = shape}};
    const std::vector<std::int64_t> order(perm.begin(), perm.end());
    row.ours = [order](const Tensors& xs) { tp::transpose(xs[0], order); };
    row.tfjs = "(x) => tf.transpose(x, " + list(perm) + ")";
    row.oneDnn = oneDnnTranspose(perm);
    row.bytes = 2 * bytesOf(shape);
    return row;
}

BenchCase gathered(const std::string& what, const Shape& shape, std::int64_t count, int axis) {
    BenchCase row;
    row.name = "gather " + what;
    const auto size = static_cast<double>(shape[static_cast<std::size_t>(axis)]);
    row.inputs = {
        {.shape = shape}, {.shape = {count}, .dtype = tp::DType::Int32, .low = 0, .high = size}};
    row.ours = [axis](const Tensors& xs) { tp::gather(xs[0], xs[1], axis); };
    row.tfjs = "(x, i) => tf.gather(x, i, " + std::to_string(axis) + ")";
    row.bytes = 2 * bytesOf(shape) / size * static_cast<double>(count);
    return row;
}

BenchCase copied(
    const std::string& name,
    const Shape& shape,
    double outputBytes,
    std::function<void(const Tensors&)> ours,
    const std::string& tfjs) {
    BenchCase row;
    row.name = name;
    row.inputs = {{.shape = shape}};
    row.ours = std::move(ours);
    row.tfjs = tfjs;
    row.bytes = bytesOf(shape) + outputBytes;
    return row;
}

} // namespace

BenchCases arrayCases() {
    constexpr double kMany = 16 << 20;
    const Shape square{2048, 2048};
    return {
        turned("16 MB", square, {1, 0}),
        turned("NHWC to NCHW, 8x128x128x32", {8, 128, 128, 32}, {0, 3, 1, 2}),
        turned("NCHW to NHWC, 8x32x128x128", {8, 32, 128, 128}, {0, 2, 3, 1}),
        turned("NHWC to NCHW, 32x224x224x3", {32, 224, 224, 3}, {0, 3, 1, 2}),
        turned("4-D inside out, 64x64x32x32", {64, 64, 32, 32}, {3, 2, 1, 0}),
        turned("heads, 32x128x8x128", {32, 128, 8, 128}, {0, 2, 1, 3}),
        gathered("8192 rows of 512", {30000, 512}, 8192, 0),
        gathered("embedding, 65536 rows of 64", {10000, 64}, 65536, 0),
        gathered("columns, 2048 of 2048", square, 2048, 1),
        copied(
            "tile 2x2, 16 MB out",
            {1024, 1024},
            kMany,
            [](const Tensors& xs) {
                tp::tile(xs[0], {2, 2});
            },
            "(x) => tf.tile(x, [2, 2])"),
        copied(
            "pad by 1, 16 MB",
            {8, 128, 128, 32},
            kMany,
            [](const Tensors& xs) {
                tp::pad(xs[0], {{0, 0}, {1, 1}, {1, 1}, {0, 0}});
            },
            "(x) => tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]])"),
        copied(
            "concat last axis, 16 MB out",
            {2048, 1024},
            3 * kMany / 2,
            [](const Tensors& xs) {
                tp::concat({xs[0], xs[0]}, 1);
            },
            "(x) => tf.concat([x, x], 1)"),
        copied(
            "slice the middle, 4 MB",
            square,
            kMany / 4 - kMany * 3 / 4,
            [](const Tensors& xs) {
                tp::slice(xs[0], {512, 512}, {1024, 1024});
            },
            "(x) => tf.slice(x, [512, 512], [1024, 1024])"),
    };
}

} // namespace bench
