#pragma once

// Losses, metrics and optimizers.
#include "engine/train/losses.h"
#include "engine/train/metrics.h"
#include "engine/train/optimizer.h"
