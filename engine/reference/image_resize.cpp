#include "engine/ops/image_geometry.h"
#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/reference/positions.h"
#include "engine/runtime/backend.h"

#include <limits>

namespace tp::reference {

namespace {

ResizedAxis resizedAxis(const OpCall& call, std::int64_t before, std::int64_t after) {
    return {before, after, call.attr<bool>("alignCorners"), call.attr<bool>("halfPixelCenters")};
}

double pixel(
    const Tensor& images,
    std::int64_t image,
    std::int64_t row,
    std::int64_t column,
    std::int64_t channel) {
    return number(images, offsetAt({image, row, column, channel}, images.shape()));
}

double mixed(double low, double high, double part) {
    return low + (high - low) * part;
}

void resizeBilinear(KernelCall& call) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.outputs[0];
    const ResizedAxis rows = resizedAxis(call, x.shape()[1], y.shape()[1]);
    const ResizedAxis columns = resizedAxis(call, x.shape()[2], y.shape()[2]);
    forEachPosition(y.shape(), [&](const Position& at) {
        const auto row = rows.between(at[1]);
        const auto column = columns.between(at[2]);
        const auto inRow = [&](std::int64_t which) {
            return mixed(
                pixel(x, at[0], which, column.low, at[3]),
                pixel(x, at[0], which, column.high, at[3]),
                column.part);
        };
        store(y, offsetAt(at, y.shape()), mixed(inRow(row.low), inRow(row.high), row.part));
    });
}

void resizeNearest(KernelCall& call) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.outputs[0];
    const ResizedAxis rows = resizedAxis(call, x.shape()[1], y.shape()[1]);
    const ResizedAxis columns = resizedAxis(call, x.shape()[2], y.shape()[2]);
    forEachPosition(y.shape(), [&](const Position& at) {
        const Position from{at[0], rows.nearest(at[1]), columns.nearest(at[2]), at[3]};
        copyElement(y, offsetAt(at, y.shape()), x, offsetAt(from, x.shape()));
    });
}

/// Sums for each element of the images, stored at the end.
class Sums {
public:
    explicit Sums(const Tensor& dx) : m_dx(dx), m_sums(static_cast<std::size_t>(dx.size()), 0.0) {}

    void add(const Position& at, double value) {
        m_sums[static_cast<std::size_t>(offsetAt(at, m_dx.shape()))] += value;
    }

    void storeAll() const {
        for (std::int64_t i = 0; i < m_dx.size(); ++i)
            store(m_dx, i, m_sums[static_cast<std::size_t>(i)]);
    }

private:
    const Tensor& m_dx;
    std::vector<double> m_sums;
};

void resizeBilinearGrad(KernelCall& call) {
    const Tensor& dy = call.input(0);
    const Shape& images = call.input(1).shape();
    const ResizedAxis rows = resizedAxis(call, images[1], dy.shape()[1]);
    const ResizedAxis columns = resizedAxis(call, images[2], dy.shape()[2]);
    Sums sums(call.outputs[0]);
    forEachPosition(dy.shape(), [&](const Position& at) {
        const double each = number(dy, offsetAt(at, dy.shape()));
        const auto row = rows.between(at[1]);
        const auto column = columns.between(at[2]);
        const double down = row.part;
        const double right = column.part;
        sums.add({at[0], row.low, column.low, at[3]}, each * (1 - down) * (1 - right));
        sums.add({at[0], row.low, column.high, at[3]}, each * (1 - down) * right);
        sums.add({at[0], row.high, column.low, at[3]}, each * down * (1 - right));
        sums.add({at[0], row.high, column.high, at[3]}, each * down * right);
    });
    sums.storeAll();
}

void resizeNearestGrad(KernelCall& call) {
    const Tensor& dy = call.input(0);
    const Shape& images = call.input(1).shape();
    const ResizedAxis rows = resizedAxis(call, images[1], dy.shape()[1]);
    const ResizedAxis columns = resizedAxis(call, images[2], dy.shape()[2]);
    Sums sums(call.outputs[0]);
    forEachPosition(dy.shape(), [&](const Position& at) {
        sums.add(
            {at[0], rows.nearest(at[1]), columns.nearest(at[2]), at[3]},
            number(dy, offsetAt(at, dy.shape())));
    });
    sums.storeAll();
}

/// One pixel of a crop, whose place in the image is (x, y).
double
croppedPixel(const KernelCall& call, std::int64_t image, double y, double x, std::int64_t channel) {
    const Tensor& images = call.input(0);
    const auto lastRow = static_cast<double>(images.shape()[1] - 1);
    const auto lastColumn = static_cast<double>(images.shape()[2] - 1);
    if (y < 0 || y > lastRow || x < 0 || x > lastColumn)
        return call.attr<double>("extrapolationValue");
    if (std::isnan(y) || std::isnan(x))
        return std::numeric_limits<double>::quiet_NaN();
    const auto at = [&](double row, double column) {
        return pixel(
            images,
            image,
            static_cast<std::int64_t>(row),
            static_cast<std::int64_t>(column),
            channel);
    };
    if (call.attr<std::string>("method") == "nearest")
        return at(roundHalfUp(y), roundHalfUp(x));
    const double top = std::floor(y);
    const double bottom = std::ceil(y);
    const double left = std::floor(x);
    const double right = std::ceil(x);
    return mixed(
        mixed(at(top, left), at(top, right), x - left),
        mixed(at(bottom, left), at(bottom, right), x - left),
        y - top);
}

void cropAndResize(KernelCall& call) {
    const Tensor& y = call.outputs[0];
    const Shape& images = call.input(0).shape();
    forEachPosition(y.shape(), [&](const Position& at) {
        const auto edge = [&](std::int64_t which) {
            return number(call.input(1), at[0] * 4 + which);
        };
        const auto image = static_cast<std::int64_t>(number(call.input(2), at[0]));
        const double row = cropPlace(edge(0), edge(2), images[1], y.shape()[1], at[1]);
        const double column = cropPlace(edge(1), edge(3), images[2], y.shape()[2], at[2]);
        store(y, offsetAt(at, y.shape()), croppedPixel(call, image, row, column, at[3]));
    });
}

} // namespace

void registerImageResizeKernels(Backend& backend) {
    backend.add("ResizeBilinear", resizeBilinear);
    backend.add("ResizeBilinearGrad", resizeBilinearGrad);
    backend.add("ResizeNearestNeighbor", resizeNearest);
    backend.add("ResizeNearestNeighborGrad", resizeNearestGrad);
    backend.add("CropAndResize", cropAndResize);
}

} // namespace tp::reference
