#include "engine/layers/pooling.h"

#include "engine/ops/arithmetic.h"
#include "engine/ops/creation.h"
#include "engine/ops/pool.h"
#include "engine/runtime/gradients.h"

#include <algorithm>

namespace tp::layers {

namespace {

/// How much of a window's share each place of it gets too little where a part of the window lies
/// outside: the window's size over how many of its places lie within, for each window along one
/// axis.
std::vector<float> sharesAlong(std::int64_t size, std::int64_t window, std::int64_t stride) {
    const std::int64_t count = windowCount(size, window, Padding::Same, stride);
    const std::int64_t padding = std::max<std::int64_t>((count - 1) * stride + window - size, 0);
    std::vector<float> shares;
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t begin = i * stride - padding / 2;
        const std::int64_t within =
            std::min(begin + window, size) - std::max<std::int64_t>(begin, 0);
        shares.push_back(
            static_cast<float>(window) / static_cast<float>(std::max(within, std::int64_t{1})));
    }
    return shares;
}

/// The shares of all windows over images or volumes with channels last, to be multiplied with;
/// nothing if all windows lie within.
Tensor windowShares(const Shape& image, const Ints& window, const Ints& strides) {
    Tensor all;
    bool isWithin = true;
    for (std::size_t i = 0; i < window.size(); ++i) {
        const std::vector<float> shares = sharesAlong(image[i + 1], window[i], strides[i]);
        isWithin = isWithin && std::all_of(shares.begin(), shares.end(), [](float share) {
                       return share == 1.0F;
                   });
        Shape along;
        for (std::size_t axis = 0; axis < image.rank(); ++axis)
            along.push_back(axis == i + 1 ? static_cast<std::int64_t>(shares.size()) : 1);
        const Tensor one = fromBuffer(shares, along);
        all = all.isNull() ? one : all * one;
    }
    return isWithin ? Tensor() : all;
}

} // namespace

void describe(ConfigFields& fields, PoolingConfig& config) {
    fields.add("pool_size", config.poolSize);
    fields.choose("padding", config.padding, kPaddingNames);
    fields.add("strides", config.strides);
    // tfjs knows no other order for sequences than channels last.
    const bool isSequence = config.poolSize.list().size() == 1;
    if (fields.reader() || !isSequence || config.dataFormat != DataFormat::ChannelsLast)
        fields.choose("data_format", config.dataFormat, kDataFormatNames);
}

Pooling::Pooling(
    std::string_view className, Kind kind, std::size_t spatialAxes, PoolingConfig config)
    : ConfiguredLayer(className, std::move(config))
    , m_kind(kind)
    , m_spatialAxes(spatialAxes) {
    m_config.poolSize = sizesPerAxis(m_config.poolSize, spatialAxes, name(), "poolSize");
    m_config.strides = m_config.strides.list().empty()
                           ? m_config.poolSize
                           : sizesPerAxis(m_config.strides, spatialAxes, name(), "strides");
}

Shape Pooling::computeOutputShape(const Shape& inputShape) const {
    Shape shape = inputShape;
    const std::size_t first = firstSpatialAxis(m_config.dataFormat);
    for (std::size_t i = 0; i < m_spatialAxes; ++i) {
        shape[first + i] = windowCount(
            inputShape[first + i],
            m_config.poolSize.list()[i],
            m_config.padding,
            m_config.strides.list()[i]);
    }
    return shape;
}

void Pooling::checkInput(const Shape& inputShape) const {
    checkShape(name(), anySizes(m_spatialAxes), inputShape);
    checkWindowsReach(
        name(),
        {m_config.poolSize, m_config.padding, m_config.strides},
        m_config.dataFormat,
        inputShape);
}

// Each channel of a sample stands for itself: with channels first, they are samples of one channel,
// and nothing has to move. A sequence is an image of one column.
Tensor Pooling::call(const Tensor& x, const LayerCall&) {
    const Shape& in = x.shape();
    const Shape out = computeOutputShape(in);
    checkWindowFits(name(), m_config.poolSize, in, out);
    const bool isLast = m_config.dataFormat == DataFormat::ChannelsLast;
    if (isLast && m_spatialAxes > 1)
        return pooled(x);
    Shape image{isLast ? in[0] : in[0] * in[1]};
    const std::size_t first = firstSpatialAxis(m_config.dataFormat);
    for (std::size_t i = 0; i < m_spatialAxes; ++i)
        image.push_back(in[first + i]);
    if (m_spatialAxes == 1)
        image.push_back(1);
    image.push_back(isLast ? in.back() : 1);
    return reshape(pooled(reshape(x, image)), out);
}

Tensor Pooling::pooled(const Tensor& x) const {
    if (m_kind == Kind::Average)
        return averaged(x);
    Ints size = m_config.poolSize.list();
    Ints strides = m_config.strides.list();
    if (m_spatialAxes == 1) {
        size.push_back(1);
        strides.push_back(1);
    }
    const char* padding = padName(m_config.padding);
    return m_spatialAxes == 3 ? maxPool3d(x, size, strides, padding)
                              : maxPool(x, size, strides, padding);
}

// The op's gradient is tfjs's, which gives what lies under a window at the edge too little: as
// much as if the padding counted. Here it gets all.
Tensor Pooling::averaged(const Tensor& x) const {
    Ints size = m_config.poolSize.list();
    Ints strides = m_config.strides.list();
    if (m_spatialAxes == 1) {
        size.push_back(1);
        strides.push_back(1);
    }
    const char* padding = padName(m_config.padding);
    const bool isVolume = m_spatialAxes == 3;
    const auto average = [=](const Tensor& image) {
        return isVolume ? avgPool3d(image, size, strides, padding)
                        : avgPool(image, size, strides, padding);
    };
    if (m_config.padding != Padding::Same || !Tape::isRecording())
        return average(x);
    const Tensor shares = windowShares(x.shape(), size, strides);
    if (shares.isNull())
        return average(x);
    const auto withFullGradient = customGrad([=](const Tensors& xs) -> CustomResult {
        return {
            average(xs[0]), [=](const Tensor& dy) {
                return Tensors{run(
                    *findOp(isVolume ? "AvgPool3DGrad" : "AvgPoolGrad"),
                    {dy * shares, xs[0]},
                    {{"filterSize", size}, {"strides", strides}, {"pad", std::string(padding)}})};
            }};
    });
    return withFullGradient({x});
}

std::shared_ptr<MaxPooling1D> maxPooling1d(PoolingConfig config) {
    return std::make_shared<MaxPooling1D>(std::move(config));
}

std::shared_ptr<MaxPooling2D> maxPooling2d(PoolingConfig config) {
    return std::make_shared<MaxPooling2D>(std::move(config));
}

std::shared_ptr<MaxPooling3D> maxPooling3d(PoolingConfig config) {
    return std::make_shared<MaxPooling3D>(std::move(config));
}

std::shared_ptr<AveragePooling1D> averagePooling1d(PoolingConfig config) {
    return std::make_shared<AveragePooling1D>(std::move(config));
}

std::shared_ptr<AveragePooling2D> averagePooling2d(PoolingConfig config) {
    return std::make_shared<AveragePooling2D>(std::move(config));
}

std::shared_ptr<AveragePooling3D> averagePooling3d(PoolingConfig config) {
    return std::make_shared<AveragePooling3D>(std::move(config));
}

} // namespace tp::layers
