#pragma once

// Data sets: where they come from and what can be made of them.
#include "engine/data/csv.h"
#include "engine/data/dataset.h"
#include "engine/data/image_folder.h"
#include "engine/data/toy_data.h"
