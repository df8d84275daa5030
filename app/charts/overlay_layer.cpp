#include "app/charts/plot_layers.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace app {

namespace {

/// A small card that floats above the plot.
void paintCard(QPainter& painter, const QRectF& box) {
    const ThemeColors& colors = theme();
    QColor shadow(Qt::black);
    shadow.setAlphaF(colors.isDark ? 0.35F : 0.10F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(shadow);
    painter.drawRoundedRect(box.translated(0, 2), Spacing::kSmallRadius, Spacing::kSmallRadius);
    painter.setPen(QPen(colors.border, 1));
    painter.setBrush(colors.surfaceRaised);
    painter.drawRoundedRect(box, Spacing::kSmallRadius, Spacing::kSmallRadius);
}

} // namespace

void OverlayLayer::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    painter->save();
    painter->setFont(typeFont(Type::Caption));
    if (state().picture.isEmpty) {
        paintEmpty(*painter);
    } else {
        paintEvents(*painter);
        paintGaps(*painter);
        if (state().crosshair)
            paintCrosshair(*painter);
    }
    if (state().zoomBox) {
        QColor tint = theme().accent;
        painter->setPen(QPen(tint, 1));
        tint.setAlphaF(0.12F);
        painter->setBrush(tint);
        painter->drawRect(*state().zoomBox);
    }
    if (state().hasFocus) {
        painter->setPen(QPen(theme().focus, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(
            boundingRect().adjusted(1, 1, -1, -1), Spacing::kSmallRadius, Spacing::kSmallRadius);
    }
    painter->restore();
}

void OverlayLayer::paintEmpty(QPainter& painter) const {
    const QRectF area = state().scale.area;
    const double side = std::min<double>(scaled(36), area.height() / 3);
    const QPixmap picture = iconPixmap(
        QStringLiteral("chart"),
        static_cast<int>(side),
        theme().textDisabled,
        painter.deviceTransform().m11());
    painter.setFont(typeFont(Type::Body));
    const QRectF wide = area.adjusted(scaled(12), 0, -scaled(12), 0);
    const QRectF words =
        painter.boundingRect(wide, Qt::AlignCenter | Qt::TextWordWrap, state().emptyText);
    const double height = side + scaled(8) + words.height();
    const double top = area.center().y() - height / 2;
    painter.setClipRect(area);
    painter.fillRect(
        QRectF(words.left(), top, words.width(), height).adjusted(-12, -10, 12, 10),
        theme().surface);
    painter.drawPixmap(QPointF(area.center().x() - side / 2, top), picture);
    painter.setPen(theme().textMuted);
    painter.drawText(
        QRectF(wide.left(), top + side + scaled(8), wide.width(), words.height() + 2),
        Qt::AlignHCenter | Qt::TextWordWrap,
        state().emptyText);
}

void OverlayLayer::paintEvents(QPainter& painter) const {
    const QRectF area = state().scale.area;
    const QFontMetricsF metrics(painter.font(), painter.device());
    double freeFrom = area.left();
    for (const PlotEvent& event : state().events) {
        if (event.x < state().scale.range.left || event.x > state().scale.range.right)
            continue;
        const double x = std::round(state().scale.toPixel({event.x, 0}).x()) + 0.5;
        painter.setPen(QPen(theme().textMuted, 1));
        painter.drawLines(dashes({QPointF(x, area.top()), QPointF(x, area.bottom())}, 2, 3));
        const double width = metrics.horizontalAdvance(event.text) + scaled(12);
        double left = x + scaled(4);
        if (left + width > area.right())
            left = x - scaled(4) - width;
        if (left < freeFrom)
            continue;
        freeFrom = left + width + scaled(4);
        const QRectF chip(left, area.top(), width, metrics.height() + scaled(4));
        painter.setPen(QPen(theme().border, 1));
        painter.setBrush(theme().surfaceRaised);
        painter.drawRoundedRect(chip, scaled(4), scaled(4));
        painter.setPen(theme().textMuted);
        painter.drawText(chip, Qt::AlignCenter, event.text);
    }
}

void OverlayLayer::paintGaps(QPainter& painter) const {
    const QRectF area = state().scale.area;
    double before = -1e9;
    painter.setPen(QPen(theme().danger, 2));
    for (const double gap : state().picture.gaps) {
        const double x = state().scale.toPixel({gap, 0}).x();
        if (x < area.left() - 1 || x > area.right() + 1 || std::abs(x - before) < 9)
            continue;
        before = x;
        const QPointF center(x, area.bottom() - scaled(7));
        painter.drawLine(center + QPointF(-3, -3), center + QPointF(3, 3));
        painter.drawLine(center + QPointF(-3, 3), center + QPointF(3, -3));
    }
    if (state().notice.isEmpty())
        return;
    const QFontMetricsF metrics(painter.font(), painter.device());
    const double room = area.width() - scaled(16);
    const QString text = metrics.elidedText(state().notice, Qt::ElideRight, room - scaled(20));
    const double width = metrics.horizontalAdvance(text) + scaled(20);
    const QRectF chip(
        area.right() - width - scaled(4),
        area.bottom() - metrics.height() - scaled(28),
        width,
        metrics.height() + scaled(8));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().dangerSoft);
    painter.drawRoundedRect(chip, scaled(4), scaled(4));
    painter.setPen(theme().danger);
    painter.drawText(chip, Qt::AlignCenter, text);
}

void OverlayLayer::paintCrosshair(QPainter& painter) const {
    const Crosshair& crosshair = *state().crosshair;
    const QRectF area = state().scale.area;
    const double x = state().scale.toPixel({crosshair.x, 0}).x();
    painter.setPen(QPen(theme().textMuted, 1));
    const double crisp = std::floor(x) + 0.5;
    painter.drawLine(QPointF(crisp, area.top()), QPointF(crisp, area.bottom()));
    double highest = area.bottom();
    for (const Crosshair::Line& line : crosshair.lines) {
        if (!line.place)
            continue;
        const QPointF pixel = state().scale.toPixel(*line.place);
        if (!area.adjusted(-1, -1, 1, 1).contains(pixel))
            continue;
        highest = std::min(highest, pixel.y());
        painter.setPen(QPen(theme().surface, 2));
        painter.setBrush(line.color);
        paintMarker(painter, line.marker, pixel, 10);
    }
    paintReadout(painter, {x, highest});
}

void OverlayLayer::paintReadout(QPainter& painter, const QPointF& at) const {
    const Crosshair& crosshair = *state().crosshair;
    QFont strong = painter.font();
    strong.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(painter.font(), painter.device());
    const QFontMetricsF strongMetrics(strong, painter.device());
    const double rowHeight = metrics.height() + scaled(4);
    const double padding = scaled(10);
    double names = 0;
    double values = 0;
    for (const Crosshair::Line& line : crosshair.lines) {
        names = std::max(names, metrics.horizontalAdvance(line.name));
        values = std::max(values, strongMetrics.horizontalAdvance(line.value));
    }
    const double limit = std::max(80.0, state().size.width() * 0.7);
    const double full = scaled(16) + names + scaled(16) + values;
    const double width = std::min(
        std::max(strongMetrics.horizontalAdvance(crosshair.heading), full) + 2 * padding, limit);
    const double height = rowHeight * static_cast<double>(1 + crosshair.lines.size()) + scaled(10);
    QRectF box(at.x() + scaled(14), at.y() - height / 2, width, height);
    if (box.right() > state().size.width() - 2)
        box.moveRight(at.x() - scaled(14));
    if (box.left() < 2)
        box.moveLeft(2);
    box.moveTop(std::clamp(box.top(), 2.0, std::max(2.0, state().size.height() - height - 4)));
    paintCard(painter, box);

    QRectF row(box.left() + padding, box.top() + scaled(5), width - 2 * padding, rowHeight);
    painter.setFont(strong);
    painter.setPen(theme().text);
    painter.drawText(
        row,
        Qt::AlignLeft | Qt::AlignVCenter,
        strongMetrics.elidedText(crosshair.heading, Qt::ElideRight, row.width()));
    for (const Crosshair::Line& line : crosshair.lines) {
        row.translate(0, rowHeight);
        painter.setPen(Qt::NoPen);
        painter.setBrush(line.color);
        paintMarker(painter, line.marker, {row.left() + scaled(5), row.center().y()}, scaled(9));
        painter.setPen(theme().textMuted);
        painter.setFont(typeFont(Type::Caption));
        const double nameWidth = row.width() - scaled(16) - values - scaled(6);
        painter.drawText(
            row.adjusted(scaled(16), 0, 0, 0),
            Qt::AlignLeft | Qt::AlignVCenter,
            metrics.elidedText(line.name, Qt::ElideRight, nameWidth));
        painter.setPen(theme().text);
        painter.setFont(strong);
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, line.value);
    }
}

} // namespace app
