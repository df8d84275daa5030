#pragma once

#include <QList>
#include <QPointF>

namespace app {

/// The curve with its noise damped: each y is the mean of what came before, weighted so that the
/// influence of a point fades by `weight` with each following one, and corrected for the missing
/// past at the start. 0 changes nothing; the weight must be below 1. Values that are not finite
/// stay as they are and do not spoil their neighbours.
QList<QPointF> smoothed(const QList<QPointF>& points, double weight);

} // namespace app
