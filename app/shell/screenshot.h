#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

class QWidget;

namespace app {

class Page;

/// Takes one picture of a window once its page has settled, then says how that went.
class Screenshot : public QObject {
    Q_OBJECT

public:
    Screenshot(QWidget& window, Page& page, const QString& file, QObject* parent = nullptr);

signals:
    /// `complaint` is empty if the file was written.
    void finished(const QString& complaint);

private:
    void look();
    void take();

    QWidget& m_window;
    Page& m_page;
    QString m_file;
    QTimer m_timer;
    QElapsedTimer m_since;
    int m_calmLooks = 0;
};

} // namespace app
