#include "engine/data/dataset_element.h"

#include "engine/base/error.h"
#include "engine/ops/array.h"

#include <algorithm>
#include <limits>

namespace tp {

namespace {

/// The names, for messages; only some of very many.
std::string namesOf(const DatasetElement::Members& members) {
    constexpr std::size_t kMostNames = 20;
    std::string text;
    for (std::size_t i = 0; i < std::min(members.size(), kMostNames); ++i)
        text += (i == 0 ? "" : ", ") + members[i].first;
    return members.size() > kMostNames ? text + ", …" : text;
}

} // namespace

std::string_view DatasetElement::kindName() const {
    if (isMissing())
        return "a missing value";
    if (isTensor())
        return "a tensor";
    return isList() ? "a list" : "named elements";
}

const Tensor& DatasetElement::tensor() const {
    check(isTensor(), "data set: a tensor was expected, but there is %1", kindName());
    check(!isMissing(), "data set: a tensor was expected, but the value is missing");
    return std::get<Tensor>(m_value);
}

const DatasetElement::List& DatasetElement::list() const {
    check(isList(), "data set: a list was expected, but there is %1", kindName());
    return std::get<List>(m_value);
}

const DatasetElement::Members& DatasetElement::members() const {
    check(isNamed(), "data set: named elements were expected, but there is %1", kindName());
    return std::get<Members>(m_value);
}

std::size_t DatasetElement::size() const {
    if (isTensor())
        return 1;
    return isList() ? list().size() : members().size();
}

const DatasetElement& DatasetElement::at(std::size_t index) const {
    check(
        index < list().size(),
        "data set: a list of %1 elements has none at %2",
        list().size(),
        index);
    return list()[index];
}

const DatasetElement& DatasetElement::operator[](std::string_view name) const {
    const DatasetElement* element = find(name);
    if (!element) {
        check(
            false,
            "data set: there is no element \"%1\" among these: %2",
            name,
            namesOf(members()));
    }
    return *element;
}

const DatasetElement* DatasetElement::find(std::string_view name) const {
    const auto* members = std::get_if<Members>(&m_value);
    if (!members)
        return nullptr;
    const auto place = std::find_if(
        members->begin(), members->end(), [&](const Member& each) { return each.first == name; });
    return place == members->end() ? nullptr : &place->second;
}

namespace data {

namespace {

/// Appends all numbers of `element`, which is called `name` in messages.
void appendNumbers(const DatasetElement& element, std::string_view name, std::vector<float>& all) {
    if (element.isNamed()) {
        for (const auto& [memberName, member] : element.members())
            appendNumbers(member, memberName, all);
        return;
    }
    if (element.isList()) {
        for (const DatasetElement& each : element.list())
            appendNumbers(each, name, all);
        return;
    }
    check(!element.isMissing(), "mergeColumns: the value of \"%1\" is missing", name);
    const Tensor& tensor = element.tensor();
    check(
        tensor.dtype() != DType::String && tensor.dtype() != DType::Complex64,
        "mergeColumns: \"%1\" is %2, which is no number",
        name,
        tensor.dtype());
    const Tensor numbers = tensor.dtype() == DType::Float32 ? tensor : cast(tensor, DType::Float32);
    const auto values = numbers.values<float>();
    all.insert(all.end(), values.begin(), values.end());
}

/// Makes one element of many. Knows where it is in their structure, for messages.
class Batcher {
public:
    explicit Batcher(std::vector<const DatasetElement*> rows) : m_rows(std::move(rows)) {}

    DatasetElement batch() const {
        // What is missing tells nothing about the structure, unless all are.
        const auto known = std::find_if(
            m_rows.begin(), m_rows.end(), [](const auto* row) { return !row->isMissing(); });
        const DatasetElement& example = known == m_rows.end() ? *m_rows.front() : **known;
        if (example.isTensor())
            return stacked(example);
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            check(
                m_rows[i]->isList() == example.isList() &&
                    m_rows[i]->isNamed() == example.isNamed(),
                "batch: %1 is %2 in element %3 of the batch, but %4 in another",
                place(),
                m_rows[i]->kindName(),
                i,
                example.kindName());
        }
        return example.isList() ? batchedList(example) : batchedMembers(example);
    }

private:
    std::string place() const { return m_path.empty() ? "the element" : '"' + m_path + '"'; }

