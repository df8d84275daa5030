#pragma once

#include "engine/tensor/tensor.h"

#include <concepts>
#include <initializer_list>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace tp {

/// What a C++ number or text becomes in a tensor: any number is a float32, as in TensorFlow.js.
template<class T>
concept TensorElement = std::is_arithmetic_v<T> || std::convertible_to<T, std::string>;

/// Numbers, bools or texts on their way into a tensor: one, a list, a list of lists (up to four
/// deep), or a container.
class TensorData {
public:
    /// No elements.
    TensorData();

    template<TensorElement T>
    TensorData(const T& value) { // NOLINT(google-explicit-constructor)
        begin(kindOf<T>(), {}, 1);
        put(value);
    }

    template<TensorElement T>
    requires(!std::same_as<T, double>)
        TensorData(std::initializer_list<T> values) // NOLINT(google-explicit-constructor)
        : TensorData(std::span<const T>(values.begin(), values.size())) {}

    // Takes {1, 0.5} too. A template, so that {{0.5}, {0.25}} rather is a list of lists.
    template<int = 0>
    TensorData(std::initializer_list<double> values) // NOLINT(google-explicit-constructor)
        : TensorData(std::span<const double>(values.begin(), values.size())) {}

    template<class T>
    TensorData(std::initializer_list<std::initializer_list<T>> values) // NOLINT
    {
        nest(values);
    }

    template<class T>
    TensorData(std::initializer_list<std::initializer_list<std::initializer_list<T>>> v) // NOLINT
    {
        nest(v);
    }

    template<class T>
    TensorData(std::initializer_list<
               std::initializer_list<std::initializer_list<std::initializer_list<T>>>> v) // NOLINT
    {
        nest(v);
    }

    TensorData(std::initializer_list<std::initializer_list<double>> values); // NOLINT

    template<TensorElement T>
    TensorData(const std::vector<T>& values) { // NOLINT(google-explicit-constructor)
        begin(kindOf<T>(), {static_cast<std::int64_t>(values.size())}, values.size());
        for (const auto& value : values)
            put<T>(value);
    }

    template<TensorElement T>
    TensorData(std::span<const T> values) { // NOLINT(google-explicit-constructor)
        begin(kindOf<T>(), {static_cast<std::int64_t>(values.size())}, values.size());
        for (const T& value : values)
            put(value);
    }

    /// Rows of equal length. Throws InvalidArgument if they are not.
    template<TensorElement T>
    TensorData(const std::vector<std::vector<T>>& rows) { // NOLINT(google-explicit-constructor)
        nest(rows);
    }

    const Shape& shape() const { return m_shape; }

    /// The elements as a tensor of `shape`, float32 for numbers unless `dtype` says otherwise.
    Tensor toTensor(const Shape& shape) const;
    Tensor toTensor(const Shape& shape, DType dtype) const;

private:
    enum class Kind { Number, Bool, Text };

    template<class T>
    static constexpr Kind kindOf() {
        if constexpr (std::is_same_v<T, bool>) {
            return Kind::Bool;
        } else if constexpr (std::is_arithmetic_v<T>) {
            return Kind::Number;
        } else {
            return Kind::Text;
        }
    }

    void begin(Kind kind, const Shape& shape, std::size_t count);

    template<class T>
    void put(const T& value) {
        if constexpr (std::is_arithmetic_v<T>) {
            m_numbers.push_back(static_cast<double>(value));
        } else {
            m_texts.emplace_back(value);
        }
    }

    template<class Rows>
    void nest(const Rows& rows) {
        bool first = true;
        for (const auto& row : rows) {
            append(TensorData(row), first, rows.size());
            first = false;
        }
        if (first)
            begin(Kind::Number, {0, 0}, 0);
    }

    /// One more part along a new first axis of `count` parts.
    void append(const TensorData& part, bool isFirst, std::size_t count);

    Kind m_kind = Kind::Number;
    Shape m_shape;
    std::vector<double> m_numbers; // a double holds every float32 and int32
    std::vector<std::string> m_texts;
};

