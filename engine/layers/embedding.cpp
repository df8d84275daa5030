#include "engine/layers/embedding.h"

#include "engine/base/error.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/compare.h"
#include "engine/ops/index.h"
#include "engine/ops/reduce.h"

#include <algorithm>

namespace tp::layers {

namespace {

// An embedding knows that it takes rows of words, if it is not told more.
Shape usualInputShape(const EmbeddingConfig& config) {
    Shape shape{-1};
    if (config.inputLength) {
        for (const std::int64_t length : config.inputLength->numbers())
            shape.push_back(length);
    } else {
        shape.push_back(-1);
    }
    return shape;
}

EmbeddingConfig withInputShape(EmbeddingConfig config) {
    if (config.inputShape.rank() == 0 && config.batchInputShape.rank() == 0)
        config.batchInputShape = usualInputShape(config);
    return config;
}

// A list of lengths is written as a shape is: null where any length will do.
void describeInputLength(ConfigFields& fields, std::optional<NumberOrList>& length) {
    const auto given = fields.reader() ? fields.reader()->find("input_length") : std::nullopt;
    const bool isList = given ? given->value().isList() : length && length->isList();
    if (!isList) {
        fields.add("input_length", length);
        return;
    }
    Shape lengths = given ? Shape() : Shape(length->numbers());
    fields.add("input_length", lengths);
    length = NumberOrList(std::vector<std::int64_t>(lengths.begin(), lengths.end()));
}

} // namespace

void describe(ConfigFields& fields, EmbeddingConfig& config) {
    fields.add("input_dim", config.inputDim);
    fields.add("output_dim", config.outputDim);
    fields.add("embeddings_initializer", config.embeddingsInitializer);
    fields.add("embeddings_regularizer", config.embeddingsRegularizer);
    fields.refuseIfGiven("activity_regularizer");
    fields.add("embeddings_constraint", config.embeddingsConstraint);
    fields.add("mask_zero", config.maskZero);
    describeInputLength(fields, config.inputLength);
    // As in tfjs, a shape that was not given has no type of numbers beside it.
    if (fields.reader() && !fields.reader()->find("dtype") &&
        config.batchInputShape == usualInputShape(config))
        config.batchInputShape = {};
}

Embedding::Embedding(const EmbeddingConfig& config)
    : ConfiguredLayer("Embedding", withInputShape(config))
    , m_isShapeGiven(config.inputShape.rank() > 0 || config.batchInputShape.rank() > 0) {
    check(
        m_config.inputDim >= 1,
        "%1: inputDim must be 1 or more, but got %2.",
        name(),
        m_config.inputDim);
    check(
        m_config.outputDim >= 1,
        "%1: outputDim must be 1 or more, but got %2.",
        name(),
        m_config.outputDim);
}

Json Embedding::getConfig() const {
    Json config = ConfiguredLayer::getConfig();
    if (!m_isShapeGiven) {
        std::erase_if(
            config.object(), [](const Json::Member& each) { return each.first == "dtype"; });
    }
    return config;
}

void Embedding::checkInput(const Shape& inputShape) const {
    if (!m_config.inputLength)
        return;
    const auto& lengths = m_config.inputLength->numbers();
    bool fits = inputShape.rank() == lengths.size() + 1;
    for (std::size_t i = 0; fits && i < lengths.size(); ++i)
        fits = lengths[i] < 0 || inputShape[i + 1] == -1 || inputShape[i + 1] == lengths[i];
    check(
        fits,
        "%1: inputLength says that samples have shape %2, but the input has shape %3.",
        name(),
        Shape(lengths),
        inputShape);
}

Shape Embedding::computeOutputShape(const Shape& inputShape) const {
    checkInput(inputShape);
    Shape shape = inputShape;
    if (m_config.inputLength) {
        for (std::size_t i = 1; i < shape.rank(); ++i) {
            if (const std::int64_t length = m_config.inputLength->numbers()[i - 1]; length >= 0)
                shape[i] = length;
        }
    }
    shape.push_back(m_config.outputDim);
    return shape;
}

void Embedding::makeWeights(const Shape&) {
    m_embeddings = addWeight(
        "embeddings",
        {m_config.inputDim, m_config.outputDim},
        m_config.embeddingsInitializer,
        {true, m_config.embeddingsRegularizer, m_config.embeddingsConstraint});
}

Tensor Embedding::computeMask(const Tensors& inputs, const Tensors&) const {
    return supportsMasking() ? notEqual(inputs.front(), 0) : Tensor();
}

Tensor Embedding::call(const Tensor& x, const LayerCall&) {
    const Tensor words = x.dtype() == DType::Int32 ? x : cast(x, DType::Int32);
    return gather(m_embeddings.value(), words);
}

std::shared_ptr<Embedding> embedding(const EmbeddingConfig& config) {
    return std::make_shared<Embedding>(config);
}

void describe(ConfigFields& fields, MaskingConfig& config) {
    fields.add("mask_value", config.maskValue);
}

Masking::Masking(MaskingConfig config) : ConfiguredLayer("Masking", std::move(config)) {}

Tensor Masking::computeMask(const Tensors& inputs, const Tensors&) const {
    return any(notEqual(inputs.front(), m_config.maskValue), -1);
}

Tensor Masking::call(const Tensor& x, const LayerCall&) {
    const Tensor counts = any(notEqual(x, m_config.maskValue), -1, true);
    return x * cast(counts, x.dtype());
}

std::shared_ptr<Masking> masking(MaskingConfig config) {
    return std::make_shared<Masking>(std::move(config));
}

} // namespace tp::layers
