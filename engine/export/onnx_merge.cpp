#include "engine/export/onnx_layers.h"

#include <algorithm>
#include <array>

namespace tp {

namespace {

/// The inputs, all turned or all straight, with as many axes each: those of fewer axes get axes of
/// size 1 behind that of samples.
OnnxValues aligned(OnnxCall& call) {
    OnnxGraph& graph = call.graph;
    std::size_t rank = 0;
    for (const OnnxValue& each : call.inputs)
        rank = std::max(rank, each.shape.rank());
    const bool areTurned =
        std::all_of(call.inputs.begin(), call.inputs.end(), [&](const OnnxValue& each) {
            return each.isTurned && each.shape.rank() == rank;
        });
    OnnxValues all;
    for (const OnnxValue& each : call.inputs) {
        OnnxValue value = graph.floats(areTurned ? each : graph.straight(each));
        if (value.shape.rank() < rank) {
            std::vector<std::int64_t> axes;
            for (std::size_t axis = 1; axis + value.shape.rank() <= rank; ++axis)
                axes.push_back(static_cast<std::int64_t>(axis));
            value =
                graph.add("Unsqueeze", {value.name, graph.integers(axes)}, {}, call.outputShape());
        }
        all.push_back(std::move(value));
    }
    return all;
}

OnnxValue merged(OnnxCall& call, std::string_view op) {
    const OnnxValues values = aligned(call);
    OnnxValue result = values.front();
    for (std::size_t i = 1; i < values.size(); ++i) {
        result = call.graph.add(
            op, {result.name, values[i].name}, {}, call.outputShape(), result.isTurned);
    }
    return result;
}

OnnxValues add(OnnxCall& call) {
    return {merged(call, "Add")};
}

OnnxValues multiply(OnnxCall& call) {
    return {merged(call, "Mul")};
}

OnnxValues average(OnnxCall& call) {
    const OnnxValue sum = merged(call, "Add");
    const auto share = 1 / static_cast<float>(call.inputs.size());
    return {call.graph.addLike(sum, "Mul", {sum.name, call.graph.number(share)})};
}

OnnxValues maximum(OnnxCall& call) {
    return {merged(call, "Max")};
}

OnnxValues minimum(OnnxCall& call) {
    return {merged(call, "Min")};
}

OnnxValues concatenate(OnnxCall& call) {
    const OnnxValues values = aligned(call);
    const auto rank = static_cast<std::int64_t>(call.outputShape().rank());
    std::int64_t axis = call.numbers("axis").empty() ? -1 : call.numbers("axis").front();
    axis += axis < 0 ? rank : 0;
    const bool isTurned = values.front().isTurned;
    if (isTurned && axis > 0)
        axis = axis == rank - 1 ? 1 : axis + 1;
    std::vector<std::string> names;
    for (const OnnxValue& each : values)
        names.push_back(each.name);
    return {call.graph.add("Concat", names, {{"axis", axis}}, call.outputShape(), isTurned)};
}

/// Each vector along the axis, brought to length 1.
OnnxValue normalized(OnnxGraph& graph, const OnnxValue& x, std::int64_t axis) {
    const OnnxValue squares = graph.addLike(x, "Mul", {x.name, x.name});
    const OnnxValue sum = graph.addLike(
        x, "ReduceSum", {squares.name, graph.integers({axis})}, {{"keepdims", std::int64_t{1}}});
    const OnnxValue most = graph.addLike(x, "Max", {sum.name, graph.number(1e-7F)});
    const OnnxValue length = graph.addLike(x, "Sqrt", {most.name});
    return graph.addLike(x, "Div", {x.name, length.name});
}

OnnxValues dot(OnnxCall& call) {
    OnnxGraph& graph = call.graph;
    const std::vector<std::int64_t> axes = call.numbers("axes", 2);
    if (call.inputs.size() != 2 || axes.size() != 2)
        return call.decline("it has other than two inputs and axes");
    std::array<OnnxValue, 2> values;
    std::array<bool, 2> isVector{};
    for (std::size_t i = 0; i < 2; ++i) {
        OnnxValue value = graph.floats(graph.straight(call.inputs[i]));
        const auto rank = static_cast<std::int64_t>(value.shape.rank());
        const std::int64_t axis = axes[i] < 0 ? axes[i] + rank : axes[i];
        if (call.flag("normalize"))
            value = normalized(graph, value, axis);
        isVector[i] = rank == 2;
        const Shape shape = value.shape;
        if (rank == 2) { // a row, or a column
            value = graph.add(
                "Unsqueeze",
                {value.name, graph.integers({i == 0 ? std::int64_t{1} : std::int64_t{2}})},
                {},
                shape);
        } else if (axis != (i == 0 ? 2 : 1)) {
            value = graph.add(
                "Transpose", {value.name}, {{"perm", std::vector<std::int64_t>{0, 2, 1}}}, shape);
        }
        values[i] = std::move(value);
    }
    OnnxValue product =
        graph.add("MatMul", {values[0].name, values[1].name}, {}, call.outputShape());
    std::vector<std::int64_t> single;
    if (isVector[0])
        single.push_back(1);
    if (isVector[1] && !isVector[0])
        single.push_back(2);
    if (!single.empty()) {
        product =
            graph.add("Squeeze", {product.name, graph.integers(single)}, {}, call.outputShape());
    }
    return {product};
}

} // namespace

void addOnnxMerges(OnnxWriters& writers) {
    writers["Add"] = add;
    writers["Multiply"] = multiply;
    writers["Average"] = average;
    writers["Maximum"] = maximum;
    writers["Minimum"] = minimum;
    writers["Concatenate"] = concatenate;
    writers["Dot"] = dot;
}

} // namespace tp
