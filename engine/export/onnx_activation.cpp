#include "engine/export/onnx_layers.h"

#include <numbers>

namespace tp {

namespace {

OnnxValue binary(OnnxGraph& graph, std::string_view op, const OnnxValue& a, const std::string& b) {
    return graph.addLike(a, op, {a.name, b});
}

OnnxValue unary(OnnxGraph& graph, std::string_view op, const OnnxValue& x) {
    return graph.addLike(x, op, {x.name});
}

// x · (1 + erf(x / √2)) / 2
OnnxValue gelu(OnnxGraph& graph, const OnnxValue& x) {
    const float root = static_cast<float>(1 / std::numbers::sqrt2);
    const OnnxValue bend = unary(graph, "Erf", binary(graph, "Mul", x, graph.number(root)));
    const OnnxValue share = binary(graph, "Add", bend, graph.number(1));
    return binary(graph, "Mul", binary(graph, "Mul", x, share.name), graph.number(0.5F));
}

// x · (1 + tanh(√(2/π) · (x + 0.044715 x³))) / 2
OnnxValue geluNew(OnnxGraph& graph, const OnnxValue& x) {
    const float root = static_cast<float>(std::numbers::sqrt2 * std::numbers::inv_sqrtpi);
    const OnnxValue cube = binary(graph, "Mul", binary(graph, "Mul", x, x.name), x.name);
    const OnnxValue sum =
        binary(graph, "Add", binary(graph, "Mul", cube, graph.number(0.044715F)), x.name);
    const OnnxValue bend = unary(graph, "Tanh", binary(graph, "Mul", sum, graph.number(root)));
    const OnnxValue share = binary(graph, "Add", bend, graph.number(1));
    return binary(graph, "Mul", binary(graph, "Mul", x, share.name), graph.number(0.5F));
}

OnnxValue alongChannels(OnnxGraph& graph, std::string_view op, const OnnxValue& x) {
    const bool isTurned = x.isTurned && x.shape.rank() >= 3;
    return graph.addLike(x, op, {x.name}, {{"axis", std::int64_t{isTurned ? 1 : -1}}});
}

} // namespace

OnnxValue onnxActivation(OnnxGraph& graph, const OnnxValue& x, std::string_view activation) {
    static const std::map<std::string_view, std::string_view> plain = {
        {"elu", "Elu"},
        {"relu", "Relu"},
        {"selu", "Selu"},
        {"sigmoid", "Sigmoid"},
        {"softplus", "Softplus"},
        {"softsign", "Softsign"},
        {"tanh", "Tanh"}};
    if (activation == "linear" || activation.empty())
        return x;
    if (const auto found = plain.find(activation); found != plain.end())
        return unary(graph, found->second, x);
    if (activation == "hard_sigmoid")
        return graph.addLike(x, "HardSigmoid", {x.name}, {{"alpha", 0.2}, {"beta", 0.5}});
    if (activation == "relu6")
        return graph.addLike(x, "Clip", {x.name, graph.number(0), graph.number(6)});
    if (activation == "softmax")
        return alongChannels(graph, "Softmax", x);
    if (activation == "log_softmax")
        return alongChannels(graph, "LogSoftmax", x);
    if (activation == "swish")
        return binary(graph, "Mul", x, unary(graph, "Sigmoid", x).name);
    if (activation == "mish")
        return binary(graph, "Mul", x, unary(graph, "Tanh", unary(graph, "Softplus", x)).name);
    if (activation == "gelu")
        return gelu(graph, x);
    if (activation == "gelu_new")
        return geluNew(graph, x);
    return {};
}

} // namespace tp
