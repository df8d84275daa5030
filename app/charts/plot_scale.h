#pragma once

#include <QList>
#include <QPointF>
#include <QRectF>

namespace app {

/// A part of the plane of the axes. On a logarithmic axis the numbers are logarithms.
struct PlotRange {
    double left = 0;
    double right = 1;
    double bottom = 0;
    double top = 1;

    double width() const { return right - left; }
    double height() const { return top - bottom; }
    bool operator==(const PlotRange&) const = default;
};

/// Takes places in the plane of the axes to pixels and back.
struct PlotScale {
    QRectF area;
    PlotRange range;

    QPointF toPixel(const QPointF& place) const;
    QPointF fromPixel(const QPointF& pixel) const;
};

/// The pieces of a curve that lie inside a range, cut exactly at its edges. Where the curve leaves
/// and comes back a new piece begins.
QList<QList<QPointF>> clipped(const QList<QList<QPointF>>& pieces, const PlotRange& range);

} // namespace app
