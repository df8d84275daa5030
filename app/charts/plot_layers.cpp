#include "app/charts/plot_layers.h"

#include "app/theme/theme.h"

#include <QFontMetricsF>
#include <QPaintEngine>
#include <QPainter>
#include <QPixmap>

#include <algorithm>
#include <cmath>
#include <vector>

namespace app {

namespace {

constexpr double kDash = 7;
constexpr double kDashGap = 4;
constexpr qsizetype kManyPoints = 3000;

} // namespace

void paintMarker(QPainter& painter, Marker marker, const QPointF& center, double size) {
    const double half = size / 2;
    switch (marker) {
    case Marker::None:
        return;
    case Marker::Circle:
        painter.drawEllipse(center, half, half);
        return;
    case Marker::Square:
        painter.drawRect(
            QRectF(center.x() - half * 0.9, center.y() - half * 0.9, size * 0.9, size * 0.9));
        return;
    case Marker::Triangle: {
        const QPointF corners[] = {
            center + QPointF(0, -half * 1.15),
            center + QPointF(half * 1.1, half * 0.8),
            center + QPointF(-half * 1.1, half * 0.8)};
        painter.drawPolygon(corners, 3);
        return;
    }
    case Marker::Diamond: {
        const double reach = half * 1.2;
        const QPointF corners[] = {
            center + QPointF(0, -reach),
            center + QPointF(reach, 0),
            center + QPointF(0, reach),
            center + QPointF(-reach, 0)};
        painter.drawPolygon(corners, 4);
        return;
    }
    }
}

QList<QLineF> dashes(const QList<QPointF>& pixels, double dash, double gap) {
    QList<QLineF> lines;
    double left = dash;
    bool isInk = true;
    for (qsizetype i = 0; i + 1 < pixels.size(); ++i) {
        QPointF from = pixels[i];
        const QPointF to = pixels[i + 1];
        double rest = QLineF(from, to).length();
        while (rest > left) {
            const QPointF stop = from + (to - from) * (left / rest);
            if (isInk)
                lines.append({from, stop});
            rest -= left;
            from = stop;
            isInk = !isInk;
            left = isInk ? dash : gap;
        }
        if (isInk && rest > 0)
            lines.append({from, to});
        left -= rest;
    }
    return lines;
}

PlotLayer::PlotLayer(const PlotState& state, QGraphicsItem* parent, double z)
    : QGraphicsItem(parent)
    , m_state(state) {
    setZValue(z);
    setAcceptedMouseButtons(Qt::NoButton);
}

QRectF PlotLayer::boundingRect() const {
    return QRectF(QPointF(0, 0), QSizeF(m_state.size));
}

void GridLayer::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    painter->save();
    painter->setFont(typeFont(Type::Caption));
    painter->setRenderHint(QPainter::Antialiasing, false);
    paintY(*painter);
    paintX(*painter);
    painter->restore();
}

void GridLayer::paintY(QPainter& painter) const {
    const QRectF area = state().scale.area;
    const QFontMetricsF metrics(painter.font(), painter.device());
    for (const PlotState::Tick& tick : state().yTicks) {
        const double y = std::round(state().scale.toPixel({0, tick.place}).y());
        painter.setPen(QPen(theme().border, 1));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(theme().textMuted);
        painter.drawText(
            QRectF(0, y - metrics.height(), area.left() - scaled(8), 2 * metrics.height()),
            Qt::AlignRight | Qt::AlignVCenter,
            tick.text);
    }
    if (!state().showsYTitle)
        return;
    painter.setPen(theme().textMuted);
    painter.drawText(
        QRectF(0, 0, state().size.width(), area.top() - scaled(8)),
        Qt::AlignLeft | Qt::AlignBottom,
        metrics.elidedText(state().yTitle, Qt::ElideRight, state().size.width()));
}

void GridLayer::paintX(QPainter& painter) const {
    const QRectF area = state().scale.area;
    const QFontMetricsF metrics(painter.font(), painter.device());
    const double titleWidth = metrics.horizontalAdvance(state().xTitle);
    const double titleLeft = state().size.width() - titleWidth;
    const double labelTop = area.bottom() + scaled(7);
    // The title shares the line of the labels in a low plot; labels make room for it.
    const bool sharesLine = labelTop + 1.8 * metrics.height() > state().size.height();
    for (const PlotState::Tick& tick : state().xTicks) {
        const double x = std::round(state().scale.toPixel({tick.place, 0}).x());
        painter.setPen(QPen(theme().borderStrong, 1));
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + scaled(4)));
        const double half = metrics.horizontalAdvance(tick.text) / 2;
        if (sharesLine && x + half + scaled(8) > titleLeft)
            continue;
        const double center = std::min(x, state().size.width() - half);
        painter.setPen(theme().textMuted);
        painter.drawText(
            QRectF(center - half - 2, labelTop, 2 * half + 4, metrics.height()),
            Qt::AlignCenter,
            tick.text);
    }
    painter.setPen(QPen(theme().borderStrong, 1));
    painter.drawLine(
        QPointF(area.left(), std::round(area.bottom())),
        QPointF(area.right(), std::round(area.bottom())));
    painter.setPen(theme().textMuted);
    const double titleTop = sharesLine ? labelTop : state().size.height() - metrics.height() - 1;
    const QRectF line(area.left(), titleTop, area.width(), metrics.height());
    painter.drawText(
        sharesLine ? QRectF(0, titleTop, state().size.width(), metrics.height()) : line,
        sharesLine ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignCenter,
        state().xTitle);
}

