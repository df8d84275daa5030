#pragma once

#include "engine/ops/rules.h"

namespace tp {

/// How GatherNd, ScatterNd and their kin see a tensor: as slices along its first `depth` axes. A
/// row of `depth` indices names one of them.
struct SliceTable {
    std::size_t depth = 0;
    std::int64_t count = 1; ///< how many slices the indices name
    std::int64_t inner = 1; ///< elements of one slice
    Shape strides; ///< from one index along each of the `depth` axes to the next, in elements

    /// Where the slice begins that the row of indices names.
    std::int64_t offset(const std::int32_t* row) const {
        std::int64_t offset = 0;
        for (std::size_t axis = 0; axis < depth; ++axis)
            offset += row[axis] * strides[axis];
        return offset;
    }
};

/// Indices whose last axis holds the rows: [..., depth].
SliceTable gatherTable(const Shape& tensor, const Shape& indices);

/// The same, but a vector of indices is a column of rows of one.
SliceTable scatterTable(const Shape& tensor, const Shape& indices);

} // namespace tp
