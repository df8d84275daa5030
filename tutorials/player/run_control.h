#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>

namespace tp {

/// The buttons under a training: another thread presses them, the training asks between two
/// batches.
class RunControl {
public:
    enum class Answer { GoOn, Stop };

    void pause();
    void resume();
    /// One more batch, then pauses again. Pauses first if it is running.
    void stepBatch();
    /// Ends the training after this batch; what was learned stays.
    void stop();
    bool isPaused() const { return m_paused.load(std::memory_order_relaxed); }
    bool isStopping() const { return m_stopping.load(std::memory_order_relaxed); }

    /// The rate to use from the next batch on.
    void setLearningRate(double rate);

    /// At most this many batches a second, so that a person can watch; 0 is full speed.
    void setBatchesPerSecond(double rate) { m_batchesPerSecond.store(rate); }

    /// For the training, between two batches: waits while paused or too early for the pace.
    Answer afterBatch();

    /// For the training: the rate set since the last call, if any.
    std::optional<double> takeLearningRate();

    /// Before a run: not paused, not stopping, no rate pending. The pace stays.
    void reset();

    /// Who else may end the training, asked between batches and while waiting. For the thread that
    /// trains.
    void setCancellation(std::function<bool()> isCancelled);

    /// A control at full speed that listens to the same cancellation.
    void cancelWith(const RunControl& other) { setCancellation(other.m_isCancelled); }

private:
    bool mustStop() const;

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::atomic<bool> m_paused = false;
    std::atomic<bool> m_stopping = false;
    std::atomic<bool> m_hasRate = false;
    std::atomic<double> m_batchesPerSecond = 0;
    int m_stepsAllowed = 0;
    double m_rate = 0;
    std::function<bool()> m_isCancelled;
    std::chrono::steady_clock::time_point m_nextBatch;
};

} // namespace tp
