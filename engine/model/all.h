#pragma once

// All layers and models.
#include "engine/keras/layer_names.h"
#include "engine/layers/all.h"
#include "engine/model/layers_model.h"
#include "engine/model/saving.h"
#include "engine/model/sequential.h"
#include "engine/model/training_callbacks.h"
