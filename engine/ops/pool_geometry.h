#pragma once

#include "engine/ops/conv_geometry.h"

namespace tp {

/// How the window of a pooling op moves over its input of that number: as windowGeometry() says,
/// but for windows of one pixel that leave the image's size as it is. Throws InvalidArgument if it
/// cannot move so.
WindowGeometry poolGeometry(const OpCall& call, std::size_t input);

} // namespace tp
