#include "app/charts/plot_view.h"
#include "app/charts/ticks.h"
#include "app/theme/theme.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <limits>

namespace app {

namespace {

constexpr double kZoomStep = 0.8;
constexpr double kDragStart = 6;  // pixels before a press becomes a box
constexpr double kFlatBox = 12;   // a lower box zooms along x only
constexpr double kNearCloud = 40; // how far the pointer may be from a point it means
constexpr double kSamePlace = 24; // how far a series' point may be from the crosshair to be read
constexpr double kClosestZoom = 1e-6;
constexpr double kPanStep = 0.1;

bool isCloud(const Series& series) {
    return series.style == SeriesStyle::Points;
}

} // namespace

double PlotView::axisY(double y) const {
    return m_content.hasLogY ? std::log10(y) : y;
}

void PlotView::setZoom(const std::optional<PlotRange>& zoom) {
    if (m_zoom == zoom)
        return;
    m_zoom = zoom;
    m_isDirty = true;
    refresh();
    emit zoomChanged();
}

void PlotView::zoomTo(const PlotRange& range) {
    if (!(range.width() > 0) || !(range.height() > 0))
        return;
    const PlotRange full =
        compose(m_content, std::nullopt, m_state.scale.area.size().toSize()).range;
    PlotRange inside = range;
    inside.left = std::max(inside.left, full.left);
    inside.right = std::min(inside.right, full.right);
    inside.bottom = std::max(inside.bottom, full.bottom);
    inside.top = std::min(inside.top, full.top);
    if (inside == full) {
        resetZoom();
        return;
    }
    const bool isTooClose = inside.width() < kClosestZoom * full.width() ||
                            inside.height() < kClosestZoom * full.height();
    if (!isTooClose)
        setZoom(inside);
}

void PlotView::zoomBy(double factor, const QPointF& anchor) {
    if (m_state.picture.isEmpty)
        return;
    const PlotRange now = range();
    const QPointF fixed = m_state.scale.fromPixel(anchor);
    zoomTo(
        {fixed.x() + (now.left - fixed.x()) * factor,
         fixed.x() + (now.right - fixed.x()) * factor,
         fixed.y() + (now.bottom - fixed.y()) * factor,
         fixed.y() + (now.top - fixed.y()) * factor});
}

void PlotView::zoomIn() {
    zoomBy(kZoomStep, m_state.scale.area.center());
}

void PlotView::zoomOut() {
    zoomBy(1 / kZoomStep, m_state.scale.area.center());
}

void PlotView::resetZoom() {
    setZoom(std::nullopt);
}

void PlotView::pan(double columns, double rows) {
    if (!m_zoom)
        return;
    const PlotRange full =
        compose(m_content, std::nullopt, m_state.scale.area.size().toSize()).range;
    const double dx =
        std::clamp(columns * m_zoom->width(), full.left - m_zoom->left, full.right - m_zoom->right);
    const double dy =
        std::clamp(rows * m_zoom->height(), full.bottom - m_zoom->bottom, full.top - m_zoom->top);
    setZoom(
        PlotRange{m_zoom->left + dx, m_zoom->right + dx, m_zoom->bottom + dy, m_zoom->top + dy});
}

Crosshair::Line PlotView::reading(int series, double x) const {
    const Series& one = m_content.series[series];
    Crosshair::Line line;
    line.name = one.name;
    line.color =
        theme()
            .series[static_cast<std::size_t>(std::max(one.colorIndex, 0)) % theme().series.size()];
    line.marker = markerOf(one.colorIndex);
    std::optional<QPointF> point;
    double best = std::numeric_limits<double>::infinity();
    if (isCloud(one)) {
        // Clouds have no order. Of the points at this x the one nearest to the pointer is meant.
        for (const QPointF& candidate : one.points) {
            const QPointF pixel = m_state.scale.toPixel({candidate.x(), axisY(candidate.y())});
            const double dx = std::abs(candidate.x() - x) / m_state.scale.range.width() *
                              m_state.scale.area.width();
            const double dy = m_crosshairPixel ? std::abs(pixel.y() - m_crosshairPixel->y()) : 0;
            const double far = 1000 * dx + dy;
            if (far < best) {
                best = far;
                point = candidate;
            }
        }
    } else {
        point = nearestInX(one.points, x);
    }
    const double toPixels = m_state.scale.area.width() / m_state.scale.range.width();
    if (!point || std::abs(point->x() - x) * toPixels > kSamePlace) {
        line.value = QStringLiteral("–");
        return line;
    }
    line.value = valueText(point->y());
    const double y = axisY(point->y());
    if (std::isfinite(y))
        line.place = QPointF(point->x(), y);
    return line;
}

void PlotView::setCrosshair(double x) {
    m_crosshairX = x;
    Crosshair crosshair{x, valueText(x), {}};
    if (!m_content.xTitle.isEmpty())
        crosshair.heading = tr("%1: %2").arg(m_content.xTitle, valueText(x));
    QStringList spoken{crosshair.heading};
    for (int i = 0; i < m_content.series.size(); ++i) {
        const Series& series = m_content.series[i];
        if (!series.isVisible || series.points.isEmpty())
            continue;
        Crosshair::Line line = reading(i, x);
        if (series.isGhost)
            line.color = theme().textMuted;
        spoken.append(tr("%1: %2").arg(line.name, line.value));
        crosshair.lines.append(std::move(line));
    }
    for (const PlotEvent& event : m_content.events) {
        if (event.x == x)
            crosshair.lines.append({event.text, {}, theme().textMuted, Marker::None, {}});
    }
    m_state.crosshair = std::move(crosshair);
    repaintLayers();
    emit crosshairMoved(spoken.join(QStringLiteral(", ")));
}

void PlotView::pointAt(const QPointF& pixel) {
    if (m_state.picture.isEmpty || !m_state.scale.area.adjusted(-4, -20, 4, 20).contains(pixel)) {
        hideCrosshair();
        return;
    }
    m_crosshairPixel = pixel;
    double bestDistance = std::numeric_limits<double>::infinity();
    std::optional<double> x;
    for (const Series& series : m_content.series) {
        if (!series.isVisible)
            continue;
        if (isCloud(series)) {
            for (const QPointF& point : series.points) {
                const QPointF way = m_state.scale.toPixel({point.x(), axisY(point.y())}) - pixel;
                const double far = std::hypot(way.x(), way.y());
                if (far < bestDistance && far < kNearCloud) {
                    bestDistance = far;
                    x = point.x();
                }
            }
        } else if (
            const auto point = nearestInX(series.points, m_state.scale.fromPixel(pixel).x())) {
            const double far = std::abs(m_state.scale.toPixel({point->x(), 0}).x() - pixel.x());
            if (far < bestDistance && (far < kNearCloud || series.points.size() < 30)) {
                bestDistance = far;
                x = point->x();
            }
        }
    }
    if (x) {
        setCrosshair(*x);
    } else {
        hideCrosshair();
    }
}

void PlotView::stepCrosshair(int direction) {
    if (m_state.picture.isEmpty)
        return;
    m_crosshairPixel.reset();
    const double least = range().width() / std::max(m_state.scale.area.width(), 1.0);
    const PlotRange seen = range();
    // The first key press starts at the near end of what is seen.
    const double from =
        m_crosshairX.value_or(direction > 0 ? seen.left - 2 * least : seen.right + 2 * least);
    std::optional<double> next;
    for (const Series& series : m_content.series) {
        if (!series.isVisible || series.isGhost)
            continue;
        for (const QPointF& point : series.points) {
            const double ahead = direction * (point.x() - from);
            if (ahead >= least && (!next || ahead < direction * (*next - from)))
                next = point.x();
        }
    }
    if (!next)
        return;
    if (m_zoom && (*next < seen.left || *next > seen.right))
        pan((*next - (seen.left + seen.right) / 2) / seen.width(), 0);
    setCrosshair(*next);
}

void PlotView::hideCrosshair() {
    if (!m_crosshairX)
        return;
    m_crosshairX.reset();
    m_crosshairPixel.reset();
    m_state.crosshair.reset();
    repaintLayers();
    emit crosshairMoved({});
}

void PlotView::wheelEvent(QWheelEvent* event) {
    const int turn = event->angleDelta().y();
    // With nothing left to zoom out of, the wheel belongs to the page around.
    if (turn == 0 || m_state.picture.isEmpty || (turn < 0 && !m_zoom)) {
        event->ignore();
        return;
    }
    zoomBy(std::pow(kZoomStep, turn / 120.0), event->position());
    event->accept();
}

void PlotView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && m_state.scale.area.contains(event->position()))
        m_pressedAt = event->position();
    event->accept();
}

