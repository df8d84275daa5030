#pragma once

// Everything a program that uses the engine needs.
#include "engine/api/start.h"
#include "engine/data/all.h"
#include "engine/graph/graph_model.h"
#include "engine/model/all.h"
#include "engine/models/knn_classifier.h"
#include "engine/models/posenet.h"
#include "engine/ops/ops.h"
#include "engine/runtime/backend.h"
#include "engine/runtime/debug.h"
#include "engine/runtime/environment.h"
#include "engine/runtime/gradients.h"
#include "engine/runtime/profile.h"
#include "engine/tensor/live_tensors.h"
#include "engine/tensor/memory.h"
#include "engine/tensor/tidy.h"
#include "engine/train/train.h"
