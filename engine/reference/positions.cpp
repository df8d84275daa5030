#include "engine/reference/positions.h"

namespace tp::reference {

bool advance(Position& position, const Shape& shape) {
    for (std::size_t axis = shape.rank(); axis-- > 0;) {
        if (++position[axis] < shape[axis])
            return true;
        position[axis] = 0;
    }
    return false;
}

std::int64_t offsetAt(const Position& position, const Shape& shape) {
    std::int64_t offset = 0;
    for (std::size_t axis = 0; axis < shape.rank(); ++axis)
        offset = offset * shape[axis] + position[axis];
    return offset;
}

std::int64_t broadcastOffsetAt(const Position& position, const Shape& shape) {
    const std::size_t missing = position.size() - shape.rank();
    Position own(shape.rank(), 0);
    for (std::size_t axis = 0; axis < shape.rank(); ++axis) {
        if (shape[axis] != 1)
            own[axis] = position[missing + axis];
    }
    return offsetAt(own, shape);
}

Position withAxis(Position position, std::size_t axis, std::int64_t index) {
    position.insert(position.begin() + static_cast<std::ptrdiff_t>(axis), index);
    return position;
}

Position withoutAxis(Position position, std::size_t axis) {
    position.erase(position.begin() + static_cast<std::ptrdiff_t>(axis));
    return position;
}

Shape shapeWithoutAxis(const Shape& shape, std::size_t axis) {
    return Shape(withoutAxis(toInts(shape), axis));
}

} // namespace tp::reference
