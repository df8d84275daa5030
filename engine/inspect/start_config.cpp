#include "engine/inspect/start_config.h"

#include "engine/keras/layer_registry.h"

#include <algorithm>

namespace tp::inspect {

namespace {

struct Start {
    std::string_view kind;
    std::string_view config; ///< JSON
};

/// What layers cannot do without, and what makes a new one useful at once.
constexpr Start kStarts[] = {
    {"Activation", R"({"activation":"relu"})"},
    {"AlphaDropout", R"({"rate":0.2})"},
    {"AveragePooling1D", R"({"pool_size":2})"},
    {"Bidirectional",
     R"({"layer":{"class_name":"LSTM","config":{"units":8}},"merge_mode":"concat"})"},
    {"CategoryEncoding", R"({"num_tokens":10})"},
    {"CenterCrop", R"({"height":6,"width":6})"},
    {"Conv1D", R"({"filters":8,"kernel_size":[3],"activation":"relu"})"},
    {"Conv2D", R"({"filters":8,"kernel_size":[3,3],"activation":"relu"})"},
    {"Conv2DTranspose", R"({"filters":8,"kernel_size":[3,3],"activation":"relu"})"},
    {"Conv3D", R"({"filters":4,"kernel_size":[3,3,3],"activation":"relu"})"},
    {"Conv3DTranspose", R"({"filters":4,"kernel_size":[3,3,3],"activation":"relu"})"},
    {"ConvLSTM2D", R"({"filters":4,"kernel_size":[3,3]})"},
    {"Cropping2D", R"({"cropping":[[1,1],[1,1]]})"},
    {"Dense", R"({"units":8,"activation":"relu"})"},
    {"DepthwiseConv2D", R"({"kernel_size":[3,3],"depth_multiplier":1})"},
    {"Dot", R"({"axes":-1})"},
    {"Dropout", R"({"rate":0.2})"},
    {"Embedding", R"({"input_dim":100,"output_dim":8})"},
    {"GRU", R"({"units":8})"},
    {"GaussianDropout", R"({"rate":0.2})"},
    {"GaussianNoise", R"({"stddev":0.1})"},
    {"LSTM", R"({"units":8})"},
    {"MaxPooling1D", R"({"pool_size":2})"},
    {"Permute", R"({"dims":[2,1]})"},
    {"RNN", R"({"cell":{"class_name":"SimpleRNNCell","config":{"units":8}}})"},
    {"RepeatVector", R"({"n":4})"},
    {"Reshape", R"({"target_shape":[-1]})"},
    {"Resizing", R"({"height":8,"width":8})"},
    {"SeparableConv2D", R"({"filters":8,"kernel_size":[3,3],"activation":"relu"})"},
    {"SimpleRNN", R"({"units":8})"},
    {"SpatialDropout1D", R"({"rate":0.2})"},
    {"TimeDistributed",
     R"({"layer":{"class_name":"Dense","config":{"units":8,"activation":"relu"}}})"},
};

} // namespace

std::vector<std::string> buildableKinds() {
    std::vector<std::string> kinds = layerClassNames();
    std::erase_if(kinds, [](const std::string& kind) {
        return kind == "InputLayer" || kind == "Sequential" || kind == "Model" ||
               kind == "Functional" || kind == "RandomWidth" || // only outside of models
               kind.ends_with("Cell") || kind.ends_with("Cells");
    });
    return kinds;
}

Json startConfig(std::string_view kind) {
    std::string_view text = "{}";
    for (const Start& start : kStarts) {
        if (start.kind == kind)
            text = start.config;
    }
    const Json given = Json::parse(text, kind);
    Json all = layerFromConfig(kind, JsonReader(given, kind))->getConfig();
    if (all.isObject()) { // the blueprint names its layers itself
        std::erase_if(
            all.object(), [](const Json::Member& member) { return member.first == "name"; });
    }
    return all;
}

} // namespace tp::inspect
