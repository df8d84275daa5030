#pragma once

// All layers.
#include "engine/layers/core.h"
#include "engine/layers/embedding.h"
#include "engine/layers/input_layer.h"
#include "engine/layers/merge.h"
#include "engine/layers/noise.h"
#include "engine/layers/rectifier.h"
#include "engine/layers/reshaping.h"
