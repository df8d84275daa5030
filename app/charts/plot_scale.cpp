#include "app/charts/plot_scale.h"

#include <algorithm>

namespace app {

namespace {

/// Narrows the part [from, to] of the way from a to b to what lies between two limits.
bool narrow(double a, double b, double low, double high, double& from, double& to) {
    const double way = b - a;
    if (way == 0)
        return a >= low && a <= high;
    const double first = ((way > 0 ? low : high) - a) / way;
    const double last = ((way > 0 ? high : low) - a) / way;
    from = std::max(from, first);
    to = std::min(to, last);
    return from <= to;
}

bool contains(const PlotRange& range, const QPointF& p) {
    return p.x() >= range.left && p.x() <= range.right && p.y() >= range.bottom &&
           p.y() <= range.top;
}

} // namespace

QPointF PlotScale::toPixel(const QPointF& place) const {
    return {
        area.left() + (place.x() - range.left) / range.width() * area.width(),
        area.bottom() - (place.y() - range.bottom) / range.height() * area.height()};
}

QPointF PlotScale::fromPixel(const QPointF& pixel) const {
    return {
        range.left + (pixel.x() - area.left()) / area.width() * range.width(),
        range.bottom + (area.bottom() - pixel.y()) / area.height() * range.height()};
}

QList<QList<QPointF>> clipped(const QList<QList<QPointF>>& pieces, const PlotRange& range) {
    QList<QList<QPointF>> result;
    for (const QList<QPointF>& piece : pieces) {
        if (std::all_of(
                piece.begin(), piece.end(), [&](const QPointF& p) { return contains(range, p); })) {
            result.append(piece);
            continue;
        }
        QList<QPointF> inside;
        for (qsizetype i = 0; i + 1 < piece.size(); ++i) {
            const QPointF a = piece[i];
            const QPointF b = piece[i + 1];
            double from = 0;
            double to = 1;
            const bool seen = narrow(a.x(), b.x(), range.left, range.right, from, to) &&
                              narrow(a.y(), b.y(), range.bottom, range.top, from, to);
            if (!seen)
                continue;
            if (inside.isEmpty() || from > 0) {
                if (!inside.isEmpty())
                    result.append(std::move(inside));
                inside = {a + from * (b - a)};
            }
            inside.append(a + to * (b - a));
            if (to < 1) {
                result.append(std::move(inside));
                inside = {};
            }
        }
        if (!inside.isEmpty())
            result.append(std::move(inside));
    }
    return result;
}

} // namespace app
