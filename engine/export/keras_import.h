#pragma once

#include "engine/export/keras_layers.h"

namespace tp {

/// A model's settings as our files have them, from what Keras 2 or 3 wrote. Throws BadFile or
/// Unsupported, saying where, for what means something else to Keras than anything here.
Json topologyFromKeras(const JsonReader& model);

/// What Keras 3 writes for one use of a layer, as older files have it: [["name", use, output, {}]].
Json plainKerasUse(const Json& use);

} // namespace tp
