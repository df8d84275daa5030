#include "engine/layers/layer.h"

#include "engine/base/error.h"

#include <map>
#include <mutex>

namespace tp {

namespace {

struct NameCounters {
    std::mutex mutex;
    std::map<std::string, int> last;
};

NameCounters& nameCounters() {
    static NameCounters counters;
    return counters;
}

bool isUpper(char letter) {
    return letter >= 'A' && letter <= 'Z';
}

bool isLower(char letter) {
    return letter >= 'a' && letter <= 'z';
}

bool continuesWord(char letter) {
    return isLower(letter) || (letter >= '0' && letter <= '9');
}

// Names must be those of tfjs, which splits by words first ("ConvLST_M2D"), by humps then
// ("Conv_LST_M2D").
std::string toSnakeCase(const std::string& name) {
    std::string words;
    for (std::size_t i = 0; i < name.size();) {
        words += name[i++];
        if (i + 1 < name.size() && isUpper(name[i]) && continuesWord(name[i + 1])) {
            words += '_';
            words += name[i++];
            while (i < name.size() && continuesWord(name[i]))
                words += name[i++];
        }
    }
    std::string snake;
    for (const char letter : words) {
        if (!snake.empty() && isUpper(letter) && isLower(snake.back()))
            snake += '_';
        snake += letter;
    }
    for (char& letter : snake)
        if (isUpper(letter))
            letter = static_cast<char>(letter - 'A' + 'a');
    return snake;
}

Shape withBatchAxis(const Shape& sample) {
    Shape shape{-1};
    for (const std::int64_t size : sample)
        shape.push_back(size);
    return shape;
}

void checkGivenShape(const std::string& layer, const Shape& shape) {
    for (const std::int64_t size : shape)
        check(
            size == -1 || size >= 1,
            "%1: the input shape must hold sizes of 1 or more, or -1 for any, but got %2.",
            layer,
            shape);
}

} // namespace

int nextNameNumber(const std::string& prefix) {
    NameCounters& counters = nameCounters();
    const std::scoped_lock lock(counters.mutex);
    return ++counters.last[prefix];
}

std::string automaticLayerName(std::string_view className) {
    const std::string name(className);
    return toSnakeCase(name) + "_" + name + std::to_string(nextNameNumber(name));
}

void resetAutomaticNames() {
    NameCounters& counters = nameCounters();
    const std::scoped_lock lock(counters.mutex);
    counters.last.clear();
}

std::int64_t countParams(const Variables& variables) {
    std::int64_t count = 0;
    for (const Variable& variable : variables)
        count += variable.shape().elementCount();
    return count;
}

Layer::Layer(std::string_view className, LayerOptions options)
    : m_className(className)
    , m_name(options.name.empty() ? automaticLayerName(className) : std::move(options.name))
    , m_batchInputShape(options.batchInputShape)
    , m_trainable(options.trainable) {
    checkGivenShape(m_name, options.inputShape);
    checkGivenShape(m_name, options.batchInputShape);
    if (options.batchInputShape.rank() == 0 && options.inputShape.rank() > 0)
        m_batchInputShape = withBatchAxis(options.inputShape);
}

void Layer::setTrainable(bool trainable) {
    m_trainable = trainable;
    for (const Weight& weight : m_weights) {
        Variable variable = weight.variable;
        variable.setTrainable(trainable && weight.isTrainable);
    }
}

void Layer::build(const Shape& inputShape) {
    checkInput(inputShape);
    if (m_built)
        return;
    makeWeights(inputShape);
    m_built = true;
}

Tensor Layer::apply(const Tensor& x, Training training) {
    if (m_built) [[likely]] {
        checkInput(x.shape());
    } else {
        Shape anyBatch = x.shape();
        if (anyBatch.rank() > 0)
            anyBatch[0] = -1;
        build(anyBatch);
    }
    return call(x, training);
}

Shape Layer::connect(const Shape& inputShape) {
    build(inputShape);
    return m_places.emplace_back(Place{inputShape, computeOutputShape(inputShape)}).output;
}

void Layer::setOwnPlace(Place place) {
    if (m_places.empty())
        m_places.push_back(place);
    else
        m_places.front() = place;
}

Variables Layer::weightsWhere(bool isTrainable) const {
    Variables found;
    for (const Weight& weight : m_weights)
        if ((m_trainable && weight.isTrainable) == isTrainable)
            found.push_back(weight.variable);
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
    for (std::size_t i = 0; i < values.size(); ++i)
        check(
            values[i].shape() == variables[i].shape() && values[i].dtype() == variables[i].dtype(),
            "%1: the weight %2 holds %3 of shape %4, but was given %5 of shape %6.",
            m_name,
            variables[i].name(),
            variables[i].dtype(),
            variables[i].shape(),
            values[i].dtype(),
            values[i].shape());
    for (std::size_t i = 0; i < values.size(); ++i)
        variables[i].assign(values[i]);
}

std::int64_t Layer::countParams() const {
    return tp::countParams(weights());
}

void Layer::checkInput(const Shape&) const {}

void Layer::makeWeights(const Shape&) {}

Variable Layer::addWeight(
    std::string_view name, const Shape& shape, const Initializer& initializer, bool isTrainable) {
    const Variable variable(
        initializer(shape), m_trainable && isTrainable, m_name + "/" + std::string(name));
    m_weights.push_back({variable, isTrainable});
    return variable;
}

} // namespace tp
