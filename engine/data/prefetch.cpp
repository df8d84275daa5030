#include "engine/data/stages.h"

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

namespace tp::stages {

namespace {

/// Pulls on a thread of its own. What a pull returned or threw travels in a future.
class Prefetch : public ElementIterator {
public:
    Prefetch(ElementIteratorPointer source, std::int64_t bufferSize)
        : m_source(std::move(source))
        , m_bufferSize(static_cast<std::size_t>(bufferSize))
        , m_thread([this](const std::stop_token& stop) { produce(stop); }) {}

    std::optional<DatasetElement> next() override {
        if (m_isAtEnd)
            return {};
        Pulled pulled;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return !m_ready.empty(); });
            pulled = std::move(m_ready.front());
            m_ready.pop_front();
        }
        m_changed.notify_all();
        auto element = pulled.get();
        m_isAtEnd = !element;
        return element;
    }

private:
    using Pulled = std::future<std::optional<DatasetElement>>;

    void produce(const std::stop_token& stop) {
        bool isAtEnd = false;
        while (!isAtEnd) {
            {
                std::unique_lock lock(m_mutex);
                const auto hasRoom = [this] { return m_ready.size() < m_bufferSize; };
                if (!m_changed.wait(lock, stop, hasRoom) || stop.stop_requested())
                    return;
            }
            std::packaged_task<std::optional<DatasetElement>()> pull([&] {
                auto element = m_source->next();
                isAtEnd = !element;
                return element;
            });
            pull();
            {
                const std::scoped_lock lock(m_mutex);
                m_ready.push_back(pull.get_future());
            }
            m_changed.notify_all();
        }
    }

    ElementIteratorPointer m_source;
    std::size_t m_bufferSize;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Pulled> m_ready;
    bool m_isAtEnd = false;
    std::jthread m_thread; // the last member: it ends before the others go
};

} // namespace

ElementIteratorPointer prefetch(ElementIteratorPointer source, std::int64_t bufferSize) {
    return std::make_unique<Prefetch>(std::move(source), bufferSize);
}

} // namespace tp::stages
