#pragma once

#include "engine/layers/data_format.h"
#include "engine/ops/conv_geometry.h"

#include <utility>

namespace tp {

/// How many pixels at each edge of an image.
///
///     Margins all = 1;                      // on every side
///     Margins pair = {1, 2};                // above and below, left and right
///     Margins each = {{1, 0}, {2, 3}};      // above, below; left, right
///
class Margins {
public:
    using Pair = std::pair<std::int64_t, std::int64_t>;

    // NOLINTNEXTLINE(google-explicit-constructor): a number as it is
    Margins(std::int64_t all) : m_axes{{all, all}, {all, all}} {}
    // NOLINTNEXTLINE(google-explicit-constructor)
    Margins(int all) : Margins(static_cast<std::int64_t>(all)) {}
    Margins(std::initializer_list<std::int64_t> axes);
    Margins(std::initializer_list<Pair> axes) : m_axes(axes) {}
    explicit Margins(std::vector<Pair> axes) : m_axes(std::move(axes)) {}

    /// Before and after each axis: a layer refuses those that are not for rows and columns.
    const std::vector<Pair>& axes() const { return m_axes; }

private:
    std::vector<Pair> m_axes;
};

Json settingToJson(const Margins& value);

/// Reads a number, or a list with a number or a pair for each axis.
void settingFromJson(const JsonReader& json, Margins& value);

/// How pixels between others are made up.
enum class Interpolation {
    Nearest, ///< copied from the nearest one
    Bilinear ///< mixed from the four around
};

inline constexpr EnumName<Interpolation> kInterpolationNames[] = {
    {Interpolation::Nearest, "nearest"}, {Interpolation::Bilinear, "bilinear"}};

} // namespace tp

namespace tp::layers {

struct ZeroPadding2DConfig {
    Margins padding = 1;
    Shape inputShape = {};
    DataFormat dataFormat = DataFormat::ChannelsLast;
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, ZeroPadding2DConfig& config);

/// Puts zeros around images.
class ZeroPadding2D : public ConfiguredLayer<ZeroPadding2DConfig> {
public:
    explicit ZeroPadding2D(ZeroPadding2DConfig config);
    Shape computeOutputShape(const Shape& inputShape) const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

/// Throws InvalidArgument for negative margins, or others than for rows and columns.
std::shared_ptr<ZeroPadding2D> zeroPadding2d(ZeroPadding2DConfig config = {});

struct Cropping2DConfig {
    Margins cropping = 0;
    Shape inputShape = {};
    DataFormat dataFormat = DataFormat::ChannelsLast;
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, Cropping2DConfig& config);

/// Cuts the edges of images off. Refuses images that are smaller than what is to be cut off.
class Cropping2D : public ConfiguredLayer<Cropping2DConfig> {
public:
    explicit Cropping2D(Cropping2DConfig config);
    Shape computeOutputShape(const Shape& inputShape) const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

/// Throws InvalidArgument for negative margins, or others than for rows and columns.
std::shared_ptr<Cropping2D> cropping2D(Cropping2DConfig config);

struct UpSampling2DConfig {
    PerAxis size = 2; ///< how many times larger: a number, or rows and columns
    Shape inputShape = {};
    DataFormat dataFormat = DataFormat::ChannelsLast;
    Interpolation interpolation = Interpolation::Nearest;
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, UpSampling2DConfig& config);

/// Makes images larger.
class UpSampling2D : public ConfiguredLayer<UpSampling2DConfig> {
public:
    explicit UpSampling2D(UpSampling2DConfig config);
    Shape computeOutputShape(const Shape& inputShape) const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

/// Throws InvalidArgument if `size` is not 1 or more, or not for rows and columns.
std::shared_ptr<UpSampling2D> upSampling2d(UpSampling2DConfig config = {});

} // namespace tp::layers
