#pragma once

// All layers.
#include "engine/layers/core.h"
#include "engine/layers/input_layer.h"
