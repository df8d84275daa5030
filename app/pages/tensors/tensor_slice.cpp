#include "app/pages/tensors/tensor_slice.h"

namespace app {

TensorSlice TensorSlice::of(std::shared_ptr<const tp::notebook::Elements> elements) {
    TensorSlice slice;
    const int rank = static_cast<int>(elements->shape().rank());
    slice.elements = std::move(elements);
    slice.fixed.assign(static_cast<std::size_t>(rank), 0);
    slice.rowAxis = rank == 0 ? -1 : std::max(0, rank - 2);
    slice.columnAxis = rank < 2 ? -1 : rank - 1;
    return slice;
}

std::int64_t TensorSlice::rows() const {
    if (!elements || elements->size() == 0)
        return 0;
    return rowAxis < 0 ? 1 : elements->shape()[static_cast<std::size_t>(rowAxis)];
}

std::int64_t TensorSlice::columns() const {
    if (!elements || elements->size() == 0)
        return 0;
    return columnAxis < 0 ? 1 : elements->shape()[static_cast<std::size_t>(columnAxis)];
}

std::int64_t TensorSlice::index(std::int64_t row, std::int64_t column) const {
    const tp::Shape strides = tp::rowMajorStrides(elements->shape());
    std::int64_t at = 0;
    for (std::size_t axis = 0; axis < fixed.size(); ++axis) {
        std::int64_t place = fixed[axis];
        if (static_cast<int>(axis) == rowAxis)
            place = row;
        if (static_cast<int>(axis) == columnAxis)
            place = column;
        at += place * strides[axis];
    }
    return at;
}

} // namespace app
