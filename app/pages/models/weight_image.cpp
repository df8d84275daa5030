#include "app/pages/models/weight_image.h"

#include "app/pages/models/model_words.h"
#include "app/theme/paint.h"
#include "app/theme/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace app {

namespace {

constexpr int kScaleHeight = 26;

/// -1 is one colour, 1 the other, 0 the ground; what is no number is grey.
QRgb diverging(double part) {
    const ThemeColors& colors = theme();
    if (!std::isfinite(part))
        return colors.danger.rgb();
    const QColor& end = part < 0 ? colors.series[1] : colors.series[0];
    return mixed(
               colors.isDark ? colors.surfaceSunken : QColor(Qt::white),
               end,
               std::min(1.0, std::abs(part)))
        .rgb();
}

} // namespace

WeightImage::WeightImage(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("weightImage"));
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &WeightImage::draw);
}

void WeightImage::setPicture(const tp::inspect::WeightPicture& picture, Tiles tiles) {
    m_tilesAre = tiles;
    m_picture = picture;
    draw();
}

void WeightImage::draw() {
    m_tiles.clear();
    const int pixels = m_picture.tileWidth * m_picture.tileHeight;
    const double most = m_picture.most > 0 ? m_picture.most : 1;
    for (int tile = 0; tile < m_picture.tiles; ++tile) {
        QImage image(m_picture.tileWidth, m_picture.tileHeight, QImage::Format_RGB32);
        for (int i = 0; i < pixels; ++i) {
            const int place = tile * pixels + i;
            const float value = m_picture.values[static_cast<std::size_t>(place)];
            image.setPixel(
                i % m_picture.tileWidth,
                i / m_picture.tileWidth,
                diverging(static_cast<double>(value) / most));
        }
        m_tiles.append(image);
    }
    setAccessibleDescription(description());
    setToolTip(description());
    update();
}

QString WeightImage::description() const {
    if (m_picture.tiles == 0)
        return {};
    QString text;
    const bool areFilters = m_tilesAre == Tiles::Filters;
    if (m_picture.allTiles > m_picture.tiles) {
        text = (areFilters ? tr("The first %1 of %2 filters.") : tr("The first %1 of %2 channels."))
                   .arg(countText(m_picture.tiles), countText(m_picture.allTiles));
    } else if (m_picture.tiles > 1) {
        text = areFilters ? tr("%n filter(s).", nullptr, m_picture.tiles)
                          : tr("%n channel(s).", nullptr, m_picture.tiles);
    }
    if (m_picture.isShrunk) {
        text += (text.isEmpty() ? QString() : QStringLiteral(" ")) +
                tr("Each point is the mean of several numbers.");
    }
    return text;
}

void WeightImage::paintScale(QPainter& painter, const QRect& place) const {
    const int wide = std::min(place.width(), scaled(180));
    const QRect bar(place.x(), place.bottom() - scaled(9), wide, scaled(8));
    for (int x = 0; x < wide; ++x) {
        painter.fillRect(
            QRect(bar.x() + x, bar.y(), 1, bar.height()),
            QColor(diverging(2.0 * x / std::max(1, wide - 1) - 1)));
    }
    painter.setFont(typeFont(Type::Caption));
    painter.setPen(theme().textMuted);
    const QLocale locale;
    const QRect words(bar.x(), place.y(), wide, place.height() - scaled(10));
    painter.drawText(
        words, Qt::AlignLeft | Qt::AlignBottom, locale.toString(-m_picture.most, 'g', 3));
    painter.drawText(words, Qt::AlignHCenter | Qt::AlignBottom, QStringLiteral("0"));
    painter.drawText(
        words, Qt::AlignRight | Qt::AlignBottom, locale.toString(m_picture.most, 'g', 3));
    const QRect rest(
        bar.right() + scaled(14),
        place.y(),
        place.right() - bar.right() - scaled(14),
        place.height());
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignBottom | Qt::TextWordWrap, description());
}

void WeightImage::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (m_tiles.isEmpty())
        return;
    const int across = std::max(1, std::min(m_picture.across, m_picture.tiles));
    const int down = (m_picture.tiles + across - 1) / across;
    const int gap = m_picture.tiles > 1 ? scaled(6) : 0;
    const QRect room = rect().adjusted(0, 0, 0, -scaled(kScaleHeight) - scaled(10));
    const double fitting = std::min(
        (room.width() - (across - 1.0) * gap) / (across * m_picture.tileWidth),
        (room.height() - (down - 1.0) * gap) / (down * m_picture.tileHeight));
    // Whole pixels to a number look even; only where there is no room are they smaller.
    const double zoom =
        std::min(fitting >= 1 ? std::floor(fitting) : std::max(fitting, 0.05), double(scaled(28)));
    const QSizeF tile(m_picture.tileWidth * zoom, m_picture.tileHeight * zoom);
    for (int i = 0; i < m_tiles.size(); ++i) {
        const int column = i % across;
        const int line = i / across;
        const QRectF place(
            QPointF(column * (tile.width() + gap), line * (tile.height() + gap)), tile);
        painter.drawImage(place, m_tiles[i]);
        painter.setPen(theme().border);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(place.adjusted(-0.5, -0.5, 0, 0).toRect());
    }
    paintScale(painter, QRect(0, height() - scaled(kScaleHeight), width(), scaled(kScaleHeight)));
}

} // namespace app
