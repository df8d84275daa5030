#pragma once

#include <QList>
#include <QPointF>
#include <QString>

#include <optional>

namespace app {

/// How a series is drawn. Training curves are solid, validation curves dashed, so that the
/// difference does not hang on colour alone.
enum class SeriesStyle { Solid, Dashed, Points, Bars };

/// Numbers with a name: what a chart shows, what its table lists and what its CSV file holds.
///
/// A point whose y is not a finite number is kept: it is a gap in the curve, a word in the table
/// and a mark at the place where it happened. Curves expect their points from left to right; clouds
/// of points need no order.
struct Series {
    QString name;
    QList<QPointF> points;
    SeriesStyle style = SeriesStyle::Solid;
    /// Place in the theme's palette for series.
    int colorIndex = 0;
    bool isVisible = true;
    /// A run of before, drawn in faint ink behind the others.
    bool isGhost = false;
};

/// The extent of numbers, growing as they come. Numbers that are not finite do not count.
struct Extent {
    double low = 0;
    double high = 0;
    bool isEmpty = true;

    void include(double value);
    void include(const Extent& other);
    double span() const { return high - low; }
};

/// The values of a series at the point whose x is nearest to the one asked for.
struct Reading {
    int series = 0;
    QPointF point;
};

/// The point nearest in x; none if the series is empty. Expects the points from left to right.
std::optional<QPointF> nearestInX(const QList<QPointF>& points, double x);

} // namespace app
