#include "engine/model/folded_weights.h"

#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"
#include "engine/ops/math.h"

#include <algorithm>
#include <cmath>

namespace tp {

namespace {

bool isFinite(const Tensor& tensor) {
    const auto values = tensor.values<float>();
    return std::all_of(
        values.begin(), values.end(), [](float each) { return std::isfinite(each); });
}

} // namespace

FoldedWeights::FoldedWeights(Variable kernel, Variable bias, const Shape& factors)
    : m_kernel(std::move(kernel))
    , m_bias(std::move(bias))
    , m_factors(factors)
    , m_all{m_kernel} {
    if (!m_bias.isNull())
        m_all.push_back(m_bias);
}

void FoldedWeights::add(Normalization normalization) {
    for (const Variable& each :
         {normalization.gamma, normalization.beta, normalization.mean, normalization.variance}) {
        if (!each.isNull())
            m_all.push_back(each);
    }
    m_normalizations.push_back(std::move(normalization));
}

bool FoldedWeights::areDisposed() const {
    return std::any_of(
        m_all.begin(), m_all.end(), [](const Variable& each) { return each.value().isDisposed(); });
}

/// Elements of a tensor never change, so a variable that has the same one has the same value.
bool FoldedWeights::areAsFolded() const {
    return std::equal(
        m_all.begin(),
        m_all.end(),
        m_foldedFrom.begin(),
        m_foldedFrom.end(),
        [](const Variable& variable, TensorId id) { return variable.value().id() == id; });
}

void FoldedWeights::fold() const {
    m_foldedFrom.clear();
    m_foldedKernel.reset();
    m_foldedBias.reset();
    Tensor scale;
    Tensor bias = m_bias.isNull() ? Tensor() : m_bias.value();
    for (const Normalization& each : m_normalizations) {
        Tensor factors = rsqrt(each.variance.value() + each.epsilon);
        if (!each.gamma.isNull())
            factors = factors * each.gamma.value();
        bias = bias.isNull() ? neg(each.mean.value()) : bias - each.mean.value();
        bias = bias * factors;
        if (!each.beta.isNull())
            bias = bias + each.beta.value();
        scale = scale.isNull() ? factors : scale * factors;
    }
    const Tensor kernel = m_kernel.value() * reshape(scale, m_factors);
    if (isFinite(kernel) && isFinite(bias)) {
        m_foldedKernel = kernel.storage();
        m_foldedBias = bias.storage();
    }
    for (const Variable& each : m_all)
        m_foldedFrom.push_back(each.value().id());
}

FoldedWeights::Values FoldedWeights::values() const {
    const std::scoped_lock lock(m_mutex);
    if (areDisposed()) {
        m_foldedFrom.clear();
        m_foldedKernel.reset();
        m_foldedBias.reset();
        return {};
    }
    if (m_normalizations.empty())
        return {m_kernel.value(), m_bias.isNull() ? Tensor() : m_bias.value()};
    if (!areAsFolded())
        fold();
    if (!m_foldedKernel)
        return {};
    return {
        Tensor({DType::Float32, m_kernel.shape()}, m_foldedKernel),
        Tensor({DType::Float32, m_normalizations.front().mean.shape()}, m_foldedBias)};
}

} // namespace tp
