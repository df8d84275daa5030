#include "engine/ops/image.h"
#include "engine/ops/image_geometry.h"
#include "engine/ops/register.h"

#include <algorithm>

namespace tp {

namespace {

void checkBatch(const OpCall& call) {
    check(
        call.input(0).rank() == 4,
        "%1: a batch of images [batch, height, width, channels] is needed, but the shape is %2.",
        call.op.name,
        call.input(0).shape());
}

const Op kFlipLeftRight = {
    .name = "FlipLeftRight",
    .doc = "Images mirrored, so that left becomes right.",
    .formula = "y[b, h, w, c] = x[b, h, width - 1 - w, c]",
    .inputs = {"image"},
    .infer = [](const OpCall& call) -> Specs {
        checkBatch(call);
        return {call.input(0).spec()};
    },
    .gradient = [](const GradCall& call) -> Tensors { return {image::flipLeftRight(call.dy())}; },
    .saves = Saves::Nothing,
};

void checkRotation(const OpCall& call) {
    const auto& center = call.attr<std::vector<double>>("center");
    check(
        center.size() == 1 || center.size() == 2,
        "rotateWithOffset: the centre must be one number, or x and y, but %1 numbers were given.",
        center.size());
    const auto fill = static_cast<std::int64_t>(call.attr<std::vector<double>>("fillValue").size());
    // A list says nothing of the fourth channel, which is opacity.
    const std::int64_t channels = call.input(0).shape()[3];
    const std::int64_t needed = channels == 4 ? 3 : channels;
    check(
        fill == 1 || (fill > 1 && fill >= needed),
        "rotateWithOffset: fillValue must be one number or one for each of %1 channels, but %2 "
        "numbers were given.",
        needed,
        fill);
}

const Op kRotateWithOffset = {
    .name = "RotateWithOffset",
    .doc = "Images turned by an angle around a point.",
    .formula = "y[p] = x[round(turn(p - center) + center)]",
    .inputs = {"image"},
    .attrs =
        {{"radians", 0.0},
         {"fillValue", std::vector<double>{0}},
         {"center", std::vector<double>{0.5}}},
    .infer = [](const OpCall& call) -> Specs {
        checkBatch(call);
        checkDType(call, 0, {DType::Float32, DType::Int32});
        checkRotation(call);
        return {call.input(0).spec()};
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

Shape transformedShape(const OpCall& call) {
    const Shape& image = call.input(0).shape();
    const Ints& size = call.attr<Ints>("outputShape");
    if (size.empty())
        return image;
    check(
        size.size() == 2,
        "transform: an output shape is a height and a width, but %1 numbers were given.",
        size.size());
    const Shape shape{image[0], size[0], size[1], image[3]};
    checkSizes(shape, "transform");
    return shape;
}

const Op kTransform = {
    .name = "Transform",
    .doc = "Images under projective transforms.",
    .formula = "y[p] = x[(A p + a) / (c p + 1)]",
    .inputs = {"image", "transforms"},
    .attrs =
        {{"interpolation", std::string("nearest")},
         {"fillMode", std::string("constant")},
         {"fillValue", 0.0},
         {"outputShape", Ints{}}},
    .infer = [](const OpCall& call) -> Specs {
        checkBatch(call);
        checkDType(call, 0, {DType::Float32, DType::Int32});
        checkDType(call, 1, {DType::Float32});
        const Shape& transforms = call.input(1).shape();
        check(
            transforms.rank() == 2 && transforms[1] == 8 &&
                (transforms[0] == 1 || transforms[0] == call.input(0).shape()[0]),
            "transform: transforms must be [1, 8], or [batch, 8] for %1 images, but their shape is "
            "%2.",
            call.input(0).shape()[0],
            transforms);
        const auto& interpolation = call.attr<std::string>("interpolation");
        check(
            interpolation == "nearest" || interpolation == "bilinear",
            "transform: the interpolation must be nearest or bilinear, but it is \"%1\".",
            interpolation);
        fillModeFromName(call.attr<std::string>("fillMode"));
        return {{call.input(0).dtype(), transformedShape(call)}};
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

double reflected(double place, double size) {
    if (size <= 1)
        return 0;
    // Twice the size brings the same pixels again: there and back.
    const double period = 2 * size;
    if (place < 0) {
        const double near = place + period * std::trunc(-place / period);
        return near < -size ? near + period : -near - 1;
    }
    if (place <= size - 1)
        return place;
    const double near = place - period * std::trunc(place / period);
    return near >= size ? period - near - 1 : near;
}

double wrapped(double place, double size) {
    if (size <= 1)
        return 0;
    const double last = size - 1;
    if (place < 0)
        return place + size * (std::trunc(-place / last) + 1);
    return place > last ? place - size * std::trunc(place / last) : place;
}

} // namespace

FillMode fillModeFromName(const std::string& name) {
    if (name == "constant")
        return FillMode::Constant;
    if (name == "reflect")
        return FillMode::Reflect;
    if (name == "wrap")
        return FillMode::Wrap;
    check(
        name == "nearest",
        "transform: the fill mode must be constant, reflect, wrap or nearest, but it is \"%1\".",
        name);
    return FillMode::Nearest;
}

double placeInside(FillMode mode, double place, std::int64_t size) {
    const auto count = static_cast<double>(size);
    switch (mode) {
    case FillMode::Constant:
        return place;
    case FillMode::Reflect:
        return std::clamp(reflected(place, count), 0.0, std::max(0.0, count - 1));
    case FillMode::Wrap:
        return std::clamp(wrapped(place, count), 0.0, std::max(0.0, count - 1));
    case FillMode::Nearest:
        break;
    }
    return std::clamp(place, 0.0, std::max(0.0, count - 1));
}

void registerImageTransformOps() {
    for (const Op* op : {&kFlipLeftRight, &kRotateWithOffset, &kTransform})
        registerOp(*op);
}

namespace image {

Tensor flipLeftRight(const Tensor& image) {
    return run(kFlipLeftRight, {image});
}

Tensor rotateWithOffset(
    const Tensor& image,
    double radians,
    const std::vector<double>& fillValue,
    const std::vector<double>& center) {
    return run(
        kRotateWithOffset,
        {toNumber(image)},
        {{"radians", radians}, {"fillValue", fillValue}, {"center", center}});
}

Tensor transform(
    const Tensor& image,
    const Tensor& transforms,
    std::string_view interpolation,
    std::string_view fillMode,
    double fillValue,
    std::optional<Size> outputShape) {
    const Ints size = outputShape ? Ints{outputShape->height, outputShape->width} : Ints{};
    return run(
        kTransform,
        {toNumber(image), toFloat(transforms)},
        {{"interpolation", std::string(interpolation)},
         {"fillMode", std::string(fillMode)},
         {"fillValue", fillValue},
         {"outputShape", size}});
}

} // namespace image

} // namespace tp
