#include "engine/model/layer_chain.h"

#include "engine/layers/conv.h"
#include "engine/layers/conv_depthwise.h"
#include "engine/layers/core.h"
#include "engine/layers/fusable.h"
#include "engine/layers/image_size.h"
#include "engine/layers/noise.h"
#include "engine/layers/normalization.h"
#include "engine/layers/rectifier.h"
#include "engine/ops/conv.h"
#include "engine/ops/fused.h"

#include <algorithm>
#include <typeinfo>

namespace tp {

namespace {

/// The layer as that class, but null for classes derived from it, which may compute anything.
template<class Kind>
const Kind* exactly(const Layer& layer) {
    return typeid(layer) == typeid(Kind) ? static_cast<const Kind*>(&layer) : nullptr;
}

/// The layer's own weights, in the order in which they were made.
Variables weightsOf(const Layer& layer) {
    Variables variables;
    for (const Layer::Weight& weight : layer.allWeights())
        variables.push_back(weight.variable);
    return variables;
}

/// The kernel and bias of a layer, of which the kernel is the weight of that number.
std::unique_ptr<FoldedWeights>
weightsFrom(const Variables& variables, std::size_t kernel, const Shape& factors) {
    const bool hasBias = variables.size() > kernel + 1;
    return std::make_unique<FoldedWeights>(
        variables[kernel], hasBias ? variables[kernel + 1] : Variable(), factors);
}

bool passesOn(const Layer& layer) {
    return exactly<layers::Dropout>(layer) || exactly<layers::SpatialDropout1D>(layer) ||
           exactly<layers::GaussianNoise>(layer) || exactly<layers::GaussianDropout>(layer) ||
           exactly<layers::AlphaDropout>(layer);
}

} // namespace

/// How the window moves; false if that is not for us.
template<class Config>
bool LayerChain::readWindow(const Config& config) {
    m_kernelSize = config.kernelSize.list();
    m_strides = config.strides.list();
    m_dilations = config.dilationRate.list();
    m_isSame = config.padding == Padding::Same;
    return config.dataFormat == DataFormat::ChannelsLast && config.padding != Padding::Causal &&
           readActivation(config.activation);
}

bool LayerChain::readActivation(const Activation& activation) {
    m_activation = activation.name();
    return layers::isFusable(activation);
}

bool LayerChain::startWithConvolution(const Layer& layer) {
    const Variables variables = weightsOf(layer);
    if (const auto* image = exactly<layers::Conv2D>(layer)) {
        m_weights = weightsFrom(variables, 0, {image->config().filters});
        return readWindow(image->config());
    }
    const auto* sequence = exactly<layers::Conv1D>(layer);
    m_kind = Kind::Sequence;
    if (!sequence)
        return false;
    m_weights = weightsFrom(variables, 0, {sequence->config().filters});
    return readWindow(sequence->config());
}

std::optional<LayerChain> LayerChain::startedBy(const LayerNode& node) {
    const Layer& layer = *node.layer;
    bool isOurs = false;
    LayerChain chain(Kind::Convolution);
    if (const auto* dense = exactly<layers::Dense>(layer)) {
        chain.m_kind = Kind::Dense;
        chain.m_weights = weightsFrom(weightsOf(layer), 0, {dense->units()});
        isOurs = chain.readActivation(dense->activation());
    } else if (const auto* depthwise = exactly<layers::DepthwiseConv2D>(layer)) {
        const Variables variables = weightsOf(layer);
        const Shape& kernel = variables.front().shape();
        chain.m_kind = Kind::Depthwise;
        chain.m_weights = weightsFrom(variables, 0, {kernel[2], kernel[3]});
        isOurs = chain.readWindow(depthwise->config());
        chain.m_dilations = {1, 1}; // as the layer itself, whatever it is told
    } else if (const auto* separable = exactly<layers::SeparableConv2D>(layer)) {
        const Variables variables = weightsOf(layer);
        chain.m_kind = Kind::Separable;
        chain.m_depthwise = variables.front();
        chain.m_weights = weightsFrom(variables, 1, {separable->config().filters});
        isOurs = chain.readWindow(separable->config());
    } else {
        isOurs = chain.startWithConvolution(layer);
    }
    return isOurs ? std::optional(std::move(chain)) : std::nullopt;
}

bool LayerChain::normalize(const LayerNode& node) {
    const auto* layer = exactly<layers::BatchNormalization>(*node.layer);
    if (!layer || m_activation != "linear")
        return false;
    const auto& config = layer->config();
    const auto last = static_cast<std::int64_t>(node.outputShapes.front().rank()) - 1;
    if (config.axis != -1 && config.axis != last)
        return false;
    const Variables variables = weightsOf(*layer);
    auto next = variables.begin();
    FoldedWeights::Normalization normalization;
    if (config.scale)
        normalization.gamma = *next++;
    if (config.center)
        normalization.beta = *next++;
    normalization.mean = *next++;
    normalization.variance = *next;
    normalization.epsilon = config.epsilon;
    m_weights->add(std::move(normalization));
    return true;
}

bool LayerChain::activate(const LayerNode& node) {
    if (m_activation != "linear")
        return false;
    const Layer& layer = *node.layer;
    if (const auto* activation = exactly<layers::ActivationLayer>(layer)) {
        if (!layers::isFusable(activation->config().activation))
            return false;
        m_activation = activation->config().activation.name();
    } else if (const auto* relu = exactly<layers::ReLU>(layer)) {
        const auto& most = relu->config().maxValue;
        if (most && *most != 6)
            return false;
        m_activation = most ? "relu6" : "relu";
    } else if (exactly<layers::ELU>(layer)) {
        m_activation = "elu";
    } else if (const auto* leaky = exactly<layers::LeakyReLU>(layer)) {
        m_activation = "leakyrelu";
        m_alpha = leaky->config().alpha;
    } else if (exactly<layers::PReLU>(layer)) {
        const Variable slopes = weightsOf(layer).front();
        if (slopes.shape().elementCount() != slopes.shape().back())
            return false;
        m_activation = "prelu";
        m_slopes = slopes;
    } else {
        return false;
    }
    return true;
}

bool LayerChain::take(const LayerNode& node) {
    return passesOn(*node.layer) || normalize(node) || activate(node);
}

bool LayerChain::takePadding(const LayerNode& node) {
    const auto* layer = exactly<layers::ZeroPadding2D>(*node.layer);
    const bool isImage = m_kind != Kind::Dense && m_kind != Kind::Sequence;
    if (!layer || !isImage || m_isSame || layer->config().dataFormat != DataFormat::ChannelsLast)
        return false;
    const auto& zeros = layer->config().padding.axes();
    for (std::size_t i = 0; i < zeros.size(); ++i) {
        if (std::max(zeros[i].first, zeros[i].second) >= m_kernelSize[i])
            return false;
    }
    m_zeros = zeros;
    return true;
}

/// Whether a window fits along each axis.
bool LayerChain::hasWindow(const Shape& inputShape) const {
    for (std::size_t i = 0; i < m_kernelSize.size(); ++i) {
        const std::int64_t zeros = m_zeros.empty() ? 0 : m_zeros[i].first + m_zeros[i].second;
        const std::int64_t count = layers::windowCount(
            inputShape[i + 1] + zeros,
            m_kernelSize[i],
            m_isSame ? Padding::Same : Padding::Valid,
            m_strides[i],
            m_dilations[i]);
        if (count < 1)
            return false;
    }
    return true;
}

Pad LayerChain::pad() const {
    if (m_zeros.empty())
        return m_isSame ? "same" : "valid";
    return Paddings{{0, 0}, m_zeros[0], m_zeros[1], {0, 0}};
}

Tensor LayerChain::convolved(const Tensor& x, const FoldedWeights::Values& weights) const {
    fused::Conv2dArguments arguments{
        .x = x,
        .filter = weights.kernel,
        .strides = m_strides,
        .pad = pad(),
        .dilations = m_dilations,
        .bias = weights.bias,
        .activation = m_activation,
        .preluActivationWeights = m_slopes.isNull() ? Tensor() : m_slopes.value(),
        .leakyreluAlpha = m_alpha};
    if (m_kind == Kind::Depthwise)
        return fused::depthwiseConv2d(arguments);
    if (m_kind == Kind::Separable) {
        arguments.x =
            depthwiseConv2d(x, m_depthwise.value(), m_strides, pad(), "NHWC", m_dilations);
        arguments.strides = 1;
        arguments.pad = "valid";
        arguments.dilations = 1;
    }
    return fused::conv2d(arguments);
}

/// A sequence is an image of one row.
Tensor LayerChain::convolvedSequence(const Tensor& x, const FoldedWeights::Values& weights) const {
    const Shape& in = x.shape();
    const Shape& kernel = weights.kernel.shape();
    const Tensor y = fused::conv2d(
        {.x = reshape(x, {in[0], 1, in[1], in[2]}),
         .filter = reshape(weights.kernel, {1, kernel[0], kernel[1], kernel[2]}),
         .strides = {1, m_strides[0]},
         .pad = pad(),
         .dilations = {1, m_dilations[0]},
         .bias = weights.bias,
         .activation = m_activation,
         .preluActivationWeights = m_slopes.isNull() ? Tensor() : m_slopes.value(),
         .leakyreluAlpha = m_alpha});
    return reshape(y, {in[0], y.shape()[2], y.shape()[3]});
}

/// The kernel applies to the last axis only, whatever lies before it.
Tensor LayerChain::product(const Tensor& x, const FoldedWeights::Values& weights) const {
    Shape shape = x.shape();
    const bool isFlat = shape.rank() == 2;
    // Shared slopes have an axis of size 1 for each that the rows lie on.
    Tensor slopes = m_slopes.isNull() ? Tensor() : m_slopes.value();
    if (!slopes.isNull() && slopes.rank() > 1)
        slopes = reshape(slopes, {-1});
    const Tensor y = fused::matMul(
        {.a = isFlat ? x : reshape(x, {x.size() / shape.back(), shape.back()}),
         .b = weights.kernel,
         .bias = weights.bias,
         .activation = m_activation,
         .preluActivationWeights = slopes,
         .leakyreluAlpha = m_alpha});
    shape[shape.rank() - 1] = weights.kernel.shape().back();
    return isFlat ? y : reshape(y, shape);
}

Tensor LayerChain::run(const Tensor& x) const {
    const FoldedWeights::Values weights = m_weights->values();
    const bool isThere = !weights.kernel.isNull() && hasWindow(x.shape());
    if (!isThere)
        return {};
    switch (m_kind) {
    case Kind::Dense:
        return product(x, weights);
    case Kind::Sequence:
        return convolvedSequence(x, weights);
    default:
        return convolved(x, weights);
    }
}

} // namespace tp
