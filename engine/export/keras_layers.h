#pragma once

#include "engine/export/flat_model.h"
#include "engine/export/gate_scale.h"

#include <optional>
#include <string>
#include <vector>

namespace tp {

/// Which Keras is to read a file. Nearly all models mean the same in both.
enum class KerasVersion { Two = 2, Three = 3 };

/// A weight of ours, and what Keras holds for it.
struct KerasWeight {
    Variable variable;
    GateScales gates; ///< from our numbers to Keras's; empty if they are the same
    bool isBias = false;

    std::string_view shortName() const; ///< without its layer's
    Tensor exported() const { return scaled(variable.value(), gates, isBias); }
    void import(const Tensor& value) const;
};

/// A layer's weights in Keras's order, and by how much gates differ that act through a hard
/// sigmoid. `config` is {"class_name": …, "config": …}, ours or Keras's.
std::vector<KerasWeight>
kerasWeightsOf(const Layer& layer, const Json& config, KerasVersion version);

/// A layer's settings as Keras has them.
struct KerasLayer {
    std::string className;
    Json::Object config;
    std::optional<Error> problem;       ///< why Keras cannot have it; none if it can
    std::optional<KerasVersion> onlyIn; ///< where it means the same; none: in both
};

/// `layer` is {"class_name": …, "config": …} of ours, `use` its first use.
KerasLayer kerasLayerFrom(const Json& layer, const FlatUse& use, KerasVersion version);

} // namespace tp
