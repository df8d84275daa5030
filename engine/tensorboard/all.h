#pragma once

// TensorBoard's logs: writing and reading them.
#include "engine/tensorboard/event_log.h"
#include "engine/tensorboard/summary_writer.h"
