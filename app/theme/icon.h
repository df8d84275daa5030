#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

namespace app {

/// What an icon is coloured like; the colour itself is theme()'s at the moment of painting.
enum class IconTone { Text, Muted, Accent, OnAccent, Success, Warning, Danger };

/// The icon of this name, of resources/icons, drawn in the theme's colour: greyed where disabled,
/// accented where checked. It follows a change of theme by itself.
QIcon icon(const QString& name, IconTone tone = IconTone::Text);

/// The same as a picture of `size` × `size` points, for labels and own painting.
QPixmap iconPixmap(const QString& name, int size, const QColor& color, qreal devicePixelRatio);

} // namespace app
