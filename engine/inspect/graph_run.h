#pragma once

#include "engine/inspect/layer_view.h"
#include "engine/inspect/shown_graph.h"
#include "engine/notebook/recipe.h"

namespace tp::inspect {

/// How a model takes a picture: [batch, height, width, channels], or with the channels first, or
/// without a batch.
struct PictureInput {
    ModelEnd end;
    std::int64_t height = -1; ///< -1: any; so is the width
    std::int64_t width = -1;
    std::int64_t channels = 3; ///< 1, 3 or 4
    bool hasBatch = true;
    bool isChannelsFirst = false;
    bool isAlone = true; ///< the model has no other input
};

/// The first input that can take a picture; nothing if none can.
std::optional<PictureInput> pictureInputOf(const std::vector<ModelEnd>& inputs);

/// What a model was trained to see in black and white.
enum class PixelRange { Unit, Signed, Byte }; // 0 to 1, -1 to 1, 0 to 255

/// A picture as the input takes it. Whole numbers are always 0 to 255. Throws InvalidArgument for a
/// picture of another size or number of channels.
Tensor pictureTensor(const notebook::Pixels& pixels, const PictureInput& input, PixelRange range);

/// Tensors for all inputs: random numbers between 0 and 1 where numbers are real, zeros where they
/// are whole. Axes of any size get 1, those of pictures 256. Throws InvalidArgument for inputs that
/// would not fit in memory.
NamedTensors randomInputs(const std::vector<ModelEnd>& inputs, std::int64_t seed);

/// One of the largest numbers of a tensor.
struct TopValue {
    std::vector<std::int64_t> index; ///< without axes of size 1 in front
    double value = 0;
};

/// The largest numbers, falling; NaN is not among them.
std::vector<TopValue> topValues(const Tensor& tensor, std::size_t count);

/// What a node gave: its numbers, their spread, and a picture of each channel.
WeightView valueViewOf(std::string name, const Tensor& value);

/// How a graph model did on some inputs.
struct GraphRun {
    struct Output {
        ModelEnd end;
        WeightView view;
        std::vector<TopValue> top;
    };

    std::vector<Output> outputs;
    double first = 0;  ///< seconds of the first run
    double median = 0; ///< of those behind it; 0 if there were none
    int runs = 1;      ///< all of them
};

/// Runs the model once, then again up to ten times for about a second. Throws what
/// GraphModel::execute() throws.
GraphRun
runGraph(const ShownGraph& graph, const NamedTensors& inputs, const GraphRunOptions& options = {});

} // namespace tp::inspect
