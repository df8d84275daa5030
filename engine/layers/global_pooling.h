#pragma once

#include "engine/layers/data_format.h"

namespace tp::layers {

struct GlobalPooling1DConfig {
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

struct GlobalPooling2DConfig {
    Shape inputShape = {};
    DataFormat dataFormat = DataFormat::ChannelsLast;
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, GlobalPooling1DConfig& config);
void describe(ConfigFields& fields, GlobalPooling2DConfig& config);

/// The mean of each channel over all steps: [samples, steps, channels] -> [samples, channels].
class GlobalAveragePooling1D : public ConfiguredLayer<GlobalPooling1DConfig> {
public:
    explicit GlobalAveragePooling1D(GlobalPooling1DConfig config);
    Shape computeOutputShape(const Shape& inputShape) const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

/// The largest number of each channel over all steps.
class GlobalMaxPooling1D : public ConfiguredLayer<GlobalPooling1DConfig> {
public:
    explicit GlobalMaxPooling1D(GlobalPooling1DConfig config);
    Shape computeOutputShape(const Shape& inputShape) const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

/// The mean of each channel over all pixels: [samples, rows, columns, channels] ->
/// [samples, channels].
class GlobalAveragePooling2D : public ConfiguredLayer<GlobalPooling2DConfig> {
public:
    explicit GlobalAveragePooling2D(GlobalPooling2DConfig config);
    Shape computeOutputShape(const Shape& inputShape) const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

/// The largest number of each channel over all pixels.
class GlobalMaxPooling2D : public ConfiguredLayer<GlobalPooling2DConfig> {
public:
    explicit GlobalMaxPooling2D(GlobalPooling2DConfig config);
    Shape computeOutputShape(const Shape& inputShape) const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

std::shared_ptr<GlobalAveragePooling1D> globalAveragePooling1d(GlobalPooling1DConfig config = {});
std::shared_ptr<GlobalMaxPooling1D> globalMaxPooling1d(GlobalPooling1DConfig config = {});
std::shared_ptr<GlobalAveragePooling2D> globalAveragePooling2d(GlobalPooling2DConfig config = {});
std::shared_ptr<GlobalMaxPooling2D> globalMaxPooling2d(GlobalPooling2DConfig config = {});

} // namespace tp::layers
