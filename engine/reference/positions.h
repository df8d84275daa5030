#pragma once

#include "engine/ops/rules.h"
#include "engine/tensor/shape.h"

namespace tp::reference {

/// Where an element is: an index along each axis, outermost first.
using Position = Ints;

/// Goes on to the next position in row-major order; false after the last one.
bool advance(Position& position, const Shape& shape);

/// Calls `visit(position)` for every element of a tensor of that shape, in row-major order.
template<class F>
void forEachPosition(const Shape& shape, F visit) {
    if (shape.elementCount() == 0)
        return;
    Position position(shape.rank(), 0);
    do {
        visit(static_cast<const Position&>(position));
    } while (advance(position, shape));
}

/// The number of the element at that position, counted in row-major order.
std::int64_t offsetAt(const Position& position, const Shape& shape);

/// The number of the element that broadcasting puts at `position` of the larger result: leading
/// axes that `shape` lacks are ignored, and along axes of size 1 there is only index 0.
std::int64_t broadcastOffsetAt(const Position& position, const Shape& shape);

/// The position with an index put in as axis `axis`.
Position withAxis(Position position, std::size_t axis, std::int64_t index);

/// The position without axis `axis`.
Position withoutAxis(Position position, std::size_t axis);

/// The shape without axis `axis`.
Shape shapeWithoutAxis(const Shape& shape, std::size_t axis);

} // namespace tp::reference
