#pragma once

#include "engine/ops/creation.h"
#include "engine/tensor/tensor.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tp {

/// One element of a Dataset: a tensor, a list of elements, or named elements, as deep as one likes.
/// A tensor that is null stands for a value that is missing, as in an empty cell of a table.
///
///     DatasetElement{{"xs", image}, {"ys", label}}; // what fitDataset() asks for
///     DatasetElement(3.5);                          // a scalar
///     element["xs"].tensor();
///
/// Copying is cheap for tensors, which are shared.
class DatasetElement {
public:
    using List = std::vector<DatasetElement>;
    using Member = std::pair<std::string, DatasetElement>;
    using Members = std::vector<Member>; ///< in their order

    /// A value that is missing.
    DatasetElement() : m_value(Tensor()) {}

    DatasetElement(Tensor tensor) // NOLINT(google-explicit-constructor): a tensor is an element
        : m_value(std::move(tensor)) {}

    /// A number, bool or text as a scalar: numbers become float32.
    template<TensorElement T>
    DatasetElement(const T& value) // NOLINT(google-explicit-constructor)
        : m_value(TensorData(value).toTensor(Shape())) {}

    DatasetElement(List elements) // NOLINT(google-explicit-constructor)
        : m_value(std::move(elements)) {}
    DatasetElement(const Tensors& tensors) // NOLINT(google-explicit-constructor)
        : m_value(List(tensors.begin(), tensors.end())) {}
    DatasetElement(Members members) // NOLINT(google-explicit-constructor)
        : m_value(std::move(members)) {}
    DatasetElement(std::initializer_list<Member> members) : m_value(Members(members)) {}

    bool isMissing() const { return isTensor() && std::get<Tensor>(m_value).isNull(); }
    bool isTensor() const { return std::holds_alternative<Tensor>(m_value); }
    bool isList() const { return std::holds_alternative<List>(m_value); }
    bool isNamed() const { return std::holds_alternative<Members>(m_value); }

    /// What this is, for messages: "a tensor", "a missing value", "a list", "named elements".
    std::string_view kindName() const;

    /// The tensor, list or named elements. Each throws InvalidArgument if this is something else;
    /// tensor() also if the value is missing.
    const Tensor& tensor() const;
    const List& list() const;
    const Members& members() const;

    /// How many elements a list or named elements have; 1 for a tensor.
    std::size_t size() const;

    /// The element of a list. Throws InvalidArgument if there is none at that place.
    const DatasetElement& at(std::size_t index) const;

    /// The element of that name. Throws InvalidArgument, listing the names there are.
    const DatasetElement& operator[](std::string_view name) const;
    const DatasetElement& operator[](const char* name) const {
        return (*this)[std::string_view(name)];
    }

    /// The element of that name; null if there is none or these are no named elements.
    const DatasetElement* find(std::string_view name) const;

private:
    std::variant<Tensor, List, Members> m_value;
};

namespace data {

/// All numbers of an element in one float32 vector, in their order: what a model takes when each
/// row of a table came as named scalars. Bools are 0 or 1. Throws InvalidArgument for texts, and
/// for missing values, which it names.
Tensor mergeColumns(const DatasetElement& element);

/// Elements of the same structure as one, whose tensors have a new first axis to tell them apart:
/// what Dataset::batch() makes. Missing numbers become NaN where others are float32. Throws
/// InvalidArgument if structures, dtypes or shapes differ, or nothing is given.
DatasetElement batchOf(const std::vector<DatasetElement>& elements);

} // namespace data

} // namespace tp
