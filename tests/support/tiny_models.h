#pragma once

#include "engine/io/model_artifacts.h"

namespace tp::test {

/// A graph model with the ends of PoseNet that sees a person with all parts at the reddest point.
///
/// Each map is one convolution of the input "image", [1, `height`, `width`, 3], with one cell for
/// each `stride` pixels; no offsets, no displacements.
io::ModelArtifacts
tinyPoseNet(std::int64_t height = -1, std::int64_t width = -1, std::int64_t stride = 16);

/// Two dense layers, "first" and "second", from 3 numbers to 4 to 2.
io::ModelArtifacts tinyLayers();

} // namespace tp::test
