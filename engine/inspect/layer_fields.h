#pragma once

#include "engine/base/json.h"

#include <string>
#include <string_view>
#include <vector>

namespace tp::inspect {

/// The kinds of layers that one can put into a row of others, in order: all that are registered but
/// models, inputs and the cells of recurrent layers.
std::vector<std::string> buildableKinds();

/// All settings of a new layer of that kind, with sensible values for those that it cannot do
/// without. Throws Unsupported for a kind that is not known.
Json startConfig(std::string_view kind);

/// What a person can set about a layer.
struct LayerField {
    enum class Kind {
        Whole, ///< a whole number
        Real,
        Toggle, ///< yes or no
        Choice, ///< one of `choices`
        Sizes,  ///< whole numbers in a row: "3, 3"
    };

    std::vector<std::string>
        path;          ///< where it stands in the settings: {"layer", "config", "units"}
    std::string label; ///< "units", "layer.units"
    Kind kind = Kind::Whole;
    Json value;
    std::vector<std::string> choices = {};
    bool isOptional = false; ///< may be null, which the layer understands as "not given"
    bool isUsual = false;    ///< shown at once; the others only when asked for
    double least = 0;        ///< for numbers
    double most = 0;
};

/// What can be set about a layer with these settings, the most important first. What is set about a
/// layer within it is among them.
std::vector<LayerField> fieldsOf(const Json& config);

/// The settings with another value at that place.
Json withSetting(Json config, const std::vector<std::string>& path, Json value);

} // namespace tp::inspect