void PlotView::mouseMoveEvent(QMouseEvent* event) {
    if (m_pressedAt && (event->buttons() & Qt::LeftButton) != 0) {
        const QPointF way = event->position() - *m_pressedAt;
        m_isDragging = m_isDragging || std::hypot(way.x(), way.y()) > kDragStart;
        if (!m_isDragging)
            return;
        hideCrosshair();
        QRectF box = QRectF(*m_pressedAt, event->position()).normalized() & m_state.scale.area;
        if (box.height() < kFlatBox) {
            box.setTop(m_state.scale.area.top());
            box.setBottom(m_state.scale.area.bottom());
        }
        m_state.zoomBox = box;
        repaintLayers();
        return;
    }
    pointAt(event->position());
}

void PlotView::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    const std::optional<QRectF> box = m_state.zoomBox;
    m_state.zoomBox.reset();
    m_pressedAt.reset();
    const bool wasDragging = m_isDragging;
    m_isDragging = false;
    repaintLayers();
    if (!wasDragging || !box || box->width() < kDragStart)
        return;
    const QPointF low = m_state.scale.fromPixel(box->bottomLeft());
    const QPointF high = m_state.scale.fromPixel(box->topRight());
    zoomTo({low.x(), high.x(), low.y(), high.y()});
}

