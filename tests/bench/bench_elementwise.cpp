#include "engine/ops/ops.h"
#include "tests/bench/cases.h"
#include "tests/bench/one_dnn.h"

namespace bench {

namespace {

using tp::Shape;
using tp::Tensors;

constexpr std::int64_t kSide = 2048; // squared, 16 MB of float32
constexpr double kMany = 4.0 * kSide * kSide;

double bytesOf(const Shape& shape) {
    return 4.0 * static_cast<double>(shape.elementCount());
}

BenchCase unary(
    const std::string& name,
    const Shape& shape,
    tp::Tensor (*ours)(const tp::Tensor&),
    const std::string& oneDnn = {},
    double low = -3) {
    BenchCase row;
    row.name = name;
    row.inputs = {{.shape = shape, .low = low, .high = 3}};
    row.ours = [ours](const Tensors& xs) { ours(xs[0]); };
    row.tfjs = "(x) => tf." + name.substr(0, name.find(' ')) + "(x)";
    if (!oneDnn.empty())
        row.oneDnn = oneDnnEltwise(oneDnn);
    row.bytes = 2 * bytesOf(shape);
    return row;
}

BenchCase binary(
    const std::string& name,
    const Shape& a,
    const Shape& b,
    tp::Tensor (*ours)(const tp::Tensor&, const tp::Tensor&),
    const std::string& oneDnn = {}) {
    BenchCase row;
    row.name = name;
    row.inputs = {{.shape = a}, {.shape = b}};
    row.ours = [ours](const Tensors& xs) { ours(xs[0], xs[1]); };
    row.tfjs = "(x, y) => tf." + name.substr(0, name.find(' ')) + "(x, y)";
    if (!oneDnn.empty())
        row.oneDnn = oneDnnBinary(oneDnn);
    row.bytes = 2 * bytesOf(a) + bytesOf(b);
    row.stream = a == b ? Stream::Add : Stream::Copy;
    return row;
}

BenchCase chain() {
    BenchCase row;
    row.name = "relu(x * column + bias), 16 MB";
    row.inputs = {{.shape = {kSide, kSide}}, {.shape = {kSide, 1}}, {.shape = {kSide}}};
    row.ours = [](const Tensors& xs) { tp::relu(tp::add(tp::mul(xs[0], xs[1]), xs[2])); };
    row.tfjs = "(x, c, b) => tf.tidy(() => tf.relu(tf.add(tf.mul(x, c), b)))";
    row.bytes = 6 * kMany;
    return row;
}

} // namespace

BenchCases elementwiseCases() {
    const Shape large{kSide, kSide};
    const Shape small{32, 100};
    const Shape channels{256, 64, 64, 4};
    return {
        binary("add 16 MB", large, large, tp::add, "add"),
        binary("mul 16 MB", large, large, tp::mul, "mul"),
        binary("maximum 16 MB", large, large, tp::maximum, "max"),
        binary("add bias of 2048, 16 MB", large, {kSide}, tp::add, "add"),
        binary("add bias of 4, 16 MB", channels, {4}, tp::add),
        binary("mul column, 16 MB", large, {kSide, 1}, tp::mul),
        binary("mul scalar, 16 MB", large, {}, tp::mul),
        binary("greater 16 MB", large, large, tp::greater),
        binary("add 32x100", small, small, tp::add, "add"),
        binary("add bias 32x100", small, {100}, tp::add, "add"),
        unary("relu 16 MB", large, tp::relu, "relu"),
        unary("exp 16 MB", large, tp::exp, "exp"),
        unary("tanh 16 MB", large, tp::tanh, "tanh"),
        unary("sigmoid 16 MB", large, tp::sigmoid, "logistic"),
        unary("log 16 MB", large, tp::log, "log", 0.1),
        unary("sqrt 16 MB", large, tp::sqrt, {}, 0),
        unary("sin 16 MB", large, tp::sin),
        unary("relu 32x100", small, tp::relu, "relu"),
        unary("exp 32x100", small, tp::exp, "exp"),
        unary("tanh 32x100", small, tp::tanh, "tanh"),
        chain(),
    };
}

} // namespace bench
