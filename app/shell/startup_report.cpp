#include "app/shell/startup_report.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QTimer>
#include <QWidget>

#include <time.h>
#include <unistd.h>

#include <cstdio>

namespace app {

namespace {

constexpr int kSettleMs = 1000; // memory is measured when start is over

/// Milliseconds since the kernel made this process; the program starting itself again does not
/// reset it.
double millisecondsAlive() {
    QFile file(QStringLiteral("/proc/self/stat"));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    // The name in parentheses may hold spaces; the start time is the 20th field after it.
    const QByteArray text = file.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    const double startTicks = fields.value(19).toDouble();
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    const double nowMs =
        static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
    return nowMs - startTicks * 1e3 / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double residentMegabytes() {
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    return file.readAll().split(' ').value(1).toDouble() *
           static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

class PaintWatcher : public QObject {
public:
    explicit PaintWatcher(QWidget& window) : QObject(&window) { window.installEventFilter(this); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Paint && !m_isSeen) {
            m_isSeen = true;
            // After the event loop's next round the picture is with the window system.
            QTimer::singleShot(0, this, [this] {
                m_firstPaint = millisecondsAlive();
                QTimer::singleShot(kSettleMs, this, [this] {
                    std::printf(
                        "first paint %.0f ms, resident %.0f MB\n",
                        m_firstPaint,
                        residentMegabytes());
                    QApplication::quit();
                });
            });
        }
        return QObject::eventFilter(watched, event);
    }

private:
    bool m_isSeen = false;
    double m_firstPaint = 0;
};

} // namespace

void reportStartup(QWidget& window) {
    new PaintWatcher(window);
}

} // namespace app
