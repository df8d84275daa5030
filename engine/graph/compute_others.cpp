#include "engine/graph/computes.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"
#include "engine/ops/image.h"
#include "engine/ops/random.h"
#include "engine/ops/spectral.h"

namespace tp::graph {

namespace {

/// TensorFlow's two seeds, of which 0 means none.
Seed seedOf(const Node& node) {
    const std::int64_t seed = integerAttr(node, "seed");
    const std::int64_t second = integerAttr(node, "seed2");
    return seed == 0 && second == 0 ? Seed() : Seed(seed ^ second);
}

/// x with `count` elements along its last axis: cut off, or filled up with zeros.
Tensor resizedLast(const Tensor& x, std::int64_t count) {
    const std::int64_t missing = count - x.shape().back();
    if (missing == 0)
        return x;
    Ints begin(x.rank(), 0);
    Ints size = toInts(x.shape());
    size.back() = std::min(count, x.shape().back());
    Tensor cut = slice(x, begin, size);
    if (missing < 0)
        return cut;
    Shape rest = x.shape();
    rest[rest.rank() - 1] = missing;
    return concat({cut, zeros(rest, x.dtype())}, static_cast<int>(x.rank()) - 1);
}

} // namespace

Values nonMaxSuppressionV5(const Call& call) {
    const std::int64_t most = call.integer(2);
    const auto found = image::nonMaxSuppressionWithScore(
        call.tensor(0),
        call.tensor(1),
        most,
        call.number(3),
        call.number(4),
        call.has(5) ? call.number(5) : 0);
    const std::int64_t count = found.selectedIndices.size();
    const Tensor valid = scalar(static_cast<double>(count), DType::Int32);
    if (!boolAttr(call.node(), "pad_to_max_output_size"))
        return {found.selectedIndices, found.selectedScores, valid};
    return {
        resizedLast(found.selectedIndices, most), resizedLast(found.selectedScores, most), valid};
}

Values rfftNode(const Call& call) {
    const Ints length = call.has(1) ? call.ints(1) : Ints{};
    return {
        length.empty() ? spectral::rfft(call.tensor(0))
                       : spectral::rfft(call.tensor(0), length[0])};
}

Values irfftNode(const Call& call) {
    const Tensor& x = call.tensor(0);
    const Ints asked = call.has(1) ? call.ints(1) : Ints{};
    if (x.rank() == 0)
        call.refuseNode("its input must have an axis.");
    const std::int64_t length = asked.empty() ? 2 * (x.shape().back() - 1) : asked[0];
    if (length < 2 || length % 2 != 0)
        call.refuseNode("signals of length %3 cannot be made.", length);
    Shape shape = x.shape();
    shape[shape.rank() - 1] = length;
    checkSizes(shape, call.node().name);
    return {reshape(spectral::irfft(resizedLast(x, length / 2 + 1)), shape)};
}

Values randomUniformNode(const Call& call) {
    const Node& node = call.node();
    return {randomUniform(
        call.shape(0),
        numberAttr(node, "minval", 0),
        numberAttr(node, "maxval", 1),
        dtypeAttr(node, "dtype"),
        seedOf(node))};
}

Values randomUniformIntNode(const Call& call) {
    const Node& node = call.node();
    const std::int64_t low = call.has(1) ? call.integer(1) : integerAttr(node, "minval");
    const std::int64_t high = call.has(2) ? call.integer(2) : integerAttr(node, "maxval");
    return {randomUniformInt(call.shape(0), low, high, seedOf(node))};
}

Values randomNormalNode(const Call& call) {
    const Node& node = call.node();
    return {randomStandardNormal(call.shape(0), dtypeAttr(node, "dtype"), seedOf(node))};
}

Values truncatedNormalNode(const Call& call) {
    const Node& node = call.node();
    return {truncatedNormal(
        call.shape(0),
        numberAttr(node, "means", 0),
        numberAttr(node, "stddev", 1),
        dtypeAttr(node, "dtype"),
        seedOf(node))};
}

Values multinomialNode(const Call& call) {
    return {multinomial(call.tensor(0), call.integer(1), seedOf(call.node()))};
}

} // namespace tp::graph
