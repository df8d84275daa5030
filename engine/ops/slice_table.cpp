#include "engine/ops/slice_table.h"

#include <algorithm>

namespace tp {

namespace {

SliceTable sliceTable(const Shape& tensor, std::span<const std::int64_t> rows, std::size_t depth) {
    SliceTable table;
    table.depth = depth;
    for (const std::int64_t size : rows)
        table.count *= size;
    for (std::size_t axis = depth; axis < tensor.rank(); ++axis)
        table.inner *= tensor[axis];
    table.strides = rowMajorStrides(tensor);
    return table;
}

} // namespace

SliceTable gatherTable(const Shape& tensor, const Shape& indices) {
    return sliceTable(
        tensor, {indices.begin(), indices.end() - 1}, static_cast<std::size_t>(indices.back()));
}

SliceTable scatterTable(const Shape& tensor, const Shape& indices) {
    if (indices.rank() > 1)
        return gatherTable(tensor, indices);
    return sliceTable(tensor, {indices.begin(), indices.end()}, 1);
}

} // namespace tp
