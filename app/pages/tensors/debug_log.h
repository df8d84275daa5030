#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>

namespace app {

/// The lines that the engine writes in debug mode, gathered from all threads.
class DebugLog : public QObject {
    Q_OBJECT

public:
    static constexpr int kMostLines = 500;

    explicit DebugLog(QObject* parent = nullptr);
    ~DebugLog() override;

    const QStringList& lines() const { return m_lines; }
    void clear();
    /// Fetches now what the next tick would bring.
    void fetch();

signals:
    void changed();

private:
    QStringList m_lines;
    QTimer m_timer;
};

} // namespace app
