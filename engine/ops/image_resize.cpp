#include "engine/ops/array.h"
#include "engine/ops/image.h"
#include "engine/ops/register.h"
#include "engine/ops/rules.h"

namespace tp {

namespace {

const Attrs kResizeAttrs = {{"alignCorners", false}, {"halfPixelCenters", false}, {"size", Ints{}}};

void checkImages(const OpCall& call, std::size_t input) {
    const Shape& shape = call.input(input).shape();
    check(
        shape.rank() == 4,
        "%1: the input %2 must be [batch, height, width, channels], but its shape is %3.",
        call.op.name,
        call.op.inputs[input],
        shape);
}

Shape shapeWithSize(const OpCall& call, const Shape& images, const Ints& size) {
    check(
        size.size() == 2,
        "%1: a size is a height and a width, but %2 numbers were given.",
        call.op.name,
        size.size());
    const Shape resized{images[0], size[0], size[1], images[3]};
    checkSizes(resized, call.op.name);
    check(
        resized.elementCount() == 0 || images.elementCount() > 0,
        "%1: images of shape %2 have no pixels to resize.",
        call.op.name,
        images);
    return resized;
}

void checkAlignment(const OpCall& call) {
    check(
        !call.attr<bool>("alignCorners") || !call.attr<bool>("halfPixelCenters"),
        "%1: alignCorners and halfPixelCenters exclude each other.",
        call.op.name);
}

Shape resizedShape(const OpCall& call) {
    checkImages(call, 0);
    checkDType(call, 0, {DType::Float32, DType::Int32});
    checkAlignment(call);
    return shapeWithSize(call, call.input(0).shape(), call.attr<Ints>("size"));
}

/// Of a resize's gradient: like the images, with dy in the size they were resized to.
Specs resizeGradSpecs(const OpCall& call) {
    checkImages(call, 0);
    checkImages(call, 1);
    checkDType(call, 0, {DType::Float32});
    checkDType(call, 1, {DType::Float32, DType::Int32});
    checkAlignment(call);
    const Shape& dy = call.input(0).shape();
    const Shape& images = call.input(1).shape();
    const Shape expected = shapeWithSize(call, images, {dy[1], dy[2]});
    const Ints& size = call.attr<Ints>("size");
    check(
        dy == expected && (size.empty() || size == Ints{dy[1], dy[2]}),
        "%1: dy of shape %2 does not belong to images of shape %3.",
        call.op.name,
        dy,
        images);
    return {{DType::Float32, images}};
}

Tensors gradientBy(const Op& gradientOp, const GradCall& call) {
    return {run(gradientOp, {call.dy(), call.input(0)}, call.attrs)};
}

// Resizing is linear: the gradient of its gradient is the resize itself.
Tensors resizedGradient(const Op& op, const GradCall& call) {
    Attrs attrs = call.attrs;
    std::erase_if(attrs, [](const auto& attr) { return attr.first == "size"; });
    attrs.emplace_back("size", Ints{call.shape(0)[1], call.shape(0)[2]});
    return {run(op, {call.dy()}, attrs), Tensor()};
}

extern const Op kResizeBilinear;
extern const Op kResizeNearestNeighbor;

const Op kResizeBilinearGrad = {
    .name = "ResizeBilinearGrad",
    .doc =
        "The gradient of ResizeBilinear: each dy shared out to the four pixels it was mixed from.",
    .formula = "dx = sum of dy * its share of x",
    .inputs = {"dy", "images"},
    .attrs = kResizeAttrs,
    .infer = resizeGradSpecs,
    .gradient = [](const GradCall& call) { return resizedGradient(kResizeBilinear, call); },
    .saves = Saves::Nothing,
};

const Op kResizeBilinear = {
    .name = "ResizeBilinear",
    .doc = "Images in another size, each pixel mixed from its four neighbours.",
    .formula = "y = mix(mix(x00, x01, u), mix(x10, x11, u), v)",
    .inputs = {"images"},
    .attrs = kResizeAttrs,
    .infer = [](const OpCall& call) -> Specs {
        return {{DType::Float32, resizedShape(call)}};
    },
    .gradient = [](const GradCall& call) { return gradientBy(kResizeBilinearGrad, call); },
};

const Op kResizeNearestNeighborGrad = {
    .name = "ResizeNearestNeighborGrad",
    .doc = "The gradient of ResizeNearestNeighbor: each pixel gets the dys of its copies.",
    .formula = "dx = sum of dy of the copies of x",
    .inputs = {"dy", "images"},
    .attrs = kResizeAttrs,
    .infer = resizeGradSpecs,
    .gradient = [](const GradCall& call) { return resizedGradient(kResizeNearestNeighbor, call); },
    .saves = Saves::Nothing,
};

const Op kResizeNearestNeighbor = {
    .name = "ResizeNearestNeighbor",
    .doc = "Images in another size, each pixel copied from its nearest neighbour.",
    .formula = "y = the nearest x",
    .inputs = {"images"},
    .attrs = kResizeAttrs,
    .infer = [](const OpCall& call) -> Specs {
        return {{call.input(0).dtype(), resizedShape(call)}};
    },
    .gradient = [](const GradCall& call) { return gradientBy(kResizeNearestNeighborGrad, call); },
};

void checkBoxes(const OpCall& call) {
    checkDType(call, 1, {DType::Float32});
    checkDType(call, 2, {DType::Int32});
    const Shape& boxes = call.input(1).shape();
    const Shape& indices = call.input(2).shape();
    check(
        boxes.rank() == 2 && boxes[1] == 4 && indices == Shape{boxes[0]},
        "cropAndResize: boxes must be [count, 4] and boxInd [count], but their shapes are %1 and "
        "%2.",
        boxes,
        indices);
    const std::int64_t batch = call.input(0).shape()[0];
    for (const std::int32_t index : call.input(2).values<std::int32_t>()) {
        check(
            index >= 0 && index < batch,
            "cropAndResize: there is no image %1 in a batch of %2.",
            index,
            batch);
    }
}

const Op kCropAndResize = {
    .name = "CropAndResize",
    .doc = "Boxes cut out of images, all brought to one size.",
    .formula = "y[i] = resize(image[boxInd[i]] inside boxes[i])",
    .inputs = {"image", "boxes", "boxInd"},
    .attrs =
        {{"cropSize", Ints{}}, {"method", std::string("bilinear")}, {"extrapolationValue", 0.0}},
    .infer = [](const OpCall& call) -> Specs {
        checkImages(call, 0);
        checkDType(call, 0, {DType::Float32, DType::Int32});
        const Ints& size = call.attr<Ints>("cropSize");
        check(
            size.size() == 2 && size[0] >= 1 && size[1] >= 1,
            "cropAndResize: the crop's size must be a height and a width of 1 or more.");
        const auto& method = call.attr<std::string>("method");
        check(
            method == "bilinear" || method == "nearest",
            "cropAndResize: the method must be bilinear or nearest, but it is \"%1\".",
            method);
        checkBoxes(call);
        Shape images = call.input(0).shape();
        const Shape crops{call.input(1).shape()[0], size[0], size[1], images[3]};
        checkSizes(crops, "cropAndResize");
        check(
            crops.elementCount() == 0 || images.elementCount() > 0,
            "cropAndResize: images of shape %1 have no pixels to crop.",
            images);
        return {{DType::Float32, crops}};
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

Tensor resize(
    const Op& op,
    std::string_view where,
    const Tensor& images,
    image::Size size,
    bool alignCorners,
    bool halfPixelCenters) {
    check(
        images.rank() == 3 || images.rank() == 4,
        "%1: one image of rank 3 or a batch of rank 4 is needed, but the shape is %2.",
        where,
        images.shape());
    const bool single = images.rank() == 3;
    const Tensor number = toNumber(images);
    const Tensor resized =
        run(op,
            {single ? expandDims(number) : number},
            {{"alignCorners", alignCorners},
             {"halfPixelCenters", halfPixelCenters},
             {"size", Ints{size.height, size.width}}});
    return single ? squeeze(resized, 0) : resized;
}

} // namespace

void registerImageResizeOps() {
    for (const Op* op :
         {&kResizeBilinear,
          &kResizeBilinearGrad,
          &kResizeNearestNeighbor,
          &kResizeNearestNeighborGrad,
          &kCropAndResize})
        registerOp(*op);
}

namespace image {

Tensor resizeBilinear(const Tensor& images, Size size, bool alignCorners, bool halfPixelCenters) {
    return resize(kResizeBilinear, "resizeBilinear", images, size, alignCorners, halfPixelCenters);
}

Tensor
resizeNearestNeighbor(const Tensor& images, Size size, bool alignCorners, bool halfPixelCenters) {
    return resize(
        kResizeNearestNeighbor,
        "resizeNearestNeighbor",
        images,
        size,
        alignCorners,
        halfPixelCenters);
}

Tensor cropAndResize(
    const Tensor& image,
    const Tensor& boxes,
    const Tensor& boxInd,
    Size cropSize,
    std::string_view method,
    double extrapolationValue) {
    return run(
        kCropAndResize,
        {toNumber(image), toFloat(boxes), toDType(boxInd, DType::Int32)},
        {{"cropSize", Ints{cropSize.height, cropSize.width}},
         {"method", std::string(method)},
         {"extrapolationValue", extrapolationValue}});
}

} // namespace image

} // namespace tp
