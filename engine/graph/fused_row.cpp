#include "engine/graph/fused_row.h"

#include "engine/graph/node_attrs.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"
#include "engine/ops/math.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tp::graph {

namespace {

bool isOneOf(std::string_view op, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), op) != names.end();
}

bool isFinite(const Tensor& tensor) {
    const auto values = tensor.values<float>();
    return std::all_of(
        values.begin(), values.end(), [](float each) { return std::isfinite(each); });
}

/// The zeros around [batch, rows, columns, channels], in TensorFlow's order; nothing unless they
/// are around rows and columns only.
std::vector<std::int64_t> imagePadding(const Tensor& paddings) {
    if (paddings.dtype() != DType::Int32 || paddings.shape() != Shape{4, 2})
        return {};
    const auto values = paddings.values<std::int32_t>();
    const bool isInside =
        std::all_of(values.begin(), values.end(), [](int each) { return each >= 0; });
    if (!isInside || values[0] != 0 || values[1] != 0 || values[6] != 0 || values[7] != 0)
        return {};
    return {values.begin(), values.end()};
}

std::size_t addConstant(Graph& graph, std::string name, const Tensor& value) {
    while (graph.places.contains(name))
        name += "_";
    graph.places[name] = graph.nodes.size();
    graph.nodes.push_back({.name = name, .op = "Const", .constant = value});
    return graph.nodes.size() - 1;
}

} // namespace

std::optional<FusedRow> FusedRow::startedBy(const Graph& graph, std::size_t place) {
    const Node& node = graph.nodes[place];
    Kind kind = Kind::Product;
    if (isOneOf(node.op, {"Conv2D", "_FusedConv2D", "FusedConv2D"})) {
        kind = Kind::Convolution;
    } else if (isOneOf(
                   node.op,
                   {"DepthwiseConv2d",
                    "DepthwiseConv2dNative",
                    "FusedDepthwiseConv2dNative",
                    "_FusedDepthwiseConv2dNative"})) {
        kind = Kind::Depthwise;
    } else if (!isOneOf(node.op, {"MatMul", "_FusedMatMul"})) {
        return {};
    }
    if (!node.controls.empty() || node.inputs.size() < 2 ||
        textAttr(node, "data_format").starts_with("NC"))
        return {};
    FusedRow row(graph, node, kind);
    const Tensor* weights = row.constantAt(node, 1);
    const std::size_t rank = kind == Kind::Product ? 2 : 4;
    if (!weights || weights->rank() != rank)
        return {};
    row.m_input = node.inputs[0];
    row.m_weights = *weights;
    if (!row.readTail())
        return {};
    return row;
}

/// What the start itself does after its product. False if that is nothing we can go on from.
bool FusedRow::readTail() {
    std::vector<std::string> fused = textsAttr(m_start, "fused_ops");
    std::size_t next = 2;
    if (!fused.empty() && fused.front() == "BiasAdd") {
        const Tensor* bias = constantAt(m_start, next++);
        if (!bias || bias->shape() != Shape{channels()})
            return false;
        m_bias = *bias;
        fused.erase(fused.begin());
    }
    if (fused.size() > 1)
        return false;
    m_activation = fused.empty() ? "" : fused.front();
    m_alpha = numberAttr(m_start, "leakyrelu_alpha", m_alpha);
    if (m_activation == "Prelu") {
        const Tensor* slopes = constantAt(m_start, next++);
        if (!slopes)
            return false;
        m_slopes = *slopes;
    }
    return m_start.inputs.size() == next;
}

std::int64_t FusedRow::channels() const {
    const Shape& shape = m_weights.shape();
    switch (m_kind) {
    case Kind::Convolution:
        return shape[3];
    case Kind::Depthwise:
        return shape[2] * shape[3];
    case Kind::Product:
        break;
    }
    return boolAttr(m_start, "transpose_b") ? shape[0] : shape[1];
}

/// The float32 constant that the node reads there, or null.
const Tensor* FusedRow::constantAt(const Node& node, std::size_t input) const {
    if (input >= node.inputs.size() || node.inputs[input].output != 0)
        return nullptr;
    const Node& source = m_graph->nodes[node.inputs[input].node];
    const bool isConstant = source.op == "Const" && source.controls.empty() &&
                            !source.constant.isNull() && source.constant.dtype() == DType::Float32;
    return isConstant ? &source.constant : nullptr;
}

/// The constant as one number for each channel; null if it is not that, or would change the shape
/// of the result.
Tensor FusedRow::channelVector(const Tensor& constant) const {
    const std::size_t rank = m_kind == Kind::Product ? 2 : 4;
    if (constant.rank() > rank || !isFinite(constant))
        return {};
    if (constant.size() == 1)
        return add(zeros({channels()}), reshape(constant, {}));
    const bool isAlongChannels =
        constant.size() == channels() && constant.shape().back() == channels();
    return isAlongChannels ? reshape(constant, {channels()}) : Tensor();
}

bool FusedRow::addBias(const Tensor* constant, double factor) {
    Tensor bias = constant ? channelVector(*constant) : Tensor();
    if (bias.isNull())
        return false;
    if (factor != 1)
        bias = mul(bias, scalar(factor));
    m_bias = m_bias.isNull() ? bias : add(m_bias, bias);
    return true;
}

