#pragma once

#include <QList>
#include <QPointF>

namespace app {

/// The part of a curve between two places on the x axis, with no more detail than `columns` columns
/// of pixels can show: from each column its lowest and its highest point stay, so no peak is lost
/// and 100 000 points cost as much to paint as a few thousand.
///
/// The curve comes in pieces, cut where a y is not finite. One point on either side of the range is
/// kept, so that the line runs out of the picture instead of ending inside it. A curve that does
/// not go from left to right is only cut, not thinned.
QList<QList<QPointF>> decimate(const QList<QPointF>& points, double from, double to, int columns);

} // namespace app
