#include "engine/layers/register.h"

#include "engine/keras/layer_registry.h"
#include "engine/layers/conv.h"
#include "engine/layers/conv_depthwise.h"
#include "engine/layers/conv_recurrent.h"
#include "engine/layers/conv_transpose.h"
#include "engine/layers/core.h"
#include "engine/layers/embedding.h"
#include "engine/layers/global_pooling.h"
#include "engine/layers/image_size.h"
#include "engine/layers/input_layer.h"
#include "engine/layers/merge.h"
#include "engine/layers/noise.h"
#include "engine/layers/normalization.h"
#include "engine/layers/pooling.h"
#include "engine/layers/preprocessing.h"
#include "engine/layers/rectifier.h"
#include "engine/layers/recurrent_layers.h"
#include "engine/layers/reshaping.h"
#include "engine/layers/wrappers.h"

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
    if (!json.find("batch_shape"))
        static_cast<void>(json["batch_input_shape"]); // must be there
    return layers::inputLayer(std::move(config));
}

} // namespace

void registerLayers() {
    using namespace layers;
    registerLayer<ActivationLayer, ActivationConfig>("Activation");
    registerLayer<Add, MergeConfig>("Add");
    registerLayer<AlphaDropout, AlphaDropoutConfig>("AlphaDropout");
    registerLayer<Average, MergeConfig>("Average");
    registerLayer<AveragePooling1D, PoolingConfig>("AveragePooling1D");
    registerLayer<AveragePooling2D, PoolingConfig>("AveragePooling2D");
    registerLayer<AveragePooling3D, PoolingConfig>("AveragePooling3D");
    registerLayer<BatchNormalization, BatchNormalizationConfig>("BatchNormalization");
    registerLayer<Bidirectional, BidirectionalConfig>("Bidirectional");
    registerLayer<CategoryEncoding, CategoryEncodingConfig>("CategoryEncoding");
    registerLayer<CenterCrop, CenterCropConfig>("CenterCrop");
    registerLayer<Concatenate, ConcatenateConfig>("Concatenate");
    registerLayer<Conv1D, ConvConfig>("Conv1D");
    registerLayer<Conv2D, ConvConfig>("Conv2D");
    registerLayer<Conv2DTranspose, ConvTransposeConfig>("Conv2DTranspose");
    registerLayer<Conv3D, ConvConfig>("Conv3D");
    registerLayer<Conv3DTranspose, ConvTransposeConfig>("Conv3DTranspose");
    registerLayer<ConvLSTM2D, ConvLSTM2DConfig>("ConvLSTM2D");
    registerLayer<ConvLSTM2DCell, ConvLSTM2DCellConfig>("ConvLSTM2DCell");
    registerLayer<Cropping2D, Cropping2DConfig>("Cropping2D");
    registerLayer<Dense, DenseConfig>("Dense");
    registerLayer<DepthwiseConv2D, DepthwiseConv2DConfig>("DepthwiseConv2D");
    registerLayer<Dot, DotConfig>("Dot");
    registerLayer<Dropout, DropoutConfig>("Dropout");
    registerLayer<ELU, ELUConfig>("ELU");
    registerLayer<Embedding, EmbeddingConfig>("Embedding");
    registerLayer<Flatten, FlattenConfig>("Flatten");
    registerLayer<GRU, GRUConfig>("GRU");
    registerLayer<GRUCell, GRUCellConfig>("GRUCell");
    registerLayer<GaussianDropout, GaussianDropoutConfig>("GaussianDropout");
    registerLayer<GaussianNoise, GaussianNoiseConfig>("GaussianNoise");
    registerLayer<GlobalAveragePooling1D, GlobalPooling1DConfig>("GlobalAveragePooling1D");
    registerLayer<GlobalAveragePooling2D, GlobalPooling2DConfig>("GlobalAveragePooling2D");
    registerLayer<GlobalMaxPooling1D, GlobalPooling1DConfig>("GlobalMaxPooling1D");
    registerLayer<GlobalMaxPooling2D, GlobalPooling2DConfig>("GlobalMaxPooling2D");
    registerLayer("InputLayer", inputLayerFrom);
    registerLayer<LSTM, LSTMConfig>("LSTM");
    registerLayer<LSTMCell, LSTMCellConfig>("LSTMCell");
    registerLayer<LayerNormalization, LayerNormalizationConfig>("LayerNormalization");
    registerLayer<LeakyReLU, LeakyReLUConfig>("LeakyReLU");
    registerLayer<Masking, MaskingConfig>("Masking");
    registerLayer<MaxPooling1D, PoolingConfig>("MaxPooling1D");
    registerLayer<MaxPooling2D, PoolingConfig>("MaxPooling2D");
    registerLayer<MaxPooling3D, PoolingConfig>("MaxPooling3D");
    registerLayer<Maximum, MergeConfig>("Maximum");
    registerLayer<Minimum, MergeConfig>("Minimum");
    registerLayer<Multiply, MergeConfig>("Multiply");
    registerLayer<PReLU, PReLUConfig>("PReLU");
    registerLayer<Permute, PermuteConfig>("Permute");
    registerLayer<RNN, RNNConfig>("RNN");
    registerLayer<RandomWidth, RandomWidthConfig>("RandomWidth");
    registerLayer<ReLU, ReLUConfig>("ReLU");
    registerLayer<RepeatVector, RepeatVectorConfig>("RepeatVector");
    registerLayer<Rescaling, RescalingConfig>("Rescaling");
    registerLayer<Reshape, ReshapeConfig>("Reshape");
    registerLayer<Resizing, ResizingConfig>("Resizing");
    registerLayer<SeparableConv2D, SeparableConv2DConfig>("SeparableConv2D");
    registerLayer<SimpleRNN, SimpleRNNConfig>("SimpleRNN");
    registerLayer<SimpleRNNCell, SimpleRNNCellConfig>("SimpleRNNCell");
    registerLayer<Softmax, SoftmaxConfig>("Softmax");
    registerLayer<SpatialDropout1D, DropoutConfig>("SpatialDropout1D");
    registerLayer<StackedRNNCells, StackedRNNCellsConfig>("StackedRNNCells");
    registerLayer<ThresholdedReLU, ThresholdedReLUConfig>("ThresholdedReLU");
    registerLayer<TimeDistributed, TimeDistributedConfig>("TimeDistributed");
    registerLayer<UpSampling2D, UpSampling2DConfig>("UpSampling2D");
    registerLayer<ZeroPadding2D, ZeroPadding2DConfig>("ZeroPadding2D");
}

} // namespace tp
