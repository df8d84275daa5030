#include "app/widgets/elided_label.h"

#include "app/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace app {

ElidedLabel::ElidedLabel(
    const char* objectName, const char* type, const char* tone, Qt::TextElideMode mode)
    : m_mode(mode) {
    setObjectName(QString::fromLatin1(objectName));
    setProperty("type", type);
    setProperty("tone", tone);
    setTextFormat(Qt::PlainText);
}

QString ElidedLabel::shown() const {
    return fontMetrics().elidedText(text(), m_mode, contentsRect().width());
}

QSize ElidedLabel::minimumSizeHint() const {
    const QSize whole = QLabel::minimumSizeHint();
    return {std::min(whole.width(), scaled(40)), whole.height()};
}

bool ElidedLabel::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && shown() != text()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
        return true;
    }
    return QLabel::event(event);
}

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    style()->drawItemText(
        &painter,
        contentsRect(),
        static_cast<int>(alignment() | Qt::TextSingleLine),
        palette(),
        isEnabled(),
        shown(),
        foregroundRole());
}

} // namespace app
