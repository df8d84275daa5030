#pragma once

#include "engine/notebook/recipe.h"

namespace tp::notebook {

/// The names of the pictures that are always there: "sunset", "tiles".
const std::vector<std::string>& samplePictures();

bool isSamplePicture(std::string_view name);

/// One of them, drawn by formula, with 1 (grey), 3 or 4 channels.
Pixels samplePicture(std::string_view name, std::int64_t channels);

} // namespace tp::notebook
