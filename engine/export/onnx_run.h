#pragma once

#include "engine/tensor/tensor.h"

#include <string>
#include <string_view>

namespace tp {

namespace onnx {
class Graph;
}

/// The first kind of node in the graph that runOnnx() does not know; empty if it knows all.
std::string unknownOnnxOperation(const onnx::Graph& graph);

/// Computes an ONNX graph: what comes out for these inputs, in the order in which the graph lists
/// both.
///
/// This is the judge of exportOnnx(), so it shares nothing with it but the operators' specification
/// (ONNX 1.8, operator set 13: docs/Operators.md). It knows the operators and attributes that we
/// write, and takes nothing else: inputs must be float32, int32 or bool tensors, as the graph says.
///
/// Throws BadFile, naming `file` and the node, for whatever goes against the specification or
/// beyond that, and for a tensor of more elements than `mostElements`.
Tensors runOnnx(
    const onnx::Graph& graph,
    std::string_view file,
    const Tensors& inputs,
    std::int64_t mostElements = std::int64_t{1} << 31);

} // namespace tp
