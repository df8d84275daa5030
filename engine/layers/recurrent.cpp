#include "engine/layers/recurrent.h"

#include "engine/base/error.h"
#include "engine/layers/recurrent_config.h"
#include "engine/ops/array.h"
#include "engine/ops/compare.h"
#include "engine/tensor/tidy.h"

namespace tp::layers {

namespace {

Shape stepShapeOf(const Shape& sequence) {
    Shape shape{sequence[0]};
    for (std::size_t axis = 2; axis < sequence.rank(); ++axis)
        shape.push_back(sequence[axis]);
    return shape;
}

Shape withSizes(Shape shape, const Shape& sizes) {
    for (const std::int64_t size : sizes)
        shape.push_back(size);
    return shape;
}

Tensor stepsFirst(const Tensor& x) {
    std::vector<std::int64_t> order = {1, 0};
    for (std::size_t axis = 2; axis < x.rank(); ++axis)
        order.push_back(static_cast<std::int64_t>(axis));
    return transpose(x, order);
}

// For each step whether it counts, [samples, 1, ...] with as many axes as a state.
Tensors stepMasks(const std::string& layer, const Tensor& mask, const Tensor& x) {
    if (mask.isNull())
        return {};
    check(
        mask.rank() >= 2 && mask.size() == x.shape()[0] * x.shape()[1] &&
            mask.shape()[0] == x.shape()[0] && mask.shape()[1] == x.shape()[1],
        "%1: the mask must have one value for each step of each sample, shape [%2, %3], but it has "
        "shape %4.",
        layer,
        x.shape()[0],
        x.shape()[1],
        mask.shape());
    Shape shape{x.shape()[0], x.shape()[1]};
    for (std::size_t axis = 2; axis < x.rank(); ++axis)
        shape.push_back(1);
    return unstack(stepsFirst(tp::reshape(cast(mask, DType::Bool), shape)));
}

} // namespace

void settingFromJson(const JsonReader& json, CellOrCells& value) {
    if (json.value().isList()) {
        std::vector<LayerPointer> cells;
        tp::settingFromJson(json, cells);
        value = CellOrCells(std::move(cells));
    } else {
        LayerPointer cell;
        tp::settingFromJson(json, cell);
        value = CellOrCells(std::move(cell));
    }
}

void describe(ConfigFields& fields, RNNConfig& config) {
    describeSequence(fields, config);
    if (fields.reader()) {
        if (const auto cell = fields.reader()->find("cell"))
            settingFromJson(*cell, config.cell);
    }
}

RNN::RNN(const RNNConfig& config)
    : RNN("RNN",
          {config.inputShape, config.batchInputShape, config.name, config.trainable},
          config.cell.cell(),
          {config.returnSequences,
           config.returnState,
           config.goBackwards,
           config.stateful,
           config.unroll}) {}

RNN::RNN(std::string_view className, LayerOptions layer, LayerPointer cell, SequenceOptions options)
    : Layer(className, std::move(layer))
    , m_cell(std::move(cell))
    , m_recurrent(dynamic_cast<const RecurrentCell*>(m_cell.get()))
    , m_options(options) {
    check(m_cell != nullptr, "%1: it needs a cell, as layers::lstmCell({.units = 8}).", name());
    check(
        m_recurrent != nullptr,
        "%1: its cell must be one, as layers::lstmCell({.units = 8}), but \"%2\" is a layer of the "
        "kind %3.",
        name(),
        m_cell->name(),
        m_cell->className());
}

// As in tfjs: the cell's settings stand beside the layer's own, which win.
Json RNN::getConfig() const {
    const Json cell = m_cell->getConfig();
    Json config = cell;
    for (Json::Member& each : baseConfig())
        config.set(each.first, std::move(each.second));
    Json::Object sequence;
    ConfigFields writer(sequence);
    SequenceOptions options = m_options;
    describeSequence(writer, options);
    for (Json::Member& each : sequence)
        config.set(each.first, std::move(each.second));
    if (className() == "RNN")
        config.set("cell", Json::Object{{"class_name", m_cell->className()}, {"config", cell}});
    return config;
}

std::size_t RNN::stateCount(const Shape& inputShape) const {
    return m_recurrent->stateShapes(stepShapeOf(inputShape)).size();
}

Shape RNN::computeOutputShape(const Shape& inputShape) const {
    return computeOutputShapes({inputShape}).front();
}

Shapes RNN::computeOutputShapes(const Shapes& inputShapes) const {
    const Shape& x = inputShapes.front();
    check(
        !m_options.stateful || x[0] != -1,
        "%1: a stateful layer must know how many samples there are at a time: give its first layer "
        "a batchInputShape, or the input a batchShape.",
        name());
    const Shapes states = m_recurrent->stateShapes(stepShapeOf(x));
    const Shape steps = m_options.returnSequences ? Shape{x[0], x[1]} : Shape{x[0]};
    Shapes shapes{withSizes(steps, states.front())};
    if (m_options.returnState) {
        for (const Shape& state : states)
            shapes.push_back(withSizes({x[0]}, state));
    }
    return shapes;
}

Tensor RNN::computeMask(const Tensors&, const Tensors& masks) const {
    return m_options.returnSequences && !masks.empty() ? masks.front() : Tensor();
}

void RNN::checkInputs(const Shapes& inputShapes) const {
    if (inputShapes.empty())
        Layer::checkInputs(inputShapes); // which refuses that
    const Shape& x = inputShapes.front();
    const std::size_t rank = inputRank();
    check(
        x.rank() == rank,
        rank == 3 ? "%1: inputs must have %2 axes, [samples, steps, numbers], but got shape %3."
                  : "%1: inputs must have %2 axes, the steps behind the samples, but got shape %3.",
        name(),
        rank,
        x);
    if (isBuilt())
        m_cell->build(stepShapeOf(x)); // which only checks
    const std::int64_t samples = places().empty() ? -1 : places().front().inputs.front()[0];
    check(
        !m_options.stateful || samples == -1 || x[0] == -1 || x[0] == samples,
        "%1: it is stateful and was made for %2 samples at a time, shape %3, but got shape %4.",
        name(),
        samples,
        places().empty() ? Shape() : places().front().inputs.front(),
        x);
    if (inputShapes.size() > 1)
        checkStates(inputShapes);
}

void RNN::checkStates(const Shapes& inputShapes) const {
    const Shape& x = inputShapes.front();
    const Shapes states = m_recurrent->stateShapes(stepShapeOf(x));
    check(
        inputShapes.size() == states.size() + 1,
        "%1: it carries %2 states, but was given %3 to start with.",
        name(),
        states.size(),
        inputShapes.size() - 1);
    for (std::size_t i = 0; i < states.size(); ++i) {
        const Shape expected = withSizes({x[0]}, states[i]);
        const Shape& given = inputShapes[i + 1];
        bool fits = given.rank() == expected.rank();
        for (std::size_t axis = 0; fits && axis < given.rank(); ++axis)
            fits = given[axis] == expected[axis] || given[axis] == -1 || expected[axis] == -1;
        check(
            fits,
            "%1: the state %2 to start with must have shape %3, but has %4.",
            name(),
            i,
            expected,
            given);
    }
}

void RNN::makeWeightsMany(const Shapes& inputShapes) {
    m_cell->setWeightScope(weightScope());
    m_cell->build(stepShapeOf(inputShapes.front()));
}

Tensors RNN::firstStates(const Tensors& xs) const {
    if (xs.size() > 1)
        return {xs.begin() + 1, xs.end()};
    const Shape& x = xs.front().shape();
    if (m_options.stateful && !m_states.empty()) {
        check(
            m_states.front().shape()[0] == x[0],
            "%1: it carries states of %2 samples from the last batch, but was given %3; call "
            "resetStates() before a batch of another size.",
            name(),
            m_states.front().shape()[0],
            x[0]);
        return m_states;
    }
    Tensors zero;
    for (const Shape& state : m_recurrent->stateShapes(stepShapeOf(x)))
        zero.push_back(tp::zeros(withSizes({x[0]}, state)));
    return zero;
}

Tensors RNN::callMany(const Tensors& xs, const LayerCall& call) {
    const Tensor& x = xs.front();
    check(x.shape()[1] >= 1, "%1: sequences must have a step or more.", name());
    const auto count = static_cast<std::size_t>(x.shape()[1]);
    const Tensors masks = stepMasks(name(), call.mask, x);
    Tensors states = firstStates(xs);
    const auto run = m_recurrent->start(stepShapeOf(x.shape()), call.training);
    Tensors steps = unstack(run->project(stepsFirst(x)));
    Tensors outputs;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t step = m_options.goBackwards ? count - 1 - i : i;
        Tensors after = run->step(std::exchange(steps[step], {}), states);
        if (!masks.empty()) {
            for (std::size_t each = 0; each < after.size(); ++each)
                after[each] = where(masks[step], after[each], states[each]);
        }
        states = std::move(after);
        if (m_options.returnSequences)
            outputs.push_back(states.front());
    }
    if (m_options.stateful) {
        m_states.clear();
        for (const Tensor& state : states)
            m_states.push_back(keep(clone(state)));
    }
    Tensors results{m_options.returnSequences ? stack(outputs, 1) : states.front()};
    if (m_options.returnState)
        results.insert(results.end(), states.begin(), states.end());
    return results;
}

void RNN::setTrainable(bool trainable) {
    Layer::setTrainable(trainable);
    for (Variable& variable : m_cell->trainableWeights())
        variable.setTrainable(trainable);
}

Variables RNN::trainableWeights() const {
    return isTrainable() ? m_cell->trainableWeights() : Variables();
}

Variables RNN::nonTrainableWeights() const {
    return isTrainable() ? m_cell->nonTrainableWeights() : m_cell->weights();
}

std::shared_ptr<RNN> rnn(const RNNConfig& config) {
    return std::make_shared<RNN>(config);
}

} // namespace tp::layers
