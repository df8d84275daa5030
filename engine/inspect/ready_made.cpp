#include "engine/inspect/ready_made.h"

#include "engine/keras/layer_registry.h"
#include "engine/layers/input_layer.h"
#include "engine/model/layers_model.h"
#include "engine/model/sequential.h"

namespace tp::inspect {

namespace {

LayerPointer made(std::string_view kind, Json::Object config) {
    const Json settings = std::move(config);
    return layerFromConfig(kind, JsonReader(settings, kind));
}

SymbolicTensor after(const SymbolicTensors& inputs, std::string_view kind, Json::Object config) {
    return made(kind, std::move(config))->apply(inputs).front();
}

Json sizes(std::initializer_list<int> all) {
    return Json::List(all.begin(), all.end());
}

Json anyBatch(std::initializer_list<int> sample) {
    Json::List shape = {Json()};
    shape.insert(shape.end(), sample.begin(), sample.end());
    return shape;
}

ModelPointer cars() {
    auto model = std::make_shared<Sequential>(SequentialConfig{.layers = {}, .name = "cars"});
    model->add(made(
        "Dense",
        {{"name", "hidden_1"},
         {"units", 16},
         {"activation", "relu"},
         {"batch_input_shape", anyBatch({1})}}));
    model->add(made("Dense", {{"name", "hidden_2"}, {"units", 16}, {"activation", "relu"}}));
    model->add(made("Dense", {{"name", "miles_per_gallon"}, {"units", 1}}));
    return model;
}

ModelPointer digits() {
    auto model = std::make_shared<Sequential>(SequentialConfig{.layers = {}, .name = "digits"});
    model->add(made(
        "Conv2D",
        {{"name", "conv_1"},
         {"filters", 8},
         {"kernel_size", sizes({5, 5})},
         {"activation", "relu"},
         {"kernel_initializer", "VarianceScaling"},
         {"batch_input_shape", anyBatch({28, 28, 1})}}));
    const auto pool = [&](const char* name) {
        model->add(made(
            "MaxPooling2D",
            {{"name", name}, {"pool_size", sizes({2, 2})}, {"strides", sizes({2, 2})}}));
    };
    pool("pool_1");
    model->add(made(
        "Conv2D",
        {{"name", "conv_2"},
         {"filters", 16},
         {"kernel_size", sizes({5, 5})},
         {"activation", "relu"},
         {"kernel_initializer", "VarianceScaling"}}));
    pool("pool_2");
    model->add(made("Flatten", {{"name", "flatten"}}));
    model->add(made("Dense", {{"name", "digit"}, {"units", 10}, {"activation", "softmax"}}));
    return model;
}

ModelPointer words() {
    auto model = std::make_shared<Sequential>(SequentialConfig{.layers = {}, .name = "words"});
    model->add(made(
        "Embedding",
        {{"name", "words"},
         {"input_dim", 500},
         {"output_dim", 16},
         {"batch_input_shape", anyBatch({20})}}));
    model->add(made("LSTM", {{"name", "memory"}, {"units", 32}}));
    model->add(made("Dropout", {{"name", "dropout"}, {"rate", 0.2}}));
    model->add(made("Dense", {{"name", "mood"}, {"units", 1}, {"activation", "sigmoid"}}));
    return model;
}

ModelPointer encoder() {
    auto model = std::make_shared<Sequential>(SequentialConfig{.layers = {}, .name = "encoder"});
    model->add(made(
        "Dense",
        {{"name", "wide"},
         {"units", 32},
         {"activation", "relu"},
         {"batch_input_shape", anyBatch({12})}}));
    model->add(made("Dropout", {{"name", "drop"}, {"rate", 0.3}}));
    model->add(made("Dense", {{"name", "narrow"}, {"units", 8}, {"activation", "relu"}}));
    return model;
}

ModelPointer branched() {
    const SymbolicTensor picture = input({.shape = {12}, .batchShape = {}, .name = "measurements"});
    const SymbolicTensor place = input({.shape = {4}, .batchShape = {}, .name = "place"});
    const SymbolicTensor code = encoder()->apply(SymbolicTensors{picture}).front();
    const Json::Object eight = {{"units", 8}, {"activation", "relu"}};
    Json::Object hidden = eight;
    hidden.insert(hidden.begin(), {"name", "place_code"});
    const SymbolicTensor where = after({place}, "Dense", hidden);
    const SymbolicTensor both = after({code, where}, "Concatenate", {{"name", "both"}});
    const SymbolicTensor bent =
        after({both}, "Dense", {{"name", "mix"}, {"units", 16}, {"activation", "relu"}});
    const SymbolicTensor sum = after({both, bent}, "Add", {{"name", "skip"}});
    const SymbolicTensor kind =
        after({sum}, "Dense", {{"name", "kind"}, {"units", 3}, {"activation", "softmax"}});
    const SymbolicTensor price = after({sum}, "Dense", {{"name", "price"}, {"units", 1}});
    return std::make_shared<LayersModel>(
        ModelConfig{.inputs = {picture, place}, .outputs = {kind, price}, .name = "branched"});
}

} // namespace

ModelPointer readyMade(ReadyMade which) {
    switch (which) {
    case ReadyMade::Digits:
        return digits();
    case ReadyMade::Words:
        return words();
    case ReadyMade::Branched:
        return branched();
    case ReadyMade::Cars:
        break;
    }
    return cars();
}

} // namespace tp::inspect
