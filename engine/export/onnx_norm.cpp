#include "engine/export/onnx_layers.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"

#include <algorithm>
#include <cmath>

namespace tp {

namespace {

using Numbers = std::vector<std::int64_t>;

Numbers axesOf(const OnnxCall& call) {
    Numbers axes = call.numbers("axis");
    if (axes.empty())
        axes = {-1};
    const auto rank = static_cast<std::int64_t>(call.x().shape.rank());
    for (std::int64_t& axis : axes)
        axis += axis < 0 ? rank : 0;
    return axes;
}

/// A weight with axes of size 1 where it has none.
std::string spread(OnnxCall& call, const Tensor& weight, const Numbers& axes) {
    Shape shape;
    for (std::size_t i = 0; i < call.x().shape.rank(); ++i)
        shape.push_back(1);
    for (std::size_t i = 0; i < axes.size(); ++i)
        shape[static_cast<std::size_t>(axes[i])] = weight.shape()[i];
    return call.graph.constant(reshape(weight, shape));
}

OnnxValues batchNormalization(OnnxCall& call) {
    OnnxGraph& graph = call.graph;
    const Numbers axes = axesOf(call);
    const std::size_t rank = call.x().shape.rank();
    const double epsilon = call.number("epsilon", 0.001);
    const Tensor mean = call.weight("moving_mean");
    const Tensor variance = call.weight("moving_variance");
    Tensor gamma = call.weight("gamma");
    Tensor beta = call.weight("beta");
    const bool isLast = axes.front() + 1 == static_cast<std::int64_t>(rank);
    const OnnxValue x = graph.floats(isLast ? call.x() : graph.straight(call.x()));
    if (rank == 2 || (isLast && x.isTurned) || (!isLast && axes.front() == 1)) {
        // The channels lie where ONNX looks for them.
        gamma = gamma.isNull() ? ones(mean.shape()) : gamma;
        beta = beta.isNull() ? zeros(mean.shape()) : beta;
        return {graph.addLike(
            x,
            "BatchNormalization",
            {x.name,
             graph.constant(gamma),
             graph.constant(beta),
             graph.constant(mean),
             graph.constant(variance)},
            {{"epsilon", epsilon}})};
    }
    std::vector<float> factors;
    const auto variances = variance.values<float>();
    for (std::size_t i = 0; i < variances.size(); ++i) {
        const double scale = gamma.isNull() ? 1 : gamma.values<float>()[i];
        factors.push_back(static_cast<float>(scale / std::sqrt(variances[i] + epsilon)));
    }
    OnnxValue y = graph.addLike(x, "Sub", {x.name, spread(call, mean, axes)});
    y = graph.addLike(y, "Mul", {y.name, spread(call, tensor(factors, mean.shape()), axes)});
    if (!beta.isNull())
        y = graph.addLike(y, "Add", {y.name, spread(call, beta, axes)});
    return {y};
}

OnnxValues layerNormalization(OnnxCall& call) {
    OnnxGraph& graph = call.graph;
    const Numbers axes = axesOf(call);
    const OnnxSettings settings = {{"axes", axes}, {"keepdims", std::int64_t{1}}};
    const auto epsilon = static_cast<float>(call.number("epsilon", 0.001));
    const OnnxValue x = graph.floats(graph.straight(call.x()));
    const OnnxValue mean = graph.addLike(x, "ReduceMean", {x.name}, settings);
    const OnnxValue centered = graph.addLike(x, "Sub", {x.name, mean.name});
    const OnnxValue squares = graph.addLike(x, "Mul", {centered.name, centered.name});
    const OnnxValue variance = graph.addLike(x, "ReduceMean", {squares.name}, settings);
    const OnnxValue moved = graph.addLike(x, "Add", {variance.name, graph.number(epsilon)});
    const OnnxValue deviation = graph.addLike(x, "Sqrt", {moved.name});
    OnnxValue y = graph.addLike(x, "Div", {centered.name, deviation.name});
    if (const Tensor gamma = call.weight("gamma"); !gamma.isNull())
        y = graph.addLike(y, "Mul", {y.name, spread(call, gamma, axes)});
    if (const Tensor beta = call.weight("beta"); !beta.isNull())
        y = graph.addLike(y, "Add", {y.name, spread(call, beta, axes)});
    return {y};
}

} // namespace

void addOnnxNormalizations(OnnxWriters& writers) {
    writers["BatchNormalization"] = batchNormalization;
    writers["LayerNormalization"] = layerNormalization;
}

} // namespace tp
