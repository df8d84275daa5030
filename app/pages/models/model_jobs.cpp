#include "app/pages/models/model_jobs.h"

namespace app {

ModelJobs::ModelJobs(QObject* parent) : QObject(parent) {
    connect(&m_task, &Task::finished, this, &ModelJobs::finish);
}

ModelJobs::~ModelJobs() {
    m_task.disconnect();
}

void ModelJobs::add(Job job) {
    m_jobs.push_back(std::move(job));
    next();
}

void ModelJobs::cancel() {
    std::erase_if(m_jobs, [](const Job& job) { return !job.isKept; });
    if (!m_current.isKept) {
        m_isDropped = m_task.isRunning();
        m_task.cancel();
    }
    emit changed();
}

void ModelJobs::next() {
    if (m_isEnding || m_task.isRunning() || m_jobs.empty())
        return;
    m_current = std::move(m_jobs.front());
    m_jobs.pop_front();
    m_isDropped = false;
    m_task.start(m_current.title, m_current.work);
    emit changed();
}

void ModelJobs::finish() {
    const Job job = std::move(m_current);
    const bool isDropped = m_isDropped;
    m_current = {};
    const auto& error = m_task.error();
    m_isEnding = true;
    if (!isDropped && !error && job.done)
        job.done();
    if (!isDropped && error && error->kind() != tp::Error::Kind::Cancelled && job.failed)
        job.failed(*error);
    // Not at once: whoever else listens to the task shall first see that it ended.
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isEnding = false;
            next();
        },
        Qt::QueuedConnection);
    if (m_jobs.empty())
        emit changed();
}

} // namespace app
