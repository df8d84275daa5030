#pragma once

#include "engine/layers/image_size.h"

namespace tp {

/// How much the width of images may change: by shares of it, between `lower` and `upper`. One
/// number stands for as much either way. Files keep which it was.
class WidthChange {
public:
    WidthChange(double either) // NOLINT(google-explicit-constructor)
        : lower(-either)
        , upper(either)
        , isPair(false) {}
    WidthChange(double lowest, double highest) : lower(lowest), upper(highest), isPair(true) {}

    double lower;
    double upper;
    bool isPair;
};

Json settingToJson(const WidthChange& value);
void settingFromJson(const JsonReader& json, WidthChange& value);

} // namespace tp

namespace tp::layers {

struct RescalingConfig {
    double scale = 1;
    Shape inputShape = {};
    double offset = 0;
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, RescalingConfig& config);

/// x * scale + offset, as float32.
///
///     layers::rescaling({.scale = 1 / 127.5, .offset = -1})   // 0 … 255 -> -1 … 1
///
class Rescaling : public ConfiguredLayer<RescalingConfig> {
public:
    explicit Rescaling(RescalingConfig config);

protected:
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

std::shared_ptr<Rescaling> rescaling(RescalingConfig config);

struct ResizingConfig {
    std::int64_t height = 0;
    std::int64_t width = 0;
    Shape inputShape = {};
    Interpolation interpolation = Interpolation::Bilinear;
    /// In tfjs this crops nothing; it leaves the corner pixels unaligned.
    bool cropToAspectRatio = false;
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, ResizingConfig& config);

/// Brings an image, or a batch of them, to another size: [rows, columns, channels] -> [height,
/// width, channels].
///
/// As in tfjs, it takes tensors only: models refuse it, since computeOutputShape() speaks of one
/// image even where a batch comes.
class Resizing : public ConfiguredLayer<ResizingConfig> {
public:
    explicit Resizing(ResizingConfig config);
    Shape computeOutputShape(const Shape& inputShape) const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    Tensor call(const Tensor& x, const LayerCall& call) override;
    DType outputDType(const SymbolicTensors& xs) const override;
};

/// Throws InvalidArgument if height or width is not 1 or more.
std::shared_ptr<Resizing> resizing(ResizingConfig config);

struct CenterCropConfig {
    std::int64_t height = 0;
    std::int64_t width = 0;
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, CenterCropConfig& config);

/// Cuts the middle out of an image or of each of a batch; smaller ones are made larger instead.
class CenterCrop : public ConfiguredLayer<CenterCropConfig> {
public:
    explicit CenterCrop(CenterCropConfig config);
    Shape computeOutputShape(const Shape& inputShape) const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    Tensor call(const Tensor& x, const LayerCall& call) override;
    DType outputDType(const SymbolicTensors& xs) const override { return xs.front().dtype(); }
};

/// Throws InvalidArgument if height or width is not 1 or more.
std::shared_ptr<CenterCrop> centerCrop(CenterCropConfig config);

/// What CategoryEncoding makes of the numbers of classes.
enum class CategoryOutput {
    Int,      ///< the numbers as they are
    OneHot,   ///< each number by itself: 1 in its column
    MultiHot, ///< all numbers of a sample together: 1 in each of their columns
    Count,    ///< how often each number is there
    TfIdf     ///< in files only: neither tfjs nor we compute it
};

struct CategoryEncodingConfig {
    std::int64_t numTokens = 0; ///< how many classes there are
    Shape inputShape = {};
    CategoryOutput outputMode = CategoryOutput::MultiHot;
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, CategoryEncodingConfig& config);

/// Turns numbers of classes, from 0 up, into columns: [samples, numbers] -> [samples, numTokens].
class CategoryEncoding : public ConfiguredLayer<CategoryEncodingConfig> {
public:
    explicit CategoryEncoding(CategoryEncodingConfig config);
    Shape computeOutputShape(const Shape& inputShape) const override;

    /// As apply(), but each number counts as much as its weight; of CategoryOutput::Count only.
    Tensor countWeighted(const Tensor& x, const Tensor& weights);

protected:
    Tensor call(const Tensor& x, const LayerCall& call) override;
    DType outputDType(const SymbolicTensors& xs) const override;

private:
    Tensor encoded(const Tensor& x, const Tensor& weights) const;
};

/// Throws InvalidArgument if `numTokens` is not 1 or more.
std::shared_ptr<CategoryEncoding> categoryEncoding(CategoryEncodingConfig config);

struct RandomWidthConfig {
    WidthChange factor = 0; ///< from {-0.2, 0.3}: up to 20 % narrower, or 30 % wider
    Shape inputShape = {};
    Interpolation interpolation = Interpolation::Bilinear;
    Seed seed = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, RandomWidthConfig& config);

/// Makes an image, or the images of a batch, wider or narrower at random. As in tfjs it does so
/// outside of training too, and models refuse it.
class RandomWidth : public ConfiguredLayer<RandomWidthConfig> {
public:
    explicit RandomWidth(RandomWidthConfig config);
    Shape computeOutputShape(const Shape& inputShape) const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    Tensor call(const Tensor& x, const LayerCall& call) override;
    DType outputDType(const SymbolicTensors& xs) const override;

private:
    Seed m_nextSeed;
};

/// Throws InvalidArgument for a single factor of 0 or less, one below -1, or an upper one below the
/// lower.
std::shared_ptr<RandomWidth> randomWidth(RandomWidthConfig config);

} // namespace tp::layers
