#pragma once

#include "engine/base/json.h"

#include <string_view>
#include <vector>

namespace tp {

/// The settings that Keras 2.15 and Keras 3 both know for a kind of layer, and we too, beside its
/// name. Null for kinds that Keras does not have, or not in both.
const std::vector<std::string_view>* kerasSettings(std::string_view className);

/// A setting of Keras's that we do not have: only this value of it means what we do.
struct FixedSetting {
    std::string_view name;
    Json value; ///< null: must be missing or null
};

/// Those of a kind of layer, beyond what all layers share.
std::vector<FixedSetting> kerasFixedSettings(std::string_view className);

/// Whether the layer's weights and settings belong to another within it: TimeDistributed.
inline bool isWrapper(std::string_view className) {
    return className == "TimeDistributed" || className == "Bidirectional";
}

inline bool isModelClass(std::string_view className) {
    return className == "Sequential" || className == "Model" || className == "Functional";
}

} // namespace tp
