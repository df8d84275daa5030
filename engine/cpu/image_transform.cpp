#include "engine/base/thread_pool.h"
#include "engine/cpu/kernels.h"
#include "engine/ops/image_geometry.h"

#include <algorithm>

namespace tp::cpu {

namespace {

constexpr std::int64_t kThreadedPixels = 1 << 12;

template<class T>
T stored(double value) {
    if constexpr (std::is_same_v<T, float>) {
        return static_cast<float>(value);
    } else {
        return toInt32(value);
    }
}

/// Calls `work(batch, row)` for every row of pixels of every image.
template<class F>
void forEachRow(const Shape& images, F work) {
    if (images.elementCount() == 0)
        return;
    const std::int64_t grain = kThreadedPixels / images[2] + 1;
    parallelFor(images[0] * images[1], grain, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
            work(i / images[1], i % images[1]);
    });
}

template<class T>
void flipRow(const T* row, std::int64_t width, std::int64_t channels, T* flipped) {
    if (channels == 1) {
        std::reverse_copy(row, row + width, flipped);
        return;
    }
    for (std::int64_t w = width; w-- > 0;)
        flipped = std::copy_n(row + w * channels, channels, flipped);
}

void flipLeftRight(KernelCall& call) {
    const Shape& shape = call.input(0).shape();
    const std::int64_t size = shape[2] * shape[3];
    withElementType(call.input(0).dtype(), [&]<class T>(T*) {
        forEachRow(shape, [&](std::int64_t batch, std::int64_t row) {
            const std::int64_t start = (batch * shape[1] + row) * size;
            flipRow(call.in<T>(0) + start, shape[2], shape[3], call.out<T>() + start);
        });
    });
}

/// One pixel of what lies outside a rotated image.
template<class T>
std::vector<T> pixelOutside(const std::vector<double>& fill, std::int64_t channels) {
    std::vector<T> pixel;
    for (std::int64_t c = 0; c < channels; ++c) {
        if (fill.size() == 1) {
            pixel.push_back(stored<T>(fill[0]));
        } else {
            pixel.push_back(stored<T>(c == 3 ? 255.0 : fill[static_cast<std::size_t>(c)]));
        }
    }
    return pixel;
}

template<class T>
void rotateWithOffset(KernelCall& call) {
    const Shape& shape = call.input(0).shape();
    const std::int64_t channels = shape[3];
    const auto& center = call.attr<std::vector<double>>("center");
    const auto height = static_cast<double>(shape[1]);
    const auto width = static_cast<double>(shape[2]);
    const double centerX = width * center.front();
    const double centerY = height * center.back();
    const double sine = std::sin(call.attr<double>("radians"));
    const double cosine = std::cos(call.attr<double>("radians"));
    const auto outside = pixelOutside<T>(call.attr<std::vector<double>>("fillValue"), channels);
    forEachRow(shape, [&](std::int64_t batch, std::int64_t row) {
        const T* image = call.in<T>(0) + batch * shape[1] * shape[2] * channels;
        T* out = call.out<T>() + (batch * shape[1] + row) * shape[2] * channels;
        const double y = static_cast<double>(row) - centerY;
        for (std::int64_t column = 0; column < shape[2]; ++column) {
            const double x = static_cast<double>(column) - centerX;
            const double fromX = roundHalfUp(x * cosine - y * sine + centerX);
            const double fromY = roundHalfUp(x * sine + y * cosine + centerY);
            const bool inside = fromX >= 0 && fromX < width && fromY >= 0 && fromY < height;
            const T* pixel = outside.data();
            if (inside) {
                pixel = image + (static_cast<std::int64_t>(fromY) * shape[2] +
                                 static_cast<std::int64_t>(fromX)) *
                                    channels;
            }
            out = std::copy_n(pixel, channels, out);
        }
    });
}

/// Reads pixels of one image at places between them.
template<class T>
class Sampler {
public:
    Sampler(const T* image, const Shape& shape, FillMode mode, double fill)
        : m_image(image)
        , m_height(shape[1])
        , m_width(shape[2])
        , m_channels(shape[3])
        , m_mode(mode)
        , m_fill(fill) {}

