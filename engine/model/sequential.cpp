#include "engine/model/sequential.h"

#include "engine/keras/layer_names.h"
#include "engine/keras/layer_registry.h"
#include "engine/layers/input_layer.h"

namespace tp {

namespace {

LayerOptions withName(std::string name) {
    if (name.empty())
        name = "sequential_" + std::to_string(nextNameNumber("sequential_"));
    return {.inputShape = {}, .batchInputShape = {}, .name = std::move(name), .trainable = true};
}

bool agree(const Shape& expected, const Shape& given) {
    bool agrees = expected.rank() == 0 || expected.rank() == given.rank();
    for (std::size_t axis = 0; agrees && axis < expected.rank(); ++axis)
        agrees = expected[axis] == -1 || given[axis] == -1 || expected[axis] == given[axis];
    return agrees;
}

// A layer in the middle may say what it expects, but must not contradict what it gets.
void checkAgreement(const Layer& layer, const Shape& given) {
    check(
        agree(layer.batchInputShape(), given),
        "%1: it was made for inputs of shape %2, but the layer before it puts out %3.",
        layer.name(),
        layer.batchInputShape(),
        given);
}

SymbolicTensor onlyOutput(const SymbolicTensors& outputs, const Layer& layer) {
    check(
        outputs.size() == 1,
        "%1: it puts out %2 tensors, but layers in a row pass on one; use model() instead.",
        layer.name(),
        outputs.size());
    return outputs.front();
}

} // namespace

Sequential::Sequential(SequentialConfig config)
    : Model("Sequential", withName(std::move(config.name))) {
    for (LayerPointer& layer : config.layers)
        add(std::move(layer));
}

// What the first layer puts out, if it knows what goes in; else nothing.
SymbolicTensor Sequential::startWith(Layer& layer) {
    m_firstHadPlace = false;
    const auto* model = dynamic_cast<const Model*>(&layer);
    if (layer.className() == "InputLayer") {
        m_input = dynamic_cast<layers::InputLayer&>(layer).output();
        m_firstHadPlace = true;
        return m_input;
    }
    if (model && model->isBuilt()) {
        // It has its place already; in there, this model begins where that one does.
        check(
            model->inputs().size() == 1,
            "%1: it takes %2 inputs, but layers in a row pass on one; use model() instead.",
            layer.name(),
            model->inputs().size());
        m_firstHadPlace = true;
        m_input = model->inputs().front();
        return onlyOutput(model->outputs(), layer);
    }
    if (layer.batchInputShape().rank() == 0)
        return {};
    m_input = input(
        {.batchShape = layer.batchInputShape(),
         .name = layer.name() + "_input",
         .dtype = layer.inputDType()});
    return onlyOutput(layer.apply(SymbolicTensors{m_input}), layer);
}

void Sequential::connect(const SymbolicTensor& output) {
    m_outputs.push_back(output);
    setEnds({m_input}, {output});
}

void Sequential::add(LayerPointer layer) {
    checkNotFitting("add");
    check(layer != nullptr, "add: there is no layer to add: the pointer is null.");
    for (const LayerPointer& each : m_layers) {
        check(
            each == layer || each->name() != layer->name(),
            "add: the model has a layer \"%1\" already; names must differ.",
            layer->name());
    }
    if (m_layers.empty()) {
        const SymbolicTensor output = startWith(*layer);
        if (!output.isNull())
            connect(output);
    } else if (isBuilt()) {
        checkAgreement(*layer, m_outputs.back().shape());
        connect(onlyOutput(layer->apply(SymbolicTensors{m_outputs.back()}), *layer));
    }
    m_layers.push_back(std::move(layer));
    layersChanged();
}

bool Sequential::agreesWith(const Layer& layer) const {
    return m_outputs.empty() || agree(layer.batchInputShape(), m_outputs.back().shape());
}

void Sequential::add(Sequential model) {
    add(std::make_shared<Sequential>(std::move(model)));
}

void Sequential::pop() {
    checkNotFitting("pop");
    check(!m_layers.empty(), "pop: the model has no layers.");
    if (isBuilt()) {
        if (m_layers.size() > 1 || !m_firstHadPlace)
            m_layers.back()->disconnect();
        m_outputs.pop_back();
        if (m_outputs.empty()) {
            removeEnds();
        } else {
            setEnds({m_input}, {m_outputs.back()});
        }
    }
    m_layers.pop_back();
    layersChanged();
}

Shape Sequential::batchInputShape() const {
    return m_layers.empty() ? Shape() : m_layers.front()->batchInputShape();
}

Json Sequential::getConfig() const {
    Json::List layers;
    for (const LayerPointer& layer : m_layers)
        layers.push_back(layerToJson(*layer));
    return Json::Object{{"name", name()}, {"layers", std::move(layers)}};
}

void Sequential::checkComplete(std::string_view method) const {
    check(!m_layers.empty(), "%1: the model is empty; add layers first.", method);
}

void Sequential::makeWeights(const Shape& inputShape) {
    checkComplete("build");
    m_input = input({.batchShape = inputShape, .name = m_layers.front()->name() + "_input"});
    SymbolicTensor last = m_input;
    SymbolicTensors outputs;
    for (const LayerPointer& layer : m_layers) {
        checkAgreement(*layer, last.shape());
        last = onlyOutput(layer->apply(SymbolicTensors{last}), *layer);
        outputs.push_back(last);
    }
    m_outputs = std::move(outputs);
    setEnds({m_input}, {last});
}

Sequential sequential(SequentialConfig config) {
    return Sequential(std::move(config));
}

} // namespace tp
