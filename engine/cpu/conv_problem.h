#pragma once

#include "engine/ops/conv_rules.h"

namespace tp::cpu {

/// A convolution as the loops and oneDNN see it: channels last, and always three spatial axes, of
/// which the first ones have size 1 if there are fewer.
struct ConvProblem {
    explicit ConvProblem(const ConvGeometry& geometry);

    std::int64_t batch;
    std::int64_t channels;
    std::int64_t outChannels;
    bool depthwise;                 ///< then outChannels is a multiple of channels
    std::size_t rank;               ///< how many of the axes are real
    std::array<WindowAxis, 3> axis; ///< depth, rows, columns

    std::int64_t pixels() const { return axis[0].in * axis[1].in * axis[2].in; }
    std::int64_t windows() const { return axis[0].out * axis[1].out * axis[2].out; }
    std::int64_t taps() const { return axis[0].filter * axis[1].filter * axis[2].filter; }
    std::int64_t imageSize() const { return pixels() * channels; } ///< elements of one image
    std::int64_t outSize() const { return windows() * outChannels; }
    std::int64_t filterSize() const { return taps() * outChannels * (depthwise ? 1 : channels); }
    std::int64_t multiplyAdds() const {
        return batch * windows() * taps() * outChannels * (depthwise ? 1 : channels);
    }
};

} // namespace tp::cpu