bool FusedRow::scale(const Tensor* constant) {
    const Tensor factors = constant ? channelVector(*constant) : Tensor();
    if (factors.isNull())
        return false;
    const Shape& shape = m_weights.shape();
    Shape places{channels()};
    if (m_kind == Kind::Depthwise)
        places = {shape[2], shape[3]};
    if (m_kind == Kind::Product && boolAttr(m_start, "transpose_b"))
        places = {channels(), 1};
    m_weights = mul(m_weights, reshape(factors, places));
    if (!m_bias.isNull())
        m_bias = mul(m_bias, factors);
    return true;
}

/// (x - mean) * scale / sqrt(variance + epsilon) + offset, as a scale and a bias.
bool FusedRow::normalize(const Node& node) {
    const Tensor* inputs[4];
    for (std::size_t i = 0; i < 4; ++i) {
        inputs[i] = constantAt(node, i + 1);
        if (!inputs[i] || inputs[i]->shape() != Shape{channels()})
            return false;
    }
    if (boolAttr(node, "is_training") || textAttr(node, "data_format").starts_with("NC"))
        return false;
    const double epsilon = numberAttr(node, "epsilon", 0.001);
    const Tensor factors = mul(*inputs[0], rsqrt(add(*inputs[3], scalar(epsilon))));
    const Tensor bias = sub(*inputs[1], mul(*inputs[2], factors));
    return isFinite(factors) && isFinite(bias) && scale(&factors) && addBias(&bias, 1);
}

bool FusedRow::activate(const Node& node) {
    if (isOneOf(node.op, {"Relu", "Relu6", "Elu", "Sigmoid"})) {
        m_activation = node.op;
        return true;
    }
    if (node.op == "LeakyRelu") {
        m_activation = node.op;
        m_alpha = numberAttr(node, "alpha", 0.2);
        return true;
    }
    const Tensor* slopes = node.op == "Prelu" ? constantAt(node, 1) : nullptr;
    const Tensor vector = slopes ? channelVector(*slopes) : Tensor();
    if (vector.isNull())
        return false;
    m_activation = node.op;
    m_slopes = vector;
    return true;
}

/// A node with two inputs, one of which is the row's result.
bool FusedRow::takePair(const Node& node, std::size_t last) {
    const bool isFirst = node.inputs[0] == Output{last, 0};
    const Tensor* other = constantAt(node, isFirst ? 1 : 0);
    if (isOneOf(node.op, {"Add", "AddV2"}))
        return addBias(other, 1);
    if (node.op == "Mul")
        return scale(other);
    if (!isFirst)
        return false;
    if (node.op == "BiasAdd")
        return !textAttr(node, "data_format").starts_with("NC") && addBias(other, 1);
    return node.op == "Sub" ? addBias(other, -1) : activate(node);
}

bool FusedRow::take(const Node& node, std::size_t last) {
    if (!m_activation.empty())
        return false;
    if (node.inputs.size() == 2)
        return takePair(node, last);
    if (node.op.starts_with("FusedBatchNorm") && node.inputs.size() == 5)
        return node.inputs[0] == Output{last, 0} && normalize(node);
    return node.inputs.size() == 1 && activate(node);
}

bool FusedRow::takePadding(const Node& node) {
    if (m_kind == Kind::Product || node.op != "Pad" || !node.controls.empty() ||
        node.inputs.size() != 2 || textAttr(m_start, "padding") != "VALID" ||
        numberAttr(node, "constant_value") != 0)
        return false;
    const Node& source = m_graph->nodes[node.inputs[1].node];
    if (source.op != "Const" || source.constant.isNull() || node.inputs[1].output != 0)
        return false;
    const auto padding = imagePadding(source.constant);
    if (padding.empty())
        return false;
    for (std::size_t axis = 0; axis < 2; ++axis) {
        // Windows that see nothing but zeros are left to the plain way.
        const std::int64_t most = std::max(padding[2 + 2 * axis], padding[3 + 2 * axis]);
        if (most >= m_weights.shape()[axis])
            return false;
    }
    m_padding = padding;
    m_input = node.inputs[0];
    return true;
}

void FusedRow::placeAt(std::size_t place, Graph& graph) const {
    static constexpr std::array kOps = {
        "_FusedConv2D", "FusedDepthwiseConv2dNative", "_FusedMatMul"};
    Node fused{.name = graph.nodes[place].name, .op = kOps[static_cast<std::size_t>(m_kind)]};
    std::vector<std::string> tail;
    fused.inputs = {m_input, {addConstant(graph, fused.name + "/weights", m_weights), 0}};
    if (!m_bias.isNull()) {
        tail.emplace_back("BiasAdd");
        fused.inputs.push_back({addConstant(graph, fused.name + "/bias", m_bias), 0});
    }
    if (!m_activation.empty())
        tail.push_back(m_activation);
    if (!m_slopes.isNull())
        fused.inputs.push_back({addConstant(graph, fused.name + "/slopes", m_slopes), 0});
    for (const auto& [key, value] : m_start.attrs) {
        const bool isPadding = key == "padding" || key == "explicit_paddings";
        if (key != "fused_ops" && key != "leakyrelu_alpha" && !(isPadding && !m_padding.empty()))
            fused.attrs.emplace_back(key, value);
    }
    fused.attrs.emplace_back("fused_ops", tail);
    fused.attrs.emplace_back("leakyrelu_alpha", m_alpha);
    if (!m_padding.empty()) {
        fused.attrs.emplace_back("padding", std::string("EXPLICIT"));
        fused.attrs.emplace_back("explicit_paddings", m_padding);
    }
    graph.nodes[place] = std::move(fused);
}

} // namespace tp::graph
