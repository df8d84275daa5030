#include "engine/export/onnx_window.h"
#include "engine/ops/creation.h"

#include <algorithm>

namespace tp {

namespace {

using Numbers = std::vector<std::int64_t>;

OnnxValues pool(OnnxCall& call, std::string_view op, OnnxSettings more = {}) {
    const OnnxValue x = channelsFirst(call, call.x());
    const std::size_t axes = spatialRank(x);
    const Numbers window = call.numbers("pool_size", axes);
    Numbers strides = call.numbers("strides", axes);
    if (strides.empty())
        strides = window;
    OnnxSettings settings = windowSettings(call, x, window, strides, Numbers(axes, 1));
    settings.insert(settings.end(), more.begin(), more.end());
    return {asOutput(call, call.graph.add(op, {x.name}, std::move(settings), x.shape))};
}

OnnxValues maxPool(OnnxCall& call) {
    return pool(call, "MaxPool");
}

OnnxValues averagePool(OnnxCall& call) {
    return pool(call, "AveragePool", {{"count_include_pad", std::int64_t{0}}});
}

/// The axes between samples and channels, as the value lies now.
Numbers spatialAxes(const OnnxCall& call, const OnnxValue& x) {
    Numbers axes;
    const std::int64_t first = x.isTurned || call.isChannelsFirst() ? 2 : 1;
    for (std::size_t i = 0; i < spatialRank(x); ++i)
        axes.push_back(first + static_cast<std::int64_t>(i));
    return axes;
}

OnnxValues globalPool(OnnxCall& call, std::string_view op) {
    const OnnxValue x =
        call.graph.floats(call.isChannelsFirst() ? call.graph.straight(call.x()) : call.x());
    return {call.graph.add(
        op,
        {x.name},
        {{"axes", spatialAxes(call, x)}, {"keepdims", std::int64_t{0}}},
        call.outputShape())};
}

OnnxValues globalMax(OnnxCall& call) {
    return globalPool(call, "ReduceMax");
}

OnnxValues globalAverage(OnnxCall& call) {
    return globalPool(call, "ReduceMean");
}

/// A setting that is one number, two, or two pairs: top, bottom, left, right.
Numbers edgesOf(const OnnxCall& call, std::string_view name) {
    const Json* value = call.config.find(name);
    Numbers edges;
    if (!value || value->isNumber()) {
        const auto number = value ? static_cast<std::int64_t>(value->number()) : 1;
        return {number, number, number, number};
    }
    if (value->isList()) {
        for (const Json& each : value->list()) {
            if (each.isNumber()) {
                edges.insert(edges.end(), 2, static_cast<std::int64_t>(each.number()));
            } else if (each.isList()) {
                for (const Json& edge : each.list())
                    edges.push_back(edge.isNumber() ? static_cast<std::int64_t>(edge.number()) : 0);
            }
        }
    }
    edges.resize(4);
    return edges;
}

/// Images as they lie now, if the layer does not mind.
OnnxValue anyway(OnnxCall& call) {
    return call.isChannelsFirst() ? call.graph.straight(call.x()) : call.x();
}

OnnxValues zeroPadding(OnnxCall& call) {
    const OnnxValue x = call.graph.floats(anyway(call));
    const Numbers edges = edgesOf(call, "padding");
    const Numbers axes = spatialAxes(call, x);
    Numbers pads(8, 0);
    for (std::size_t i = 0; i < 2; ++i) {
        pads[static_cast<std::size_t>(axes[i])] = edges[2 * i];
        pads[static_cast<std::size_t>(axes[i]) + 4] = edges[2 * i + 1];
    }
    OnnxValue y = call.graph.addLike(
        x,
        "Pad",
        {x.name, call.graph.integers(pads), call.graph.number(0)},
        {{"mode", std::string("constant")}});
    y.shape = call.outputShape();
    return {y};
}

OnnxValue sliced(
    OnnxCall& call,
    const OnnxValue& x,
    const Numbers& from,
    const Numbers& to,
    const Numbers& axes) {
    OnnxGraph& graph = call.graph;
    OnnxValue y = graph.add(
        "Slice",
        {x.name, graph.integers(from), graph.integers(to), graph.integers(axes)},
        {},
        call.outputShape(),
        x.isTurned,
        x.dtype);
    return y;
}

OnnxValues cropping(OnnxCall& call) {
    const OnnxValue x = anyway(call);
    const Numbers edges = edgesOf(call, "cropping");
    constexpr std::int64_t kEnd = std::int64_t{1} << 40;
    const auto endOf = [&](std::int64_t edge) { return edge > 0 ? -edge : kEnd; };
    return {sliced(
        call, x, {edges[0], edges[2]}, {endOf(edges[1]), endOf(edges[3])}, spatialAxes(call, x))};
}

OnnxValues centerCrop(OnnxCall& call) {
    const OnnxValue x = call.x();
    const std::size_t rank = x.shape.rank();
    const std::int64_t rows = x.shape[rank - 3];
    const std::int64_t columns = x.shape[rank - 2];
    const auto height = static_cast<std::int64_t>(call.number("height", 0));
    const auto width = static_cast<std::int64_t>(call.number("width", 0));
    if (rank != 4 || rows < height || columns < width)
        return call.decline("it can only be written where it crops images of a known size");
    const std::int64_t top = (rows - height) / 2;
    const std::int64_t left =
        columns == width ? 0 : std::max<std::int64_t>((columns - width) / 2, 1);
    return {sliced(call, x, {top, left}, {top + height, left + width}, spatialAxes(call, x))};
}

OnnxValues upSampling(OnnxCall& call) {
    OnnxGraph& graph = call.graph;
    const bool isBilinear = call.text("interpolation") == "bilinear";
    const OnnxValue x = graph.floats(isBilinear ? channelsFirst(call, call.x()) : anyway(call));
    const Numbers sizes = call.numbers("size", 2);
    const Numbers axes = spatialAxes(call, x);
    std::vector<float> scales(4, 1);
    for (std::size_t i = 0; i < 2; ++i)
        scales[static_cast<std::size_t>(axes[i])] = static_cast<float>(sizes[i]);
    OnnxValue y = graph.addLike(
        x,
        "Resize",
        {x.name, "", graph.constant(tensor(scales, {4}))},
        {{"mode", std::string(isBilinear ? "linear" : "nearest")},
         {"coordinate_transformation_mode", std::string("asymmetric")},
         {"nearest_mode", std::string("floor")}});
    y.shape = call.outputShape();
    return {y};
}

} // namespace

void addOnnxImages(OnnxWriters& writers) {
    for (const char* name : {"MaxPooling1D", "MaxPooling2D", "MaxPooling3D"})
        writers[name] = maxPool;
    for (const char* name : {"AveragePooling1D", "AveragePooling2D", "AveragePooling3D"})
        writers[name] = averagePool;
    for (const char* name : {"GlobalMaxPooling1D", "GlobalMaxPooling2D"})
        writers[name] = globalMax;
    for (const char* name : {"GlobalAveragePooling1D", "GlobalAveragePooling2D"})
        writers[name] = globalAverage;
    writers["ZeroPadding2D"] = zeroPadding;
    writers["Cropping2D"] = cropping;
    writers["CenterCrop"] = centerCrop;
    writers["UpSampling2D"] = upSampling;
}

} // namespace tp
