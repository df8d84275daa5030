#pragma once

#include "engine/inspect/model_view.h"

#include <QColor>
#include <QString>

namespace app {

QString asText(std::string_view text);

/// "12,345": a whole number as the language writes it.
QString countText(qint64 count);

/// "2.35 M": three digits are enough to compare.
QString shortCount(qint64 count);

/// "24 bytes", "3.2 kB".
QString sizeText(qint64 bytes);

/// "[null, 28, 28, 1]" becomes "? × 28 × 28 × 1", which is shorter and needs no explanation.
QString shapeText(const std::string& shapes);

/// What a layer does, as far as colours tell them apart.
enum class LayerFamily { Input, Dense, Convolution, Recurrent, Pool, Merge, Noise, Shape, Model };
LayerFamily familyOf(const QString& kind, bool isModel);

/// The colour that a family has in tables and graphs.
QColor familyColor(LayerFamily family);

} // namespace app
