#pragma once

#include "engine/notebook/recipe.h"

namespace app {

/// Reads a picture with 1 (grey), 3 or 4 channels, scaled down to at most 512 pixels a side. May be
/// called from any thread. Throws BadFile naming the file and why.
tp::notebook::Pixels readPictureFile(const std::string& path, std::int64_t channels);

} // namespace app