void CloudLayer::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    painter->save();
    painter->setClipRect(state().scale.area.adjusted(-6, -6, 6, 6));
    for (const BarSet& set : state().picture.barSets)
        paintBars(*painter, set);
    for (const Cloud& cloud : state().picture.clouds)
        paintCloud(*painter, cloud);
    painter->restore();
}

void MarkLayer::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    painter->save();
    for (const Stroke& stroke : state().picture.strokes)
        paintStroke(*painter, stroke);
    painter->restore();
}

void CloudLayer::paintBars(QPainter& painter, const BarSet& set) const {
    painter.setPen(Qt::NoPen);
    painter.setBrush(set.color);
    for (const QRectF& bar : set.bars) {
        QRectF pixels =
            QRectF(state().scale.toPixel(bar.topLeft()), state().scale.toPixel(bar.bottomRight()))
                .normalized();
        if (pixels.width() > 4)
            pixels.adjust(1, 0, -1, 0);
        painter.drawRect(pixels & state().scale.area);
    }
}

void CloudLayer::paintCloud(QPainter& painter, const Cloud& cloud) const {
    const bool isRaster =
        painter.paintEngine() && painter.paintEngine()->type() == QPaintEngine::Raster;
    painter.setPen(QPen(theme().surface, 0.75));
    painter.setBrush(cloud.color);
    if (!isRaster) {
        for (const QPointF& point : cloud.points)
            paintMarker(painter, cloud.marker, state().scale.toPixel(point), cloud.size);
        return;
    }
    // One picture of the marker, stamped: several times faster than a shape for each point.
    const double ratio = painter.deviceTransform().m11();
    const int side = static_cast<int>(std::ceil(cloud.size * 1.3)) + 2;
    QPixmap stamp(QSize(side, side) * ratio);
    stamp.setDevicePixelRatio(ratio);
    stamp.fill(Qt::transparent);
    {
        QPainter stampPainter(&stamp);
        stampPainter.setRenderHint(QPainter::Antialiasing);
        stampPainter.setPen(painter.pen());
        stampPainter.setBrush(painter.brush());
        paintMarker(stampPainter, cloud.marker, QPointF(side / 2.0, side / 2.0), cloud.size);
    }
    const QPointF toCorner(-side / 2.0, -side / 2.0);
    const auto rowLength = static_cast<std::size_t>(std::max(state().size.width(), 1));
    std::vector<bool> isTaken;
    if (cloud.points.size() > kManyPoints)
        isTaken.resize(rowLength * static_cast<std::size_t>(std::max(state().size.height(), 1)));
    for (const QPointF& point : cloud.points) {
        const QPointF pixel = state().scale.toPixel(point);
        if (!isTaken.empty()) {
            // Of many points on one pixel the eye sees one.
            if (pixel.x() < 0 || pixel.y() < 0)
                continue;
            const std::size_t cell = static_cast<std::size_t>(pixel.y()) * rowLength +
                                     static_cast<std::size_t>(pixel.x());
            if (cell >= isTaken.size() || isTaken[cell])
                continue;
            isTaken[cell] = true;
        }
        painter.drawPixmap(pixel + toCorner, stamp);
    }
}

void MarkLayer::paintStroke(QPainter& painter, const Stroke& stroke) const {
    if (!stroke.isDashed && stroke.marker == Marker::None)
        return;
    for (const QList<QPointF>& piece : stroke.pieces) {
        QList<QPointF> pixels;
        pixels.reserve(piece.size());
        for (const QPointF& place : piece)
            pixels.append(state().scale.toPixel(place));
        if (stroke.isDashed) {
            painter.setPen(QPen(stroke.color, stroke.width, Qt::SolidLine, Qt::FlatCap));
            painter.drawLines(dashes(pixels, kDash, kDashGap));
        }
        painter.setPen(QPen(stroke.color, 1.5));
        painter.setBrush(stroke.isDashed ? QBrush(theme().surface) : QBrush(stroke.color));
        for (const QPointF& pixel : pixels)
            paintMarker(painter, stroke.marker, pixel, 6);
    }
}

} // namespace app
