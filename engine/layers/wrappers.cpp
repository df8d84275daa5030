#include "engine/layers/wrappers.h"

#include "engine/base/error.h"
#include "engine/keras/layer_registry.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"

#include <algorithm>
#include <string_view>

namespace tp::layers {

namespace {

// The steps of a sequence one after the other, as samples of their own.
Shape stepShapeOf(const Shape& sequence) {
    Shape shape{sequence[0]};
    for (std::size_t axis = 2; axis < sequence.rank(); ++axis)
        shape.push_back(sequence[axis]);
    return shape;
}

Shape withSteps(const Shape& step, std::int64_t count) {
    Shape shape{step[0], count};
    for (std::size_t axis = 1; axis < step.rank(); ++axis)
        shape.push_back(step[axis]);
    return shape;
}

// Whether a layer treats each sample alone and always alike, so that steps can be samples too.
bool treatsSamplesAlone(const Layer& layer) {
    static constexpr std::string_view kinds[] = {
        "Activation",
        "AveragePooling1D",
        "AveragePooling2D",
        "Conv1D",
        "Conv2D",
        "Conv2DTranspose",
        "Conv3D",
        "Dense",
        "DepthwiseConv2D",
        "ELU",
        "Embedding",
        "Flatten",
        "GlobalAveragePooling1D",
        "GlobalAveragePooling2D",
        "GlobalMaxPooling1D",
        "GlobalMaxPooling2D",
        "LeakyReLU",
        "MaxPooling1D",
        "MaxPooling2D",
        "PReLU",
        "Permute",
        "ReLU",
        "Reshape",
        "SeparableConv2D",
        "Softmax",
        "UpSampling2D",
        "ZeroPadding2D"};
    return std::find(std::begin(kinds), std::end(kinds), layer.className()) != std::end(kinds);
}

} // namespace

void describe(ConfigFields& fields, TimeDistributedConfig& config) {
    fields.add("layer", config.layer);
}

TimeDistributed::TimeDistributed(TimeDistributedConfig config)
    : ConfiguredLayer("TimeDistributed", std::move(config)) {
    check(
        layer() != nullptr,
        "%1: it needs a layer to apply to each step, as layers::dense({.units = 4}).",
        name());
    if (isTrainable() != layer()->isTrainable())
        TimeDistributed::setTrainable(false);
}

void TimeDistributed::setTrainable(bool trainable) {
    Layer::setTrainable(trainable);
    layer()->setTrainable(trainable);
}

std::vector<Layer::Weight> TimeDistributed::regularizedWeights() const {
    return layer()->regularizedWeights();
}

Shape TimeDistributed::computeOutputShape(const Shape& inputShape) const {
    checkInput(inputShape);
    return withSteps(layer()->computeOutputShape(stepShapeOf(inputShape)), inputShape[1]);
}

void TimeDistributed::checkInput(const Shape& inputShape) const {
    check(
        inputShape.rank() >= 3,
        "%1: inputs must have three axes or more, [samples, steps, ...], but got shape %2.",
        name(),
        inputShape);
    if (isBuilt())
        layer()->build(stepShapeOf(inputShape)); // which only checks
}

void TimeDistributed::makeWeights(const Shape& inputShape) {
    layer()->setWeightScope(weightScope());
    layer()->build(stepShapeOf(inputShape));
}

Tensor TimeDistributed::call(const Tensor& x, const LayerCall& call) {
    const std::int64_t samples = x.shape()[0];
    const std::int64_t count = x.shape()[1];
    check(count >= 1, "%1: sequences must have a step or more.", name());
    const LayerCall within{.training = call.training};
    if (treatsSamplesAlone(*layer())) {
        Shape shape = stepShapeOf(x.shape());
        shape[0] = samples * count;
        const Tensor y = layer()->apply(tp::reshape(x, shape), within);
        shape = y.shape();
        shape[0] = samples;
        return tp::reshape(y, withSteps(shape, count));
    }
    Tensors outputs;
    for (const Tensor& step : unstack(x, 1))
        outputs.push_back(layer()->apply(step, within));
    return stack(outputs, 1);
}

std::shared_ptr<TimeDistributed> timeDistributed(TimeDistributedConfig config) {
    return std::make_shared<TimeDistributed>(std::move(config));
}

namespace {

constexpr EnumName<MergeMode> kMergeModeNames[] = {
    {MergeMode::Sum, "sum"},
    {MergeMode::Mul, "mul"},
    {MergeMode::Concat, "concat"},
    {MergeMode::Ave, "ave"}};

std::shared_ptr<RNN> copyOf(const Layer& layer, std::string_view direction) {
    Json config = layer.getConfig();
    config.set("name", std::string(direction) + "_" + layer.name());
    const Json* backwards = config.find("go_backwards");
    if (direction == "backward")
        config.set("go_backwards", !(backwards && backwards->isBool() && backwards->boolean()));
    return std::dynamic_pointer_cast<RNN>(
        layerFromConfig(layer.className(), JsonReader(config, layer.name())));
}

} // namespace

void describe(ConfigFields& fields, BidirectionalConfig& config) {
    // Null means something of its own here.
    const Json* given = fields.reader() ? fields.reader()->value().find("merge_mode") : nullptr;
    if (given ? given->isNull() : !fields.reader() && !config.mergeMode) {
        config.mergeMode.reset();
        std::optional<std::string> none;
        fields.add("merge_mode", none);
    } else {
        MergeMode mode = config.mergeMode.value_or(MergeMode::Concat);
        fields.choose("merge_mode", mode, kMergeModeNames);
        config.mergeMode = mode;
    }
    fields.add("layer", config.layer);
}

Bidirectional::Bidirectional(BidirectionalConfig config)
    : ConfiguredLayer("Bidirectional", std::move(config)) {
    check(
        dynamic_cast<const RNN*>(m_config.layer.get()) != nullptr,
        "%1: it needs a recurrent layer to go both ways with, as layers::lstm({.units = 8}).",
        name());
    m_forward = copyOf(*m_config.layer, "forward");
    m_backward = copyOf(*m_config.layer, "backward");
    if (!isTrainable())
        Bidirectional::setTrainable(false);
}

void Bidirectional::checkInputs(const Shapes& inputShapes) const {
    if (inputShapes.empty())
        Layer::checkInputs(inputShapes); // which refuses that
    const Shape& x = inputShapes.front();
    const std::size_t rank = m_forward->inputRank();
    check(
        x.rank() == rank,
        "%1: inputs must have %2 axes, the steps behind the samples, but got shape %3.",
        name(),
        rank,
        x);
    const std::size_t states = 2 * m_forward->stateCount(x);
    check(
        inputShapes.size() == 1 || inputShapes.size() == states + 1,
        "%1: it carries %2 states, half of them backward, but was given %3 to start with.",
        name(),
        states,
        inputShapes.size() - 1);
    if (isBuilt())
        m_forward->build(x); // which only checks
}

void Bidirectional::makeWeightsMany(const Shapes& inputShapes) {
    for (const auto& each : {m_forward, m_backward}) {
        each->setWeightScope(weightScope() + "/" + each->name());
        each->build(inputShapes.front());
    }
}

Shape Bidirectional::computeOutputShape(const Shape& inputShape) const {
    return computeOutputShapes({inputShape}).front();
}

Shapes Bidirectional::computeOutputShapes(const Shapes& inputShapes) const {
    const Shapes oneWay = m_forward->computeOutputShapes({inputShapes.front()});
    Shape output = oneWay.front();
    if (m_config.mergeMode == MergeMode::Concat)
        output[output.rank() - 1] *= 2;
    Shapes all{output};
    if (!m_config.mergeMode)
        all.push_back(output);
    for (int direction = 0; direction < 2; ++direction)
        all.insert(all.end(), oneWay.begin() + 1, oneWay.end());
    return all;
}

Tensor Bidirectional::computeMask(const Tensors& inputs, const Tensors& masks) const {
    return m_forward->computeMask(inputs, masks);
}

Tensors Bidirectional::callMany(const Tensors& xs, const LayerCall& call) {
    const auto half = static_cast<std::ptrdiff_t>((xs.size() - 1) / 2);
    Tensors ahead{xs.front()};
    ahead.insert(ahead.end(), xs.begin() + 1, xs.begin() + 1 + half);
    Tensors back{xs.front()};
    back.insert(back.end(), xs.begin() + 1 + half, xs.end());
    const Tensors forward = m_forward->apply(ahead, call);
    const Tensors backward = m_backward->apply(back, call);
    const Tensor& y = forward.front();
    // Both in the order of time.
    const Tensor z =
        m_forward->options().returnSequences ? reverse(backward.front(), 1) : backward.front();
    Tensors results;
    if (!m_config.mergeMode) {
        results = {y, z};
    } else if (*m_config.mergeMode == MergeMode::Concat) {
        results = {concat({y, z}, -1)};
    } else if (*m_config.mergeMode == MergeMode::Mul) {
        results = {y * z};
    } else {
        results = {*m_config.mergeMode == MergeMode::Ave ? (y + z) * 0.5 : y + z};
    }
    results.insert(results.end(), forward.begin() + 1, forward.end());
    results.insert(results.end(), backward.begin() + 1, backward.end());
    return results;
}

void Bidirectional::setTrainable(bool trainable) {
    Layer::setTrainable(trainable);
    m_forward->setTrainable(trainable);
    m_backward->setTrainable(trainable);
}

Variables Bidirectional::trainableWeights() const {
    Variables all = m_forward->trainableWeights();
    for (Variable& variable : m_backward->trainableWeights())
        all.push_back(std::move(variable));
    return all;
}

Variables Bidirectional::nonTrainableWeights() const {
    Variables all = m_forward->nonTrainableWeights();
    for (Variable& variable : m_backward->nonTrainableWeights())
        all.push_back(std::move(variable));
    return all;
}

std::vector<Layer::Weight> Bidirectional::allWeights() const {
    std::vector<Weight> all = m_forward->allWeights();
    for (Weight& weight : m_backward->allWeights())
        all.push_back(std::move(weight));
    return all;
}

void Bidirectional::resetStates() {
    m_forward->resetStates();
    m_backward->resetStates();
}

std::shared_ptr<Bidirectional> bidirectional(BidirectionalConfig config) {
    return std::make_shared<Bidirectional>(std::move(config));
}

} // namespace tp::layers
