#pragma once

#include <QColor>
#include <QRectF>

class QPainter;
class QStyleOption;
class QWidget;

namespace app {

/// A rounded rectangle with a hairline inside its edge. An invalid colour leaves that part out.
void paintBox(
    QPainter* painter,
    const QRectF& rect,
    qreal radius,
    const QColor& fill,
    const QColor& line = {},
    qreal lineWidth = 1);

/// The ring around what has the keyboard, inside `rect`.
void paintFocusRing(QPainter* painter, const QRectF& rect, qreal radius);

/// Whether `widget` has the focus and the person steers by keyboard, so that a ring belongs around
/// it.
bool showsFocus(const QWidget* widget);
bool showsFocus(const QStyleOption* option);

/// A colour between two: 0 is `first`, 1 is `second`.
QColor mixed(const QColor& first, const QColor& second, qreal part);

} // namespace app
