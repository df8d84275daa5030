#include "engine/export/onnx_layers.h"
#include "engine/ops/creation.h"

#include <algorithm>

namespace tp {

namespace {

OnnxValues passOn(OnnxCall& call) {
    return {call.x()};
}

OnnxValues dense(OnnxCall& call) {
    OnnxGraph& graph = call.graph;
    const OnnxValue x = graph.floats(graph.straight(call.x()));
    const std::string kernel = graph.constant(call.weight("kernel"));
    const Tensor bias = call.weight("bias");
    OnnxValue y;
    if (x.shape.rank() == 2 && !bias.isNull()) {
        y = graph.add("Gemm", {x.name, kernel, graph.constant(bias)}, {}, call.outputShape());
    } else {
        y = graph.add("MatMul", {x.name, kernel}, {}, call.outputShape());
        if (!bias.isNull())
            y = graph.addLike(y, "Add", {y.name, graph.constant(bias)});
    }
    return {call.activated(y)};
}

OnnxValues activation(OnnxCall& call) {
    return {call.activated(call.graph.floats(call.x()))};
}

OnnxValues flatten(OnnxCall& call) {
    OnnxGraph& graph = call.graph;
    OnnxValue x = graph.straight(call.x());
    if (call.isChannelsFirst() && x.shape.rank() > 2) {
        // Images with their channels first are turned before, so that both kinds give the same row.
        std::vector<std::int64_t> order = {0};
        for (std::size_t axis = 2; axis < x.shape.rank(); ++axis)
            order.push_back(static_cast<std::int64_t>(axis));
        order.push_back(1);
        x = graph.add("Transpose", {x.name}, {{"perm", order}}, x.shape, false, x.dtype);
    }
    return {graph.add(
        "Flatten", {x.name}, {{"axis", std::int64_t{1}}}, call.outputShape(), false, x.dtype)};
}

OnnxValues reshape(OnnxCall& call) {
    OnnxGraph& graph = call.graph;
    const OnnxValue x = graph.straight(call.x());
    std::vector<std::int64_t> sizes = {0}; // as many samples as go in
    for (const std::int64_t size : call.numbers("target_shape"))
        sizes.push_back(size);
    const Json* target = call.config.find("target_shape");
    if (target && target->isList()) {
        for (std::size_t i = 0; i < target->list().size(); ++i) {
            if (target->list()[i].isNull())
                sizes.insert(sizes.begin() + static_cast<std::ptrdiff_t>(i) + 1, -1);
        }
    }
    return {graph.add(
        "Reshape", {x.name, graph.integers(sizes)}, {}, call.outputShape(), false, x.dtype)};
}

OnnxValues permute(OnnxCall& call) {
    OnnxGraph& graph = call.graph;
    const OnnxValue x = graph.straight(call.x());
    std::vector<std::int64_t> order = call.numbers("dims");
    order.insert(order.begin(), 0);
    return {
        graph.add("Transpose", {x.name}, {{"perm", order}}, call.outputShape(), false, x.dtype)};
}

OnnxValues repeatVector(OnnxCall& call) {
    OnnxGraph& graph = call.graph;
    const OnnxValue x = graph.straight(call.x());
    const OnnxValue row = graph.add(
        "Unsqueeze", {x.name, graph.integers({1})}, {}, call.outputShape(), false, x.dtype);
    const auto count = static_cast<std::int64_t>(call.number("n", 1));
    return {graph.add(
        "Expand",
        {row.name, graph.integers({1, count, 1})},
        {},
        call.outputShape(),
        false,
        x.dtype)};
}

OnnxValues embedding(OnnxCall& call) {
    OnnxGraph& graph = call.graph;
    constexpr std::int64_t kInt64 = 7;
    const OnnxValue words = graph.straight(call.x());
    const OnnxValue whole = graph.addLike(words, "Cast", {words.name}, {{"to", kInt64}});
    return {graph.add(
        "Gather",
        {graph.constant(call.weight("embeddings")), whole.name},
        {{"axis", std::int64_t{0}}},
        call.outputShape())};
}

OnnxValues masking(OnnxCall& call) {
    OnnxGraph& graph = call.graph;
    const OnnxValue x = graph.floats(graph.straight(call.x()));
    const auto value = static_cast<float>(call.number("mask_value", 0));
    const OnnxValue same = graph.addLike(x, "Equal", {x.name, graph.number(value)});
    const OnnxValue differs = graph.addLike(x, "Not", {same.name});
    const OnnxValue ones = graph.addLike(x, "Cast", {differs.name}, {{"to", std::int64_t{1}}});
    const OnnxValue any = graph.addLike(
        x,
        "ReduceMax",
        {ones.name},
        {{"axes", std::vector<std::int64_t>{-1}}, {"keepdims", std::int64_t{1}}});
    return {graph.addLike(x, "Mul", {x.name, any.name})};
}

OnnxValues relu(OnnxCall& call) {
    OnnxGraph& graph = call.graph;
    const OnnxValue x = graph.floats(call.x());
    const Json* most = call.config.find("max_value");
    if (!most || !most->isNumber())
        return {graph.addLike(x, "Relu", {x.name})};
    const auto value = static_cast<float>(most->number());
    return {graph.addLike(x, "Clip", {x.name, graph.number(0), graph.number(value)})};
}

OnnxValues leakyRelu(OnnxCall& call) {
    const OnnxValue x = call.graph.floats(call.x());
    return {call.graph.addLike(x, "LeakyRelu", {x.name}, {{"alpha", call.number("alpha", 0.3)}})};
}

OnnxValues elu(OnnxCall& call) {
    const OnnxValue x = call.graph.floats(call.x());
    return {call.graph.addLike(x, "Elu", {x.name}, {{"alpha", call.number("alpha", 1)}})};
}

OnnxValues thresholdedRelu(OnnxCall& call) {
    const OnnxValue x = call.graph.floats(call.x());
    return {
        call.graph.addLike(x, "ThresholdedRelu", {x.name}, {{"alpha", call.number("theta", 1)}})};
}

OnnxValues prelu(OnnxCall& call) {
    const OnnxValue x = call.graph.floats(call.graph.straight(call.x()));
    const std::string alpha = call.graph.constant(call.weight("alpha"));
    return {call.graph.addLike(x, "PRelu", {x.name, alpha})};
}

OnnxValues softmax(OnnxCall& call) {
    if (call.isMasked)
        return call.decline("a mask is in force, which ONNX's softmax does not know");
    OnnxGraph& graph = call.graph;
    const OnnxValue x = graph.floats(graph.straight(call.x()));
    std::vector<std::int64_t> axes = call.numbers("axis");
    if (axes.size() == 1)
        return {graph.addLike(x, "Softmax", {x.name}, {{"axis", axes.front()}})};
    const std::int64_t keep = 1;
    const OnnxValue most =
        graph.addLike(x, "ReduceMax", {x.name}, {{"axes", axes}, {"keepdims", keep}});
    const OnnxValue below = graph.addLike(x, "Sub", {x.name, most.name});
    const OnnxValue powers = graph.addLike(x, "Exp", {below.name});
    const OnnxValue sum =
        graph.addLike(x, "ReduceSum", {powers.name, graph.integers(axes)}, {{"keepdims", keep}});
    return {graph.addLike(x, "Div", {powers.name, sum.name})};
}

OnnxValues rescaling(OnnxCall& call) {
    OnnxGraph& graph = call.graph;
    const OnnxValue x = graph.floats(call.x());
    const auto scale = static_cast<float>(call.number("scale", 1));
    const auto offset = static_cast<float>(call.number("offset", 0));
    const OnnxValue product = graph.addLike(x, "Mul", {x.name, graph.number(scale)});
    return {graph.addLike(x, "Add", {product.name, graph.number(offset)})};
}

OnnxValues categoryEncoding(OnnxCall& call) {
    OnnxGraph& graph = call.graph;
    if (call.inputs.size() != 1)
        return call.decline("weights of categories cannot be written as ONNX");
    const std::string_view mode = call.text("output_mode", "multi_hot");
    const auto count = static_cast<std::int64_t>(call.number("num_tokens", 1));
    const OnnxValue x = graph.straight(call.x());
    OnnxValue whole = graph.addLike(x, "Cast", {x.name}, {{"to", std::int64_t{7}}});
    if (mode == "one_hot" && x.shape.rank() == call.outputShape().rank())
        whole = graph.add("Squeeze", {whole.name, graph.integers({-1})}, {}, x.shape);
    const std::string values = graph.constant(tensor({0, 1}));
    const OnnxValue hot = graph.add(
        "OneHot",
        {whole.name, graph.integer(count), values},
        {{"axis", std::int64_t{-1}}},
        call.outputShape());
    if (mode == "one_hot")
        return {hot};
    if (mode == "multi_hot") {
        return {graph.add(
            "ReduceMax",
            {hot.name},
            {{"axes", std::vector<std::int64_t>{-2}}, {"keepdims", std::int64_t{0}}},
            call.outputShape())};
    }
    return {graph.add(
        "ReduceSum",
        {hot.name, graph.integers({-2})},
        {{"keepdims", std::int64_t{0}}},
        call.outputShape())};
}

} // namespace

void addOnnxCore(OnnxWriters& writers) {
    for (const char* name :
         {"Dropout",
          "SpatialDropout1D",
          "GaussianNoise",
          "GaussianDropout",
          "AlphaDropout",
          "InputLayer"})
        writers[name] = passOn;
    writers["Dense"] = dense;
    writers["Activation"] = activation;
    writers["Flatten"] = flatten;
    writers["Reshape"] = reshape;
    writers["Permute"] = permute;
    writers["RepeatVector"] = repeatVector;
    writers["Embedding"] = embedding;
    writers["Masking"] = masking;
    writers["ReLU"] = relu;
    writers["LeakyReLU"] = leakyRelu;
    writers["ELU"] = elu;
    writers["ThresholdedReLU"] = thresholdedRelu;
    writers["PReLU"] = prelu;
    writers["Softmax"] = softmax;
    writers["Rescaling"] = rescaling;
    writers["CategoryEncoding"] = categoryEncoding;
}

} // namespace tp
