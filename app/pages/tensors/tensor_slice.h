#pragma once

#include "engine/notebook/statistics.h"

#include <memory>
#include <vector>

namespace app {

/// A plane of a tensor: two of its axes, at fixed places along the others.
///
/// A vector is a column of its elements, a scalar a single cell.
struct TensorSlice {
    std::shared_ptr<const tp::notebook::Elements> elements;
    int rowAxis = -1;                ///< -1: there is one row
    int columnAxis = -1;             ///< -1: there is one column
    std::vector<std::int64_t> fixed; ///< the place along each axis; those shown count as 0

    /// The plane of the last two axes at the beginning of the others.
    static TensorSlice of(std::shared_ptr<const tp::notebook::Elements> elements);

    bool isEmpty() const { return rows() == 0 || columns() == 0; }
    std::int64_t rows() const;
    std::int64_t columns() const;
    /// Where the element lies in row-major order.
    std::int64_t index(std::int64_t row, std::int64_t column) const;
    double number(std::int64_t row, std::int64_t column) const {
        return elements->number(index(row, column));
    }
};

} // namespace app
