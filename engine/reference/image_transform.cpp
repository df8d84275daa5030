#include "engine/ops/image_geometry.h"
#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/reference/positions.h"
#include "engine/runtime/backend.h"

namespace tp::reference {

namespace {

void flipLeftRight(KernelCall& call) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.outputs[0];
    forEachPosition(y.shape(), [&](const Position& at) {
        Position from = at;
        from[2] = x.shape()[2] - 1 - at[2];
        copyElement(y, offsetAt(at, y.shape()), x, offsetAt(from, x.shape()));
    });
}

/// The pixel of an image at whole numbers, or `outside`.
double pixelOr(
    double outside,
    const Tensor& images,
    std::int64_t image,
    double y,
    double x,
    std::int64_t channel) {
    const Shape& shape = images.shape();
    const bool isInside =
        y >= 0 && y < static_cast<double>(shape[1]) && x >= 0 && x < static_cast<double>(shape[2]);
    if (!isInside)
        return outside;
    const Position at{image, static_cast<std::int64_t>(y), static_cast<std::int64_t>(x), channel};
    return number(images, offsetAt(at, shape));
}

void rotateWithOffset(KernelCall& call) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.outputs[0];
    const auto& fill = call.attr<std::vector<double>>("fillValue");
    const auto& center = call.attr<std::vector<double>>("center");
    const double centerX = center.front() * static_cast<double>(x.shape()[2]);
    const double centerY = center.back() * static_cast<double>(x.shape()[1]);
    const double sine = std::sin(call.attr<double>("radians"));
    const double cosine = std::cos(call.attr<double>("radians"));
    forEachPosition(y.shape(), [&](const Position& at) {
        const double right = static_cast<double>(at[2]) - centerX;
        const double down = static_cast<double>(at[1]) - centerY;
        double outside = fill[0];
        if (fill.size() > 1)
            outside = at[3] == 3 ? 255 : fill[static_cast<std::size_t>(at[3])];
        const double value = pixelOr(
            outside,
            x,
            at[0],
            roundHalfUp(right * sine + down * cosine + centerY),
            roundHalfUp(right * cosine - down * sine + centerX),
            at[3]);
        store(y, offsetAt(at, y.shape()), value);
    });
}

void transform(KernelCall& call) {
    const Tensor& image = call.input(0);
    const Tensor& transforms = call.input(1);
    const Tensor& out = call.outputs[0];
    const FillMode mode = fillModeFromName(call.attr<std::string>("fillMode"));
    const auto fill = call.attr<double>("fillValue");
    const bool isNearest = call.attr<std::string>("interpolation") == "nearest";
    forEachPosition(out.shape(), [&](const Position& at) {
        const std::int64_t which = transforms.shape()[0] == 1 ? 0 : at[0];
        const auto t = [&](std::int64_t i) { return number(transforms, which * 8 + i); };
        const auto outX = static_cast<double>(at[2]);
        const auto outY = static_cast<double>(at[1]);
        const double scale = t(6) * outX + t(7) * outY + 1;
        const std::int64_t offset = offsetAt(at, out.shape());
        if (scale == 0) {
            store(out, offset, fill);
            return;
        }
        const double x =
            placeInside(mode, (t(0) * outX + t(1) * outY + t(2)) / scale, image.shape()[2]);
        const double y =
            placeInside(mode, (t(3) * outX + t(4) * outY + t(5)) / scale, image.shape()[1]);
        const auto read = [&](double row, double column) {
            return pixelOr(fill, image, at[0], row, column, at[3]);
        };
        if (isNearest) {
            store(out, offset, read(roundHalfUp(y), roundHalfUp(x)));
            return;
        }
        const double left = std::floor(x);
        const double top = std::floor(y);
        const auto inRow = [&](double row) {
            return (left + 1 - x) * read(row, left) + (x - left) * read(row, left + 1);
        };
        store(out, offset, (top + 1 - y) * inRow(top) + (y - top) * inRow(top + 1));
    });
}

} // namespace

void registerImageTransformKernels(Backend& backend) {
    backend.add("FlipLeftRight", flipLeftRight);
    backend.add("RotateWithOffset", rotateWithOffset);
    backend.add("Transform", transform);
}

} // namespace tp::reference
