#include "engine/ops/ops.h"
#include "tests/bench/cases.h"
#include "tests/bench/one_dnn.h"

namespace bench {

namespace {

using tp::Shape;
using tp::Tensors;

BenchCase product(
    const std::string& what,
    const Shape& a,
    const Shape& b,
    bool transposeA = false,
    bool transposeB = false) {
    BenchCase row;
    row.name = "matMul " + what;
    row.inputs = {{.shape = a}, {.shape = b}};
    row.ours = [=](const Tensors& xs) { tp::matMul(xs[0], xs[1], transposeA, transposeB); };
    row.tfjs = std::string("(a, b) => tf.matMul(a, b, ") + (transposeA ? "true, " : "false, ") +
               (transposeB ? "true)" : "false)");
    row.oneDnn = oneDnnMatMul(transposeA, transposeB);
    const auto countA = static_cast<double>(a.elementCount());
    const auto countB = static_cast<double>(b.elementCount());
    const auto columns = static_cast<double>(transposeB ? b[b.rank() - 2] : b.back());
    const auto inner = static_cast<double>(transposeA ? a[a.rank() - 2] : a.back());
    // A product with a vector looks at each number of the matrix once: memory sets the pace.
    const bool isWithVector = columns == 1 || countA == inner;
    row.flops = isWithVector ? 0 : 2 * countA * columns;
    row.bytes = 4 * (countA + countB + countA / inner * columns);
    row.stream = Stream::Read;
    return row;
}

BenchCase wholeNumbers() {
    BenchCase row = product("int32 256", {256, 256}, {256, 256});
    for (BenchInput& input : row.inputs)
        input = {.shape = {256, 256}, .dtype = tp::DType::Int32, .low = -9, .high = 9};
    row.tfjs.clear(); // its wasm backend knows float32 only
    row.oneDnn = nullptr;
    return row;
}

} // namespace

BenchCases matMulCases() {
    return {
        product("1024", {1024, 1024}, {1024, 1024}),
        product("1024, a turned", {1024, 1024}, {1024, 1024}, true, false),
        product("1024, b turned", {1024, 1024}, {1024, 1024}, false, true),
        product("1024, both turned", {1024, 1024}, {1024, 1024}, true, true),
        product("512", {512, 512}, {512, 512}),
        product("256", {256, 256}, {256, 256}),
        product("128", {128, 128}, {128, 128}),
        product("64", {64, 64}, {64, 64}),
        product("16", {16, 16}, {16, 16}),
        product("batch of 64, 64", {64, 64, 64}, {64, 64, 64}),
        product("batch of 8 heads, 128x64, b turned", {8, 128, 64}, {8, 128, 64}, false, true),
        product("512x784 by 784x128", {512, 784}, {784, 128}),
        product("784x512 by 512x128, a turned", {512, 784}, {512, 128}, true, false),
        product("512x128 by 128x10", {512, 128}, {128, 10}),
        product("matrix by vector, 2048", {2048, 2048}, {2048, 1}),
        product("vector by matrix, 2048", {1, 2048}, {2048, 2048}),
        product("vector by matrix turned, 2048", {1, 2048}, {2048, 2048}, false, true),
        product("matrix turned by vector, 2048", {2048, 2048}, {2048, 1}, true, false),
        wholeNumbers(),
    };
}

} // namespace bench
