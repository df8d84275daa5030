#include "engine/export/keras_tables.h"

#include <map>

namespace tp {

namespace {

using Names = std::vector<std::string_view>;

Names operator+(Names a, const Names& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

// NOLINTBEGIN(cert-err58-cpp): lists of names
const Names kKernel = {"kernel_initializer", "kernel_regularizer", "kernel_constraint"};
const Names kBias = {"use_bias", "bias_initializer", "bias_regularizer", "bias_constraint"};
const Names kSum = Names{"activation"} + kKernel + kBias;
const Names kWindow = {"kernel_size", "strides", "padding", "data_format"};
const Names kConv = Names{"filters", "dilation_rate"} + kWindow + kSum;
const Names kTransposed = Names{"filters"} + kWindow + kSum;
const Names kDepthwise = {
    "depth_multiplier", "depthwise_initializer", "depthwise_regularizer", "depthwise_constraint"};
const Names kPointwise = {"pointwise_initializer", "pointwise_regularizer", "pointwise_constraint"};
const Names kPool = {"pool_size", "strides", "padding", "data_format"};
const Names kCell =
    Names{
        "units",
        "recurrent_initializer",
        "recurrent_regularizer",
        "recurrent_constraint",
        "dropout",
        "recurrent_dropout"} +
    kSum;
const Names kGated = kCell + Names{"recurrent_activation"};
const Names kRnn = {"return_sequences", "return_state", "go_backwards", "stateful", "unroll"};
const Names kScale = {
    "axis",
    "epsilon",
    "center",
    "scale",
    "beta_initializer",
    "gamma_initializer",
    "beta_regularizer",
    "gamma_regularizer",
    "beta_constraint",
    "gamma_constraint"};

const std::map<std::string_view, Names> kSettings = {
    {"Activation", {"activation"}},
    {"Add", {}},
    {"AlphaDropout", {"rate"}},
    {"Average", {}},
    {"AveragePooling1D", kPool},
    {"AveragePooling2D", kPool},
    {"AveragePooling3D", kPool},
    {"BatchNormalization",
     kScale + Names{"momentum", "moving_mean_initializer", "moving_variance_initializer"}},
    {"Bidirectional", {"merge_mode"}},
    {"CategoryEncoding", {"num_tokens", "output_mode"}},
    {"CenterCrop", {"height", "width"}},
    {"Concatenate", {"axis"}},
    {"Conv1D", kConv},
    {"Conv2D", kConv},
    {"Conv2DTranspose", kTransposed},
    {"Conv3D", kConv},
    {"Conv3DTranspose", kTransposed},
    {"ConvLSTM2D",
     kConv + kRnn +
         Names{
             "recurrent_activation",
             "recurrent_initializer",
             "recurrent_regularizer",
             "recurrent_constraint",
             "unit_forget_bias",
             "dropout",
             "recurrent_dropout"}},
    {"Cropping2D", {"cropping", "data_format"}},
    {"Dense", Names{"units"} + kSum},
    {"DepthwiseConv2D", kWindow + kDepthwise + kBias + Names{"activation", "dilation_rate"}},
    {"Dot", {"axes", "normalize"}},
    {"Dropout", {"rate", "noise_shape", "seed"}},
    {"ELU", {"alpha"}},
    {"Embedding",
     {"input_dim",
      "output_dim",
      "mask_zero",
      "embeddings_initializer",
      "embeddings_regularizer",
      "embeddings_constraint"}},
    {"Flatten", {"data_format"}},
    {"GRU", kGated + kRnn + Names{"reset_after"}},
    {"GRUCell", kGated + Names{"reset_after"}},
    {"GaussianDropout", {"rate"}},
    {"GaussianNoise", {"stddev"}},
    {"GlobalAveragePooling1D", {"data_format"}},
    {"GlobalAveragePooling2D", {"data_format"}},
    {"GlobalMaxPooling1D", {"data_format"}},
    {"GlobalMaxPooling2D", {"data_format"}},
    {"LSTM", kGated + kRnn + Names{"unit_forget_bias"}},
    {"LSTMCell", kGated + Names{"unit_forget_bias"}},
    {"LayerNormalization", kScale},
    {"LeakyReLU", {"alpha"}},
    {"Masking", {"mask_value"}},
    {"MaxPooling1D", kPool},
    {"MaxPooling2D", kPool},
    {"MaxPooling3D", kPool},
    {"Maximum", {}},
    {"Minimum", {}},
    {"Multiply", {}},
    {"PReLU", {"alpha_initializer", "alpha_regularizer", "alpha_constraint", "shared_axes"}},
    {"Permute", {"dims"}},
    {"RNN", kRnn},
    {"ReLU", {"max_value"}},
    {"RepeatVector", {"n"}},
    {"Rescaling", {"scale", "offset"}},
    {"Reshape", {"target_shape"}},
    {"SeparableConv2D", kConv + kDepthwise + kPointwise},
    {"SimpleRNN", kCell + kRnn},
    {"SimpleRNNCell", kCell},
    {"Softmax", {"axis"}},
    {"SpatialDropout1D", {"rate"}},
    {"StackedRNNCells", {}},
    {"ThresholdedReLU", {"theta"}},
    {"TimeDistributed", {}},
    {"UpSampling2D", {"size", "data_format", "interpolation"}},
    {"ZeroPadding2D", {"padding", "data_format"}},
};
// NOLINTEND(cert-err58-cpp)

} // namespace

const std::vector<std::string_view>* kerasSettings(std::string_view className) {
    const auto found = kSettings.find(className);
    return found == kSettings.end() ? nullptr : &found->second;
}

std::vector<FixedSetting> kerasFixedSettings(std::string_view className) {
    if (className == "GRU" || className == "GRUCell")
        return {{"reset_after", false}, {"time_major", false}, {"zero_output_for_mask", false}};
    if (className == "LSTM" || className == "SimpleRNN" || className == "RNN")
        return {{"time_major", false}, {"zero_output_for_mask", false}};
    if (className == "BatchNormalization")
        return {{"renorm", false}, {"virtual_batch_size", {}}};
    if (className == "LayerNormalization")
        return {{"rms_scaling", false}};
    if (className.starts_with("Global"))
        return {{"keepdims", false}};
    if (className == "Conv2DTranspose" || className == "Conv3DTranspose")
        return {{"output_padding", {}}, {"groups", 1}};
    if (className.starts_with("Conv"))
        return {{"groups", 1}};
    if (className == "CategoryEncoding")
        return {{"sparse", false}};
    return {};
}

} // namespace tp
