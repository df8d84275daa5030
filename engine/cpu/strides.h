#pragma once

#include "engine/tensor/shape.h"

#include <algorithm>
#include <array>

namespace tp::cpu {

/// A walk over two or three arrays at once, axis by axis, each with steps of its own.
///
/// Axes of size 1 are left out and neighbours that can be walked as one are merged, so that the
/// innermost axis is as long as can be.
template<std::size_t kArrays>
class Walk {
public:
    /// Adds an axis inside those added before, with the step of each array along it.
    void addAxis(std::int64_t size, const std::array<std::int64_t, kArrays>& steps) {
        if (size == 0)
            m_isEmpty = true;
        if (size == 1)
            return;
        if (m_rank > 0) {
            Axis& outer = m_axes[m_rank - 1];
            bool mergeable = true;
            for (std::size_t k = 0; k < kArrays; ++k)
                mergeable = mergeable && outer.steps[k] == steps[k] * size;
            if (mergeable) {
                outer.size *= size;
                outer.steps = steps;
                return;
            }
        }
        m_axes[m_rank++] = {size, steps};
    }

    std::size_t rank() const { return m_rank; }
    bool isEmpty() const { return m_isEmpty; }
    std::int64_t size(std::size_t axis) const { return m_axes[axis].size; }
    std::int64_t step(std::size_t axis, std::size_t array) const {
        return m_axes[axis].steps[array];
    }

    /// The length of the runs along the innermost axis.
    std::int64_t rowLength() const { return m_isEmpty ? 0 : m_rank > 0 ? size(m_rank - 1) : 1; }

    /// How many such runs there are.
    std::int64_t rowCount() const {
        std::int64_t count = m_isEmpty ? 0 : 1;
        for (std::size_t axis = 0; axis + 1 < m_rank; ++axis)
            count *= size(axis);
        return count;
    }

    /// Calls `row(offsets, count, steps)` for every run along the innermost axis.
    template<class F>
    void forEachRow(F row) const {
        forEachRow(0, rowCount(), row);
    }

    /// The same for the runs from `first` on, before `last`.
    template<class F>
    void forEachRow(std::int64_t first, std::int64_t last, F row) const {
        if (first >= last)
            return;
        static constexpr Axis kSingle{1, {}};
        const Axis& inner = m_rank > 0 ? m_axes[m_rank - 1] : kSingle;
        const std::size_t outerRank = m_rank > 0 ? m_rank - 1 : 0;
        std::array<std::int64_t, kMaxAxes> position{};
        std::array<std::int64_t, kArrays> offsets{};
        std::int64_t rest = first;
        for (std::size_t axis = outerRank; rest > 0 && axis-- > 0;) {
            position[axis] = rest % m_axes[axis].size;
            rest /= m_axes[axis].size;
            for (std::size_t k = 0; k < kArrays; ++k)
                offsets[k] += m_axes[axis].steps[k] * position[axis];
        }
        for (std::int64_t number = first;;) {
            row(offsets, inner.size, inner.steps);
            if (++number == last)
                return;
            for (std::size_t axis = outerRank; axis-- > 0;) {
                for (std::size_t k = 0; k < kArrays; ++k)
                    offsets[k] += m_axes[axis].steps[k];
                if (++position[axis] < m_axes[axis].size)
                    break;
                for (std::size_t k = 0; k < kArrays; ++k)
                    offsets[k] -= m_axes[axis].steps[k] * m_axes[axis].size;
                position[axis] = 0;
            }
        }
    }

private:
    // Tiling needs two axes for each of the tensor's.
    static constexpr std::size_t kMaxAxes = 2 * Shape::kMaxRank;

    struct Axis {
        std::int64_t size = 1;
        std::array<std::int64_t, kArrays> steps{};
    };

    std::array<Axis, kMaxAxes> m_axes{};
    std::size_t m_rank = 0;
    bool m_isEmpty = false;
};

/// Calls `element(offset)` for the elements [first, last) of a walk over one array.
template<class F>
void forEachElement(const Walk<1>& walk, std::int64_t first, std::int64_t last, F element) {
    const std::int64_t length = walk.rowLength();
    if (first >= last)
        return;
    std::int64_t skipped = first % length;
    std::int64_t left = last - first;
    walk.forEachRow(
        first / length,
        (last - 1) / length + 1,
        [&](const auto& offsets, std::int64_t count, const auto& steps) {
            const std::int64_t end = std::min(count, skipped + left);
            for (std::int64_t i = skipped; i < end; ++i)
                element(offsets[0] + i * steps[0]);
            left -= end - skipped;
            skipped = 0;
        });
}

/// The same for every element.
template<class F>
void forEachElement(const Walk<1>& walk, F element) {
    forEachElement(walk, 0, walk.rowCount() * walk.rowLength(), element);
}

/// Steps through an input that is stretched to `output`: 0 along stretched axes.
inline Shape broadcastStrides(const Shape& input, const Shape& output) {
    const Shape own = rowMajorStrides(input);
    Shape strides = output;
    const std::size_t added = output.rank() - input.rank();
    for (std::size_t axis = 0; axis < output.rank(); ++axis)
        strides[axis] = axis < added || input[axis - added] == 1 ? 0 : own[axis - added];
    return strides;
}

} // namespace tp::cpu
