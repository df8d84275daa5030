#include "engine/base/error.h"
#include "engine/data/dataset.h"
#include "engine/ops/array.h"

#include <algorithm>

namespace tp::data {

namespace {

class Items : public ElementIterator {
public:
    explicit Items(std::shared_ptr<const std::vector<DatasetElement>> elements)
        : m_elements(std::move(elements)) {}

    std::optional<DatasetElement> next() override {
        if (m_next == m_elements->size())
            return {};
        return (*m_elements)[m_next++];
    }

private:
    std::shared_ptr<const std::vector<DatasetElement>> m_elements;
    std::size_t m_next = 0;
};

class Calls : public ElementIterator {
public:
    explicit Calls(NextElement call) : m_call(std::move(call)) {}

    std::optional<DatasetElement> next() override {
        if (m_isAtEnd)
            return {};
        auto element = m_call();
        m_isAtEnd = !element;
        return element;
    }

private:
    NextElement m_call;
    bool m_isAtEnd = false;
};

/// How long the first axes of all tensors are; -1 as long as none was seen.
void findLength(const DatasetElement& element, std::int64_t& length) {
    if (element.isList()) {
        for (const DatasetElement& each : element.list())
            findLength(each, length);
        return;
    }
    if (element.isNamed()) {
        for (const auto& [name, member] : element.members())
            findLength(member, length);
        return;
    }
    check(!element.isMissing(), "tensorSlices: a tensor is missing");
    const Shape& shape = element.tensor().shape();
    check(shape.rank() > 0, "tensorSlices: a scalar has no first axis to slice along");
    check(
        length < 0 || shape[0] == length,
        "tensorSlices: the first axes are %1 and %2 long, but must have the same length",
        length,
        shape[0]);
    length = shape[0];
}

DatasetElement sliceOf(const DatasetElement& element, std::int64_t index) {
    if (element.isList()) {
        DatasetElement::List parts;
        for (const DatasetElement& each : element.list())
            parts.push_back(sliceOf(each, index));
        return parts;
    }
    if (element.isNamed()) {
        DatasetElement::Members parts;
        for (const auto& [name, member] : element.members())
            parts.emplace_back(name, sliceOf(member, index));
        return parts;
    }
    const Tensor& tensor = element.tensor();
    std::vector<std::int64_t> begin(tensor.rank(), 0);
    std::vector<std::int64_t> sizes(tensor.shape().begin(), tensor.shape().end());
    begin[0] = index;
    sizes[0] = 1;
    return squeeze(slice(tensor, begin, sizes), {0});
}

using Streams = std::vector<ElementIteratorPointer>;

/// The next element of each stream, or nothing when one of them has ended.
std::optional<DatasetElement::List> pullAll(Streams& streams) {
    DatasetElement::List elements;
    for (const auto& stream : streams) {
        auto element = stream->next();
        if (!element)
            return {};
        elements.push_back(*std::move(element));
    }
    return elements;
}

class Zip : public ElementIterator {
public:
    Zip(const std::vector<Dataset>& datasets, std::vector<std::string> names)
        : m_names(std::move(names)) {
        for (const Dataset& dataset : datasets)
            m_streams.push_back(dataset.iterator());
    }

    std::optional<DatasetElement> next() override {
        if (m_isAtEnd)
            return {};
        auto elements = pullAll(m_streams);
        m_isAtEnd = !elements;
        if (!elements)
            return {};
        if (m_names.empty())
            return *std::move(elements);
        DatasetElement::Members members;
        for (std::size_t i = 0; i < m_names.size(); ++i)
            members.emplace_back(m_names[i], std::move((*elements)[i]));
        return members;
    }

private:
    Streams m_streams;
    std::vector<std::string> m_names; // none: a list
    bool m_isAtEnd = false;
};

Dataset zipped(std::vector<Dataset> datasets, std::vector<std::string> names) {
    check(!datasets.empty(), "zip: there are no data sets to zip");
    Dataset::Size size = Dataset::kInfinite;
    for (const Dataset& dataset : datasets) {
        size = size && dataset.size() ? Dataset::Size(std::min(*size, *dataset.size()))
                                      : Dataset::Size();
    }
    return Dataset(
        [datasets = std::move(datasets), names = std::move(names)] {
            return std::make_unique<Zip>(datasets, names);
        },
        size);
}

} // namespace

Dataset array(std::vector<DatasetElement> elements) {
    const auto size = static_cast<std::int64_t>(elements.size());
    auto shared = std::make_shared<const std::vector<DatasetElement>>(std::move(elements));
    return Dataset([shared = std::move(shared)] { return std::make_unique<Items>(shared); }, size);
}

Dataset tensorSlices(const DatasetElement& element) {
    std::int64_t length = -1;
    findLength(element, length);
    check(length >= 0, "tensorSlices: there is no tensor to slice");
    const auto start = [element, length] {
        return std::make_unique<Calls>(
            [element, length, index = std::int64_t{0}]() mutable -> std::optional<DatasetElement> {
                if (index == length)
                    return {};
                return sliceOf(element, index++);
            });
    };
    return Dataset(start, length);
}

Dataset func(NextElement next) {
    auto shared = std::make_shared<NextElement>(std::move(next));
    return Dataset([shared = std::move(shared)] {
        return std::make_unique<Calls>([shared] { return (*shared)(); });
    });
}

Dataset generator(std::function<NextElement()> make) {
    return Dataset([make = std::move(make)] { return std::make_unique<Calls>(make()); });
}

Dataset zip(std::vector<Dataset> datasets) {
    return zipped(std::move(datasets), {});
}

Dataset zip(const std::vector<std::pair<std::string, Dataset>>& datasets) {
    std::vector<Dataset> streams;
    std::vector<std::string> names;
    for (const auto& [name, dataset] : datasets) {
        names.push_back(name);
        streams.push_back(dataset);
    }
    return zipped(std::move(streams), std::move(names));
}

} // namespace tp::data
