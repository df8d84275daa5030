#include "app/shell/screenshot.h"

#include "app/page/page.h"

#include <QImageWriter>
#include <QPixmap>

namespace app {

namespace {

constexpr int kLookEveryMs = 30;
constexpr int kCalmLooksNeeded =
    3; // layouts may take another round after the page says it is settled
constexpr qint64 kPatienceMs = 30'000;

} // namespace

Screenshot::Screenshot(QWidget& window, Page& page, const QString& file, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_page(page)
    , m_file(file) {
    m_since.start();
    m_timer.setInterval(kLookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &Screenshot::look);
    m_timer.start();
}

void Screenshot::look() {
    m_calmLooks = m_page.isSettled() ? m_calmLooks + 1 : 0;
    if (m_calmLooks >= kCalmLooksNeeded) {
        take();
    } else if (m_since.elapsed() > kPatienceMs) {
        m_timer.stop();
        emit finished(
            QStringLiteral("the page %1 was not ready after 30 seconds").arg(m_page.pageId()));
    }
}

void Screenshot::take() {
    m_timer.stop();
    QImageWriter writer(m_file, m_file.endsWith(QLatin1String(".png")) ? "png" : QByteArray());
    if (writer.write(m_window.grab().toImage())) {
        emit finished({});
    } else {
        emit finished(QStringLiteral("cannot write %1: %2").arg(m_file, writer.errorString()));
    }
}

} // namespace app
