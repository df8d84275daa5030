#pragma once

#include "engine/base/error.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <thread>

namespace app {

/// What the work of a Task sees of the world: a way to report, and a way to learn that it should
/// stop. Its functions may be called from the worker thread only.
class TaskContext {
public:
    struct State;
    explicit TaskContext(std::shared_ptr<State> state);

    /// How far the work is, 0…1, and one line about it. A negative fraction says "working, no
    /// telling how long". Cheap: what comes faster than the window can show is merged.
    void report(double fraction, const QString& text = {});

    bool isCancelled() const;

    /// Throws tp::Error of kind Cancelled if the person cancelled.
    void checkCancelled() const;

private:
    std::shared_ptr<State> m_state;
};

/// One piece of work on a thread of its own.
///
///     m_task.start(tr("Training"), [model](TaskContext& task) { trainUntilDone(model, task); });
///     connect(&m_task, &Task::done, this, &TrainPage::showResult);
///
/// The signals arrive in the thread that owns the Task, and none arrives after it is destroyed.
/// Destroying a running Task cancels it and waits for the work to notice, so the work must ask
/// isCancelled() at least every few milliseconds and must never wait for the thread that owns the
/// Task. Whatever the work throws becomes failed() or cancelled(); nothing escapes.
class Task : public QObject {
    Q_OBJECT

public:
    using Work = std::function<void(TaskContext&)>;

    explicit Task(QObject* parent = nullptr);
    ~Task() override;

    /// Runs `work`; `title` is what the list of jobs shows, such as "Training". Refuses, with an
    /// assertion, to start while it is running.
    void start(const QString& title, Work work);

    /// Asks the work to stop; cancelled() follows when it has.
    void cancel();

    bool isRunning() const { return m_running; }
    const QString& title() const { return m_title; }
    double fraction() const { return m_fraction; }
    const QString& text() const { return m_text; }

    /// Why the last run failed, kept so that the sentence can be shown again in another language.
    const std::optional<tp::Error>& error() const { return m_error; }

signals:
    void started();
    void progress(double fraction, const QString& text);
    void done();
    /// `message` is error() in the current language.
    void failed(const QString& message);
    void cancelled();
    /// After done(), failed() or cancelled().
    void finished();

private:
    void run(const Work& work, const std::shared_ptr<TaskContext::State>& state);
    void deliverProgress();
    void deliverEnd();
    void join();

    std::shared_ptr<TaskContext::State> m_state;
    std::thread m_thread;
    QString m_title;
    QString m_text;
    double m_fraction = -1;
    bool m_running = false;
    std::optional<tp::Error> m_error;
};

} // namespace app
