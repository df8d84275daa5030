#include "app/core/job_list.h"

#include "app/core/task.h"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

constexpr double kSmoothing = 0.3;     // weight of the newest rate
constexpr qint64 kShortestStepMs = 50; // rates over less are mostly noise
constexpr qint64 kTrustAfterMs = 700;  // before, a guess would jump about

} // namespace

JobList::JobList(QObject* parent) : QAbstractListModel(parent) {
    m_timer.start();
    m_clock = [this] { return m_timer.elapsed(); };
}

void JobList::add(Task* task) {
    const qint64 now = m_clock();
    const int row = static_cast<int>(m_jobs.size());
    beginInsertRows({}, row, row);
    m_jobs.push_back({task, now, now, 0, 0});
    endInsertRows();
    connect(task, &Task::progress, this, [this, task] { update(task); });
    connect(task, &Task::finished, this, [this, task] { remove(task); });
    emit changed();
}

void JobList::remove(Task* task) {
    const auto row = rowOf(task);
    if (!row)
        return;
    disconnect(task, nullptr, this, nullptr);
    beginRemoveRows({}, *row, *row);
    m_jobs.erase(m_jobs.begin() + *row);
    endRemoveRows();
    emit changed();
}

void JobList::update(Task* task) {
    const auto row = rowOf(task);
    if (!row)
        return;
    Job& job = m_jobs[static_cast<std::size_t>(*row)];
    const qint64 now = m_clock();
    const double fraction = task->fraction();
    if (fraction < job.lastFraction) { // a new phase counts from the start again
        job.rate = 0;
        job.lastFraction = std::max(0.0, fraction);
        job.lastAt = job.startedAt = now;
    } else if (now - job.lastAt >= kShortestStepMs && fraction > job.lastFraction) {
        const double rate = (fraction - job.lastFraction) / static_cast<double>(now - job.lastAt);
        job.rate = job.rate > 0 ? job.rate + kSmoothing * (rate - job.rate) : rate;
        job.lastFraction = fraction;
        job.lastAt = now;
    }
    const QModelIndex changedRow = index(*row);
    emit dataChanged(changedRow, changedRow);
    emit changed();
}

double JobList::remaining(const Job& job) const {
    const qint64 now = m_clock();
    if (job.rate <= 0 || now - job.startedAt < kTrustAfterMs)
        return -1;
    const double sinceReport = static_cast<double>(now - job.lastAt);
    const double milliseconds = (1 - job.lastFraction) / job.rate - sinceReport;
    return std::max(0.0, milliseconds / 1000);
}

int JobList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_jobs.size());
}

QVariant JobList::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Job& job = m_jobs[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole:
        return job.task->title();
    case TextRole:
        return job.task->text();
    case FractionRole:
        return job.task->fraction();
    case RemainingRole:
        return remaining(job);
    default:
        return {};
    }
}

void JobList::cancel(int row) {
    if (row >= 0 && row < rowCount())
        m_jobs[static_cast<std::size_t>(row)].task->cancel();
}

void JobList::cancelAll() {
    for (const Job& job : m_jobs)
        job.task->cancel();
}

std::optional<int> JobList::rowOf(const Task* task) const {
    const auto found = std::find_if(
        m_jobs.begin(), m_jobs.end(), [task](const Job& job) { return job.task == task; });
    if (found == m_jobs.end())
        return std::nullopt;
    return static_cast<int>(found - m_jobs.begin());
}

JobList& jobs() {
    static JobList list;
    return list;
}

QString clockText(double seconds) {
    const auto total = static_cast<qint64>(std::ceil(seconds));
    const QString inMinutes =
        QStringLiteral("%1:%2").arg(total / 60 % 60).arg(total % 60, 2, 10, QChar(u'0'));
    if (total < 3600)
        return inMinutes;
    return QStringLiteral("%1:%2:%3")
        .arg(total / 3600)
        .arg(total / 60 % 60, 2, 10, QChar(u'0'))
        .arg(total % 60, 2, 10, QChar(u'0'));
}

} // namespace app
