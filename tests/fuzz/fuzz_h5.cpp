// Reads models of Keras, most of them damaged: the bytes of the file, or what its JSON says.
//
// The HDF5 library crashes, hangs and leaks on some damaged files; that is why it works in a
// process of its own. What is looked for here is a crash, a hang or a leak of ours.
#include "engine/api/start.h"
#include "engine/export/h5_file.h"
#include "engine/export/keras_export.h"
#include "engine/export/keras_h5.h"
#include "engine/layers/all.h"
#include "engine/model/sequential.h"
#include "tests/fuzz/reader.h"

namespace {

using namespace tp;

const std::vector<std::string> kWords = {
    "Dense",
    "LSTM",
    "GRU",
    "Bidirectional",
    "TimeDistributed",
    "Conv2D",
    "Sequential",
    "Model",
    "Functional",
    "InputLayer",
    "ReLU",
    "RNN",
    "LSTMCell",
    "layers",
    "class_name",
    "config",
    "inbound_nodes",
    "units",
    "batch_shape",
    "activation",
    "hard_sigmoid",
    "backward_layer",
    "StackedRNNCells",
    "input_layers"};

std::vector<H5Model> sampleFiles() {
    std::vector<H5Model> files;
    const auto keep = [&](std::vector<LayerPointer> layers) {
        const Sequential model({.layers = std::move(layers)});
        for (const KerasVersion version : {KerasVersion::Two, KerasVersion::Three})
            files.push_back(kerasExportOf(model, version).file);
    };
    keep({layers::dense({.units = 2, .inputShape = {3}, .activation = "relu"})});
    keep(
        {layers::conv2d({.filters = 2, .kernelSize = 2, .inputShape = {4, 4, 1}}),
         layers::batchNormalization(),
         layers::flatten()});
    keep(
        {layers::lstm({.units = 2, .inputShape = {3, 2}, .returnSequences = true}),
         layers::bidirectional({.layer = layers::gru({.units = 2})})});
    return files;
}

} // namespace

int main(int argc, char** argv) {
    start();
    const std::vector<H5Model> samples = sampleFiles();
    return test::fuzzReader({argv + 1, argv + argc}, [&](test::Dice& dice) {
        H5Model file = dice.of(samples);
        if (dice.chance(0.6)) {
            Json config = Json::parse(file.modelConfig, "config");
            mutateJson(config, kWords, dice);
            file.modelConfig = config.dump();
        }
        const io::Bytes whole = h5FileOf(file);
        std::string bytes(whole.begin(), whole.end());
        if (dice.chance(0.6)) {
            const io::Bytes other = h5FileOf(dice.of(samples));
            mutateBytes(bytes, {other.begin(), other.end()}, kWords, dice);
        }
        importKerasH5(io::bytesOf(bytes), "file.h5");
    });
}
