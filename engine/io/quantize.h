#pragma once

#include "engine/io/model_artifacts.h"

namespace tp::io {

/// The same model with its float32 weights in fewer bits, as TensorFlow.js's converter makes it:
/// float16 rounds each number; uint16 and uint8 take as many equal steps between the smallest and
/// the largest number of each weight, and keep zero exact.
///
/// Weights that are quantised already, of another dtype, empty or of a group (an optimizer's) stay
/// as they are. Throws InvalidArgument, naming the weight, where it holds NaN or infinity, or for
/// float16 a number beyond 65504.
ModelArtifacts quantizeWeights(const ModelArtifacts& artifacts, StoredAs stored);

} // namespace tp::io
