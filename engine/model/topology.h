#pragma once

#include "engine/model/model.h"

namespace tp {

using ModelPointer = std::shared_ptr<Model>;

/// A model's layers, settings and wires as files have them, without its weights: what tfjs calls
/// modelTopology. Throws Unsupported for a layer that does not describe itself.
Json modelToJson(const Model& model);

/// The model that this describes, with new weights: what modelToJson() wrote, or tfjs, or Keras as
/// its converter leaves it. Throws BadFile for what cannot be meant, Unsupported for kinds of
/// layers that are not known.
ModelPointer modelFromJson(const JsonReader& topology);

/// Makes models known as parts of others: "Sequential", "Model", "Functional".
void registerModels();

} // namespace tp
