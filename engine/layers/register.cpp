#include "engine/layers/register.h"

#include "engine/keras/layer_registry.h"
#include "engine/layers/core.h"
#include "engine/layers/embedding.h"
#include "engine/layers/input_layer.h"
#include "engine/layers/merge.h"
#include "engine/layers/noise.h"
#include "engine/layers/rectifier.h"
#include "engine/layers/reshaping.h"

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
    registerLayer<ActivationLayer, ActivationConfig>("Activation");
    registerLayer<Add, MergeConfig>("Add");
    registerLayer<AlphaDropout, AlphaDropoutConfig>("AlphaDropout");
    registerLayer<Average, MergeConfig>("Average");
    registerLayer<Concatenate, ConcatenateConfig>("Concatenate");
    registerLayer<Dense, DenseConfig>("Dense");
    registerLayer<Dot, DotConfig>("Dot");
    registerLayer<Dropout, DropoutConfig>("Dropout");
    registerLayer<ELU, ELUConfig>("ELU");
    registerLayer<Embedding, EmbeddingConfig>("Embedding");
    registerLayer<Flatten, FlattenConfig>("Flatten");
    registerLayer<GaussianDropout, GaussianDropoutConfig>("GaussianDropout");
    registerLayer<GaussianNoise, GaussianNoiseConfig>("GaussianNoise");
    registerLayer("InputLayer", inputLayerFrom);
    registerLayer<LeakyReLU, LeakyReLUConfig>("LeakyReLU");
    registerLayer<Masking, MaskingConfig>("Masking");
    registerLayer<Maximum, MergeConfig>("Maximum");
    registerLayer<Minimum, MergeConfig>("Minimum");
    registerLayer<Multiply, MergeConfig>("Multiply");
    registerLayer<PReLU, PReLUConfig>("PReLU");
    registerLayer<Permute, PermuteConfig>("Permute");
    registerLayer<ReLU, ReLUConfig>("ReLU");
    registerLayer<RepeatVector, RepeatVectorConfig>("RepeatVector");
    registerLayer<Reshape, ReshapeConfig>("Reshape");
    registerLayer<Softmax, SoftmaxConfig>("Softmax");
    registerLayer<SpatialDropout1D, DropoutConfig>("SpatialDropout1D");
    registerLayer<ThresholdedReLU, ThresholdedReLUConfig>("ThresholdedReLU");
}

} // namespace tp
