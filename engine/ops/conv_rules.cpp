#include "engine/ops/conv_rules.h"

#include <algorithm>

namespace tp {

namespace {

/// What the op's name says.
struct Kind {
    std::string_view where;
    std::size_t rank;
    bool depthwise;
};

Kind kindOf(const Op& op) {
    if (op.name.find("Depthwise") != std::string_view::npos)
        return {"depthwiseConv2d", 2, true};
    if (op.name.starts_with("Conv3D"))
        return {"conv3d", 3, false};
    return {"conv2d", 2, false};
}

Shape shapeFromAttr(const OpCall& call, std::string_view name, std::string_view where) {
    const Ints& sizes = call.attr<Ints>(name);
    check(
        sizes.size() <= Shape::kMaxRank,
        "%1: %2 has %3 sizes, but tensors have at most %4 axes.",
        where,
        name,
        sizes.size(),
        Shape::kMaxRank);
    const Shape shape(sizes);
    checkSizes(shape, where);
    return shape;
}

void setChannels(ConvGeometry& geometry, const Shape& filter, std::string_view where) {
    const std::size_t rank = filter.rank();
    const std::int64_t channels = filter[rank - 2];
    check(
        geometry.window.channels == channels,
        "%1: the images have %2 channels, but the filter is for %3.",
        where,
        geometry.window.channels,
        channels);
    if (geometry.depthwise) {
        checkSizes({channels, filter.back()}, where);
        geometry.multiplier = filter.back();
        geometry.outChannels = channels * filter.back();
    } else {
        geometry.outChannels = filter.back();
    }
}

/// Which input of the call is dy, or how many there are if none is.
std::size_t placeOfDy(const Op& op) {
    return static_cast<std::size_t>(
        std::find(op.inputs.begin(), op.inputs.end(), "dy") - op.inputs.begin());
}

} // namespace

Shape ConvGeometry::filterShape() const {
    Shape shape;
    for (const WindowAxis& each : window.axes())
        shape.push_back(each.filter);
    shape.push_back(window.channels);
    shape.push_back(depthwise ? multiplier : outChannels);
    return shape;
}

ConvGeometry convGeometry(const OpCall& call) {
    const Kind kind = kindOf(call.op);
    for (std::size_t i = 0; i < 2; ++i)
        checkDType(call, i, {DType::Float32});
    const std::size_t dy = placeOfDy(call.op);
    const Shape image =
        dy == 0 ? shapeFromAttr(call, "inputShape", kind.where) : call.input(0).shape();
    const Shape filter =
        dy == 1 ? shapeFromAttr(call, "filterShape", kind.where) : call.input(1).shape();
    check(
        filter.rank() == kind.rank + 2,
        "%1: the filter must have %2 axes (%3 in space, channels, and outputs), but its shape is "
        "%4.",
        kind.where,
        kind.rank + 2,
        kind.rank,
        filter);
    ConvGeometry geometry;
    geometry.depthwise = kind.depthwise;
    const Ints sizes(filter.begin(), filter.begin() + kind.rank);
    geometry.window = windowGeometry(image, sizes, kind.rank, windowOptions(call), kind.where);
    setChannels(geometry, filter, kind.where);
    checkSizes(geometry.outShape(), kind.where);
    if (dy < 2) {
        check(
            call.input(dy).shape() == geometry.outShape(),
            "%1: with images of shape %2 and a filter of shape %3, dy must have shape %4, but it "
            "has %5.",
            kind.where,
            image,
            filter,
            geometry.outShape(),
            call.input(dy).shape());
    }
    return geometry;
}

Specs convSpecs(const OpCall& call) {
    return {{DType::Float32, convGeometry(call).outShape()}};
}

Specs convInputSpecs(const OpCall& call) {
    return {{DType::Float32, convGeometry(call).imageShape()}};
}

Specs convFilterSpecs(const OpCall& call) {
    return {{DType::Float32, convGeometry(call).filterShape()}};
}

Attrs givenWindowAttrs(const OpCall& call) {
    static constexpr std::array<std::string_view, 6> kNames = {
        "strides", "pad", "explicitPaddings", "dimRoundingMode", "dataFormat", "dilations"};
    Attrs attrs;
    for (const auto& attr : call.attrs) {
        if (std::find(kNames.begin(), kNames.end(), attr.first) != kNames.end())
            attrs.push_back(attr);
    }
    return attrs;
}

} // namespace tp
