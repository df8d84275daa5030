#include "engine/keras/layer.h"

#include "engine/keras/initial_values.h"
#include "engine/keras/layer_names.h"
#include "engine/ops/creation.h"

#include <algorithm>

namespace tp {

namespace {

Shape withBatchAxis(const Shape& sample) {
    Shape shape{-1};
    for (const std::int64_t size : sample)
        shape.push_back(size);
    return shape;
}

void checkGivenShape(const std::string& layer, const Shape& shape) {
    for (const std::int64_t size : shape) {
        check(
            size == -1 || size >= 1,
            "%1: the input shape must hold sizes of 1 or more, or -1 for any, but got %2.",
            layer,
            shape);
    }
}

Shapes shapesOf(const Tensors& tensors) {
    Shapes shapes;
    shapes.reserve(tensors.size());
    for (const Tensor& tensor : tensors)
        shapes.push_back(tensor.shape());
    return shapes;
}

} // namespace

std::int64_t countParams(const Variables& variables) {
    std::int64_t count = 0;
    for (const Variable& variable : variables)
        count += variable.shape().elementCount();
    return count;
}

Json shapeToJson(const Shape& shape) {
    Json::List sizes;
    for (const std::int64_t size : shape)
        sizes.push_back(size == -1 ? Json() : Json(size));
    return sizes;
}

Shape shapeFromJson(const JsonReader& json) {
    Shape shape;
    for (const JsonReader& each : json.elements()) {
        if (shape.rank() == Shape::kMaxRank) {
            json.refuse(
                "a shape has at most %2 axes, but this one has %3", Shape::kMaxRank, json.size());
        }
        const std::int64_t size = each.isNull() ? -1 : each.integer();
        if (size < -1)
            each.refuse("an axis cannot have the size %2", size);
        shape.push_back(size);
    }
    return shape;
}

Layer::Layer(std::string_view className, LayerOptions options)
    : m_className(className)
    , m_name(options.name.empty() ? automaticLayerName(className) : std::move(options.name))
    , m_weightScope(m_name)
    , m_batchInputShape(options.batchInputShape)
    , m_trainable(options.trainable) {
    checkGivenShape(m_name, options.inputShape);
    checkGivenShape(m_name, options.batchInputShape);
    if (options.batchInputShape.rank() == 0 && options.inputShape.rank() > 0)
        m_batchInputShape = withBatchAxis(options.inputShape);
}

Json Layer::getConfig() const {
    fail(
        Error::Kind::Unsupported,
        "%1: a layer of the kind \"%2\" cannot be saved: it does not override getConfig().",
        m_name,
        m_className);
}

Json::Object Layer::baseConfig() const {
    Json::Object config = {{"name", m_name}, {"trainable", m_trainable}};
    if (m_batchInputShape.rank() > 0) {
        config.emplace_back("batch_input_shape", shapeToJson(m_batchInputShape));
        config.emplace_back("dtype", dtypeName(m_inputDType));
    }
    return config;
}

void Layer::setTrainable(bool trainable) {
    m_trainable = trainable;
    for (const Weight& weight : m_weights) {
        Variable variable = weight.variable;
        variable.setTrainable(trainable && weight.options.isTrainable);
    }
}

void Layer::build(const Shapes& inputShapes) {
    checkInputs(inputShapes);
    if (m_built)
        return;
    makeWeightsMany(inputShapes);
    m_built = true;
}

void Layer::buildForTensors(const Shapes& shapes) {
    Shapes anyBatch = shapes;
    for (Shape& shape : anyBatch) {
        if (shape.rank() > 0)
            shape[0] = -1;
    }
    build(anyBatch);
}

Tensor Layer::apply(const Tensor& x, const LayerCall& call) {
    if (m_built) [[likely]] {
        checkInput(x.shape());
    } else {
        buildForTensors({x.shape()});
    }
    return this->call(x, call);
}

Tensors Layer::apply(const Tensors& xs, const LayerCall& call) {
    if (m_built) {
        checkInputs(shapesOf(xs));
    } else {
        buildForTensors(shapesOf(xs));
    }
    return callMany(xs, call);
}

SymbolicTensor Layer::apply(const SymbolicTensor& x) {
    const SymbolicTensors outputs = apply(SymbolicTensors{x});
    check(
        outputs.size() == 1,
        "%1: it puts out %2 tensors; give its inputs as a list to get them all.",
        m_name,
        outputs.size());
    return outputs.front();
}

SymbolicTensors Layer::apply(const SymbolicTensors& xs) {
    const Shapes inputShapes = tp::shapesOf(xs);
    build(inputShapes);
    const auto node = std::make_shared<LayerNode>();
    node->layer = shared_from_this();
    node->index = m_places.size();
    node->inputs = xs;
    node->outputShapes = computeOutputShapes(inputShapes);
    node->dtype = outputDType(xs);
    m_places.push_back({inputShapes, node->outputShapes, node});
    SymbolicTensors outputs;
    for (std::size_t i = 0; i < node->outputShapes.size(); ++i)
        outputs.emplace_back(node, i);
    return outputs;
}

SymbolicTensor Layer::output(std::size_t place) const {
    check(
        place < m_places.size(),
        "%1: it stands in models at %2 places; there is no place %3.",
        m_name,
        m_places.size(),
        place);
    const auto node = m_places[place].node.lock();
    check(node != nullptr, "%1: the model that it stood in is gone.", m_name);
    return {node, 0};
}

void Layer::setOwnPlace(Place place) {
    if (m_places.empty()) {
        m_places.push_back(std::move(place));
    } else {
        m_places.front() = std::move(place);
    }
}

Shapes Layer::computeOutputShapes(const Shapes& inputShapes) const {
    return {computeOutputShape(inputShapes.front())};
}

Tensor Layer::computeMask(const Tensors&, const Tensors& masks) const {
    return masks.empty() ? Tensor() : masks.front();
}

Variables Layer::weightsWhere(bool isTrainable) const {
    Variables found;
    for (const Weight& weight : m_weights) {
        if ((m_trainable && weight.options.isTrainable) == isTrainable)
            found.push_back(weight.variable);
    }
    return found;
}

Variables Layer::trainableWeights() const {
    return weightsWhere(true);
}

Variables Layer::nonTrainableWeights() const {
    return weightsWhere(false);
}

Variables Layer::weights() const {
    Variables all = trainableWeights();
    for (Variable& variable : nonTrainableWeights())
        all.push_back(std::move(variable));
    return all;
}

Tensors Layer::getWeights() const {
    Tensors values;
    for (const Variable& variable : weights())
        values.push_back(variable.value());
    return values;
}

void Layer::setWeights(const Tensors& values) {
    const Variables variables = weights();
    check(
        values.size() == variables.size(),
        "%1: there are %2 weights to set, but %3 were given.",
        m_name,
        variables.size(),
        values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        check(
            values[i].shape() == variables[i].shape() && values[i].dtype() == variables[i].dtype(),
            "%1: the weight %2 holds %3 of shape %4, but was given %5 of shape %6.",
            m_name,
            variables[i].name(),
            variables[i].dtype(),
            variables[i].shape(),
            values[i].dtype(),
            values[i].shape());
    }
    const std::vector<Weight> all = allWeights();
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto weight = std::find_if(all.begin(), all.end(), [&](const Weight& each) {
            return each.variable == variables[i];
        });
        const bool isFree = weight == all.end() || weight->options.constraint.isNull();
        variables[i].assign(isFree ? values[i] : weight->options.constraint(values[i]));
    }
}

