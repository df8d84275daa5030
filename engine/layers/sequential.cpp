#include "engine/layers/sequential.h"

#include "engine/base/error.h"

namespace tp {

namespace {

LayerOptions withName(std::string name) {
    if (name.empty())
        name = "sequential_" + std::to_string(nextNameNumber("sequential_"));
    return {.inputShape = {}, .batchInputShape = {}, .name = std::move(name), .trainable = true};
}

// A layer in the middle may say what it expects, but must not contradict what it gets.
void checkAgreement(const Layer& layer, const Shape& given) {
    const Shape expected = layer.batchInputShape();
    bool agrees = expected.rank() == 0 || expected.rank() == given.rank();
    for (std::size_t axis = 0; agrees && axis < expected.rank(); ++axis)
        agrees = expected[axis] == -1 || given[axis] == -1 || expected[axis] == given[axis];
    check(
        agrees,
        "%1: it was made for inputs of shape %2, but the layer before it puts out %3.",
        layer.name(),
        expected,
        given);
}

} // namespace

Sequential::Sequential(SequentialConfig config)
    : Model("Sequential", withName(std::move(config.name))) {
    for (LayerPointer& layer : config.layers)
        add(std::move(layer));
}

void Sequential::add(LayerPointer layer) {
    checkNotFitting("add");
    check(layer != nullptr, "add: there is no layer to add: the pointer is null.");
    for (const LayerPointer& each : m_layers)
        check(
            each == layer || each->name() != layer->name(),
            "add: the model has a layer \"%1\" already; names must differ.",
            layer->name());
    if (m_layers.empty() && layer->batchInputShape().rank() > 0) {
        m_inputShape = layer->batchInputShape();
        // A model that knows its input has its place already, before it becomes part of another.
        m_firstHadPlace = !layer->places().empty();
        m_outputShape =
            m_firstHadPlace ? layer->places().front().output : layer->connect(m_inputShape);
        setBuilt(true);
    } else if (isBuilt()) {
        checkAgreement(*layer, m_outputShape);
        m_outputShape = layer->connect(m_outputShape);
    }
    m_layers.push_back(std::move(layer));
    if (isBuilt())
        setOwnPlace({m_inputShape, m_outputShape});
    layersChanged();
}

void Sequential::add(Sequential model) {
    add(std::make_shared<Sequential>(std::move(model)));
}

void Sequential::pop() {
    checkNotFitting("pop");
    check(!m_layers.empty(), "pop: the model has no layers.");
    if (isBuilt()) {
        m_outputShape = m_layers.back()->places().back().input;
        if (m_layers.size() > 1 || !m_firstHadPlace)
            m_layers.back()->disconnect();
    }
    m_layers.pop_back();
    setBuilt(isBuilt() && !m_layers.empty());
    if (isBuilt())
        setOwnPlace({m_inputShape, m_outputShape});
    layersChanged();
}

std::string Sequential::inputName() const {
    return m_layers.empty() ? name() : m_layers.front()->name() + "_input";
}

std::string Sequential::outputName() const {
    return m_layers.empty() ? name() : m_layers.back()->name();
}

Shape Sequential::batchInputShape() const {
    return m_layers.empty() ? Shape() : m_layers.front()->batchInputShape();
}

Shape Sequential::computeOutputShape(const Shape& inputShape) const {
    Shape shape = inputShape;
    for (const LayerPointer& layer : m_layers)
        shape = layer->computeOutputShape(shape);
    return shape;
}

void Sequential::checkComplete(std::string_view method) const {
    check(!m_layers.empty(), "%1: the model is empty; add layers first.", method);
}

void Sequential::makeWeights(const Shape& inputShape) {
    checkComplete("build");
    Shape shape = inputShape;
    for (const LayerPointer& layer : m_layers) {
        checkAgreement(*layer, shape);
        shape = layer->connect(shape);
    }
    m_inputShape = inputShape;
    m_outputShape = shape;
    layersChanged();
}

Tensor Sequential::call(const Tensor& x, Training training) {
    Tensor y = x;
    for (const LayerPointer& layer : m_layers)
        y = layer->apply(y, training);
    return y;
}

Sequential sequential(SequentialConfig config) {
    return Sequential(std::move(config));
}

} // namespace tp
