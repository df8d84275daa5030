#pragma once

#include "engine/export/onnx_layers.h"

namespace tp {

// Layers that move a window, or change the size of images: their axes between samples and channels.

/// The input as ONNX wants it, channels first; as it is where the layer has them first too.
OnnxValue channelsFirst(OnnxCall& call, const OnnxValue& x);

/// How many axes lie between samples and channels.
inline std::size_t spatialRank(const OnnxValue& x) {
    return x.shape.rank() - 2;
}

/// What comes out of such a layer for an input that channelsFirst() made.
inline OnnxValue asOutput(OnnxCall& call, OnnxValue value) {
    value.shape = call.outputShape();
    value.isTurned = !call.isChannelsFirst();
    return value;
}

/// The settings of ONNX for a window that moves: its size, steps, and how edges are padded.
OnnxSettings windowSettings(
    OnnxCall& call,
    const OnnxValue& x,
    const std::vector<std::int64_t>& window,
    const std::vector<std::int64_t>& strides,
    const std::vector<std::int64_t>& dilations);

} // namespace tp
