#include "engine/data/dataset.h"

#include "engine/base/error.h"
#include "engine/base/saturated.h"
#include "engine/data/stages.h"

#include <algorithm>
#include <mutex>

namespace tp {

namespace {

/// Where the seeds of a shuffled data set's passes come from, as TensorFlow.js derives them.
class ShuffleSeeds {
public:
    ShuffleSeeds(Seed seed, bool reshuffles) : m_random(seed), m_reshuffles(reshuffles) {}

    std::int64_t next() {
        const std::scoped_lock lock(m_mutex); // passes may begin on several threads
        if (!m_reshuffles && m_first)
            return *m_first;
        std::int64_t seed = draw();
        if (m_reshuffles)
            seed += draw();
        m_first = seed;
        return seed;
    }

private:
    /// Any number of 32 bits with a sign.
    std::int64_t draw() {
        constexpr double kTwoTo32 = 4294967296.0;
        return static_cast<std::int32_t>(static_cast<std::uint32_t>(m_random.next() * kTwoTo32));
    }

    std::mutex m_mutex;
    RandomGenerator m_random;
    bool m_reshuffles;
    std::optional<std::int64_t> m_first;
};

Dataset::Size timesSize(Dataset::Size size, std::int64_t count) {
    if (count == 0 || size == 0)
        return 0;
    if (!size)
        return {};
    return count < 0 ? Dataset::kInfinite : saturatedProduct(*size, count);
}

Dataset::Size sumOfSizes(Dataset::Size a, Dataset::Size b) {
    if (a == Dataset::kInfinite || b == Dataset::kInfinite)
        return Dataset::kInfinite;
    if (!a || !b)
        return {};
    return saturatedSum(*a, *b);
}

} // namespace

Dataset::Dataset(Start start, Size size)
    : m_start(std::make_shared<const Start>(std::move(start)))
    , m_size(size) {}

Dataset Dataset::batch(std::int64_t batchSize, bool smallLastBatch) const {
    check(batchSize > 0, "batch: batchSize is %1, but must be above 0", batchSize);
    Size batches = m_size;
    if (batches && *batches != kInfinite) {
        const bool hasRest = *m_size % batchSize != 0;
        batches = *m_size / batchSize + (smallLastBatch && hasRest ? 1 : 0);
    }
    return Dataset(
        [base = *this, batchSize, smallLastBatch] {
            return stages::batch(base.iterator(), batchSize, smallLastBatch);
        },
        batches);
}

Dataset Dataset::map(std::function<DatasetElement(const DatasetElement&)> transform) const {
    return Dataset(
        [base = *this, transform = std::move(transform)] {
            return stages::map(base.iterator(), transform);
        },
        m_size);
}

Dataset Dataset::filter(std::function<bool(const DatasetElement&)> predicate) const {
    return Dataset(
        [base = *this, predicate = std::move(predicate)] {
            return stages::filter(base.iterator(), predicate);
        },
        m_size == kInfinite ? m_size : Size());
}

Dataset Dataset::shuffle(std::int64_t bufferSize, Seed seed, bool reshuffleEachIteration) const {
    check(bufferSize > 0, "shuffle: bufferSize is %1, but must be above 0", bufferSize);
    auto seeds = std::make_shared<ShuffleSeeds>(seed, reshuffleEachIteration);
    return Dataset(
        [base = *this, bufferSize, seeds = std::move(seeds)] {
            return stages::shuffle(base.iterator(), bufferSize, seeds->next());
        },
        m_size);
}

Dataset Dataset::repeat(std::int64_t count) const {
    return Dataset(
        [base = *this, count] { return stages::repeat(base, count); }, timesSize(m_size, count));
}

Dataset Dataset::take(std::int64_t count) const {
    if (count < 0)
        return *this;
    return Dataset(
        [base = *this, count] { return stages::take(base.iterator(), count); },
        m_size ? Size(std::min(*m_size, count)) : Size());
}

Dataset Dataset::skip(std::int64_t count) const {
    check(count >= 0, "skip: count is %1, but cannot be below 0", count);
    Size left = m_size;
    if (left && *left != kInfinite)
        left = std::max<std::int64_t>(*left - count, 0);
    return Dataset([base = *this, count] { return stages::skip(base.iterator(), count); }, left);
}

Dataset Dataset::prefetch(std::int64_t bufferSize) const {
    check(bufferSize > 0, "prefetch: bufferSize is %1, but must be above 0", bufferSize);
    return Dataset(
        [base = *this, bufferSize] { return stages::prefetch(base.iterator(), bufferSize); },
        m_size);
}

Dataset Dataset::concatenate(const Dataset& other) const {
    return Dataset(
        [base = *this, other] { return stages::concatenate(base.iterator(), other); },
        sumOfSizes(m_size, other.m_size));
}

void Dataset::forEach(const std::function<void(const DatasetElement&)>& work) const {
    const auto elements = iterator();
    while (const auto element = elements->next())
        work(*element);
}

std::vector<DatasetElement> Dataset::toArray() const {
    check(m_size != kInfinite, "toArray: the data set has no end");
    std::vector<DatasetElement> all;
    const auto elements = iterator();
    while (auto element = elements->next())
        all.push_back(*std::move(element));
    return all;
}

} // namespace tp
