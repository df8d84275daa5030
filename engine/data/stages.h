#pragma once

#include "engine/data/dataset.h"

namespace tp::stages {

// What the methods of Dataset are made of: iterators that pull from others. Arguments were checked
// by them.

ElementIteratorPointer batch(ElementIteratorPointer source, std::int64_t size, bool smallLastBatch);
ElementIteratorPointer
map(ElementIteratorPointer source, std::function<DatasetElement(const DatasetElement&)> transform);
ElementIteratorPointer
filter(ElementIteratorPointer source, std::function<bool(const DatasetElement&)> predicate);
ElementIteratorPointer shuffle(ElementIteratorPointer source, std::int64_t window, Seed seed);
ElementIteratorPointer repeat(Dataset base, std::int64_t count);
ElementIteratorPointer take(ElementIteratorPointer source, std::int64_t count);
ElementIteratorPointer skip(ElementIteratorPointer source, std::int64_t count);
ElementIteratorPointer prefetch(ElementIteratorPointer source, std::int64_t bufferSize);
ElementIteratorPointer concatenate(ElementIteratorPointer first, Dataset second);

} // namespace tp::stages
