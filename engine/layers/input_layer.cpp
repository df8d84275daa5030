#include "engine/layers/input_layer.h"

#include "engine/keras/layer_names.h"

namespace tp {

namespace layers {

namespace {

Shape batchShapeOf(const InputConfig& config) {
    check(
        config.shape.rank() == 0 || config.batchShape.rank() == 0,
        "input: give either a shape, %1, or a batchShape, %2, which has the batch axis too.",
        config.shape,
        config.batchShape);
    if (config.batchShape.rank() > 0)
        return config.batchShape;
    Shape shape{-1};
    for (const std::int64_t size : config.shape)
        shape.push_back(size);
    return shape;
}

std::string nameOf(const InputConfig& config) {
    return config.name.empty() ? "input" + std::to_string(nextNameNumber("input")) : config.name;
}

} // namespace

InputLayer::InputLayer(InputConfig config)
    : Layer("InputLayer", {{}, batchShapeOf(config), nameOf(config), false})
    , m_shape(batchShapeOf(config))
    , m_sparse(config.sparse) {
    setInputDType(config.dtype);
    setBuilt(true);
}

SymbolicTensor InputLayer::output() {
    if (!places().empty()) {
        if (const auto node = places().front().node.lock())
            return {node, 0};
    }
    while (!places().empty())
        disconnect();
    const SymbolicTensor x = Layer::apply(SymbolicTensors{}).front();
    setOwnPlace({{m_shape}, {m_shape}, x.node()}); // tfjs shows what it is given as its input
    return x;
}

Json InputLayer::getConfig() const {
    return Json::Object{
        {"batch_input_shape", shapeToJson(m_shape)},
        {"dtype", dtypeName(inputDType())},
        {"sparse", m_sparse},
        {"name", name()}};
}

std::shared_ptr<InputLayer> inputLayer(InputConfig config) {
    return std::make_shared<InputLayer>(std::move(config));
}

} // namespace layers

SymbolicTensor input(InputConfig config) {
    return layers::inputLayer(std::move(config))->output();
}

} // namespace tp
