#pragma once

#include "engine/tensor/tensor.h"

#include <string>
#include <vector>

namespace tp::notebook {

/// A tensor at a glance: what fits under a cell. It keeps no hold of the tensor.
struct Glance {
    TensorSpec spec;
    TensorId id = 0;
    std::int64_t bytes = 0;
    std::string text; ///< a few lines of values, cut with … where there are more

    /// A picture of the values, at most kThumbnailSide a side, row by row; empty for tensors that
    /// are too small to need one, and for texts.
    std::vector<float> thumbnail;
    int rows = 0;
    int columns = 0;
    int channels =
        1; ///< 3: colours from 0 to 255 beside each other; 1: numbers from `low` to `high`
    float low = 0;
    float high = 0;
};

inline constexpr int kThumbnailSide = 64;

Glance glanceAt(const Tensor& tensor);

} // namespace tp::notebook
