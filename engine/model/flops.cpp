#include "engine/model/flops.h"

#include "engine/model/layer_graph.h"

#include <algorithm>
#include <limits>
#include <string_view>

namespace tp {

namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

// Files may hold layers of any size; a count that is too large stays the largest number.
std::int64_t times(std::int64_t a, std::int64_t b) {
    return a > 0 && b > kMost / a ? kMost : a * b;
}

std::int64_t plus(std::int64_t a, std::int64_t b) {
    return b > kMost - a ? kMost : a + b;
}

/// The product of sizes along the axes from `first` up to `last`, those of any size left out.
std::int64_t product(const Shape& shape, std::size_t first, std::size_t last) {
    std::int64_t all = 1;
    for (std::size_t axis = first; axis < std::min(last, shape.rank()); ++axis)
        all = times(all, std::max<std::int64_t>(shape[axis], shape[axis] < 0 ? 1 : 0));
    return all;
}

std::int64_t elements(const Shape& sampleWithBatch) {
    return product(sampleWithBatch, 1, sampleWithBatch.rank());
}

std::int64_t elements(const Shapes& shapes) {
    return shapes.empty() ? 0 : elements(shapes.front());
}

struct Use {
    std::string_view kind;
    std::vector<Shape> kernels; ///< weights of two axes or more
    Shapes inputs;
    Shapes outputs;
    Json config;
};

std::int64_t kernelSizes(const Use& use) {
    std::int64_t all = 0;
    for (const Shape& kernel : use.kernels)
        all = plus(all, product(kernel, 0, kernel.rank()));
    return all;
}

std::int64_t steps(const Use& use) {
    return product(use.inputs.front(), 1, 2);
}

/// At how many places a kernel with `channels` of one side is put down.
std::int64_t placesOf(const Shapes& shapes, std::int64_t channels) {
    return channels > 0 ? elements(shapes) / channels : 0;
}

std::int64_t denseProducts(const Use& use) {
    return use.kernels.empty() ? 0 : times(elements(use.outputs), use.kernels.front()[0]);
}

std::int64_t convolutionProducts(const Use& use) {
    return use.kernels.empty()
               ? 0
               : times(kernelSizes(use), placesOf(use.outputs, use.kernels.front().back()));
}

/// Kernels of transposed convolutions are [height, width, out, in], and stand on the input's
/// places.
std::int64_t transposedProducts(const Use& use) {
    return use.kernels.empty()
               ? 0
               : times(kernelSizes(use), placesOf(use.inputs, use.kernels.front().back()));
}

/// [height, width, in, multiplier]: each channel has filters of its own.
std::int64_t depthwiseProducts(const Use& use) {
    if (use.kernels.empty())
        return 0;
    const Shape& kernel = use.kernels.front();
    const std::int64_t channels = times(kernel[kernel.rank() - 2], kernel.back());
    return times(kernelSizes(use), placesOf(use.outputs, channels));
}

/// The last kernel is the pointwise one, whose last axis is the filters.
std::int64_t separableProducts(const Use& use) {
    return use.kernels.empty()
               ? 0
               : times(kernelSizes(use), placesOf(use.outputs, use.kernels.back().back()));
}

std::int64_t recurrentProducts(const Use& use) {
    return times(kernelSizes(use), steps(use));
}

/// Kernels [height, width, in, 4 filters] at every place of the state, in every step.
std::int64_t recurrentConvolutionProducts(const Use& use) {
    if (use.kernels.empty() || use.outputs.empty())
        return 0;
    const std::int64_t filters = use.kernels.front().back() / 4;
    const Shape& state = use.outputs.front();
    const bool isSequence = state.rank() == use.inputs.front().rank();
    const std::int64_t places =
        filters > 0 ? product(state, isSequence ? 2 : 1, state.rank()) / filters : 0;
    return times(times(kernelSizes(use), places), steps(use));
}

std::int64_t elementProducts(const Use& use) {
    return elements(use.outputs);
}

std::int64_t multiplyProducts(const Use& use) {
    const auto others = static_cast<std::int64_t>(use.inputs.size()) - 1;
    return times(elements(use.outputs), std::max<std::int64_t>(others, 0));
}

std::int64_t dotProducts(const Use& use) {
    const Json* axes = use.config.find("axes");
    const Json* axis =
        axes != nullptr && axes->isList() && !axes->list().empty() ? &axes->list().front() : axes;
    if (axis == nullptr || !axis->isNumber() || use.inputs.empty())
        return 0;
    const Shape& first = use.inputs.front();
    const double fromFront =
        axis->number() < 0 ? axis->number() + static_cast<double>(first.rank()) : axis->number();
    if (!(fromFront >= 0 && fromFront < static_cast<double>(first.rank())))
        return 0;
    const auto summed = static_cast<std::size_t>(fromFront);
    return times(elements(use.outputs), product(first, summed, summed + 1));
}

struct Rule {
    std::string_view kind;
    std::int64_t (*products)(const Use& use);
};

constexpr Rule kRules[] = {
    {"BatchNormalization", elementProducts},
    {"Bidirectional", recurrentProducts},
    {"Conv1D", convolutionProducts},
    {"Conv2D", convolutionProducts},
    {"Conv2DTranspose", transposedProducts},
    {"Conv3D", convolutionProducts},
    {"Conv3DTranspose", transposedProducts},
    {"ConvLSTM2D", recurrentConvolutionProducts},
    {"Dense", denseProducts},
    {"DepthwiseConv2D", depthwiseProducts},
    {"Dot", dotProducts},
    {"GRU", recurrentProducts},
    {"LSTM", recurrentProducts},
    {"LayerNormalization", elementProducts},
    {"Multiply", multiplyProducts},
    {"RNN", recurrentProducts},
    {"SeparableConv2D", separableProducts},
    {"SimpleRNN", recurrentProducts},
};

std::int64_t productsOf(const Use& use) {
    for (const Rule& rule : kRules) {
        if (rule.kind == use.kind && !use.inputs.empty())
            return rule.products(use);
    }
    return 0;
}

Shape withoutSteps(const Shape& shape) {
    Shape rest;
    for (std::size_t axis = 0; axis < shape.rank(); ++axis) {
        if (axis != 1)
            rest.push_back(shape[axis]);
    }
    return rest;
}

/// A layer that does the same in each step costs what the layer within costs, times the steps.
std::int64_t productsInSteps(Use use) {
    const Json* inner = use.config.find("layer");
    const Json* kind = inner != nullptr ? inner->find("class_name") : nullptr;
    const Json* config = inner != nullptr ? inner->find("config") : nullptr;
    if (kind == nullptr || !kind->isText() || use.inputs.empty())
        return 0;
    const std::int64_t count = steps(use);
    use.kind = kind->text();
    for (Shapes* shapes : {&use.inputs, &use.outputs}) {
        for (Shape& shape : *shapes)
            shape = withoutSteps(shape);
    }
    const Json innerConfig = config != nullptr ? *config : Json();
    Use within = use;
    within.config = innerConfig;
    return times(productsOf(within), count);
}

} // namespace

std::int64_t flopsOf(const Layer& layer, const Shapes& inputs, const Shapes& outputs) {
    if (const auto* model = dynamic_cast<const Model*>(&layer))
        return flopsOf(*model);
    Use use{layer.className(), {}, inputs, outputs, {}};
    for (const Layer::Weight& weight : layer.allWeights()) {
        if (weight.variable.shape().rank() > 1)
            use.kernels.push_back(weight.variable.shape());
    }
    const bool isInSteps = use.kind == "TimeDistributed";
    if (isInSteps || use.kind == "Dot")
        use.config = layer.getConfig();
    return times(2, isInSteps ? productsInSteps(use) : productsOf(use));
}

std::int64_t flopsOf(const Layer& layer, const LayerGraph& graph) {
    std::int64_t all = 0;
    for (const auto& node : graph.nodesOf(layer))
        all = plus(all, flopsOf(layer, shapesOf(node->inputs), node->outputShapes));
    return all;
}

std::int64_t flopsOf(const Model& model) {
    std::int64_t all = 0;
    for (const LayerPointer& layer : model.graph().layers())
        all = plus(all, flopsOf(*layer, model.graph()));
    return all;
}

} // namespace tp
