#include "app/page/page.h"

#include <QEvent>

namespace app {

Page::Page(const QString& pageId, QWidget* parent) : QWidget(parent), m_pageId(pageId) {
    setObjectName(QString(pageId).replace(u'/', u'_') + QStringLiteral("Page"));
}

void Page::openAt(const QString&) {}

QString Page::link() const {
    const QString here = place();
    return here.isEmpty() ? m_pageId : m_pageId + u'/' + here;
}

void Page::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        emit titleChanged();
    }
    QWidget::changeEvent(event);
}

} // namespace app
