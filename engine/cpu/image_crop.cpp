#include "engine/base/thread_pool.h"
#include "engine/cpu/kernels.h"
#include "engine/ops/image_geometry.h"

#include <algorithm>
#include <limits>

namespace tp::cpu {

namespace {

constexpr std::int64_t kThreadedElements = 1 << 15;

/// What a pixel of a crop is made of along one axis.
struct CropPlace {
    double place; ///< in the image; NaN if the box says nothing
    bool isInside;
    std::int64_t low = 0;
    std::int64_t high = 0;
    float part = 0;

    CropPlace(double at, std::int64_t size, bool nearest)
        : place(at)
        , isInside(at >= 0 && at <= static_cast<double>(size - 1)) {
        if (!isInside)
            return;
        low = static_cast<std::int64_t>(nearest ? roundHalfUp(at) : std::floor(at));
        high = static_cast<std::int64_t>(std::ceil(at));
        part = static_cast<float>(at - std::floor(at));
    }
};

class Cropper {
public:
    explicit Cropper(const KernelCall& call)
        : m_image(call.input(0).shape())
        , m_crop(call.outputs[0].shape())
        , m_boxes(call.in<float>(1))
        , m_images(call.in<std::int32_t>(2))
        , m_isNearest(call.attr<std::string>("method") == "nearest")
        , m_outside(static_cast<float>(call.attr<double>("extrapolationValue"))) {}

    template<class T>
    void cropRows(const T* images, float* crops, std::int64_t begin, std::int64_t end) const {
        std::vector<CropPlace> columns;
        for (std::int64_t i = begin; i < end; ++i) {
            const std::int64_t box = i / m_crop[1];
            if (i == begin || i % m_crop[1] == 0)
                columns = columnsOf(box);
            const CropPlace row = placeOf(box, 0, i % m_crop[1]);
            const T* image = images + m_images[box] * m_image[1] * m_image[2] * m_image[3];
            float* out = crops + i * m_crop[2] * m_crop[3];
            for (const CropPlace& column : columns) {
                cropPixel(image, row, column, out);
                out += m_crop[3];
            }
        }
    }

private:
    /// Axis 0 are rows, 1 are columns: a box is [y1, x1, y2, x2].
    CropPlace placeOf(std::int64_t box, std::size_t axis, std::int64_t index) const {
        const float* edges = m_boxes + box * 4 + axis;
        const std::int64_t size = m_image[axis + 1];
        const double at = cropPlace(
            static_cast<double>(edges[0]),
            static_cast<double>(edges[2]),
            size,
            m_crop[axis + 1],
            index);
        return {at, size, m_isNearest};
    }

    std::vector<CropPlace> columnsOf(std::int64_t box) const {
        std::vector<CropPlace> columns;
        for (std::int64_t index = 0; index < m_crop[2]; ++index)
            columns.push_back(placeOf(box, 1, index));
        return columns;
    }

    template<class T>
    void
    cropPixel(const T* image, const CropPlace& row, const CropPlace& column, float* out) const {
        const std::int64_t channels = m_crop[3];
        if (!row.isInside || !column.isInside) {
            // Outside is outside, whatever the other axis says.
            const bool isUnknown = std::isnan(row.place) ? !isOutside(column)
                                                         : row.isInside && std::isnan(column.place);
            const float value = isUnknown ? std::numeric_limits<float>::quiet_NaN() : m_outside;
            std::fill_n(out, channels, value);
            return;
        }
        const std::int64_t rowSize = m_image[2] * channels;
        const T* topLeft = image + row.low * rowSize + column.low * channels;
        if (m_isNearest) {
            for (std::int64_t c = 0; c < channels; ++c)
                out[c] = static_cast<float>(topLeft[c]);
            return;
        }
        using Real = std::conditional_t<std::is_same_v<T, float>, float, double>;
        const T* topRight = image + row.low * rowSize + column.high * channels;
        const T* bottomLeft = image + row.high * rowSize + column.low * channels;
        const T* bottomRight = image + row.high * rowSize + column.high * channels;
        const auto mix = [](Real a, Real b, float part) { return a + (b - a) * Real{part}; };
        for (std::int64_t c = 0; c < channels; ++c) {
            const Real top = mix(Real(topLeft[c]), Real(topRight[c]), column.part);
            const Real bottom = mix(Real(bottomLeft[c]), Real(bottomRight[c]), column.part);
            out[c] = static_cast<float>(mix(top, bottom, row.part));
        }
    }

    static bool isOutside(const CropPlace& at) { return !at.isInside && !std::isnan(at.place); }

    const Shape& m_image;
    const Shape& m_crop;
    const float* m_boxes;
    const std::int32_t* m_images;
    bool m_isNearest;
    float m_outside;
};

void cropAndResize(KernelCall& call) {
    if (call.outputs[0].size() == 0)
        return;
    const Shape& crop = call.outputs[0].shape();
    const Cropper cropper(call);
    const std::int64_t grain = kThreadedElements / (crop[2] * crop[3]) + 1;
    parallelFor(crop[0] * crop[1], grain, [&](std::int64_t begin, std::int64_t end) {
        if (call.input(0).dtype() == DType::Int32) {
            cropper.cropRows(call.in<std::int32_t>(0), call.out<float>(), begin, end);
        } else {
            cropper.cropRows(call.in<float>(0), call.out<float>(), begin, end);
        }
    });
}

} // namespace

void registerImageCropKernels(Backend& backend) {
    backend.add("CropAndResize", cropAndResize);
}

} // namespace tp::cpu
