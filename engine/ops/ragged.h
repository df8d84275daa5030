#pragma once

#include "engine/tensor/tensor.h"

#include <string>
#include <vector>

namespace tp {

// Rows of different lengths: all values one after the other, and splits that say where each row
// begins. Row i is values[splits[i]] … values[splits[i + 1] - 1]; rows of rows have splits of
// splits.

struct RaggedRows {
    Tensor rtNestedSplits;
    Tensor rtDenseValues;
};

/// A row of numbers for each start, limit and delta: start, start + delta … up to, but without,
/// limit. Scalars stand for every row. Throws InvalidArgument if a delta is 0.
RaggedRows raggedRange(const Tensor& starts, const Tensor& limits, const Tensor& deltas);

struct RaggedTensor {
    Tensors outputNestedSplits;
    Tensor outputDenseValues;
};

/// The rows of a ragged tensor that the indices name, as a ragged tensor. `outputRaggedRank` is the
/// number of splits of the result: those of the input and one less than the indices have axes.
RaggedTensor raggedGather(
    const Tensors& paramsNestedSplits,
    const Tensor& paramsDenseValues,
    const Tensor& indices,
    std::int64_t outputRaggedRank);

/// A ragged tensor as a regular one, filled up with `defaultValue`. A size of -1 in `shape` is as
/// large as the longest row needs; longer rows are cut. The partitions, outermost first, are
/// "FIRST_DIM_SIZE" (only the first), "ROW_SPLITS" or "VALUE_ROWIDS".
Tensor raggedTensorToTensor(
    const Tensor& shape,
    const Tensor& values,
    const Tensor& defaultValue,
    const Tensors& rowPartitionTensors,
    const std::vector<std::string>& rowPartitionTypes);

} // namespace tp
