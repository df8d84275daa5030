#pragma once

#include "app/shell/engine_status.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QLabel;
class QProgressBar;
class QToolButton;

namespace app {

/// The line at the foot of the window: backend and threads, tensors and bytes, the running job,
/// "offline".
class StatusLine : public QWidget {
    Q_OBJECT

public:
    /// `status` is asked a few times a second while the line can be seen.
    explicit StatusLine(std::function<EngineStatus()> status, QWidget* parent = nullptr);

    /// Shows a sentence for a few seconds, and tells it to a screen reader.
    void say(const QString& sentence);

signals:
    void jobsRequested();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void retranslate();
    void refreshEngine();
    void refreshJob();

    std::function<EngineStatus()> m_status;
    EngineStatus m_shown;
    QTimer m_refresh;
    QTimer m_forget;
    QLabel* m_backend;
    QLabel* m_memory;
    QLabel* m_sentence;
    QToolButton* m_job;
    QProgressBar* m_progress;
    QToolButton* m_cancel;
    QLabel* m_offline;
    QLabel* m_offlineIcon;
};

} // namespace app
