#pragma once

#include "engine/base/error.h"
#include "engine/ops/creation.h"

#include <initializer_list>
#include <span>
#include <string>
#include <vector>

namespace tp {

/// A tensor in the making, whose elements can be set one by one.
///
///     auto b = buffer<float>({2, 2});
///     b.set(3, {0, 1});
///     const Tensor x = b.toTensor(); // [[0, 3], [0, 0]]
template<class T>
class TensorBuffer {
public:
    using Place = std::initializer_list<std::int64_t>;

    /// Zeros, or empty texts. Throws InvalidArgument for a negative size.
    explicit TensorBuffer(const Shape& shape) : m_shape(shape) {
        checkSizes(shape, "buffer");
        m_values.resize(static_cast<std::size_t>(shape.elementCount()));
    }

    /// Throws InvalidArgument if there are not as many values as the shape has places.
    TensorBuffer(const Shape& shape, std::vector<T> values)
        : m_shape(shape)
        , m_values(std::move(values)) {
        checkSizes(shape, "buffer");
        check(
            static_cast<std::int64_t>(m_values.size()) == shape.elementCount(),
            "buffer: a shape of %1 needs %2 values, but there are %3.",
            shape,
            shape.elementCount(),
            m_values.size());
    }

    const Shape& shape() const { return m_shape; }
    static constexpr DType dtype() { return dtypeOf<T>(); }

    /// All elements in row-major order.
    std::span<T> values() { return m_values; }
    std::span<const T> values() const { return m_values; }

    /// Throw InvalidArgument for a place outside the shape.
    void set(const T& value, Place place) { m_values[offsetOf(place)] = value; }
    const T& get(Place place) const { return m_values[offsetOf(place)]; }

    /// The elements as they are now; later changes do not reach the tensor.
    Tensor toTensor() const { return fromBuffer(m_values, m_shape); }

private:
    std::size_t offsetOf(Place place) const {
        bool inside = place.size() == m_shape.rank();
        std::int64_t offset = 0;
        std::size_t axis = 0;
        for (const std::int64_t index : place) {
            inside = inside && index >= 0 && index < m_shape[axis];
            offset = inside ? offset * m_shape[axis++] + index : 0;
        }
        if (!inside) {
            std::string text;
            for (const std::int64_t index : place)
                text += (text.empty() ? "" : ", ") + std::to_string(index);
            fail(
                Error::Kind::InvalidArgument,
                "buffer: there is no place [%1] in the shape %2.",
                text,
                m_shape);
        }
        return static_cast<std::size_t>(offset);
    }

    Shape m_shape;
    std::vector<T> m_values;
};

/// A buffer of zeros, or of empty texts.
template<class T = float>
TensorBuffer<T> buffer(const Shape& shape) {
    return TensorBuffer<T>(shape);
}

/// A buffer of these values.
template<class T>
TensorBuffer<T> buffer(const Shape& shape, std::vector<T> values) {
    return TensorBuffer<T>(shape, std::move(values));
}

} // namespace tp
