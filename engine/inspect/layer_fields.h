#pragma once

#include "engine/base/json.h"

#include <string>
#include <string_view>
#include <vector>

namespace tp::inspect {

/// What a person can set about a layer.
struct LayerField {
    enum class Kind {
        Whole, ///< a whole number
        Real,
        Toggle, ///< yes or no
        Choice, ///< one of `choices`
        Sizes,  ///< whole numbers in a row: "3, 3"
        Table,  ///< whole numbers in rows and columns: [[1, 1], [2, 2]]
    };

    std::vector<std::string>
        path;          ///< where it stands in the settings: {"layer", "config", "units"}
    std::string label; ///< "units", "layer.units"
    Kind kind = Kind::Whole;
    Json value;
    std::vector<std::string> choices = {};
    bool isOptional = false; ///< may be null, which the layer understands as "not given"
    bool isUsual = false;    ///< shown at once; the others only when asked for
    bool isPart = false;     ///< of the choice before it, as the spread of an initializer is
    double least = 0;        ///< for numbers
    double most = 0;
    double step = 1;
};

/// What can be set about a layer with these settings, the most important first. What is set about a
/// layer within it is among them, and what initializers, regularizers and constraints are made
/// with.
std::vector<LayerField> fieldsOf(const Json& config);

/// The settings with another value at that place. The name of an initializer, regularizer or
/// constraint brings what it is usually made with.
Json withSetting(Json config, const std::vector<std::string>& path, Json value);

} // namespace tp::inspect