std::vector<Layer::Weight> Layer::regularizedWeights() const {
    std::vector<Weight> found;
    for (const Weight& weight : m_weights) {
        if (!weight.options.regularizer.isNull())
            found.push_back(weight);
    }
    return found;
}

std::int64_t Layer::countParams() const {
    return tp::countParams(weights());
}

void Layer::checkInput(const Shape&) const {}

void Layer::checkInputs(const Shapes& inputShapes) const {
    check(
        inputShapes.size() == 1,
        "%1: it takes one input, but was given %2.",
        m_name,
        inputShapes.size());
    checkInput(inputShapes.front());
}

void Layer::makeWeights(const Shape&) {}

Tensor Layer::call(const Tensor& x, const LayerCall& call) {
    return callMany({x}, call).front();
}

Tensors Layer::callMany(const Tensors& xs, const LayerCall& call) {
    return {this->call(xs.front(), call)};
}

Variable Layer::addWeight(
    std::string_view name,
    const Shape& shape,
    const Initializer& initializer,
    WeightOptions options) {
    const Variable variable(
        WithoutInitialValues::isActive() ? zeros(shape) : initializer(shape),
        m_trainable && options.isTrainable,
        m_weightScope + "/" + std::string(name));
    m_weights.push_back({variable, options});
    return variable;
}

} // namespace tp
