#pragma once

#include <QAbstractListModel>
#include <QElapsedTimer>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace app {

class Task;

/// All running tasks, for the status bar and the drawer of jobs. A Task enters and leaves by
/// itself.
class JobList : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        TitleRole = Qt::UserRole,
        TextRole,
        FractionRole,  ///< 0…1, or negative while unknown
        RemainingRole, ///< seconds still to go, or negative while unknown
    };

    explicit JobList(QObject* parent = nullptr);

    void add(Task* task);
    void remove(Task* task);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    /// Asks the job in this row to stop.
    void cancel(int row);
    void cancelAll();

    bool isEmpty() const { return m_jobs.empty(); }

    /// Milliseconds that pass; tests put their own clock in.
    void setClock(std::function<qint64()> clock) { m_clock = std::move(clock); }

signals:
    /// Some row came, went or moved on.
    void changed();

private:
    struct Job {
        Task* task;
        qint64 startedAt;
        qint64 lastAt;
        double lastFraction;
        double rate; // fraction per millisecond, smoothed; 0 while unknown
    };

    void update(Task* task);
    std::optional<int> rowOf(const Task* task) const;
    double remaining(const Job& job) const;

    std::vector<Job> m_jobs;
    QElapsedTimer m_timer;
    std::function<qint64()> m_clock;
};

/// The tasks of this program.
JobList& jobs();

/// "1:12" or "2:05:00": a duration as a person reads it on a clock.
QString clockText(double seconds);

} // namespace app
