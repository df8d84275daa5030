#pragma once

#include "engine/layers/number_or_list.h"

namespace tp::layers {

struct EmbeddingConfig {
    std::int64_t inputDim = 0;  ///< how many words there are: numbers go from 0 to inputDim - 1
    std::int64_t outputDim = 0; ///< how many numbers stand for each word
    std::optional<NumberOrList> inputLength = {}; ///< how many words a sample has; -1 for any
    std::optional<bool> maskZero = {}; ///< whether the word 0 means that nothing is there
    Initializer embeddingsInitializer = "randomUniform";
    Regularizer embeddingsRegularizer = {};
    Constraint embeddingsConstraint = {};
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, EmbeddingConfig& config);

/// Learns what words mean: each word's number becomes a row of numbers.
///
///     layers::embedding({.inputDim = 1000, .outputDim = 16, .inputLength = 20})
///     // [n, 20] -> [n, 20, 16]
class Embedding : public ConfiguredLayer<EmbeddingConfig> {
public:
    explicit Embedding(const EmbeddingConfig& config);

    Json getConfig() const override;
    Shape computeOutputShape(const Shape& inputShape) const override;
    bool supportsMasking() const override { return m_config.maskZero.value_or(false); }
    bool makesMask() const override { return supportsMasking(); }
    Tensor computeMask(const Tensors& inputs, const Tensors& masks) const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    void makeWeights(const Shape& inputShape) override;
    Tensor call(const Tensor& x, const LayerCall& call) override;

private:
    bool m_isShapeGiven;
    Variable m_embeddings;
};

/// Throws InvalidArgument unless inputDim and outputDim are 1 or more.
std::shared_ptr<Embedding> embedding(const EmbeddingConfig& config);

struct MaskingConfig {
    double maskValue = 0; ///< a step that holds nothing else does not count
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, MaskingConfig& config);

/// Lets later layers skip steps that hold nothing but maskValue: sequences of different lengths
/// then fit into one tensor.
class Masking : public ConfiguredLayer<MaskingConfig> {
public:
    explicit Masking(MaskingConfig config);
    bool supportsMasking() const override { return true; }
    bool makesMask() const override { return true; }
    Tensor computeMask(const Tensors& inputs, const Tensors& masks) const override;

protected:
    Tensor call(const Tensor& x, const LayerCall& call) override;
};

std::shared_ptr<Masking> masking(MaskingConfig config = {});

} // namespace tp::layers
