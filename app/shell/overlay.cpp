#include "app/shell/overlay.h"

#include "app/theme/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>

namespace app {

Overlay::Overlay(QWidget* window) : QWidget(window), m_panel(new QFrame(this)) {
    m_panel->setObjectName(QStringLiteral("panel"));
    m_panel->setProperty("kind", "card");
    window->installEventFilter(this);
    hide();
}

void Overlay::open(QWidget* first) {
    m_focusBefore = QApplication::focusWidget();
    place();
    show();
    raise();
    first->setFocus(Qt::ShortcutFocusReason);
}

void Overlay::dismiss() {
    if (!isVisible())
        return;
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::OtherFocusReason);
    emit closed();
}

void Overlay::place() {
    setGeometry(parentWidget()->rect());
    const int gap = scaled(Spacing::kWide);
    const QSize size(
        std::min(scaled(m_panelSize.width()), width() - 2 * gap),
        std::min(scaled(m_panelSize.height()), height() - 2 * gap));
    const int top = std::max(gap, (height() - size.height()) / 3);
    m_panel->setGeometry((width() - size.width()) / 2, top, size.width(), size.height());
}

bool Overlay::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return QWidget::eventFilter(watched, event);
}

void Overlay::mousePressEvent(QMouseEvent*) {
    dismiss(); // the panel takes the clicks that fall on it
}

void Overlay::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        dismiss();
    } else {
        QWidget::keyPressEvent(event);
    }
}

bool Overlay::focusNextPrevChild(bool isForward) {
    // Tab stays inside: what lies below is out of reach anyway.
    QWidget* from = QApplication::focusWidget();
    QWidget* next = from ? from : this;
    do
        next = isForward ? next->nextInFocusChain() : next->previousInFocusChain();
    while (next != from && !(isAncestorOf(next) && next->isVisibleTo(this) &&
                             (next->focusPolicy() & Qt::TabFocus)));
    next->setFocus(isForward ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

void Overlay::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    QColor veil = theme().isDark ? QColor(0, 0, 0) : theme().text;
    veil.setAlphaF(theme().isDark ? 0.55f : 0.28f);
    painter.fillRect(rect(), veil);
    // A soft shadow lifts the panel off the veil.
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (int step = 1; step <= 10; ++step) {
        painter.setBrush(QColor(0, 0, 0, 5));
        painter.drawRoundedRect(
            m_panel->geometry().adjusted(-step, -step + 3, step, step + 3), 10 + step, 10 + step);
    }
}

} // namespace app
