#include "app/charts/smoothing.h"

#include <QtGlobal>

#include <cmath>

namespace app {

QList<QPointF> smoothed(const QList<QPointF>& points, double weight) {
    Q_ASSERT(weight >= 0 && weight < 1);
    if (weight <= 0)
        return points;
    QList<QPointF> result;
    result.reserve(points.size());
    double sum = 0;
    double influence = 0;
    for (const QPointF& point : points) {
        if (!std::isfinite(point.y())) {
            result.append(point);
            continue;
        }
        sum = weight * sum + (1 - weight) * point.y();
        influence = weight * influence + (1 - weight);
        result.append({point.x(), sum / influence});
    }
    return result;
}

} // namespace app
