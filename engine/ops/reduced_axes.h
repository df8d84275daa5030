#pragma once

#include "engine/ops/rules.h"

#include <array>

namespace tp {

/// Which axes of its input a reduction goes over.
class ReducedAxes {
public:
    /// From the first attribute of a reduction. Throws InvalidArgument for an axis there is not.
    explicit ReducedAxes(const OpCall& call) : ReducedAxes(call, call.input(0).shape()) {}
    ReducedAxes(const OpCall& call, const Shape& input);
    ReducedAxes(const Ints& axes, std::size_t rank, std::string_view where);

    bool isReduced(std::size_t axis) const { return m_reduced[axis]; }

    /// The input's shape with the reduced axes as 1; without them; or as keepDims says.
    Shape keptShape(const Shape& input) const;
    Shape droppedShape(const Shape& input) const;
    Shape outputShape(const Shape& input) const;

    /// How many elements make one.
    std::int64_t reducedCount(const Shape& input) const;

    /// All axes, those that stay first.
    Ints keptThenReduced() const;

private:
    std::array<bool, Shape::kMaxRank> m_reduced{};
    std::size_t m_rank;
    bool m_keepDims = false;
};

/// The shape that a transposition by `order` gives.
Shape permuted(const Shape& shape, const Ints& order);

/// The order that undoes `order`.
Ints inverse(const Ints& order);

} // namespace tp
