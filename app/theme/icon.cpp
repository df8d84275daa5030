#include "app/theme/icon.h"

#include "app/theme/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace app {

namespace {

QColor toneColor(IconTone tone) {
    const ThemeColors& colors = theme();
    switch (tone) {
    case IconTone::Muted:
        return colors.textMuted;
    case IconTone::Accent:
        return colors.accent;
    case IconTone::OnAccent:
        return colors.accentText;
    case IconTone::Success:
        return colors.success;
    case IconTone::Warning:
        return colors.warning;
    case IconTone::Danger:
        return colors.danger;
    case IconTone::Text:
        break;
    }
    return colors.text;
}

/// Asks the theme for its colour at every painting, so that a QIcon made once stays right.
class ThemedIconEngine : public QIconEngine {
public:
    ThemedIconEngine(QString name, IconTone tone) : m_name(std::move(name)), m_tone(tone) {}

    void
    paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
        const int side = std::min(rect.width(), rect.height());
        const QPixmap picture = iconPixmap(m_name, side, color(mode, state), ratio);
        const QPoint corner(
            rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2);
        painter->drawPixmap(corner, picture);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return iconPixmap(m_name, std::min(size.width(), size.height()), color(mode, state), 1.0);
    }

    QPixmap
    scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override {
        const int side = std::min(size.width(), size.height());
        const qreal ratio = scale > 0 ? scale : 1.0;
        return iconPixmap(m_name, qRound(side / ratio), color(mode, state), ratio);
    }

    QIconEngine* clone() const override { return new ThemedIconEngine(*this); }
    QString iconName() override { return m_name; }
    bool isNull() override { return false; }

private:
    QColor color(QIcon::Mode mode, QIcon::State state) const {
        if (mode == QIcon::Disabled)
            return theme().textDisabled;
        if (state == QIcon::On && m_tone != IconTone::OnAccent)
            return theme().accent;
        return toneColor(m_tone);
    }

    QString m_name;
    IconTone m_tone;
};

} // namespace

QIcon icon(const QString& name, IconTone tone) {
    Q_ASSERT_X(QFile::exists(QStringLiteral(":/icons/%1.svg").arg(name)), "icon", qPrintable(name));
    return QIcon(new ThemedIconEngine(name, tone));
}

QPixmap iconPixmap(const QString& name, int size, const QColor& color, qreal devicePixelRatio) {
    const QString key = QStringLiteral("tp-icon/%1/%2/%3/%4")
                            .arg(name)
                            .arg(size)
                            .arg(color.name(QColor::HexArgb))
                            .arg(devicePixelRatio);
    QPixmap picture;
    if (QPixmapCache::find(key, &picture))
        return picture;
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    QByteArray text;
    if (file.open(QIODevice::ReadOnly))
        text = file.readAll().replace("currentColor", color.name().toLatin1());
    const int pixels = std::max(1, qRound(size * devicePixelRatio));
    picture = QPixmap(pixels, pixels);
    picture.fill(Qt::transparent);
    QSvgRenderer renderer(text);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    painter.end();
    picture.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, picture);
    return picture;
}

} // namespace app
