#pragma once

#include "app/charts/plot_picture.h"

#include <QGraphicsItem>
#include <QList>
#include <QString>

#include <optional>

namespace app {

/// What the crosshair says: a heading, then a line for each series.
struct Crosshair {
    struct Line {
        QString name;
        QString value;
        QColor color;
        Marker marker = Marker::None;
        std::optional<QPointF> place;
    };
    double x = 0; ///< in the plane of the axes
    QString heading;
    QList<Line> lines;
};

/// Everything the layers of a plot paint from. The view owns it and fills it anew before each
/// painting.
struct PlotState {
    struct Tick {
        double place = 0;
        QString text;
    };

    QSize size;
    PlotScale scale;
    PlotPicture picture;
    QList<Tick> xTicks;
    QList<Tick> yTicks;
    QList<PlotEvent> events;
    QString xTitle;
    QString yTitle;
    QString emptyText;
    QString notice;
    std::optional<Crosshair> crosshair;
    std::optional<QRectF> zoomBox; ///< in pixels
    bool showsYTitle = false;
    bool hasFocus = false;
};

/// A layer of a plot: an item as large as the chart, above or below the series.
///
/// Qt Charts draws the solid curves, segment by segment, which is by far the fastest way there is
/// (stroking a whole noisy path takes 40 ms and more). The layers draw what it has no look or no
/// fast item for: the grid and its labels, dashes, markers, clouds of points, bars, and what
/// follows the pointer.
class PlotLayer : public QGraphicsItem {
public:
    PlotLayer(const PlotState& state, QGraphicsItem* parent, double z);

    QRectF boundingRect() const override;

    /// To be called before the size in the state changes.
    void prepareResize() { prepareGeometryChange(); }

protected:
    const PlotState& state() const { return m_state; }

private:
    const PlotState& m_state;
};

/// Grid lines, the labels beside them and the titles of the axes.
class GridLayer : public PlotLayer {
public:
    using PlotLayer::PlotLayer;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    void paintX(QPainter& painter) const;
    void paintY(QPainter& painter) const;
};

/// Clouds and bars, below the curves.
class CloudLayer : public PlotLayer {
public:
    using PlotLayer::PlotLayer;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    void paintBars(QPainter& painter, const BarSet& set) const;
    void paintCloud(QPainter& painter, const Cloud& cloud) const;
};

/// Dashed curves, and the markers on all curves.
class MarkLayer : public PlotLayer {
public:
    using PlotLayer::PlotLayer;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    void paintStroke(QPainter& painter, const Stroke& stroke) const;
};

/// Events, gaps, the crosshair, the box that is being zoomed to, and the words of an empty plot.
class OverlayLayer : public PlotLayer {
public:
    using PlotLayer::PlotLayer;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    void paintEvents(QPainter& painter) const;
    void paintGaps(QPainter& painter) const;
    void paintEmpty(QPainter& painter) const;
    void paintCrosshair(QPainter& painter) const;
    void paintReadout(QPainter& painter, const QPointF& at) const;
};

/// Draws one marker around a point.
void paintMarker(QPainter& painter, Marker marker, const QPointF& center, double size);

/// The dashes of a curve, as single lines: drawing those is much faster than a dashed pen.
QList<QLineF> dashes(const QList<QPointF>& pixels, double dash, double gap);

} // namespace app
