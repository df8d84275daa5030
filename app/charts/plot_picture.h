#pragma once

#include "app/charts/plot_scale.h"
#include "app/charts/series.h"

#include <QColor>
#include <QList>
#include <QString>

#include <optional>

namespace app {

/// Shapes that tell series apart without their colours.
enum class Marker { None, Circle, Square, Triangle, Diamond };

/// The marker of a place in the palette.
Marker markerOf(int colorIndex);

/// A moment worth marking on the x axis: "learning rate 0.001", "paused".
struct PlotEvent {
    double x = 0;
    QString text;
};

/// What a plot shows and how, before it is known how large it is.
struct PlotContent {
    QList<Series> series;
    QList<PlotEvent> events;
    QString xTitle;
    QString yTitle;
    /// What stands in the plot while there is no point to show.
    QString emptyText;
    /// How far the x axis reaches at least, so that a curve grows into its place: the planned
    /// number of epochs.
    Extent plannedX;
    double smoothing = 0;
    bool hasLogY = false;
    /// Whether clouds keep away from the axes by a margin; curves over steps touch them.
    bool hasMargins = false;
};

/// A curve ready to be drawn, in the plane of the axes.
struct Stroke {
    QList<QList<QPointF>> pieces;
    QColor color;
    double width = 2;
    bool isDashed = false;
    Marker marker = Marker::None;
};

/// Single points, in the plane of the axes.
struct Cloud {
    QList<QPointF> points;
    QColor color;
    Marker marker = Marker::Circle;
    double size = 7;
};

/// Bars that stand on the axis: each from left to right, as high as its value.
struct BarSet {
    QList<QRectF> bars;
    QColor color;
};

/// Everything that is drawn inside the axes.
struct PlotPicture {
    QList<Stroke> strokes;
    QList<Cloud> clouds;
    QList<BarSet> barSets;
    /// Where values are not finite, or cannot be shown on a logarithmic axis.
    QList<double> gaps;
    /// The series with the first gap and its x.
    std::optional<Reading> firstGap;
    PlotRange range;
    bool isEmpty = true;
};

/// Draws up the picture for an area of so many pixels. `zoom` is the part asked for by the person;
/// without it everything is shown. Colours are the theme's at this moment.
PlotPicture
compose(const PlotContent& content, const std::optional<PlotRange>& zoom, const QSize& area);

/// How many marks fit on an axis of this length in pixels.
int tickCountX(double width);
int tickCountY(double height);

} // namespace app
