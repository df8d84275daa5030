#pragma once

// All layers.
#include "engine/layers/conv.h"
#include "engine/layers/conv_depthwise.h"
#include "engine/layers/conv_transpose.h"
#include "engine/layers/core.h"
#include "engine/layers/embedding.h"
#include "engine/layers/global_pooling.h"
#include "engine/layers/image_size.h"
#include "engine/layers/input_layer.h"
#include "engine/layers/merge.h"
#include "engine/layers/noise.h"
#include "engine/layers/normalization.h"
#include "engine/layers/pooling.h"
#include "engine/layers/preprocessing.h"
#include "engine/layers/rectifier.h"
#include "engine/layers/reshaping.h"
