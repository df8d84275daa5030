#include "engine/graph/computes.h"
#include "engine/ops/array.h"
#include "engine/ops/compare.h"
#include "engine/ops/creation.h"
#include "engine/ops/index.h"
#include "engine/ops/sets.h"

#include <limits>

namespace tp::graph {

namespace {

Values valuesOf(const Tensors& tensors) {
    return {tensors.begin(), tensors.end()};
}

/// An axis as our functions take it.
int axisOf(const Call& call, std::int64_t axis) {
    constexpr std::int64_t kMost = std::numeric_limits<std::int16_t>::max();
    if (axis < -kMost || axis > kMost)
        call.refuseNode("there is no axis %3.", axis);
    return static_cast<int>(axis);
}

Tensor shapeTensor(const Shape& shape) {
    std::vector<std::int32_t> sizes;
    for (const std::int64_t size : shape)
        sizes.push_back(toInt32(static_cast<double>(size)));
    return fromBuffer(sizes, {static_cast<std::int64_t>(sizes.size())});
}

} // namespace

Values splitEvenly(const Call& call) {
    const Tensor& x = call.tensor(1);
    return valuesOf(runAll(
        *findOp("SplitV"),
        std::span(&x, 1),
        {{"numOrSizeSplits", Ints{integerAttr(call.node(), "num_split", 1)}},
         {"axis", call.integer(0)}}));
}

Values splitBySizes(const Call& call) {
    return valuesOf(split(call.tensor(0), call.ints(1), axisOf(call, call.integer(2))));
}

Values squeezeNode(const Call& call) {
    Ints axes = intsAttr(call.node(), "squeeze_dims");
    if (axes.empty())
        axes = intsAttr(call.node(), "axis");
    return {axes.empty() ? squeeze(call.tensor(0)) : squeeze(call.tensor(0), axes)};
}

Values shapeNode(const Call& call) {
    return {shapeTensor(call.tensor(0).shape())};
}

Values shapesNode(const Call& call) {
    Values shapes;
    for (const Tensor& each : call.tensors())
        shapes.emplace_back(shapeTensor(each.shape()));
    return shapes;
}

Values rankNode(const Call& call) {
    return {scalar(static_cast<double>(call.tensor(0).rank()), DType::Int32)};
}

Values sizeNode(const Call& call) {
    return {scalar(static_cast<double>(call.tensor(0).size()), DType::Int32)};
}

Values reverseNode(const Call& call) {
    const Ints flags = call.ints(1);
    Ints axes;
    for (std::size_t i = 0; i < flags.size(); ++i) {
        if (flags[i] != 0)
            axes.push_back(static_cast<std::int64_t>(i));
    }
    return {axes.empty() ? call.tensor(0) : reverse(call.tensor(0), axes)};
}

Values fillNode(const Call& call) {
    const Shape shape = call.shape(0);
    const Tensor& value = call.tensor(1);
    if (value.dtype() == DType::String) {
        return {
            run(*findOp("Fill"),
                {},
                {{"shape", toInts(shape)}, {"text", call.text(1)}, {"dtype", DType::String}})};
    }
    return {fill(shape, call.number(1), value.dtype())};
}

Values filled(const Call& call) {
    const double value = call.node().op == "Ones" ? 1 : 0;
    return {fill(call.shape(0), value, dtypeAttr(call.node(), "T"))};
}

Values rangeNode(const Call& call) {
    const DType dtype =
        upcast(call.tensor(0).dtype(), upcast(call.tensor(1).dtype(), call.tensor(2).dtype()));
    return {range(call.number(0), call.number(1), call.number(2), dtype)};
}

Values oneHotNode(const Call& call) {
    const Tensor& indices = call.tensor(0);
    const Tensor rows =
        oneHot(indices, call.integer(1), call.number(2), call.number(3), call.tensor(2).dtype());
    const std::int64_t axis = integerAttr(call.node(), "axis", -1);
    const auto last = static_cast<std::int64_t>(indices.rank());
    if (axis == -1 || axis == last)
        return {rows};
    if (axis < 0 || axis > last)
        call.refuseNode("there is no axis %3.", axis);
    Ints order;
    for (std::int64_t i = 0; i < last; ++i)
        order.push_back(i);
    order.insert(order.begin() + axis, last);
    return {transpose(rows, order)};
}

// The condition may have one element for each slice along the first axis.
Values selectNode(const Call& call) {
    Tensor condition = call.tensor(0);
    const Tensor& ifTrue = call.tensor(1);
    if (condition.rank() == 1 && ifTrue.rank() > 1 && condition.size() == ifTrue.shape()[0]) {
        Shape shape{condition.size()};
        while (shape.rank() < ifTrue.rank())
            shape.push_back(1);
        condition = reshape(condition, shape);
    }
    return {where(condition, ifTrue, call.tensor(2))};
}

Attrs mirrorPadAttrs(const Node& node) {
    return {{"mode", lowered(textAttr(node, "mode", "REFLECT"))}};
}

Attrs transformAttrs(const Node& node) {
    return {
        {"interpolation", lowered(textAttr(node, "interpolation", "NEAREST"))},
        {"fillMode", lowered(textAttr(node, "fill_mode", "CONSTANT"))}};
}

Values ensureShapeNode(const Call& call) {
    if (call.has(1))
        return {ensureShape(call.tensor(0), call.shape(1))};
    const PartialShape shape = shapeAttr(call.node(), "shape");
    return {shape ? ensureShape(call.tensor(0), Shape(*shape)) : call.tensor(0)};
}

Values uniqueNode(const Call& call) {
    const Ints axis = call.has(1) ? call.ints(1) : Ints{};
    const auto found = unique(
        axis.empty() && call.tensor(0).rank() != 1 ? flatten(call.tensor(0)) : call.tensor(0),
        axis.empty() ? 0 : axisOf(call, axis[0]));
    return {found.values, found.indices};
}

Values passOn(const Call& call) {
    return {call.inputs().begin(), call.inputs().end()};
}

Values passFirst(const Call& call) {
    return {call.value(0)};
}

Values nothing(const Call& /*call*/) {
    return {};
}

Values missingInput(const Call& call) {
    fail(
        Error::Kind::InvalidArgument,
        "The input \"%1\" is needed, but it was not given.",
        call.node().name);
}

} // namespace tp::graph
