#include "engine/data/stages.h"

namespace tp::stages {

namespace {

class Batch : public ElementIterator {
public:
    Batch(ElementIteratorPointer source, std::int64_t size, bool smallLastBatch)
        : m_source(std::move(source))
        , m_size(static_cast<std::size_t>(size))
        , m_smallLastBatch(smallLastBatch) {}

    std::optional<DatasetElement> next() override {
        while (m_rows.size() < m_size) {
            auto row = m_source->next();
            if (!row)
                break;
            m_rows.push_back(*std::move(row));
        }
        const auto rows = std::exchange(m_rows, {});
        if (rows.empty() || (rows.size() < m_size && !m_smallLastBatch))
            return {};
        return data::batchOf(rows);
    }

private:
    ElementIteratorPointer m_source;
    std::size_t m_size;
    bool m_smallLastBatch;
    std::vector<DatasetElement> m_rows; // outlive what is thrown at a later row
};

class Map : public ElementIterator {
public:
    Map(ElementIteratorPointer source,
        std::function<DatasetElement(const DatasetElement&)> transform)
        : m_source(std::move(source))
        , m_transform(std::move(transform)) {}

    std::optional<DatasetElement> next() override {
        const auto element = m_source->next();
        if (!element)
            return {};
        return m_transform(*element);
    }

private:
    ElementIteratorPointer m_source;
    std::function<DatasetElement(const DatasetElement&)> m_transform;
};

class Filter : public ElementIterator {
public:
    Filter(ElementIteratorPointer source, std::function<bool(const DatasetElement&)> predicate)
        : m_source(std::move(source))
        , m_predicate(std::move(predicate)) {}

    std::optional<DatasetElement> next() override {
        auto element = m_source->next();
        while (element && !m_predicate(*element))
            element = m_source->next();
        return element;
    }

private:
    ElementIteratorPointer m_source;
    std::function<bool(const DatasetElement&)> m_predicate;
};

/// Draws from a window of elements. TensorFlow.js fills up the window with marks once there are no
/// more elements, and draws those too; to come to the same order, so do we.
class Shuffle : public ElementIterator {
public:
    Shuffle(ElementIteratorPointer source, std::int64_t window, Seed seed)
        : m_source(std::move(source))
        , m_window(static_cast<std::size_t>(window))
        , m_random(seed) {}

    std::optional<DatasetElement> next() override {
        if (!m_drewMark)
            refill();
        while (!m_held.empty()) {
            const std::int64_t place = m_random.below(static_cast<std::int64_t>(m_held.size()));
            std::swap(m_held[static_cast<std::size_t>(place)], m_held.back());
            std::optional<DatasetElement> drawn = std::move(m_held.back());
            m_held.pop_back();
            if (drawn) {
                refill();
                return drawn;
            }
            m_drewMark = true;
        }
        return {};
    }

private:
    void refill() {
        while (m_held.size() < m_window) {
            auto element = m_isAtEnd ? std::nullopt : m_source->next();
            if (!element && !m_isAtEnd) {
                m_isAtEnd = true;
                // A window far larger than the data would cost more marks than it is worth.
                constexpr std::size_t kMostMarks = 1U << 20U;
                if (m_window > kMostMarks)
                    m_window = 0;
            }
            if (m_held.size() < m_window)
                m_held.push_back(std::move(element));
        }
    }

    ElementIteratorPointer m_source;
    std::size_t m_window;
    RandomGenerator m_random;
    std::vector<std::optional<DatasetElement>> m_held; // empty ones are the marks
    bool m_isAtEnd = false;
    bool m_drewMark = false;
};

class Repeat : public ElementIterator {
public:
    Repeat(Dataset base, std::int64_t count) : m_base(std::move(base)), m_left(count) {}

    std::optional<DatasetElement> next() override {
        while (m_source || m_left != 0) {
            if (!m_source) {
                m_source = m_base.iterator();
                m_left -= m_left > 0 ? 1 : 0;
                m_hadElement = false;
            }
            auto element = m_source->next();
            if (element) {
                m_hadElement = true;
                return element;
            }
            m_source.reset();
            if (!m_hadElement)
                m_left = 0;
        }
        return {};
    }

private:
    Dataset m_base;
    std::int64_t m_left; // below 0: no end
    ElementIteratorPointer m_source;
    bool m_hadElement = false;
};

class Take : public ElementIterator {
public:
    Take(ElementIteratorPointer source, std::int64_t count)
        : m_source(std::move(source))
        , m_left(count) {}

    std::optional<DatasetElement> next() override {
        if (m_left == 0)
            return {};
        --m_left;
        return m_source->next();
    }

private:
    ElementIteratorPointer m_source;
    std::int64_t m_left;
};

class Skip : public ElementIterator {
public:
    Skip(ElementIteratorPointer source, std::int64_t count)
        : m_source(std::move(source))
        , m_left(count) {}

    std::optional<DatasetElement> next() override {
        for (; m_left > 0; --m_left) {
            if (!m_source->next())
                m_left = 1; // the last one: there is nothing more to skip
        }
        return m_source->next();
    }

private:
    ElementIteratorPointer m_source;
    std::int64_t m_left;
};

class Concatenate : public ElementIterator {
public:
    Concatenate(ElementIteratorPointer first, Dataset second)
        : m_source(std::move(first))
        , m_second(std::move(second)) {}

    std::optional<DatasetElement> next() override {
        auto element = m_source->next();
        if (element || m_isInSecond)
            return element;
        m_source = m_second.iterator();
        m_isInSecond = true;
        return m_source->next();
    }

private:
    ElementIteratorPointer m_source;
    Dataset m_second;
    bool m_isInSecond = false;
};

} // namespace

ElementIteratorPointer
batch(ElementIteratorPointer source, std::int64_t size, bool smallLastBatch) {
    return std::make_unique<Batch>(std::move(source), size, smallLastBatch);
}

ElementIteratorPointer
map(ElementIteratorPointer source, std::function<DatasetElement(const DatasetElement&)> transform) {
    return std::make_unique<Map>(std::move(source), std::move(transform));
}

ElementIteratorPointer
filter(ElementIteratorPointer source, std::function<bool(const DatasetElement&)> predicate) {
    return std::make_unique<Filter>(std::move(source), std::move(predicate));
}

ElementIteratorPointer shuffle(ElementIteratorPointer source, std::int64_t window, Seed seed) {
    return std::make_unique<Shuffle>(std::move(source), window, seed);
}

ElementIteratorPointer repeat(Dataset base, std::int64_t count) {
    return std::make_unique<Repeat>(std::move(base), count);
}

ElementIteratorPointer take(ElementIteratorPointer source, std::int64_t count) {
    return std::make_unique<Take>(std::move(source), count);
}

ElementIteratorPointer skip(ElementIteratorPointer source, std::int64_t count) {
    return std::make_unique<Skip>(std::move(source), count);
}

ElementIteratorPointer concatenate(ElementIteratorPointer first, Dataset second) {
    return std::make_unique<Concatenate>(std::move(first), std::move(second));
}

} // namespace tp::stages
