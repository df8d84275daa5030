#pragma once

#include "app/core/task.h"

#include <deque>
#include <functional>

namespace app {

/// Pieces of work that must not overlap because they work with the same model: one after the other,
/// on a thread of their own.
class ModelJobs : public QObject {
    Q_OBJECT

public:
    struct Job {
        QString title;
        Task::Work work;
        std::function<void()> done;                   ///< here, once the work is over
        std::function<void(const tp::Error&)> failed; ///< here, if the work was refused
        bool isKept = false; ///< cancel() leaves it alone: what it writes is to be told of
    };

    explicit ModelJobs(QObject* parent = nullptr);
    ~ModelJobs() override;

    /// Does this after all that was asked for before.
    void add(Job job);

    /// Stops what runs and forgets what waits, but for jobs that are kept.
    void cancel();

    bool isRunning() const { return m_task.isRunning() || !m_jobs.empty(); }

signals:
    /// Something began to run, or nothing runs any more.
    void changed();

private:
    void next();
    void finish();

    std::deque<Job> m_jobs;
    Job m_current;
    bool m_isDropped = false;
    bool m_isEnding = false; ///< others still hear of the end of the last one
    Task m_task;             // last: it is waited for before what it works on goes
};

} // namespace app
