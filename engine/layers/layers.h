#pragma once

// All layers and models.
#include "engine/layers/core.h"
#include "engine/layers/sequential.h"
