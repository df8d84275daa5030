#include "engine/ops/reduced_axes.h"

#include "engine/ops/reduce.h"

namespace tp {

ReducedAxes::ReducedAxes(const OpCall& call, const Shape& input)
    : ReducedAxes(call.attr<Ints>(call.op.attrs[0].first), input.rank(), call.op.name) {
    m_keepDims = call.attr<bool>("keepDims");
}

ReducedAxes::ReducedAxes(const Ints& axes, std::size_t rank, std::string_view where)
    : m_rank(rank) {
    if (axes.size() == 1 && axes[0] == Axes::kAll) {
        m_reduced.fill(true);
        return;
    }
    for (const std::int64_t axis : axes)
        m_reduced[normalizeAxis(axis, rank, where)] = true;
}

Shape ReducedAxes::keptShape(const Shape& input) const {
    Shape shape = input;
    for (std::size_t axis = 0; axis < m_rank; ++axis) {
        if (m_reduced[axis])
            shape[axis] = 1;
    }
    return shape;
}

Shape ReducedAxes::droppedShape(const Shape& input) const {
    Shape shape;
    for (std::size_t axis = 0; axis < m_rank; ++axis) {
        if (!m_reduced[axis])
            shape.push_back(input[axis]);
    }
    return shape;
}

Shape ReducedAxes::outputShape(const Shape& input) const {
    return m_keepDims ? keptShape(input) : droppedShape(input);
}

std::int64_t ReducedAxes::reducedCount(const Shape& input) const {
    std::int64_t count = 1;
    for (std::size_t axis = 0; axis < m_rank; ++axis) {
        if (m_reduced[axis])
            count *= input[axis];
    }
    return count;
}

Ints ReducedAxes::keptThenReduced() const {
    Ints order;
    for (const bool wanted : {false, true}) {
        for (std::size_t axis = 0; axis < m_rank; ++axis) {
            if (m_reduced[axis] == wanted)
                order.push_back(static_cast<std::int64_t>(axis));
        }
    }
    return order;
}

Shape permuted(const Shape& shape, const Ints& order) {
    Shape result;
    for (const std::int64_t axis : order)
        result.push_back(shape[static_cast<std::size_t>(axis)]);
    return result;
}

Ints inverse(const Ints& order) {
    Ints result(order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        result[static_cast<std::size_t>(order[i])] = static_cast<std::int64_t>(i);
    return result;
}

} // namespace tp
