#pragma once

#include "tests/bench/bench_case.h"

#include <string>

namespace bench {

/// A layer of a network as the table shows it: a convolution of NHWC images.
struct ConvLayer {
    std::string name;
    std::int64_t batch;
    std::int64_t size; ///< rows, and columns
    std::int64_t channels;
    std::int64_t outChannels; ///< of a depthwise convolution: as many as channels
    std::int64_t filter;      ///< rows, and columns
    std::int64_t stride;
    bool same; ///< the padding; else "valid"
    bool depthwise = false;

    std::int64_t outSize() const {
        return same ? (size + stride - 1) / stride : (size - filter) / stride + 1;
    }
    tp::Shape image() const { return {batch, size, size, channels}; }
    tp::Shape filterShape() const {
        return {filter, filter, channels, depthwise ? 1 : outChannels};
    }
    tp::Shape out() const { return {batch, outSize(), outSize(), outChannels}; }
};

/// oneDNN's convolution (inputs: images and filter), with its filter in the layout that it likes
/// best, which is not timed; also with bias and relu6 (input 2: the bias).
std::function<Work(const tp::Tensors&)> oneDnnConv(const ConvLayer& layer, bool fused = false);

/// Its gradient for the images (inputs: dy and filter).
std::function<Work(const tp::Tensors&)> oneDnnConvInput(const ConvLayer& layer);

/// Its gradient for the filter (inputs: images and dy).
std::function<Work(const tp::Tensors&)> oneDnnConvFilter(const ConvLayer& layer);

} // namespace bench
