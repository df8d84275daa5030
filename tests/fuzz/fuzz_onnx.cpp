// Computes ONNX graphs of ours, most of them damaged, as the check of an export does.
#include "engine/api/start.h"
#include "engine/base/error.h"
#include "engine/export/onnx.h"
#include "engine/export/onnx.pb.h"
#include "engine/export/onnx_run.h"
#include "engine/export/parity.h"
#include "engine/io/file.h"
#include "engine/layers/all.h"
#include "engine/model/sequential.h"
#include "tests/fuzz/reader.h"

#include <unistd.h>

#include <filesystem>

namespace {

using namespace tp;
namespace fs = std::filesystem;

constexpr std::int64_t kMostElements = std::int64_t{1} << 18; // or much time goes into filling them

struct Sample {
    onnx::Graph graph;
    Tensors inputs;
};

std::vector<Sample> sampleFiles() {
    std::vector<Sample> files;
    const fs::path path =
        fs::temp_directory_path() / ("fuzz-" + std::to_string(getpid()) + ".onnx");
    const auto keep = [&](std::vector<LayerPointer> layers) {
        const Sequential model({.layers = std::move(layers)});
        exportOnnx(model, path);
        const io::Bytes bytes = io::readFile(path, 1 << 24);
        fs::remove(path);
        onnx::Model file;
        file.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
        files.push_back({file.graph(), samplesFor(model, 2, 1)});
    };
    keep(
        {layers::conv2d(
             {.filters = 2, .kernelSize = 2, .inputShape = {5, 4, 2}, .padding = Padding::Same}),
         layers::batchNormalization(),
         layers::maxPooling2d(),
         layers::zeroPadding2d(),
         layers::upSampling2d(),
         layers::conv2dTranspose({.filters = 2, .kernelSize = 3, .strides = 2}),
         layers::averagePooling2d(),
         layers::depthwiseConv2d({.kernelSize = 2}),
         layers::flatten(),
         layers::dense({.units = 2, .activation = "softmax"})});
    keep(
        {layers::embedding({.inputDim = 5, .outputDim = 2, .inputLength = 4}),
         layers::lstm({.units = 2, .returnSequences = true}),
         layers::bidirectional({.layer = layers::gru({.units = 2, .returnSequences = true})}),
         layers::simpleRNN({.units = 3, .goBackwards = true}),
         layers::repeatVector({.n = 2}),
         layers::layerNormalization(),
         layers::permute({.dims = {2, 1}})});
    return files;
}

const std::vector<std::int64_t> kNumbers = {
    std::numeric_limits<std::int64_t>::min(),
    -(std::int64_t{1} << 40),
    -2,
    -1,
    0,
    1,
    2,
    3,
    5,
    1000,
    (std::int64_t{1} << 31) - 1,
    std::int64_t{1} << 31,
    std::int64_t{1} << 62,
    std::numeric_limits<std::int64_t>::max()};

/// Another value, made somewhere in the graph.
std::string valueOf(const onnx::Graph& graph, test::Dice& dice) {
    const onnx::Node& node =
        graph.node(static_cast<int>(dice.below(static_cast<std::size_t>(graph.node_size()))));
    const auto inputs = static_cast<std::size_t>(node.input_size());
    return inputs > 0 && dice.chance(0.7) ? node.input(static_cast<int>(dice.below(inputs)))
           : node.output_size() > 0       ? node.output(0)
                                          : "";
}

void mutateAttribute(onnx::Attribute& attribute, test::Dice& dice) {
    if (dice.chance(0.1)) {
        attribute.set_type(static_cast<int>(dice.below(9)));
    } else if (attribute.ints_size() > 0 && dice.chance(0.8)) {
        const auto count = static_cast<std::size_t>(attribute.ints_size());
        attribute.set_ints(static_cast<int>(dice.below(count)), dice.of(kNumbers));
    } else if (dice.chance(0.5)) {
        attribute.add_ints(dice.of(kNumbers));
    } else {
        attribute.set_i(dice.of(kNumbers));
        attribute.set_f(static_cast<float>(dice.of(kNumbers)));
    }
}

void mutateNode(onnx::Graph& graph, onnx::Node& node, test::Dice& dice) {
    if (dice.chance(0.4) && node.attribute_size() > 0) {
        const auto count = static_cast<std::size_t>(node.attribute_size());
        mutateAttribute(*node.mutable_attribute(static_cast<int>(dice.below(count))), dice);
    } else if (dice.chance(0.5) && node.input_size() > 0) {
        const auto count = static_cast<std::size_t>(node.input_size());
        node.set_input(static_cast<int>(dice.below(count)), valueOf(graph, dice));
    } else if (dice.chance(0.3)) {
        node.add_input(valueOf(graph, dice));
    } else if (dice.chance(0.2)) {
        node.clear_attribute();
    } else {
        const auto count = static_cast<std::size_t>(graph.node_size());
        node.set_op_type(graph.node(static_cast<int>(dice.below(count))).op_type());
    }
}

void mutateConstant(onnx::Tensor& constant, test::Dice& dice) {
    if (constant.data_type() == 7 && dice.chance(0.6) && constant.raw_data().size() >= 8) {
        const std::int64_t number = dice.of(kNumbers);
        const std::size_t place = 8 * dice.below(constant.raw_data().size() / 8);
        constant.mutable_raw_data()->replace(
            place, 8, reinterpret_cast<const char*>(&number), sizeof(number));
    } else if (dice.chance(0.5) && constant.dims_size() > 1) {
        constant.mutable_dims()->SwapElements(0, constant.dims_size() - 1);
    } else if (dice.chance(0.5)) {
        constant.add_dims(1);
    } else {
        constant.set_data_type(static_cast<int>(dice.below(10)));
    }
}

void mutate(onnx::Graph& graph, test::Dice& dice) {
    for (std::size_t k = dice.below(3); k < 3; ++k) {
        if (dice.chance(0.7)) {
            const auto count = static_cast<std::size_t>(graph.node_size());
            mutateNode(graph, *graph.mutable_node(static_cast<int>(dice.below(count))), dice);
        } else {
            const auto count = static_cast<std::size_t>(graph.initializer_size());
            mutateConstant(*graph.mutable_initializer(static_cast<int>(dice.below(count))), dice);
        }
    }
}

} // namespace

int main(int argc, char** argv) {
    start();
    google::protobuf::SetLogHandler(nullptr); // it reports what is no text on standard error
    const std::vector<Sample> samples = sampleFiles();
    return test::fuzzReader({argv + 1, argv + argc}, [&](test::Dice& dice) {
        Sample sample = dice.of(samples);
        mutate(sample.graph, dice);
        if (dice.chance(0.1)) {
            std::string bytes = sample.graph.SerializeAsString();
            test::mutateBytes(bytes, samples[0].graph.SerializeAsString(), {"Conv", "LSTM"}, dice);
            if (!sample.graph.ParseFromString(bytes))
                return;
        }
        runOnnx(sample.graph, "fuzz.onnx", sample.inputs, kMostElements);
    });
}
