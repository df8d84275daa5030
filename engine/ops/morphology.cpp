#include "engine/ops/morphology.h"

#include "engine/ops/arithmetic.h"
#include "engine/ops/math.h"
#include "engine/ops/register.h"

namespace tp {

namespace {

const Attrs kDilationAttrs = windowAttrs({{"dilations", Ints{1}}});

Shape dilatedShape(const OpCall& call) {
    checkDType(call, 0, {DType::Float32});
    checkDType(call, 1, {DType::Float32});
    const WindowGeometry geometry = dilationGeometry(call);
    const Shape shape = geometry.outShape(geometry.channels);
    checkSizes(shape, "dilation2d");
    return shape;
}

void checkDy(const OpCall& call) {
    checkDType(call, 2, {DType::Float32});
    const Shape shape = dilatedShape(call);
    check(
        call.input(2).shape() == shape,
        "%1: dy must have the dilation's shape %2, but it has %3.",
        call.op.name,
        shape,
        call.input(2).shape());
}

const Op kDilation2DBackpropInput = {
    .name = "Dilation2DBackpropInput",
    .doc = "The gradient of Dilation2D by its image: each dy goes to the place of its maximum.",
    .formula = "dx[i] = sum of dy[o] for all windows o with their first maximum at i",
    .inputs = {"x", "filter", "dy"},
    .attrs = kDilationAttrs,
    .infer = [](const OpCall& call) -> Specs {
        checkDy(call);
        return {call.input(0).spec()};
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

const Op kDilation2DBackpropFilter = {
    .name = "Dilation2DBackpropFilter",
    .doc = "The gradient of Dilation2D by its filter: each dy goes to what made its maximum.",
    .formula = "dfilter[k] = sum of dy[o] for all windows o with their first maximum at k",
    .inputs = {"x", "filter", "dy"},
    .attrs = kDilationAttrs,
    .infer = [](const OpCall& call) -> Specs {
        checkDy(call);
        return {call.input(1).spec()};
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

const Op kDilation2D = {
    .name = "Dilation2D",
    .doc = "The largest sum of image and filter under a filter that moves over images.",
    .formula = "y[o] = max(x[o * stride + k * dilation] + filter[k])",
    .inputs = {"x", "filter"},
    .attrs = kDilationAttrs,
    .infer = [](const OpCall& call) -> Specs {
        return {{DType::Float32, dilatedShape(call)}};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        const std::array inputs{call.input(0), call.input(1), call.dy()};
        Tensors gradients(2);
        if (call.wants(0))
            gradients[0] = run(kDilation2DBackpropInput, inputs, call.attrs);
        if (call.wants(1))
            gradients[1] = run(kDilation2DBackpropFilter, inputs, call.attrs);
        return gradients;
    },
};

} // namespace

WindowGeometry dilationGeometry(const OpCall& call) {
    const Shape& x = call.input(0).shape();
    const Shape& filter = call.input(1).shape();
    check(
        x.rank() == 4 && filter.rank() == 3 && filter[2] == x[3],
        "dilation2d: images [batch, height, width, channels] and a filter [height, width, "
        "channels] "
        "are needed, but the shapes are %1 and %2.",
        x,
        filter);
    return windowGeometry(x, {filter[0], filter[1]}, 2, windowOptions(call), "dilation2d");
}

void registerMorphologyOps() {
    for (const Op* op : {&kDilation2D, &kDilation2DBackpropInput, &kDilation2DBackpropFilter})
        registerOp(*op);
}

Tensor dilation2d(
    const Tensor& x,
    const Tensor& filter,
    const PerAxis& strides,
    const Pad& pad,
    const PerAxis& dilations) {
    const bool single = x.rank() == 3;
    const Tensor y =
        run(kDilation2D,
            {single ? expandDims(x) : x, filter},
            {{"strides", strides.list()},
             {"pad", pad.how()},
             {"explicitPaddings", pad.sizes()},
             {"dilations", dilations.list()}});
    return single ? squeeze(y, 0) : y;
}

Tensor erosion2d(
    const Tensor& x,
    const Tensor& filter,
    const PerAxis& strides,
    const Pad& pad,
    const PerAxis& dilations) {
    check(
        filter.rank() == 3,
        "erosion2d: a filter [height, width, channels] is needed, but its shape is %1.",
        filter.shape());
    return neg(dilation2d(neg(x), reverse(filter, {0, 1}), strides, pad, dilations));
}

} // namespace tp
