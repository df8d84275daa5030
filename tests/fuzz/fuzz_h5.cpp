// Reads models of Keras, most of them damaged: what a file holds, or one time in twenty its bytes.
//
// The HDF5 library crashes, hangs and leaks on some damaged files; that is why it works in a
// process of its own, which takes a hundred times as long to start as what follows takes. What is
// looked for here is a crash, a hang or a leak of ours.
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

/// Other names, shapes and lengths than the layers' weights have.
void mutateWeights(H5Model& file, test::Dice& dice) {
    for (std::size_t k = dice.below(3); k < 3; ++k) {
        H5Layer& layer = file.layers[dice.below(file.layers.size())];
        if (dice.chance(0.2)) {
            layer.name = dice.of(file.layers).name;
        } else if (layer.weights.empty() || dice.chance(0.1)) {
            layer.weights = dice.of(file.layers).weights;
        } else if (dice.chance(0.2)) {
            layer.weights.pop_back();
        } else {
            const std::vector<std::int64_t> sizes = {-1, 0, 1, 2, 3, 4, 8, std::int64_t{1} << 40};
            io::WeightSpec& weight = layer.weights[dice.below(layer.weights.size())];
            Shape shape;
            for (const std::int64_t size : weight.shape)
                shape.push_back(dice.chance(0.5) ? size : dice.of(sizes));
            weight.shape = shape;
        }
    }
    if (dice.chance(0.2))
        file.data.resize(dice.below(2 * file.data.size() + 1));
}

void importBytes(const H5Model& file, const H5Model& other, test::Dice& dice) {
    const io::Bytes whole = h5FileOf(file);
    std::string bytes(whole.begin(), whole.end());
    if (dice.chance(0.6)) {
        const io::Bytes rest = h5FileOf(other);
        mutateBytes(bytes, {rest.begin(), rest.end()}, kWords, dice);
    }
    importKerasH5(io::bytesOf(bytes), "file.h5");
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
        if (dice.chance(0.05))
            return importBytes(file, dice.of(samples), dice);
        if (dice.chance(0.5))
            mutateWeights(file, dice);
        importKerasH5(file, "file.h5");
    });
}
