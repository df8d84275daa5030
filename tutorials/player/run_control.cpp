#include "tutorials/player/run_control.h"

namespace tp {

using Clock = std::chrono::steady_clock;

void RunControl::pause() {
    const std::lock_guard lock(m_mutex);
    m_paused = true;
    m_stepsAllowed = 0;
    m_changed.notify_all();
}

void RunControl::resume() {
    const std::lock_guard lock(m_mutex);
    m_paused = false;
    m_changed.notify_all();
}

void RunControl::stepBatch() {
    const std::lock_guard lock(m_mutex);
    if (m_paused)
        ++m_stepsAllowed;
    m_paused = true;
    m_changed.notify_all();
}

void RunControl::stop() {
    const std::lock_guard lock(m_mutex);
    m_stopping = true;
    m_changed.notify_all();
}

void RunControl::setLearningRate(double rate) {
    const std::lock_guard lock(m_mutex);
    m_rate = rate;
    m_hasRate = true;
}

std::optional<double> RunControl::takeLearningRate() {
    // The flag spares the lock in the many batches where nobody touched the slider.
    if (!m_hasRate.exchange(false))
        return {};
    const std::lock_guard lock(m_mutex);
    return m_rate;
}

bool RunControl::mustStop() const {
    return isStopping() || (m_isCancelled && m_isCancelled());
}

RunControl::Answer RunControl::afterBatch() {
    const double rate = m_batchesPerSecond.load(std::memory_order_relaxed);
    if (rate <= 0 && !isPaused())
        return mustStop() ? Answer::Stop : Answer::GoOn;

    std::unique_lock lock(m_mutex);
    if (rate > 0 && !m_paused) {
        const auto gap =
            std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1.0 / rate));
        // Time lost is not caught up with by a burst.
        m_nextBatch = std::max(m_nextBatch + gap, Clock::now());
        m_changed.wait_until(lock, m_nextBatch, [&] { return mustStop() || m_paused; });
    }
    // A cancelled task wakes nobody, so look now and then.
    while (m_paused && m_stepsAllowed == 0 && !mustStop())
        m_changed.wait_for(lock, std::chrono::milliseconds(20));
    if (m_paused && m_stepsAllowed > 0)
        --m_stepsAllowed;
    return mustStop() ? Answer::Stop : Answer::GoOn;
}

void RunControl::reset() {
    const std::lock_guard lock(m_mutex);
    m_paused = false;
    m_stopping = false;
    m_hasRate = false;
    m_stepsAllowed = 0;
    m_nextBatch = Clock::now();
}

void RunControl::setCancellation(std::function<bool()> isCancelled) {
    const std::lock_guard lock(m_mutex);
    m_isCancelled = std::move(isCancelled);
}

} // namespace tp
