#pragma once

#include "engine/io/weight_spec.h"

#include <vector>

namespace tp {

/// A model's topology with what tfjs leaves out of it, as the shapes of the weights tell:
/// "depth_multiplier" of SeparableConv2D. tfjs itself cannot load such a file again.
Json withMissingSettings(Json topology, const std::vector<io::WeightSpec>& weights);

} // namespace tp