    void nearest(double x, double y, T* out) const {
        const T* from = pixel(
            roundHalfUp(placeInside(m_mode, x, m_width)),
            roundHalfUp(placeInside(m_mode, y, m_height)));
        for (std::int64_t c = 0; c < m_channels; ++c)
            out[c] = from ? from[c] : stored<T>(m_fill);
    }

    void bilinear(double x, double y, T* out) const {
        const double insideX = placeInside(m_mode, x, m_width);
        const double insideY = placeInside(m_mode, y, m_height);
        const double left = wholeBelow(insideX);
        const double top = wholeBelow(insideY);
        const double right = left + 1;
        const double bottom = top + 1;
        const T* topLeft = pixel(left, top);
        const T* topRight = pixel(right, top);
        const T* bottomLeft = pixel(left, bottom);
        const T* bottomRight = pixel(right, bottom);
        for (std::int64_t c = 0; c < m_channels; ++c) {
            const double above =
                (right - insideX) * number(topLeft, c) + (insideX - left) * number(topRight, c);
            const double below = (right - insideX) * number(bottomLeft, c) +
                                 (insideX - left) * number(bottomRight, c);
            out[c] = stored<T>((bottom - insideY) * above + (insideY - top) * below);
        }
    }

private:
    /// Null outside the image.
    const T* pixel(double x, double y) const {
        const bool inside = x >= 0 && x < static_cast<double>(m_width) && y >= 0 &&
                            y < static_cast<double>(m_height);
        if (!inside)
            return nullptr;
        const auto row = static_cast<std::int64_t>(y);
        return m_image + (row * m_width + static_cast<std::int64_t>(x)) * m_channels;
    }

    double number(const T* from, std::int64_t channel) const {
        return from ? static_cast<double>(from[channel]) : m_fill;
    }

    const T* m_image;
    std::int64_t m_height;
    std::int64_t m_width;
    std::int64_t m_channels;
    FillMode m_mode;
    double m_fill;
};

template<class T>
void transform(KernelCall& call) {
    const Shape& image = call.input(0).shape();
    const Shape& shape = call.outputs[0].shape();
    const FillMode mode = fillModeFromName(call.attr<std::string>("fillMode"));
    const auto fill = call.attr<double>("fillValue");
    const bool isNearest = call.attr<std::string>("interpolation") == "nearest";
    const bool shared = call.input(1).shape()[0] == 1;
    forEachRow(shape, [&](std::int64_t batch, std::int64_t row) {
        const float* t = call.in<float>(1) + (shared ? 0 : batch * 8);
        const Sampler<T> sampler(
            call.in<T>(0) + batch * image[1] * image[2] * image[3], image, mode, fill);
        T* out = call.out<T>() + (batch * shape[1] + row) * shape[2] * shape[3];
        const auto at = [&](int i) { return static_cast<double>(t[i]); };
        const auto y = static_cast<double>(row);
        for (std::int64_t column = 0; column < shape[2]; ++column, out += shape[3]) {
            const auto x = static_cast<double>(column);
            const double scale = at(6) * x + at(7) * y + 1;
            const double fromX = (at(0) * x + at(1) * y + at(2)) / scale;
            const double fromY = (at(3) * x + at(4) * y + at(5)) / scale;
            if (scale == 0) {
                std::fill_n(out, shape[3], stored<T>(fill)); // infinitely far away
            } else if (isNearest) {
                sampler.nearest(fromX, fromY, out);
            } else {
                sampler.bilinear(fromX, fromY, out);
            }
        }
    });
}

template<Kernel forFloat, Kernel forInt>
void byDType(KernelCall& call) {
    (call.input(0).dtype() == DType::Int32 ? forInt : forFloat)(call);
}

} // namespace

void registerImageTransformKernels(Backend& backend) {
    backend.add("FlipLeftRight", flipLeftRight);
    backend.add(
        "RotateWithOffset", byDType<rotateWithOffset<float>, rotateWithOffset<std::int32_t>>);
    backend.add("Transform", byDType<transform<float>, transform<std::int32_t>>);
}

} // namespace tp::cpu
