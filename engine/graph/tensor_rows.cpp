#include "engine/graph/tensor_rows.h"

#include "engine/ops/array.h"
#include "engine/ops/creation.h"

#include <algorithm>

namespace tp::graph {

namespace {

bool isKnown(const PartialShape& shape) {
    return shape &&
           std::all_of(shape->begin(), shape->end(), [](std::int64_t size) { return size >= 0; });
}

Tensor blank(const Call& call, const Shape& shape, DType dtype) {
    checkSizes(shape, call.node().name);
    return dtype == DType::String ? allocateTensor({dtype, shape}) : zeros(shape, dtype);
}

} // namespace

std::size_t countFrom(const Call& call, std::size_t input) {
    const std::int64_t count = call.integer(input);
    if (count < 0 || count > kMostElements)
        call.refuseNode("%3 is not between 0 and %4.", count, kMostElements);
    return static_cast<std::size_t>(count);
}

PartialShape partialShapeFrom(const Call& call, std::size_t input) {
    if (!call.has(input) || call.tensor(input).rank() == 0)
        return {};
    const Shape shape = call.shape(input);
    return Ints(shape.begin(), shape.end());
}

PartialShape mergedShape(const Call& call, const PartialShape& a, const PartialShape& b) {
    if (!a || !b)
        return a ? a : b;
    PartialShape merged = a;
    bool fits = a->size() == b->size();
    for (std::size_t i = 0; fits && i < a->size(); ++i) {
        fits = (*a)[i] < 0 || (*b)[i] < 0 || (*a)[i] == (*b)[i];
        (*merged)[i] = std::max((*a)[i], (*b)[i]);
    }
    if (!fits)
        call.refuseNode("elements of shape %3 cannot have the shape %4.", Shape(*a), Shape(*b));
    return merged;
}

void checkElement(const Call& call, const Tensor& element, DType dtype, const PartialShape& shape) {
    if (element.dtype() != dtype)
        call.refuseNode("elements must be %3, but one is %4.", dtype, element.dtype());
    static_cast<void>(mergedShape(call, shape, toInts(element.shape())));
}

Tensor stacked(const Call& call, const Tensors& elements, DType dtype, PartialShape shape) {
    for (const Tensor& each : elements) {
        if (!each.isNull())
            shape = mergedShape(call, shape, toInts(each.shape()));
    }
    if (!isKnown(shape))
        call.refuseNode("the shape of elements that were never set is not known.");
    const Shape element(*shape);
    if (elements.empty()) {
        Shape none{0};
        for (const std::int64_t size : element)
            none.push_back(size);
        return blank(call, none, dtype);
    }
    Tensors all = elements;
    Tensor zero;
    for (Tensor& each : all) {
        if (!each.isNull())
            continue;
        if (zero.isNull())
            zero = blank(call, element, dtype);
        each = zero;
    }
    return stack(all);
}

Values
concatenated(const Call& call, const Tensors& elements, DType dtype, const PartialShape& shape) {
    std::vector<std::int32_t> lengths;
    Tensors all;
    for (const Tensor& each : elements) {
        if (each.isNull() || each.rank() == 0)
            call.refuseNode("elements to be put together must be set, and no scalars.");
        lengths.push_back(static_cast<std::int32_t>(each.shape()[0]));
        all.push_back(each);
    }
    const Tensor counts = fromBuffer(lengths, {static_cast<std::int64_t>(lengths.size())});
    if (!all.empty())
        return {concat(all), counts};
    Shape none = shape ? Shape(*shape) : Shape{0};
    if (none.isScalar())
        none = Shape{0};
    none[0] = 0;
    if (std::any_of(none.begin(), none.end(), [](std::int64_t size) { return size < 0; }))
        call.refuseNode("the shape of elements that were never set is not known.");
    return {blank(call, none, dtype), counts};
}

Tensors partsOf(const Call& call, const Tensor& tensor, const Ints& lengths) {
    if (tensor.rank() == 0)
        call.refuseNode("a scalar has no parts.");
    if (lengths.empty())
        return {};
    return split(tensor, lengths, 0);
}

} // namespace tp::graph