void PlotView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        resetZoom();
}

void PlotView::leaveEvent(QEvent* event) {
    QChartView::leaveEvent(event);
    if (m_crosshairPixel)
        hideCrosshair();
}

void PlotView::keyPressEvent(QKeyEvent* event) {
    const bool isShifted = (event->modifiers() & Qt::ShiftModifier) != 0;
    const bool isPlain = (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) == 0;
    if (!isPlain) {
        event->ignore();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomIn();
    case Qt::Key_Minus:
        return zoomOut();
    case Qt::Key_0:
        return resetZoom();
    case Qt::Key_Left:
        return isShifted ? pan(-kPanStep, 0) : stepCrosshair(-1);
    case Qt::Key_Right:
        return isShifted ? pan(kPanStep, 0) : stepCrosshair(1);
    case Qt::Key_Up:
        return pan(0, kPanStep);
    case Qt::Key_Down:
        return pan(0, -kPanStep);
    case Qt::Key_Escape:
        if (m_crosshairX)
            return hideCrosshair();
        if (m_zoom)
            return resetZoom();
        break;
    default:
        break;
    }
    event->ignore();
}

void PlotView::focusInEvent(QFocusEvent* event) {
    QChartView::focusInEvent(event);
    // Who clicks knows where he is; the ring is for the keyboard.
    m_state.hasFocus = event->reason() == Qt::TabFocusReason ||
                       event->reason() == Qt::BacktabFocusReason ||
                       event->reason() == Qt::ShortcutFocusReason;
    repaintLayers();
}

void PlotView::focusOutEvent(QFocusEvent* event) {
    QChartView::focusOutEvent(event);
    m_state.hasFocus = false;
    if (!m_crosshairPixel)
        hideCrosshair();
    repaintLayers();
}

} // namespace app
