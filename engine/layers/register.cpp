#include "engine/layers/register.h"

#include "engine/keras/layer_registry.h"
#include "engine/layers/core.h"
#include "engine/layers/input_layer.h"

namespace tp {

namespace {

LayerPointer inputLayerFrom(const JsonReader& json) {
    InputConfig config;
    ConfigFields fields(json);
    fields.add("batch_input_shape", config.batchShape);
    fields.add("batch_shape", config.batchShape); // Keras 3
    fields.add("dtype", config.dtype);
    fields.add("sparse", config.sparse);
    fields.add("name", config.name);
    return layers::inputLayer(std::move(config));
}

} // namespace

void registerLayers() {
    using namespace layers;
    registerLayer("InputLayer", inputLayerFrom);
    registerLayer<Dense, DenseConfig>("Dense");
    registerLayer<ActivationLayer, ActivationConfig>("Activation");
    registerLayer<Dropout, DropoutConfig>("Dropout");
    registerLayer<Flatten, FlattenConfig>("Flatten");
}

} // namespace tp
