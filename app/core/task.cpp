#include "app/core/task.h"

#include "app/core/error_text.h"
#include "app/core/job_list.h"

#include <QMetaObject>

#include <atomic>
#include <mutex>
#include <new>

namespace app {

struct TaskContext::State {
    explicit State(std::function<void()> tell) : wake(std::move(tell)) {}

    std::atomic<bool> cancelled = false;
    std::atomic<bool> progressPending = false;
    std::mutex mutex;
    double fraction = -1;
    QString text;
    std::optional<tp::Error> error;   // how the work ended; read only after its thread was joined
    const std::function<void()> wake; // asks the owner's thread to fetch the latest progress
};

TaskContext::TaskContext(std::shared_ptr<State> state) : m_state(std::move(state)) {}

void TaskContext::report(double fraction, const QString& text) {
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->fraction = fraction;
        m_state->text = text;
    }
    // One event on its way is enough: it will find the newest numbers.
    if (!m_state->progressPending.exchange(true))
        m_state->wake();
}

bool TaskContext::isCancelled() const {
    return m_state->cancelled.load(std::memory_order_relaxed);
}

void TaskContext::checkCancelled() const {
    if (isCancelled())
        tp::fail(tp::Error::Kind::Cancelled, "The task was cancelled");
}

Task::Task(QObject* parent) : QObject(parent) {}

Task::~Task() {
    if (m_running)
        jobs().remove(this);
    cancel();
    join();
}

void Task::start(const QString& title, Work work) {
    Q_ASSERT_X(!m_running, "Task::start", "is running already");
    join();
    m_title = title;
    m_text.clear();
    m_fraction = -1;
    m_error.reset();
    m_running = true;
    m_state = std::make_shared<TaskContext::State>(
        [this] { QMetaObject::invokeMethod(this, &Task::deliverProgress, Qt::QueuedConnection); });
    m_thread = std::thread([this, work = std::move(work), state = m_state] { run(work, state); });
    jobs().add(this);
    emit started();
}

void Task::run(const Work& work, const std::shared_ptr<TaskContext::State>& state) {
    TaskContext context(state);
    try {
        work(context);
    } catch (const tp::Error& caught) {
        state->error = caught;
    } catch (const std::bad_alloc&) {
        state->error.emplace(tp::Error::Kind::Device, "There is not enough memory for this");
    } catch (const std::exception& caught) {
        state->error.emplace(
            tp::Error::Kind::Unsupported,
            "Something unexpected happened: %1",
            std::vector<std::string>{caught.what()});
    }
    QMetaObject::invokeMethod(this, &Task::deliverEnd, Qt::QueuedConnection);
}

void Task::deliverProgress() {
    m_state->progressPending = false;
    {
        const std::lock_guard lock(m_state->mutex);
        m_fraction = m_state->fraction;
        m_text = m_state->text;
    }
    emit progress(m_fraction, m_text);
}

void Task::deliverEnd() {
    join();
    m_running = false;
    m_error = std::move(m_state->error);
    if (!m_error) {
        emit done();
    } else if (m_error->kind() == tp::Error::Kind::Cancelled) {
        emit cancelled();
    } else {
        emit failed(translateError(*m_error));
    }
    emit finished();
}

void Task::cancel() {
    if (m_state)
        m_state->cancelled = true;
}

void Task::join() {
    if (m_thread.joinable())
        m_thread.join();
}

} // namespace app
