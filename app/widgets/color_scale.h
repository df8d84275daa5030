#pragma once

#include <QColor>
#include <QImage>

namespace app {

/// The viridis colour scale: evenly brighter from 0 to 1, and readable for every kind of eye. What
/// is not finite is grey.
QRgb viridis(double part);

/// A number between `low` and `high` as a colour of the scale.
QRgb scaleColor(double value, double low, double high);

/// The scale from left to right, for legends.
QImage scaleImage(int width);

} // namespace app
