#include "engine/graph/computes.h"
#include "engine/graph/tensor_rows.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"

#include <algorithm>

namespace tp::graph {

namespace {

TensorArray& arrayOf(const Call& call) {
    const auto* array = std::get_if<std::shared_ptr<TensorArray>>(&call.value(0));
    if (!array)
        call.refuseNode("its first input must be an array of tensors.");
    return **array;
}

/// What nodes hand to each other so that they run one after the other.
Tensor flow() {
    return scalar(0.0);
}

void write(const Call& call, TensorArray& array, std::size_t index, const Tensor& element) {
    checkElement(call, element, array.dtype, array.elementShape);
    if (index >= array.elements.size()) {
        if (!array.grows) {
            call.refuseNode(
                "there is no element %3 in an array of %4.", index, array.elements.size());
        }
        array.elements.resize(index + 1);
    }
    if (!array.elements[index].isNull())
        call.refuseNode("the element %3 was written already.", index);
    array.elements[index] = element;
}

/// Where each of the numbers points to, if there is such a place.
std::vector<std::size_t> placesFrom(const Call& call, std::size_t input) {
    std::vector<std::size_t> places;
    for (const std::int64_t each : call.ints(input)) {
        if (each < 0 || each >= kMostElements)
            call.refuseNode("there is no element %3.", each);
        places.push_back(static_cast<std::size_t>(each));
    }
    return places;
}

} // namespace

Values tensorArray(const Call& call) {
    const Node& node = call.node();
    auto array = std::make_shared<TensorArray>();
    array->name = node.name;
    array->dtype = dtypeAttr(node, "dtype");
    array->elementShape = shapeAttr(node, "element_shape");
    array->grows = boolAttr(node, "dynamic_size");
    array->elements.resize(countFrom(call, 0));
    return {array, flow()};
}

Values tensorArrayWrite(const Call& call) {
    write(call, arrayOf(call), countFrom(call, 1), call.tensor(2));
    return {flow()};
}

Values tensorArrayRead(const Call& call) {
    const TensorArray& array = arrayOf(call);
    const std::size_t index = countFrom(call, 1);
    if (index >= array.elements.size())
        call.refuseNode("there is no element %3 in an array of %4.", index, array.elements.size());
    if (array.elements[index].isNull()) {
        return {reshape(
            stacked(call, {Tensor()}, array.dtype, array.elementShape),
            Shape(array.elementShape.value_or(Ints{})))};
    }
    return {array.elements[index]};
}

Values tensorArrayGather(const Call& call) {
    const TensorArray& array = arrayOf(call);
    Tensors chosen;
    for (const std::size_t each : placesFrom(call, 1)) {
        if (each >= array.elements.size())
            call.refuseNode(
                "there is no element %3 in an array of %4.", each, array.elements.size());
        chosen.push_back(array.elements[each]);
    }
    const PartialShape shape =
        mergedShape(call, array.elementShape, shapeAttr(call.node(), "element_shape"));
    return {stacked(call, chosen, array.dtype, shape)};
}

Values tensorArrayScatter(const Call& call) {
    TensorArray& array = arrayOf(call);
    const std::vector<std::size_t> places = placesFrom(call, 1);
    const Tensors elements = unstack(call.tensor(2));
    if (elements.size() != places.size())
        call.refuseNode("there are %3 places for %4 elements.", places.size(), elements.size());
    for (std::size_t i = 0; i < places.size(); ++i)
        write(call, array, places[i], elements[i]);
    return {flow()};
}

Values tensorArrayConcat(const Call& call) {
    const TensorArray& array = arrayOf(call);
    return concatenated(call, array.elements, array.dtype, array.elementShape);
}

Values tensorArraySplit(const Call& call) {
    TensorArray& array = arrayOf(call);
    const Tensors parts = partsOf(call, call.tensor(1), call.ints(2));
    for (std::size_t i = 0; i < parts.size(); ++i)
        write(call, array, i, parts[i]);
    return {flow()};
}

Values tensorArraySize(const Call& call) {
    return {scalar(static_cast<double>(arrayOf(call).elements.size()), DType::Int32)};
}

} // namespace tp::graph
