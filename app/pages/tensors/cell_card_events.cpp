// What keys and the mouse do to a card, and how its frame is painted.
#include "app/pages/tensors/cell_card.h"
#include "app/theme/paint.h"
#include "app/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace app {

namespace notebook = tp::notebook;

bool CellCard::event(QEvent* event) {
    // Before the window's own shortcuts: Alt and an arrow move the cell.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto& key = *static_cast<QKeyEvent*>(event);
        const bool isMove = key.modifiers().testFlag(Qt::AltModifier) &&
                            (key.key() == Qt::Key_Up || key.key() == Qt::Key_Down);
        if (isMove || key.matches(QKeySequence::Copy)) {
            event->accept();
            return true;
        }
    }
    return QFrame::event(event);
}

void CellCard::keyPressEvent(QKeyEvent* event) {
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool isNote = m_session->cell(m_id) && m_session->cell(m_id)->isNote();
    if (isEnter && event->modifiers().testFlag(Qt::ShiftModifier)) {
        runAndGoOn();
    } else if (isEnter && hasFocus()) {
        if (m_isOpen && !isNote) {
            m_session->run(m_id);
        } else {
            setOpen(!m_isOpen);
        }
    } else if (event->key() == Qt::Key_Escape && m_isOpen) {
        setOpen(false);
        setFocus();
    } else if (!hasFocus() || !pressOnCard(*event)) {
        QFrame::keyPressEvent(event);
    }
}

bool CellCard::pressOnCard(const QKeyEvent& event) {
    if (event.matches(QKeySequence::Copy)) {
        emit copyRequested(m_id);
    } else if (event.key() == Qt::Key_Delete) {
        emit removeRequested(m_id);
    } else if (event.key() == Qt::Key_Up || event.key() == Qt::Key_Down) {
        const int by = event.key() == Qt::Key_Up ? -1 : 1;
        if (event.modifiers().testFlag(Qt::AltModifier)) {
            m_session->moveCell(m_id, by);
        } else {
            emit stepped(m_id, by);
        }
    } else {
        return false;
    }
    return true;
}

void CellCard::mousePressEvent(QMouseEvent* event) {
    setFocus(Qt::MouseFocusReason);
    const notebook::Cell* cell = m_session->cell(m_id);
    if (cell != nullptr && !cell->isNote())
        setOpen(true);
    event->accept();
}

void CellCard::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    const notebook::Cell* cell = m_session->cell(m_id);
    if (cell != nullptr && !cell->isNote()) // once the row has its new width
        QMetaObject::invokeMethod(this, &CellCard::showHead, Qt::QueuedConnection);
}

void CellCard::paintEvent(QPaintEvent*) {
    const notebook::Cell* cell = m_session->cell(m_id);
    if (cell == nullptr)
        return;
    const ThemeColors& colors = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!cell->isNote() || m_isOpen) {
        paintBox(
            &painter,
            rect(),
            Spacing::kRadius,
            colors.surface,
            m_isOpen || m_isInspected ? colors.accent : colors.border);
    }
    const auto state = m_session->record(m_id).state;
    QColor edge;
    if (state == TensorsSession::State::Failed) {
        edge = colors.danger;
    } else if (state == TensorsSession::State::Stale) {
        edge = colors.warning;
    } else if (m_isInspected) {
        edge = colors.accent;
    }
    if (edge.isValid())
        paintBox(&painter, QRectF(4, 10, 3, height() - 20), 1.5, edge);
    if (hasFocus() && showsFocus(this))
        paintFocusRing(&painter, rect(), Spacing::kRadius);
}

} // namespace app
