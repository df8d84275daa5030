#pragma once

#include "engine/layers/window.h"

namespace tp::layers {

struct PoolingConfig {
    PerAxis poolSize = 2; ///< of the window: a number, or one for each axis
    Shape inputShape = {};
    PerAxis strides = {}; ///< as the window is large, if left out
    Padding padding = Padding::Valid;
    DataFormat dataFormat = DataFormat::ChannelsLast;
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, PoolingConfig& config);

/// A window that moves over the input and leaves one number for each channel: makes images smaller,
/// and less dependent on where exactly things are.
///
/// Padding::Causal is taken for Valid, as in tfjs.
class Pooling : public ConfiguredLayer<PoolingConfig> {
public:
    Shape computeOutputShape(const Shape& inputShape) const override;

protected:
    enum class Kind { Average, Max };

    Pooling(std::string_view className, Kind kind, std::size_t spatialAxes, PoolingConfig config);

    void checkInput(const Shape& inputShape) const override;
    Tensor call(const Tensor& x, const LayerCall& call) override;
    DType outputDType(const SymbolicTensors& xs) const override { return xs.front().dtype(); }

private:
    Tensor pooled(const Tensor& x) const;
    Tensor averaged(const Tensor& x) const;

    Kind m_kind;
    std::size_t m_spatialAxes;
};

/// The largest number under the window, of sequences: [samples, steps, channels].
class MaxPooling1D : public Pooling {
public:
    explicit MaxPooling1D(PoolingConfig config)
        : Pooling("MaxPooling1D", Kind::Max, 1, std::move(config)) {}
};

/// The same of images: [samples, rows, columns, channels].
class MaxPooling2D : public Pooling {
public:
    explicit MaxPooling2D(PoolingConfig config)
        : Pooling("MaxPooling2D", Kind::Max, 2, std::move(config)) {}
};

/// The same of volumes: [samples, depth, rows, columns, channels].
class MaxPooling3D : public Pooling {
public:
    explicit MaxPooling3D(PoolingConfig config)
        : Pooling("MaxPooling3D", Kind::Max, 3, std::move(config)) {}
};

/// The mean of what lies under the window, where padding does not count.
class AveragePooling1D : public Pooling {
public:
    explicit AveragePooling1D(PoolingConfig config)
        : Pooling("AveragePooling1D", Kind::Average, 1, std::move(config)) {}
};

class AveragePooling2D : public Pooling {
public:
    explicit AveragePooling2D(PoolingConfig config)
        : Pooling("AveragePooling2D", Kind::Average, 2, std::move(config)) {}
};

class AveragePooling3D : public Pooling {
public:
    explicit AveragePooling3D(PoolingConfig config)
        : Pooling("AveragePooling3D", Kind::Average, 3, std::move(config)) {}
};

/// Throw InvalidArgument if a size is not 1 or more, or a list has not one number for each axis.
///
///     layers::maxPooling2d({.poolSize = 2})   // [n, 24, 24, 8] -> [n, 12, 12, 8]
///
std::shared_ptr<MaxPooling1D> maxPooling1d(PoolingConfig config = {});
std::shared_ptr<MaxPooling2D> maxPooling2d(PoolingConfig config = {});
std::shared_ptr<MaxPooling3D> maxPooling3d(PoolingConfig config = {});
std::shared_ptr<AveragePooling1D> averagePooling1d(PoolingConfig config = {});
std::shared_ptr<AveragePooling2D> averagePooling2d(PoolingConfig config = {});
std::shared_ptr<AveragePooling3D> averagePooling3d(PoolingConfig config = {});

} // namespace tp::layers
