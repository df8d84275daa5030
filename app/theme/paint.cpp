#include "app/theme/paint.h"

#include "app/theme/theme.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

namespace app {

void paintBox(
    QPainter* painter,
    const QRectF& rect,
    qreal radius,
    const QColor& fill,
    const QColor& line,
    qreal lineWidth) {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const qreal inset = line.isValid() ? lineWidth / 2 : 0;
    painter->setPen(line.isValid() ? QPen(line, lineWidth) : QPen(Qt::NoPen));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->drawRoundedRect(
        rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset);
    painter->restore();
}

void paintFocusRing(QPainter* painter, const QRectF& rect, qreal radius) {
    paintBox(painter, rect, radius, {}, theme().focus, 2);
    // A line of the background inside keeps the ring apart from a control filled with the accent.
    paintBox(painter, rect.adjusted(2, 2, -2, -2), radius - 2, {}, theme().surface, 1);
}

bool showsFocus(const QWidget* widget) {
    return widget->hasFocus() && widget->window()->testAttribute(Qt::WA_KeyboardFocusChange);
}

bool showsFocus(const QStyleOption* option) {
    return (option->state & QStyle::State_HasFocus) &&
           (option->state & QStyle::State_KeyboardFocusChange);
}

QColor mixed(const QColor& first, const QColor& second, qreal part) {
    const auto channel = [part](float from, float to) {
        return static_cast<float>(from + (to - from) * part);
    };
    return QColor::fromRgbF(
        channel(first.redF(), second.redF()),
        channel(first.greenF(), second.greenF()),
        channel(first.blueF(), second.blueF()));
}

} // namespace app
