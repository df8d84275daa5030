#pragma once

#include "engine/keras/layer_config.h"

namespace tp::layers {

struct RepeatVectorConfig {
    std::int64_t n = 0; ///< how often
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, RepeatVectorConfig& config);

/// Repeats each sample: [batch, numbers] -> [batch, n, numbers].
class RepeatVector : public ConfiguredLayer<RepeatVectorConfig> {
public:
    explicit RepeatVector(RepeatVectorConfig config);
    Shape computeOutputShape(const Shape& inputShape) const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

/// Throws InvalidArgument unless `n` is 1 or more.
std::shared_ptr<RepeatVector> repeatVector(RepeatVectorConfig config);

struct ReshapeConfig {
    Shape targetShape = {}; ///< of one sample; one size may be -1 and is worked out
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, ReshapeConfig& config);

/// Gives each sample's numbers another shape: {.targetShape = {2, -1}} makes [n, 6] to [n, 2, 3].
/// While the number of samples is not known, a size of -1 stays so in models' shapes.
class Reshape : public ConfiguredLayer<ReshapeConfig> {
public:
    explicit Reshape(ReshapeConfig config);
    Shape computeOutputShape(const Shape& inputShape) const override;

protected:
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

/// Throws InvalidArgument if more than one size is unknown.
std::shared_ptr<Reshape> reshape(ReshapeConfig config);

struct PermuteConfig {
    std::vector<std::int64_t> dims = {}; ///< where each axis comes from; the first one has number 1
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, PermuteConfig& config);

/// Puts the axes of each sample in another order: {.dims = {2, 1}} makes [n, 3, 4] to [n, 4, 3].
class Permute : public ConfiguredLayer<PermuteConfig> {
public:
    explicit Permute(PermuteConfig config);
    Shape computeOutputShape(const Shape& inputShape) const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

/// Throws InvalidArgument unless `dims` holds each number from 1 on once.
std::shared_ptr<Permute> permute(PermuteConfig config);

} // namespace tp::layers
