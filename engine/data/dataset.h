#pragma once

#include "engine/data/dataset_element.h"
#include "engine/ops/random_generator.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tp {

/// One pass over the elements of a Dataset. Used by one thread at a time.
class ElementIterator {
public:
    ElementIterator() = default;
    virtual ~ElementIterator() = default;
    ElementIterator(const ElementIterator&) = delete;
    ElementIterator& operator=(const ElementIterator&) = delete;

    /// The next element; empty at the end and ever after. What goes wrong with an element is
    /// thrown, and the call after that goes on behind it where that is possible.
    virtual std::optional<DatasetElement> next() = 0;
};

using ElementIteratorPointer = std::unique_ptr<ElementIterator>;

/// A stream of elements, which are made one by one as someone asks for them: it may be larger than
/// memory, or without an end.
///
///     const Dataset batches = data::csv("cars.csv", {.columnConfigs = {{"mpg", {.isLabel =
///     true}}}})
///                                 .shuffle(1000)
///                                 .batch(32)
///                                 .prefetch(2);
///     auto iterator = batches.iterator();
///     while (auto element = iterator->next())
///         model.trainOnBatch(…);
///
/// A Dataset says how to make the elements and holds none; each iteration starts anew. It is a
/// handle that never changes: methods return another one. Names and meaning are those of
/// TensorFlow.js.
class Dataset {
public:
    using Start = std::function<ElementIteratorPointer()>;

    /// How many elements there are: empty if that is not known before they are made.
    using Size = std::optional<std::int64_t>;

    /// The size of a stream without end.
    static constexpr std::int64_t kInfinite = std::numeric_limits<std::int64_t>::max();

    /// Elements from iterators that `start` makes, on whichever thread the data are read.
    explicit Dataset(Start start, Size size = {});

    Size size() const { return m_size; }

    /// Begins another pass.
    ElementIteratorPointer iterator() const { return (*m_start)(); }

    /// Groups of elements as one, their tensors stacked along a new first axis; the last group may
    /// have fewer unless `smallLastBatch` is false, which leaves it out. Throws InvalidArgument
    /// unless batchSize is above 0; reading throws it where elements do not go together.
    Dataset batch(std::int64_t batchSize, bool smallLastBatch = true) const;

    /// What `transform` makes of each element.
    Dataset map(std::function<DatasetElement(const DatasetElement&)> transform) const;

    /// The elements that `predicate` is true for.
    Dataset filter(std::function<bool(const DatasetElement&)> predicate) const;

    /// The elements in random order: each is drawn from `bufferSize` that are held, so that a whole
    /// mix needs a buffer as large as the data. With a seed, the order is that of TensorFlow.js;
    /// each iteration has another one unless `reshuffleEachIteration` is false. Throws
    /// InvalidArgument unless bufferSize is above 0.
    Dataset
    shuffle(std::int64_t bufferSize, Seed seed = {}, bool reshuffleEachIteration = true) const;

    /// The elements `count` times, each time from the start; without end if count is below 0. A
    /// pass that brings no element ends it.
    Dataset repeat(std::int64_t count = -1) const;

    /// At most `count` elements; all if count is below 0.
    Dataset take(std::int64_t count) const;

    /// All but the first `count` elements. Throws InvalidArgument if count is below 0.
    Dataset skip(std::int64_t count) const;

    /// The same elements, made ahead of time on a thread of its own, `bufferSize` of them at most.
    /// What goes wrong there is thrown where the element is asked for. The thread ends with the
    /// iterator, after the element it is making. Throws InvalidArgument unless bufferSize is above
    /// 0.
    Dataset prefetch(std::int64_t bufferSize) const;

    /// The elements of this one, then those of `other`.
    Dataset concatenate(const Dataset& other) const;

    /// Calls `work` with each element of one pass.
    void forEach(const std::function<void(const DatasetElement&)>& work) const;

    /// All elements. Throws InvalidArgument if there is no end of them.
    std::vector<DatasetElement> toArray() const;

private:
    std::shared_ptr<const Start> m_start;
    Size m_size;
};

namespace data {

/// These elements.
Dataset array(std::vector<DatasetElement> elements);

/// The parts of tensors along their first axis: row i of each tensor of `element` is in element i.
/// Throws InvalidArgument for scalars, missing values and axes of different lengths.
Dataset tensorSlices(const DatasetElement& element);

/// What a function returns, called until it returns nothing. There is one function for all
/// iterations: a second one goes on where the first one stopped.
using NextElement = std::function<std::optional<DatasetElement>()>;
Dataset func(NextElement next);

/// What functions return that `make` makes, a new one for each iteration.
///
///     data::generator([] {
///         return [i = 0]() mutable -> std::optional<DatasetElement> {
///             return i < 5 ? std::optional<DatasetElement>(i++) : std::nullopt;
///         };
///     });
Dataset generator(std::function<NextElement()> make);

/// Elements of several data sets side by side, as lists or under names. The shortest one ends it.
/// Throws InvalidArgument if none is given.
Dataset zip(std::vector<Dataset> datasets);
Dataset zip(const std::vector<std::pair<std::string, Dataset>>& datasets);

} // namespace data

} // namespace tp