    Batcher part(std::vector<const DatasetElement*> rows, const std::string& name) const {
        Batcher part(std::move(rows));
        part.m_path = m_path.empty() ? name : m_path + '.' + name;
        return part;
    }

    DatasetElement batchedList(const DatasetElement& example) const {
        DatasetElement::List parts;
        for (std::size_t index = 0; index < example.size(); ++index) {
            std::vector<const DatasetElement*> rows;
            for (std::size_t i = 0; i < m_rows.size(); ++i) {
                check(
                    m_rows[i]->size() == example.size(),
                    "batch: %1 is a list of %2 in element %3 of the batch, but of %4 in another",
                    place(),
                    m_rows[i]->size(),
                    i,
                    example.size());
                rows.push_back(&m_rows[i]->list()[index]);
            }
            parts.push_back(part(std::move(rows), std::to_string(index)).batch());
        }
        return parts;
    }

    DatasetElement batchedMembers(const DatasetElement& example) const {
        DatasetElement::Members parts;
        for (std::size_t index = 0; index < example.size(); ++index) {
            const std::string& name = example.members()[index].first;
            std::vector<const DatasetElement*> rows;
            for (std::size_t i = 0; i < m_rows.size(); ++i) {
                check(
                    m_rows[i]->size() == example.size(),
                    "batch: %1 has %2 names in element %3 of the batch, but %4 in another",
                    place(),
                    m_rows[i]->size(),
                    i,
                    example.size());
                // Nearly always all have the same names in the same places.
                const auto& same = m_rows[i]->members()[index];
                rows.push_back(same.first == name ? &same.second : &(*m_rows[i])[name]);
            }
            parts.emplace_back(name, part(std::move(rows), name).batch());
        }
        return parts;
    }

    DatasetElement stacked(const DatasetElement& example) const {
        if (example.isMissing())
            return fill({static_cast<std::int64_t>(m_rows.size())}, kNan);
        const Tensor& first = example.tensor();
        Tensors tensors;
        tensors.reserve(m_rows.size());
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            const DatasetElement& row = *m_rows[i];
            if (row.isMissing()) {
                tensors.push_back(substitute(first, i));
                continue;
            }
            check(
                row.isTensor(),
                "batch: %1 is %2 in element %3 of the batch, but %4 in another",
                place(),
                row.kindName(),
                i,
                example.kindName());
            check(
                row.tensor().spec().dtype == first.dtype() && row.tensor().shape() == first.shape(),
                "batch: %1 is %2 of shape %3 in element %4 of the batch, but %5 of shape %6 in "
                "another",
                place(),
                row.tensor().dtype(),
                row.tensor().shape(),
                i,
                first.dtype(),
                first.shape());
            tensors.push_back(row.tensor());
        }
        return stack(tensors);
    }

    /// What stands where a value is missing.
    Tensor substitute(const Tensor& example, std::size_t index) const {
        check(
            example.dtype() == DType::Float32,
            "batch: %1 is missing in element %2 of the batch, and %3 has no value that says so; "
            "give it a default, or leave such elements out with filter()",
            place(),
            index,
            example.dtype());
        return fill(example.shape(), kNan);
    }

    static constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

    std::vector<const DatasetElement*> m_rows;
    std::string m_path;
};

} // namespace

Tensor mergeColumns(const DatasetElement& element) {
    std::vector<float> numbers;
    appendNumbers(element, "value", numbers);
    return fromBuffer(numbers, {static_cast<std::int64_t>(numbers.size())});
}

DatasetElement batchOf(const std::vector<DatasetElement>& elements) {
    check(!elements.empty(), "batch: there are no elements to make a batch of");
    std::vector<const DatasetElement*> rows;
    rows.reserve(elements.size());
    for (const DatasetElement& element : elements)
        rows.push_back(&element);
    return Batcher(std::move(rows)).batch();
}

} // namespace data

} // namespace tp
