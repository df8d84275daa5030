#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

namespace tp {

/// The sizes of a tensor along its axes, outermost first; a scalar's shape is empty.
///
/// Kept inline, so that making a tensor allocates nothing for it. A size of -1 stands for "any"
/// where models describe what they accept; a tensor's own shape never has one.
class Shape {
public:
    static constexpr std::size_t kMaxRank = 8;

    Shape() = default;
    Shape(std::initializer_list<std::int64_t> sizes);
    explicit Shape(std::span<const std::int64_t> sizes);
    explicit Shape(const std::vector<std::int64_t>& sizes);

    std::size_t rank() const { return m_rank; }
    bool isScalar() const { return m_rank == 0; }

    std::int64_t operator[](std::size_t axis) const { return m_sizes[axis]; }
    std::int64_t& operator[](std::size_t axis) { return m_sizes[axis]; }
    std::int64_t back() const { return m_sizes[m_rank - 1U]; }

    const std::int64_t* begin() const { return m_sizes.data(); }
    const std::int64_t* end() const { return m_sizes.data() + m_rank; }

    /// Appends an axis; throws InvalidArgument beyond kMaxRank axes.
    void push_back(std::int64_t size);

    /// How many elements such a tensor has: the product of the sizes, 1 for a scalar.
    std::int64_t elementCount() const;

    bool operator==(const Shape& other) const;

private:
    std::array<std::int64_t, kMaxRank> m_sizes{};
    std::uint8_t m_rank = 0;
};

/// "[2, 3]", "[]" for a scalar, "null" for an axis of any size.
std::string toText(const Shape& shape);

/// Throws InvalidArgument, naming `where`, for a negative size or more elements than memory can
/// hold.
void checkSizes(const Shape& shape, std::string_view where);

/// How far apart neighbours along each axis lie in row-major order, in elements.
Shape rowMajorStrides(const Shape& shape);

/// `axis` counted from the front; throws InvalidArgument, naming `where`, outside [-rank, rank).
std::size_t normalizeAxis(std::int64_t axis, std::size_t rank, std::string_view where);

/// The shape that both stretch to under NumPy's broadcasting; throws InvalidArgument, naming
/// `where`, if none is.
Shape broadcastShape(const Shape& a, const Shape& b, std::string_view where);

} // namespace tp