/// A tensor of these elements.
///
///     tensor({1, 2, 3})                            // a vector
///     tensor({{1, 2}, {3, 4}})                     // a matrix
///     tensor({1, 2, 3, 4}, {2, 2})                 // the same
///     tensor({1, 2}, DType::Int32)
///     tensor(std::vector<float>{...}, {10, 3})
///
/// Numbers become float32, bools bool and texts string, unless a dtype is given. Throws
/// InvalidArgument if the elements do not fill the shape, or rows differ in length.
Tensor tensor(const TensorData& values);
Tensor tensor(const TensorData& values, const Shape& shape);
Tensor tensor(const TensorData& values, const Shape& shape, DType dtype);
template<std::same_as<DType> T> // or {} would be a dtype
Tensor tensor(const TensorData& values, T dtype) {
    return tensor(values, values.shape(), dtype);
}

/// tensor(), for values of this rank only: a check for the reader's and the writer's sake.
Tensor tensor1d(const TensorData& values, DType dtype = DType::Float32);
Tensor tensor2d(const TensorData& values, DType dtype = DType::Float32);
Tensor tensor2d(const TensorData& values, const Shape& shape, DType dtype = DType::Float32);
Tensor tensor3d(const TensorData& values, DType dtype = DType::Float32);
Tensor tensor3d(const TensorData& values, const Shape& shape, DType dtype = DType::Float32);
Tensor tensor4d(const TensorData& values, DType dtype = DType::Float32);
Tensor tensor4d(const TensorData& values, const Shape& shape, DType dtype = DType::Float32);
Tensor tensor5d(const TensorData& values, const Shape& shape, DType dtype = DType::Float32);
Tensor tensor6d(const TensorData& values, const Shape& shape, DType dtype = DType::Float32);

/// Large data without a detour: the elements are copied once, as they are.
template<class T>
Tensor fromBuffer(std::span<const T> elements, const Shape& shape);
template<class T>
Tensor fromBuffer(const std::vector<T>& elements, const Shape& shape) {
    return fromBuffer(std::span<const T>(elements), shape);
}

/// A single number: float32, or bool if a bool is given.
Tensor scalar(double value);
Tensor scalar(double value, DType dtype);
template<std::same_as<bool> T>
Tensor scalar(T value) {
    return scalar(value ? 1.0 : 0.0, DType::Bool);
}
Tensor scalar(const std::string& text);

Tensor zeros(const Shape& shape, DType dtype = DType::Float32);
Tensor ones(const Shape& shape, DType dtype = DType::Float32);
Tensor fill(const Shape& shape, double value, DType dtype = DType::Float32);
Tensor zerosLike(const Tensor& x);
Tensor onesLike(const Tensor& x);

/// start, start + step … up to, but without, stop. Counts down if stop is below start; empty if
/// step leads away from stop. Throws InvalidArgument if step is 0.
Tensor range(double start, double stop, double step = 1, DType dtype = DType::Float32);

/// `num` numbers at equal distances, from start to stop inclusive.
Tensor linspace(double start, double stop, std::int64_t num);

/// How meshgrid() lays its axes: rows for y and columns for x, or the other way round.
enum class Indexing { XY, IJ };

/// The coordinates of all points of a grid, as two matrices.
Tensors meshgrid(const Tensor& x, const Tensor& y, Indexing indexing = Indexing::XY);

/// The identity matrix; cut or filled with zeros if numColumns is given, repeated along leading
/// axes if batchShape is.
Tensor
eye(std::int64_t numRows,
    std::int64_t numColumns = -1,
    const Shape& batchShape = {},
    DType dtype = DType::Float32);

extern template Tensor fromBuffer(std::span<const float>, const Shape&);
extern template Tensor fromBuffer(std::span<const std::int32_t>, const Shape&);
extern template Tensor fromBuffer(std::span<const std::uint8_t>, const Shape&);
extern template Tensor fromBuffer(std::span<const std::complex<float>>, const Shape&);
extern template Tensor fromBuffer(std::span<const std::string>, const Shape&);

} // namespace tp
