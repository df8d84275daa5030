#pragma once

#include "engine/keras/activation.h"

#include <algorithm>
#include <array>

namespace tp::layers {

/// Whether fused ops know the activation, which they call by the same name.
inline bool isFusable(const Activation& activation) {
    constexpr std::array<std::string_view, 5> kFused = {
        "linear", "relu", "relu6", "elu", "sigmoid"};
    return !activation.isOwn() &&
           std::find(kFused.begin(), kFused.end(), activation.name()) != kFused.end();
}

} // namespace tp::layers
