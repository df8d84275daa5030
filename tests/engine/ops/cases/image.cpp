#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

#include <limits>

namespace tp::test {

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr double kQuarterTurn = 1.5707963267948966;

Tensor counted(const Shape& shape) {
    return reshape(range(0, static_cast<double>(shape.elementCount())), shape);
}

/// Gives rows the same form, so that tables read as tables.
struct Rows {
    OpCases cases;

    void
    add(const char* name,
        std::string_view op,
        const TensorFunction& call,
        const Tensors& inputs,
        const Tensor& y,
        Smooth smooth = Smooth::No) {
        cases.push_back({name, op, call, inputs, y, smooth});
    }
};

TensorFunction bilinear(image::Size size, bool corners = false, bool centers = false) {
    return [=](const Tensors& xs) { return image::resizeBilinear(xs[0], size, corners, centers); };
}

TensorFunction nearest(image::Size size, bool corners = false, bool centers = false) {
    return [=](const Tensors& xs) {
        return image::resizeNearestNeighbor(xs[0], size, corners, centers);
    };
}

void addResizeRows(Rows& rows) {
    constexpr auto kBilinear = "ResizeBilinear";
    constexpr auto kNearest = "ResizeNearestNeighbor";
    const Tensor small = tensor({1, 3, 5, 9}, {2, 2, 1});
    const auto row = [&](const char* name,
                         std::string_view op,
                         const TensorFunction& call,
                         const Tensor& x,
                         const Tensor& y,
                         Smooth smooth = Smooth::Twice) {
        rows.add(name, op, call, {x}, y, smooth);
    };
    row("resizeBilinear",
        kBilinear,
        bilinear({2, 4}),
        small,
        tensor({1, 2, 3, 3, 5, 7, 9, 9}, {2, 4, 1}));
    row("resizeBilinear, corners aligned",
        kBilinear,
        bilinear({3, 3}, true),
        small,
        tensor({1, 2, 3, 3, 4.5, 6, 5, 7, 9}, {3, 3, 1}));
    row("resizeBilinear between centres",
        kBilinear,
        bilinear({1, 4}, false, true),
        small,
        tensor({3, 3.75, 5.25, 6}, {1, 4, 1}));
    row("resizeBilinear of a batch of colours to one pixel",
        kBilinear,
        bilinear({1, 1}, true),
        counted({2, 2, 2, 3}),
        tensor({0, 1, 2, 12, 13, 14}, {2, 1, 1, 3}));
    row("resizeBilinear with two channels",
        kBilinear,
        bilinear({1, 3}, true),
        tensor({0, 10, 2, 20}, {1, 1, 2, 2}),
        tensor({0, 10, 1, 15, 2, 20}, {1, 1, 3, 2}));
    row("resizeBilinear of one pixel",
        kBilinear,
        bilinear({2, 3}),
        ones({1, 1, 4}),
        ones({2, 3, 4}));
    row("resizeBilinear of whole numbers",
        kBilinear,
        bilinear({1, 2}, false, true),
        tensor({16777217, 16777219, 1, 3}, {2, 2, 1}, DType::Int32),
        tensor({8388609, 8388611}, {1, 2, 1}),
        Smooth::No);
    row("resizeBilinear to nothing",
        kBilinear,
        bilinear({0, 3}),
        small,
        zeros({0, 3, 1}),
        Smooth::No);
    row("resizeBilinear of no channels",
        kBilinear,
        bilinear({2, 3}),
        zeros({2, 2, 0}),
        zeros({2, 3, 0}));
    row("resizeBilinear with NaN",
        kBilinear,
        bilinear({1, 3}, true),
        tensor({1, kNan, 3}, {1, 3, 1}),
        tensor({1, kNan, 3}, {1, 3, 1}),
        Smooth::No);
    row("resizeNearestNeighbor",
        kNearest,
        nearest({3, 3}),
        small,
        tensor({1, 1, 3, 1, 1, 3, 5, 5, 9}, {3, 3, 1}));
    row("resizeNearestNeighbor, corners aligned",
        kNearest,
        nearest({3, 3}, true),
        small,
        tensor({1, 3, 3, 5, 9, 9, 5, 9, 9}, {3, 3, 1}));
    row("resizeNearestNeighbor between centres",
        kNearest,
        nearest({1, 1}, false, true),
        counted({3, 3, 2}),
        tensor({8, 9}, {1, 1, 2}));
    row("resizeNearestNeighbor of a batch of colours",
        kNearest,
        nearest({1, 1}),
        counted({2, 2, 2, 3}),
        tensor({0, 1, 2, 12, 13, 14}, {2, 1, 1, 3}));
    row("resizeNearestNeighbor of whole numbers",
        kNearest,
        nearest({1, 4}),
        tensor({7, 8}, {1, 2, 1}, DType::Int32),
        tensor({7, 7, 8, 8}, {1, 4, 1}, DType::Int32),
        Smooth::No);
    row("resizeNearestNeighbor to nothing",
        kNearest,
        nearest({2, 0}),
        small,
        zeros({2, 0, 1}),
        Smooth::No);
}

/// The gradients are ops of their own, asked by name.
void addResizeGradRows(Rows& rows) {
    const auto gradient = [](const char* op, bool corners, bool centers) -> TensorFunction {
        return [=, &op = *findOp(op)](const Tensors& xs) {
            const Attrs attrs{{"alignCorners", corners}, {"halfPixelCenters", centers}};
            return run(op, xs, attrs);
        };
    };
    const Tensor dy = tensor({1, 2, 3, 4, 5, 6}, {1, 2, 3, 1});
    const Tensor images = zeros({1, 1, 2, 1});
    const auto row = [&](const char* name,
                         const char* op,
                         bool corners,
                         bool centers,
                         const Tensors& inputs,
                         const Tensor& dx) {
        // As a function of dy: it does not depend on the images' values.
        const TensorFunction of = gradient(op, corners, centers);
        rows.add(
            name,
            op,
            [=](const Tensors& xs) {
                return of({xs[0], inputs[1]});
            },
            {inputs[0]},
            dx,
            Smooth::Twice);
    };
    constexpr auto kBilinear = "ResizeBilinearGrad";
    constexpr auto kNearest = "ResizeNearestNeighborGrad";
    row("gradient of resizeBilinear, corners aligned",
        kBilinear,
        true,
        false,
        {dy, images},
        tensor({8.5, 12.5}, {1, 1, 2, 1}));
    row("gradient of resizeBilinear between centres",
        kBilinear,
        false,
        true,
        {dy, images},
        tensor({8.5, 12.5}, {1, 1, 2, 1}));
    row("gradient of resizeNearestNeighbor",
        kNearest,
        false,
        false,
        {dy, images},
        tensor({12, 9}, {1, 1, 2, 1}));
    row("gradient of resizeNearestNeighbor, corners aligned",
        kNearest,
        true,
        false,
        {dy, images},
        tensor({5, 16}, {1, 1, 2, 1}));
    row("gradient of a resize to nothing",
        kBilinear,
        false,
        false,
        {zeros({1, 0, 3, 1}), images},
        zeros({1, 1, 2, 1}));
    row("gradient of a nearest resize to nothing",
        kNearest,
        false,
        false,
        {zeros({1, 0, 3, 1}), images},
        zeros({1, 1, 2, 1}));
}

void addCropRows(Rows& rows) {
    const Tensor photo = tensor({1, 2, 3, 4}, {1, 2, 2, 1});
    const auto crop = [&](const char* name,
                          const Tensor& image,
                          const Tensor& boxes,
                          image::Size size,
                          const char* method,
                          const Tensor& y) {
        rows.add(
            name,
            "CropAndResize",
            [=](const Tensors& xs) {
                const Tensor which = zeros({xs[1].shape()[0]}, DType::Int32);
                return image::cropAndResize(xs[0], xs[1], which, size, method, -1);
            },
            {image, boxes},
            y);
    };
    crop(
        "cropAndResize, the whole image",
        photo,
        tensor({{0, 0, 1, 1}}),
        {3, 3},
        "bilinear",
        tensor({1, 1.5, 2, 2, 2.5, 3, 3, 3.5, 4}, {1, 3, 3, 1}));
    crop(
        "cropAndResize upside down and nearest",
        photo,
        tensor({{1, 0, 0, 1}}),
        {2, 2},
        "nearest",
        tensor({3, 4, 1, 2}, {1, 2, 2, 1}));
    crop(
        "cropAndResize to one pixel of two boxes",
        photo,
        tensor({{0, 0, 1, 1}, {0, 0, 0, 1}}),
        {1, 1},
        "bilinear",
        tensor({2.5, 1.5}, {2, 1, 1, 1}));
    crop(
        "cropAndResize beyond the image",
        photo,
        tensor({{-1, 0, 1, 2}}),
        {3, 3},
        "bilinear",
        tensor({-1, -1, -1, 1, 2, -1, 3, 4, -1}, {1, 3, 3, 1}));
    crop(
        "cropAndResize of NaN",
        photo,
        tensor({0.0F, kNan, 2.0F, 1.0F}, {1, 4}),
        {3, 1},
        "nearest",
        tensor({kNan, kNan, -1.0F}, {1, 3, 1, 1}));
    crop(
        "cropAndResize of whole numbers",
        tensor({1, 2, 3, 4}, {1, 2, 2, 1}, DType::Int32),
        tensor({{0, 0, 1, 1}}),
        {1, 3},
        "bilinear",
        tensor({2, 2.5, 3}, {1, 1, 3, 1}));
    crop(
        "cropAndResize without boxes",
        photo,
        zeros({0, 4}),
        {2, 3},
        "nearest",
        zeros({0, 2, 3, 1}));
    rows.add(
        "cropAndResize from the second image",
        "CropAndResize",
        [](const Tensors& xs) {
            return image::cropAndResize(xs[0], xs[1], xs[2], {1, 1});
        },
        {counted({2, 1, 1, 2}), tensor({{0, 0, 1, 1}}), tensor({1}, DType::Int32)},
        tensor({2, 3}, {1, 1, 1, 2}));
}

void addRotateRows(Rows& rows) {
    const Tensor square = counted({1, 3, 3, 1});
    rows.add(
        "flipLeftRight",
        "FlipLeftRight",
        [](const Tensors& xs) { return image::flipLeftRight(xs[0]); },
        {counted({2, 1, 3, 1})},
        tensor({2, 1, 0, 5, 4, 3}, {2, 1, 3, 1}),
        Smooth::Twice);
    rows.add(
        "flipLeftRight of colours",
        "FlipLeftRight",
        [](const Tensors& xs) { return image::flipLeftRight(xs[0]); },
        {tensor({1, 2, 3, 4}, {1, 1, 2, 2}, DType::Int32)},
        tensor({3, 4, 1, 2}, {1, 1, 2, 2}, DType::Int32));
    rows.add(
        "rotateWithOffset by a quarter turn",
        "RotateWithOffset",
        [](const Tensors& xs) {
            return image::rotateWithOffset(xs[0], kQuarterTurn, {0}, {1.0 / 3, 1.0 / 3});
        },
        {square},
        tensor({2, 5, 8, 1, 4, 7, 0, 3, 6}, {1, 3, 3, 1}));
    rows.add(
        "rotateWithOffset to the outside",
        "RotateWithOffset",
        [](const Tensors& xs) {
            return image::rotateWithOffset(xs[0], 2 * kQuarterTurn, {7, 8, 9}, {0.5, 0});
        },
        {counted({1, 1, 2, 4})},
        tensor({7, 8, 9, 255, 4, 5, 6, 7}, {1, 1, 2, 4}));
    rows.add(
        "rotateWithOffset of whole numbers",
        "RotateWithOffset",
        [](const Tensors& xs) {
            return image::rotateWithOffset(xs[0], 0.1, {9.7}, {5, 0});
        },
        {tensor({1, 2, 3, 4}, {1, 2, 2, 1}, DType::Int32)},
        tensor({9, 9, 1, 2}, {1, 2, 2, 1}, DType::Int32));
}

void addTransformRows(Rows& rows) {
    const Tensor line = tensor({1, 2, 3, 4}, {1, 1, 4, 1});
    const auto moved =
        [&](const char* name, const char* how, const char* fill, double by, const Tensor& y) {
            rows.add(
                name,
                "Transform",
                [=](const Tensors& xs) { return image::transform(xs[0], xs[1], how, fill, 9); },
                {line, tensor({1.0, 0.0, by, 0.0, 1.0, 0.0, 0.0, 0.0}, {1, 8})},
                reshape(y, {1, 1, 4, 1}));
        };
    moved("transform, constant", "nearest", "constant", -2, tensor({9, 9, 1, 2}));
    moved("transform, nearest", "nearest", "nearest", -2, tensor({1, 1, 1, 2}));
    moved("transform, reflect before", "nearest", "reflect", -3, tensor({3, 2, 1, 1}));
    moved("transform, reflect behind", "nearest", "reflect", 3, tensor({4, 4, 3, 2}));
    moved("transform, reflect far away", "nearest", "reflect", -9, tensor({1, 1, 2, 3}));
    moved("transform, wrap before", "nearest", "wrap", -2, tensor({3, 4, 1, 2}));
    moved("transform, wrap behind", "nearest", "wrap", 2, tensor({3, 4, 1, 2}));
    moved("transform, bilinear", "bilinear", "constant", 0.5, tensor({1.5, 2.5, 3.5, 6.5}));
    moved("transform, bilinear and nearest", "bilinear", "nearest", 1.5, tensor({2.5, 3.5, 4, 4}));
    rows.add(
        "transform of two images to another size",
        "Transform",
        [](const Tensors& xs) {
            return image::transform(xs[0], xs[1], "nearest", "constant", -1, image::Size{1, 3});
        },
        {counted({2, 2, 1, 2}), tensor({{1, 0, 0, 0, 1, 1, 0, 0}, {1, 0, -1, 0, 1, 0, -1, 0}})},
        tensor({2, 3, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}, {2, 1, 3, 2}));
    rows.add(
        "transform of whole numbers",
        "Transform",
        [](const Tensors& xs) { return image::transform(xs[0], xs[1], "bilinear"); },
        {tensor({1, 2}, {1, 1, 2, 1}, DType::Int32), tensor({{1, 0, 0.5, 0, 1, 0, 0, 0}})},
        tensor({1, 1}, {1, 1, 2, 1}, DType::Int32));
}

void addColorRows(Rows& rows) {
    const auto otsu = [](const Tensors& xs) { return image::threshold(xs[0], "otsu"); };
    rows.add(
        "grayscaleToRGB",
        "",
        [](const Tensors& xs) { return image::grayscaleToRGB(xs[0]); },
        {tensor({1, 2}, {1, 2, 1})},
        tensor({1, 1, 1, 2, 2, 2}, {1, 2, 3}),
        Smooth::Twice);
    rows.add(
        "rgbToGrayscale",
        "",
        [](const Tensors& xs) { return image::rgbToGrayscale(xs[0]); },
        {tensor({1, 2, 3, 0, 0, 1}, {1, 2, 3})},
        tensor({1.8149, 0.114}, {1, 2, 1}),
        Smooth::Twice);
    rows.add(
        "rgbToGrayscale of bytes",
        "",
        [](const Tensors& xs) { return image::rgbToGrayscale(xs[0]); },
        {tensor({255, 255, 255}, {1, 3}, DType::Int32)},
        tensor({254}, {1, 1}, DType::Int32));
    rows.add(
        "threshold",
        "",
        [](const Tensors& xs) { return image::threshold(xs[0]); },
        {tensor({127, 128, 0, 255}, {2, 2, 1}, DType::Int32)},
        tensor({0, 255, 0, 255}, {2, 2, 1}, DType::Int32));
    rows.add(
        "threshold of colours, inverted",
        "",
        [](const Tensors& xs) { return image::threshold(xs[0], "binary", true, 0.3); },
        {tensor({255, 0, 0, 0, 255, 0}, {1, 2, 3})},
        tensor({255, 0}, {1, 2, 1}, DType::Int32));
    rows.add(
        "threshold by Otsu's method",
        "",
        otsu,
        {tensor({10, 12, 11, 200, 210, 190}, {2, 3, 1})},
        tensor({0, 0, 0, 255, 255, 255}, {2, 3, 1}, DType::Int32));
    rows.add(
        "threshold by Otsu's method where there is one shade",
        "",
        otsu,
        {ones({2, 2, 1})},
        fill({2, 2, 1}, 255, DType::Int32));
}

void addPixelRows(Rows& rows) {
    const std::vector<std::uint8_t> bytes{1, 2, 3, 4, 5, 6, 7, 8};
    rows.add(
        "fromPixels",
        "",
        [=](const Tensors&) {
            return image::fromPixels({2, 1, bytes});
        },
        {},
        tensor({1, 2, 3, 5, 6, 7}, {1, 2, 3}, DType::Int32));
    rows.add(
        "fromPixels, one channel",
        "",
        [=](const Tensors&) {
            return image::fromPixels({1, 2, bytes}, 1);
        },
        {},
        tensor({1, 5}, {2, 1, 1}, DType::Int32));
    const auto shown = [&](const char* name, const Tensor& image, const Tensor& rgba) {
        rows.add(
            name,
            "",
            [](const Tensors& xs) {
                const image::Pixels pixels = image::toPixels(xs[0]);
                return fromBuffer(
                    std::vector<std::int32_t>(pixels.rgba.begin(), pixels.rgba.end()),
                    {pixels.height, pixels.width, 4});
            },
            {image},
            rgba);
    };
    const auto rgba = [](const TensorData& values, const Shape& shape) {
        return tensor(values, shape, DType::Int32);
    };
    shown(
        "toPixels of a matrix",
        tensor({{0, 0.5, 1}}),
        rgba({0, 0, 0, 255, 128, 128, 128, 255, 255, 255, 255, 255}, {1, 3, 4}));
    shown(
        "toPixels of colours",
        tensor({1, 2, 255}, {1, 1, 3}, DType::Int32),
        rgba({1, 2, 255, 255}, {1, 1, 4}));
    shown(
        "toPixels with opacity and NaN",
        tensor({0.0F, kNan, 1.0F, 0.2F}, {1, 1, 4}),
        rgba({0, 0, 255, 51}, {1, 1, 4}));
    shown("toPixels of nothing", zeros({0, 3}), rgba({}, {0, 3, 4}));
}

} // namespace

OpCases imageCases() {
    Rows rows;
    addResizeRows(rows);
    addResizeGradRows(rows);
    addCropRows(rows);
    addRotateRows(rows);
    addTransformRows(rows);
    addColorRows(rows);
    addPixelRows(rows);
    return rows.cases;
}

} // namespace tp::test
