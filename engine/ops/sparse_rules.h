#pragma once

#include "engine/ops/rules.h"

namespace tp {

/// The shape that SparseReshape was asked for, with the size for -1 worked out. Throws
/// InvalidArgument if it does not hold as many places as the input's.
Ints sparseReshapeTarget(const OpCall& call);

/// How many numbers each row of a RaggedRange has. Throws InvalidArgument if a row has no end.
Ints raggedRangeLengths(const OpCall& call);

/// The number of starts, limits and deltas that RaggedRange uses for a row; scalars serve all.
inline std::int64_t raggedRangeStep(const Tensor& input) {
    return input.rank() == 0 ? 0 : 1;
}

/// Whose rows an axis of a ragged tensor are: splits, or the row of each element.
struct RaggedPartition {
    enum class Kind { RowSplits, ValueRowIds };

    Kind kind;
    std::span<const std::int32_t> numbers;
};

/// RaggedTensorToTensor's partitions, outermost first. FIRST_DIM_SIZE is none: it only says how
/// many rows there are.
std::vector<RaggedPartition> raggedPartitions(const OpCall& call);

} // namespace tp
