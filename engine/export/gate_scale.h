#pragma once

#include "engine/base/json.h"
#include "engine/tensor/tensor.h"

#include <string_view>
#include <vector>

namespace tp {

/// Weights brought to another scale, so that an activation of other slope gives the same: x becomes
/// factor · x, and a bias factor · x + offset.
struct Scale {
    double factor = 1;
    double offset = 0;
};

/// One scale for each part of the last axis, which all have the same size: the gates of a recurrent
/// layer, or one for all. Empty for none.
using GateScales = std::vector<Scale>;

/// The gates of this kind of layer that its activations, of which `isBent` tells, act upon.
///
/// A hard sigmoid is a straight line between two ends: clip(0.2 · x + 0.5) here and in Keras 2,
/// clip(x / 6 + 0.5) in Keras 3. Where it acts upon sums of weights, these can take up the
/// difference. `canScale` is false where they cannot.
GateScales gatesOf(
    std::string_view className,
    bool isActivationBent,
    bool isRecurrentBent,
    const Scale& scale,
    bool& canScale);

/// Whether a weight of this name, without its layer's, is among those to be scaled.
bool isScaled(std::string_view className, std::string_view weight);

/// The weight scaled, part by part.
Tensor scaled(const Tensor& weight, const GateScales& gates, bool isBias);

/// The way back.
GateScales inverse(const GateScales& gates);

} // namespace tp
