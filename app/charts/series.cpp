#include "app/charts/series.h"

#include <algorithm>
#include <cmath>

namespace app {

void Extent::include(double value) {
    if (!std::isfinite(value))
        return;
    low = isEmpty ? value : std::min(low, value);
    high = isEmpty ? value : std::max(high, value);
    isEmpty = false;
}

void Extent::include(const Extent& other) {
    if (other.isEmpty)
        return;
    include(other.low);
    include(other.high);
}

std::optional<QPointF> nearestInX(const QList<QPointF>& points, double x) {
    if (points.isEmpty())
        return std::nullopt;
    const auto after = std::lower_bound(
        points.begin(), points.end(), x, [](const QPointF& p, double v) { return p.x() < v; });
    if (after == points.begin())
        return *after;
    const auto before = after - 1;
    if (after == points.end() || x - before->x() <= after->x() - x)
        return *before;
    return *after;
}

} // namespace app
