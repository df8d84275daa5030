#include "engine/tensor/shape.h"

#include "engine/base/error.h"

#include <algorithm>

namespace tp {

namespace {

// One tensor of float32 may fill 1 TiB: far beyond any desktop, far below overflow.
constexpr std::int64_t kMaxElements = std::int64_t{1} << 38;

} // namespace

Shape::Shape(std::initializer_list<std::int64_t> sizes)
    : Shape(std::span<const std::int64_t>(sizes.begin(), sizes.size())) {}

Shape::Shape(const std::vector<std::int64_t>& sizes)
    : Shape(std::span<const std::int64_t>(sizes)) {}

Shape::Shape(std::span<const std::int64_t> sizes) {
    check(
        sizes.size() <= kMaxRank,
        "A tensor of rank %1 is not supported: the highest rank is %2.",
        sizes.size(),
        kMaxRank);
    std::copy(sizes.begin(), sizes.end(), m_sizes.begin());
    m_rank = static_cast<std::uint8_t>(sizes.size());
}

void Shape::push_back(std::int64_t size) {
    check(
        m_rank < kMaxRank,
        "A tensor of rank %1 is not supported: the highest rank is %2.",
        m_rank + 1,
        kMaxRank);
    m_sizes[m_rank++] = size;
}

std::int64_t Shape::elementCount() const {
    std::int64_t count = 1;
    for (const std::int64_t size : *this)
        count *= size;
    return count;
}

bool Shape::operator==(const Shape& other) const {
    return std::equal(begin(), end(), other.begin(), other.end());
}

std::string toText(const Shape& shape) {
    std::string text = "[";
    for (const std::int64_t size : shape) {
        if (text.size() > 1)
            text += ", ";
        text += size == -1 ? "null" : std::to_string(size);
    }
    return text + "]";
}

void checkSizes(const Shape& shape, std::string_view where) {
    std::int64_t count = 1;
    for (const std::int64_t size : shape) {
        check(size >= 0, "%1: a shape cannot have a negative size, but got %2.", where, shape);
        if (size != 0) {
            check(
                count <= kMaxElements / size,
                "%1: a tensor of shape %2 has more elements than memory can hold.",
                where,
                shape);
            count *= size;
        }
    }
}

Shape rowMajorStrides(const Shape& shape) {
    Shape strides = shape;
    std::int64_t stride = 1;
    for (std::size_t axis = shape.rank(); axis-- > 0;) {
        strides[axis] = stride;
        stride *= shape[axis];
    }
    return strides;
}

std::size_t normalizeAxis(std::int64_t axis, std::size_t rank, std::string_view where) {
    const auto axes = static_cast<std::int64_t>(rank);
    check(
        axis >= -axes && axis < axes,
        "%1: axis %2 is out of range for a tensor of rank %3.",
        where,
        axis,
        rank);
    return static_cast<std::size_t>(axis < 0 ? axis + axes : axis);
}

Shape broadcastShape(const Shape& a, const Shape& b, std::string_view where) {
    const Shape& longer = a.rank() >= b.rank() ? a : b;
    const Shape& shorter = a.rank() >= b.rank() ? b : a;
    Shape result = longer;
    const std::size_t offset = longer.rank() - shorter.rank();
    for (std::size_t axis = 0; axis < shorter.rank(); ++axis) {
        const std::int64_t size = shorter[axis];
        std::int64_t& target = result[offset + axis];
        if (target == 1) {
            target = size;
        } else if (size != 1 && size != target) {
            fail(
                Error::Kind::InvalidArgument,
                "%1: shapes %2 and %3 cannot be broadcast together.",
                where,
                a,
                b);
        }
    }
    return result;
}

} // namespace tp
