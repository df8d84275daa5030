#pragma once

// All public op families. Include single families where compile time matters.
#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/compare.h"
#include "engine/ops/complex.h"
#include "engine/ops/creation.h"
#include "engine/ops/einsum.h"
#include "engine/ops/index.h"
#include "engine/ops/linear_algebra.h"
#include "engine/ops/math.h"
#include "engine/ops/random.h"
#include "engine/ops/reduce.h"
#include "engine/ops/signal.h"
#include "engine/ops/spectral.h"
#include "engine/ops/training.h"
