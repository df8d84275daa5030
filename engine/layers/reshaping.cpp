#include "engine/layers/reshaping.h"

#include "engine/base/error.h"
#include "engine/base/saturated.h"
#include "engine/ops/array.h"

#include <algorithm>

namespace tp::layers {

void describe(ConfigFields& fields, RepeatVectorConfig& config) {
    fields.add("n", config.n);
}

RepeatVector::RepeatVector(RepeatVectorConfig config)
    : ConfiguredLayer("RepeatVector", std::move(config)) {
    check(m_config.n >= 1, "%1: n must be 1 or more, but got %2.", name(), m_config.n);
}

Shape RepeatVector::computeOutputShape(const Shape& inputShape) const {
    return {inputShape[0], m_config.n, inputShape[1]};
}

void RepeatVector::checkInput(const Shape& inputShape) const {
    check(
        inputShape.rank() == 2,
        "%1: inputs must have two axes, [samples, numbers], but got shape %2.",
        name(),
        inputShape);
}

Tensor RepeatVector::call(const Tensor& x, const LayerCall&) {
    return tile(expandDims(x, 1), {1, m_config.n, 1});
}

std::shared_ptr<RepeatVector> repeatVector(RepeatVectorConfig config) {
    return std::make_shared<RepeatVector>(std::move(config));
}

void describe(ConfigFields& fields, ReshapeConfig& config) {
    fields.add("target_shape", config.targetShape);
}

Reshape::Reshape(ReshapeConfig config) : ConfiguredLayer("Reshape", std::move(config)) {
    std::int64_t unknown = 0;
    for (std::size_t i = 0; i < m_config.targetShape.rank(); ++i) {
        std::int64_t& size = m_config.targetShape[i];
        size = std::max<std::int64_t>(size, -1);
        unknown += size == -1 ? 1 : 0;
    }
    check(
        unknown <= 1,
        "%1: only one size of targetShape may be -1, but got %2.",
        name(),
        m_config.targetShape);
}

Shape Reshape::computeOutputShape(const Shape& inputShape) const {
    const Shape& target = m_config.targetShape;
    Shape shape{inputShape[0]};
    for (const std::int64_t size : target)
        shape.push_back(size);
    if (std::find(inputShape.begin(), inputShape.end(), -1) != inputShape.end())
        return shape;
    std::int64_t count = 1;
    for (std::size_t i = 1; i < inputShape.rank(); ++i)
        count = saturatedProduct(count, inputShape[i]);
    std::int64_t known = 1;
    std::size_t unknown = 0;
    for (std::size_t i = 1; i < shape.rank(); ++i) {
        if (shape[i] == -1) {
            unknown = i;
        } else {
            known = saturatedProduct(known, shape[i]);
        }
    }
    check(
        unknown > 0 ? known != 0 && count % known == 0 : count == known,
        "%1: samples of shape %2 cannot be given the shape %3: they must have as many numbers.",
        name(),
        Shape(std::span(inputShape.begin() + 1, inputShape.end())),
        target);
    if (unknown > 0)
        shape[unknown] = count / known;
    return shape;
}

Tensor Reshape::call(const Tensor& x, const LayerCall&) {
    return tp::reshape(x, computeOutputShape(x.shape()));
}

std::shared_ptr<Reshape> reshape(ReshapeConfig config) {
    return std::make_shared<Reshape>(std::move(config));
}

void describe(ConfigFields& fields, PermuteConfig& config) {
    fields.add("dims", config.dims);
}

Permute::Permute(PermuteConfig config) : ConfiguredLayer("Permute", std::move(config)) {
    std::vector<std::int64_t> sorted = m_config.dims;
    std::sort(sorted.begin(), sorted.end());
    bool isOrder = !sorted.empty();
    for (std::size_t i = 0; i < sorted.size(); ++i)
        isOrder = isOrder && sorted[i] == static_cast<std::int64_t>(i + 1);
    check(
        isOrder,
        "%1: dims must hold each axis once, counted from 1 without the batch axis, but got %2.",
        name(),
        Shape(m_config.dims));
}

Shape Permute::computeOutputShape(const Shape& inputShape) const {
    checkInput(inputShape);
    Shape shape = inputShape;
    for (std::size_t i = 0; i < m_config.dims.size(); ++i)
        shape[i + 1] = inputShape[static_cast<std::size_t>(m_config.dims[i])];
    return shape;
}

void Permute::checkInput(const Shape& inputShape) const {
    check(
        inputShape.rank() == m_config.dims.size() + 1,
        "%1: dims has %2 axes, so inputs must have one more for the batch, but got shape %3.",
        name(),
        m_config.dims.size(),
        inputShape);
}

Tensor Permute::call(const Tensor& x, const LayerCall&) {
    std::vector<std::int64_t> order = {0};
    order.insert(order.end(), m_config.dims.begin(), m_config.dims.end());
    return transpose(x, order);
}

std::shared_ptr<Permute> permute(PermuteConfig config) {
    return std::make_shared<Permute>(std::move(config));
}

} // namespace tp::layers
