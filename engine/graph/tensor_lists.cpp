#include "engine/graph/computes.h"
#include "engine/graph/tensor_rows.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"

#include <algorithm>

namespace tp::graph {

namespace {

using List = std::shared_ptr<const TensorList>;

const TensorList& listOf(const Call& call) {
    const auto* list = std::get_if<List>(&call.value(0));
    if (!list)
        call.refuseNode("its first input must be a list of tensors.");
    return **list;
}

List listWith(DType dtype, PartialShape shape, Tensors elements) {
    return std::make_shared<const TensorList>(
        TensorList{dtype, std::move(shape), std::move(elements)});
}

List listLike(const TensorList& list, Tensors elements) {
    return listWith(list.dtype, list.elementShape, std::move(elements));
}

DType elementDType(const Call& call) {
    return dtypeAttr(call.node(), "element_dtype");
}

std::size_t placeFrom(const Call& call, std::int64_t index, std::size_t count) {
    if (index < 0 || index >= static_cast<std::int64_t>(count))
        call.refuseNode("there is no element %3 in a list of %4.", index, count);
    return static_cast<std::size_t>(index);
}

/// An element, zeros if it was never set.
Tensor elementAt(const Call& call, std::size_t place, const PartialShape& asked) {
    const TensorList& list = listOf(call);
    const PartialShape shape = mergedShape(call, list.elementShape, asked);
    if (!list.elements[place].isNull())
        return list.elements[place];
    const Tensor row = stacked(call, {Tensor()}, list.dtype, shape);
    return reshape(row, Shape(*shape));
}

} // namespace

Values emptyTensorList(const Call& call) {
    return {listWith(elementDType(call), partialShapeFrom(call, 0), {})};
}

Values tensorListReserve(const Call& call) {
    return {listWith(elementDType(call), partialShapeFrom(call, 0), Tensors(countFrom(call, 1)))};
}

Values tensorListFromTensor(const Call& call) {
    const Tensor& tensor = call.tensor(0);
    if (tensor.rank() == 0)
        call.refuseNode("a scalar has no parts.");
    return {listWith(tensor.dtype(), partialShapeFrom(call, 1), unstack(tensor))};
}

Values tensorListScatter(const Call& call) {
    const Tensors given = unstack(call.tensor(0));
    const Ints places = call.ints(1);
    if (given.size() != places.size())
        call.refuseNode("there are %3 places for %4 elements.", places.size(), given.size());
    std::int64_t count = call.has(3) ? call.integer(3) : -1;
    for (const std::int64_t each : places)
        count = std::max(count, each + 1);
    if (count > kMostElements)
        call.refuseNode("%3 is not between 0 and %4.", count, kMostElements);
    Tensors elements(static_cast<std::size_t>(std::max<std::int64_t>(count, 0)));
    for (std::size_t i = 0; i < places.size(); ++i)
        elements[placeFrom(call, places[i], elements.size())] = given[i];
    return {listWith(call.tensor(0).dtype(), partialShapeFrom(call, 2), std::move(elements))};
}

Values tensorListSplit(const Call& call) {
    const Tensor& tensor = call.tensor(0);
    return {
        listWith(tensor.dtype(), partialShapeFrom(call, 1), partsOf(call, tensor, call.ints(2)))};
}

Values tensorListGetItem(const Call& call) {
    const std::size_t place = placeFrom(call, call.integer(1), listOf(call).elements.size());
    return {elementAt(call, place, partialShapeFrom(call, 2))};
}

Values tensorListSetItem(const Call& call) {
    const TensorList& list = listOf(call);
    const std::int64_t index = call.integer(1);
    Tensors elements = list.elements;
    if (index >= static_cast<std::int64_t>(elements.size()) &&
        boolAttr(call.node(), "resize_if_index_out_of_bounds") && index < kMostElements)
        elements.resize(static_cast<std::size_t>(index) + 1);
    checkElement(call, call.tensor(2), list.dtype, list.elementShape);
    elements[placeFrom(call, index, elements.size())] = call.tensor(2);
    return {listLike(list, std::move(elements))};
}

Values tensorListPushBack(const Call& call) {
    const TensorList& list = listOf(call);
    checkElement(call, call.tensor(1), list.dtype, list.elementShape);
    if (static_cast<std::int64_t>(list.elements.size()) >= kMostElements)
        call.refuseNode("a list cannot have more than %3 elements.", kMostElements);
    Tensors elements = list.elements;
    elements.push_back(call.tensor(1));
    return {listLike(list, std::move(elements))};
}

Values tensorListPopBack(const Call& call) {
    const TensorList& list = listOf(call);
    if (list.elements.empty())
        call.refuseNode("the list has no elements.");
    const Tensor last = elementAt(call, list.elements.size() - 1, partialShapeFrom(call, 1));
    Tensors elements = list.elements;
    elements.pop_back();
    return {listLike(list, std::move(elements)), last};
}

Values tensorListStack(const Call& call) {
    const TensorList& list = listOf(call);
    const PartialShape shape = mergedShape(call, list.elementShape, partialShapeFrom(call, 1));
    return {stacked(call, list.elements, list.dtype, shape)};
}

Values tensorListGather(const Call& call) {
    const TensorList& list = listOf(call);
    Tensors chosen;
    for (const std::int64_t each : call.ints(1))
        chosen.push_back(list.elements[placeFrom(call, each, list.elements.size())]);
    const PartialShape shape = mergedShape(call, list.elementShape, partialShapeFrom(call, 2));
    return {stacked(call, chosen, list.dtype, shape)};
}

Values tensorListConcat(const Call& call) {
    const TensorList& list = listOf(call);
    PartialShape shape = partialShapeFrom(call, 1);
    if (!shape)
        shape = shapeAttr(call.node(), "element_shape");
    return concatenated(call, list.elements, list.dtype, shape ? shape : list.elementShape);
}

Values tensorListLength(const Call& call) {
    return {scalar(static_cast<double>(listOf(call).elements.size()), DType::Int32)};
}

Values tensorListResize(const Call& call) {
    const TensorList& list = listOf(call);
    Tensors elements = list.elements;
    elements.resize(countFrom(call, 1));
    return {listLike(list, std::move(elements))};
}

} // namespace tp::graph
